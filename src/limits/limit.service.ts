import type { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import type { SharedLimitStore } from './limit.store.js';

/** How a {@link SharedLimitService} counts. */
export interface SharedLimitOptions {
  readonly store: SharedLimitStore;
  readonly clock: Clock;
  /** What is limited; part of the key. */
  readonly name: string;
  /** 0 turns the limit off. */
  readonly perMinute: number;
  /** The stable reason and the message of the refusal. */
  readonly refusal: { readonly reason: string; readonly message: string };
}

/** Limits what a principal does in a minute, in all replicas together. */
export class SharedLimitService {
  readonly #options: SharedLimitOptions;

  constructor(options: SharedLimitOptions) {
    this.#options = options;
  }

  /**
   * Counts one more, for callers who may do it.
   *
   * @param who - whom the limit counts, and for what; never a secret
   * @throws DomainError `RATE_LIMITED` with the reason, once there were too many, or
   *   `SERVICE_UNAVAILABLE` when the database is away
   */
  async count(who: readonly (string | null)[]): Promise<void> {
    const { store, clock, name, perMinute, refusal } = this.#options;
    if (perMinute === 0) return;
    const now = clock.now();
    const { count, expiresAt } = await store.count(`${name} ${JSON.stringify(who)}`, now);
    if (count <= perMinute) return;
    const secondsLeft = Math.ceil((expiresAt.getTime() - now.getTime()) / 1000);
    throw new DomainError('RATE_LIMITED', refusal.message, {
      reason: refusal.reason,
      retryAfterSeconds: Math.max(1, secondsLeft),
    });
  }
}
