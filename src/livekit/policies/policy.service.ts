import type { ChangeCache } from '../../db/changes/cache.js';
import { NAME } from '../../platform/checks.js';
import {
  completePolicy,
  DEFAULT_ROOM_POLICY,
  type RoomPolicy,
} from '../../providers/room-policy.js';
import type { RoomCaller } from '../room-tokens/caller.js';
import { possibleOwners, SUPERUSERS_START } from '../room-tokens/identity.js';
import type { RoomPolicyStore } from './policy.store.js';

/** Tells what binds a caller; from memory where it is known. */
export class RoomPolicyService {
  readonly #store: RoomPolicyStore;
  readonly #byAgentId: ChangeCache<RoomPolicy>;

  constructor(store: RoomPolicyStore, byAgentId: ChangeCache<RoomPolicy>) {
    this.#store = store;
    this.#byAgentId = byAgentId;
  }

  /** The policy of a caller as it is now; `undefined` for a superuser, whom none binds. */
  async policyOf({ agent, user }: RoomCaller): Promise<RoomPolicy | undefined> {
    if (!agent) return user?.policy;
    const found = await this.#byAgentId.get(agent.id, async () => {
      const stored = await this.#store.find(agent.id);
      return stored && { value: completePolicy(stored.policy), subject: `agent:${agent.id}` };
    });
    return found ?? DEFAULT_ROOM_POLICY;
  }

  /** The agents whose name an identity is, or for which the gateway generates it by their name. */
  async namedOwnersOf(identity: string): Promise<readonly string[]> {
    const names = possibleOwners(identity).filter((name) => NAME.pattern.test(name));
    return names.length === 0 ? [] : this.#store.findAgentNames(names);
  }

  /**
   * Returns who else an identity belongs to: other agents, of any provider, whose name it is or for
   * which the gateway generates it, and {@link SUPERUSERS_START}. To a superuser all are free.
   */
  async otherOwnersOf(identity: string, { agent, user }: RoomCaller): Promise<readonly string[]> {
    if (!agent && !user) return [];
    const names = possibleOwners(identity).filter(
      (name) => name !== agent?.name && NAME.pattern.test(name),
    );
    if (names.length === 0) return [];
    const superusers = names.filter((name) => name === SUPERUSERS_START && name !== identity);
    return [...superusers, ...(await this.#store.findAgentNames(names))];
  }
}
