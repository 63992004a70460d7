import type { Clock } from '../../platform/clock.js';
import { PAGE_SIZE } from '../../platform/page.js';
import { Batch } from '../../platform/tasks/batch.js';
import type { AgentActivity } from './activity.js';
import type { AgentActivityStore } from './activity.store.js';

const NONE: AgentActivity = { tokenExpiresAt: null, lastUsedAt: null };

/** Tells until when agents have a valid token, and when they were last seen. */
export class AgentActivityService {
  readonly #batch: Batch<string, AgentActivity>;

  constructor(store: AgentActivityStore, clock: Clock) {
    this.#batch = new Batch(async (agentIds) => {
      const found = await store.find([...new Set(agentIds)], clock.now());
      return agentIds.map((id) => found.get(id) ?? NONE);
    }, 2 * PAGE_SIZE.most);
  }

  /** The activity of an agent. Those who ask at the same time share their queries. */
  of(agentId: string): Promise<AgentActivity> {
    return this.#batch.add(agentId);
  }
}
