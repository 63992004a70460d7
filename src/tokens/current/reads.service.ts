import { EventLimit } from '../../audit/event-limit.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import type { TokenLifecycleStore } from '../lifecycle/lifecycle.store.js';
import type { IntegrationTokenRecord } from '../token.js';

/**
 * Writes down who was handed a token's secret: once per request and token, however often the
 * request asks for it, and no more than 20 times a minute per reader and token; a client
 * reads once more for each user, by an access token. The last event
 * before the rest is only counted says so by `restOfMinute`, the next one after it by `leftOut`.
 */
export class TokenReadsService {
  readonly #lifecycle: TokenLifecycleStore;
  readonly #clock: Clock;
  readonly #limit: EventLimit;
  /** By the actor, of which each request has its own. */
  readonly #ofRequest = new WeakMap<Actor, Map<string, Promise<void>>>();

  constructor(lifecycle: TokenLifecycleStore, clock: Clock) {
    this.#lifecycle = lifecycle;
    this.#clock = clock;
    this.#limit = new EventLimit(clock);
  }

  /** Resolves when the read is written down, or counted. */
  record(token: IntegrationTokenRecord, actor: Actor): Promise<void> {
    if (actor.requestId === null) return this.#write(token, actor);
    const reads = this.#ofRequest.get(actor) ?? new Map<string, Promise<void>>();
    this.#ofRequest.set(actor, reads);
    const read = reads.get(token.id) ?? this.#write(token, actor);
    reads.set(token.id, read);
    return read;
  }

  async #write(token: IntegrationTokenRecord, actor: Actor): Promise<void> {
    const { kind, name, address, accessTokenId = null } = actor;
    const note = this.#limit.count([kind, name ?? address, accessTokenId, token.id]);
    if (note) await this.#lifecycle.recordRead(token, this.#clock.now(), { actor, details: note });
  }
}
