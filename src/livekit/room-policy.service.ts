import type { ChangeCache } from '../db/change-cache.js';
import type { RoomCaller } from './room-caller.js';
import { DEFAULT_ROOM_POLICY, type RoomPolicy } from './room-policy.js';
import type { RoomPolicyStore } from './room-policy.store.js';

/** Tells what binds a caller; from memory where it is known. */
export class RoomPolicyService {
  readonly #store: RoomPolicyStore;
  readonly #byAgentId: ChangeCache<{ policy: RoomPolicy | null }>;

  constructor(store: RoomPolicyStore, byAgentId: ChangeCache<{ policy: RoomPolicy | null }>) {
    this.#store = store;
    this.#byAgentId = byAgentId;
  }

  /** The policy of an agent as it is now; `undefined` for a superuser, whom none binds. */
  async policyOf({ agent }: RoomCaller): Promise<RoomPolicy | undefined> {
    if (!agent) return undefined;
    const found = await this.#byAgentId.get(agent.id, async () => {
      const stored = await this.#store.find(agent.id);
      return stored && { value: stored, subject: `agent:${agent.id}` };
    });
    return found?.policy ?? DEFAULT_ROOM_POLICY;
  }
}
