import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { DomainError } from '../platform/errors.js';

/**
 * Counts the wrong credentials that each address presents. Right ones are never held up by it, so
 * that one broken client does not shut out the others behind the same address.
 */
export class FailureLimit {
  readonly #limiter: RateLimiterMemory;

  constructor(failuresPerMinute: number) {
    this.#limiter = new RateLimiterMemory({ points: failuresPerMinute, duration: 60 });
  }

  /**
   * Counts one more.
   *
   * @returns the `RATE_LIMITED` refusal to give instead of the usual one, once there were too many
   */
  async count(address: string): Promise<DomainError | undefined> {
    try {
      await this.#limiter.consume(address);
      return undefined;
    } catch (exceeded) {
      if (!(exceeded instanceof RateLimiterRes)) throw exceeded;
      return new DomainError(
        'RATE_LIMITED',
        'Too many wrong credentials came from this address. Wait before the next attempt.',
        { retryAfterSeconds: Math.max(1, Math.ceil(exceeded.msBeforeNext / 1000)) },
      );
    }
  }
}
