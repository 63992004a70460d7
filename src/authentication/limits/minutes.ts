import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import { MinuteCounter } from '../../platform/minute-counter.js';

/** What a {@link MinuteLimit} says to whoever has had enough. */
export interface LimitRefusal {
  readonly reason?: string;
  readonly message: string;
}

/** How a {@link MinuteLimit} counts. */
export interface MinuteLimitOptions {
  readonly clock: Clock;
  /** 0 turns the limit off. */
  readonly perMinute: number;
  readonly refusal: LimitRefusal;
}

/**
 * Limits what a client, or anything else with a key, does in a minute. It counts in this process
 * alone and costs no query.
 */
export class MinuteLimit {
  readonly #counter: MinuteCounter;
  readonly #perMinute: number;
  readonly #refusal: LimitRefusal;

  constructor({ clock, perMinute, refusal }: MinuteLimitOptions) {
    this.#counter = new MinuteCounter(clock);
    this.#perMinute = perMinute;
    this.#refusal = refusal;
  }

  /**
   * Counts one more.
   *
   * @returns the `RATE_LIMITED` refusal to answer with, once there were too many
   */
  count(key: string): DomainError | undefined {
    if (this.#perMinute === 0) return undefined;
    const { count, secondsLeft } = this.#counter.count(key);
    return count > this.#perMinute ? this.#refuse(secondsLeft) : undefined;
  }

  /** The refusal that one more would get, without counting it. */
  peek(key: string): DomainError | undefined {
    if (this.#perMinute === 0) return undefined;
    const { count, secondsLeft } = this.#counter.peek(key);
    return count >= this.#perMinute ? this.#refuse(secondsLeft) : undefined;
  }

  /** How many more are accepted in the current minute. */
  remaining(key: string): number {
    return Math.max(0, this.#perMinute - this.#counter.peek(key).count);
  }

  #refuse(retryAfterSeconds: number): DomainError {
    const { reason, message } = this.#refusal;
    return new DomainError('RATE_LIMITED', message, {
      ...(reason === undefined ? {} : { reason }),
      retryAfterSeconds,
    });
  }
}
