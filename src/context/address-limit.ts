import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { DomainError } from '../platform/errors.js';

/** What an {@link AddressLimit} says to an address that has had enough. */
export interface LimitRefusal {
  readonly reason?: string;
  readonly message: string;
}

/** Counts what each client address does in a minute. */
export class AddressLimit {
  readonly #limiter: RateLimiterMemory;
  readonly #refusal: LimitRefusal;

  constructor(perMinute: number, refusal: LimitRefusal) {
    this.#limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
    this.#refusal = refusal;
  }

  /**
   * Counts one more.
   *
   * @returns the `RATE_LIMITED` refusal to answer with, once there were too many
   */
  async count(address: string): Promise<DomainError | undefined> {
    try {
      await this.#limiter.consume(address);
      return undefined;
    } catch (exceeded) {
      if (!(exceeded instanceof RateLimiterRes)) throw exceeded;
      const { reason, message } = this.#refusal;
      return new DomainError('RATE_LIMITED', message, {
        ...(reason === undefined ? {} : { reason }),
        retryAfterSeconds: Math.max(1, Math.ceil(exceeded.msBeforeNext / 1000)),
      });
    }
  }
}
