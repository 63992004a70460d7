import type { Actor } from '../../platform/actor.js';
import { checkName } from '../../platform/checks.js';
import type { Clock } from '../../platform/clock.js';
import { type Agent, agentNotFound } from '../agent.js';
import type { AgentDeletionStore } from './deletion.store.js';
import { cannotBeDeleted, isTraceless } from './traces.js';

/** Deletes agents that never had a token or a key. */
export class AgentDeletionService {
  readonly #store: AgentDeletionStore;
  readonly #clock: Clock;

  constructor(store: AgentDeletionStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Deletes an agent, whose name is free again from then on. Its events stay in the audit log.
   *
   * @returns the agent as it was
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND`, or `CONFLICT` when it has a history or
   *   something is bound to it
   */
  async delete(agentName: string, actor: Actor): Promise<Agent> {
    const name = checkName('agent', agentName);
    const outcome = await this.#store.delete(name, { at: this.#clock.now(), actor });
    if (!outcome) throw agentNotFound(name);
    if (!isTraceless(outcome.traces)) throw cannotBeDeleted(name, outcome.traces);
    return outcome.agent;
  }
}
