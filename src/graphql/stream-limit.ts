import { DomainError } from '../platform/errors.js';

/** How many streams may be open at once. */
export interface StreamBounds {
  readonly perAddress: number;
  readonly total: number;
}

/** Counts what stays open, so that nobody can hold on to all of the gateway's memory. */
export class StreamLimit {
  readonly #bounds: StreamBounds;
  readonly #byAddress = new Map<string, number>();
  #total = 0;

  constructor(bounds: StreamBounds) {
    this.#bounds = bounds;
  }

  /**
   * Counts one more for an address.
   *
   * @returns gives the place back; calling it again does nothing
   * @throws DomainError `RATE_LIMITED` when there is no place left
   */
  take(address: string): () => void {
    const open = this.#byAddress.get(address) ?? 0;
    if (open >= this.#bounds.perAddress) {
      throw tooMany('Too many streams are open from this address. Close one before the next.');
    }
    if (this.#total >= this.#bounds.total) {
      throw tooMany(
        'The gateway has as many open streams as it may. Wait, or ask another replica.',
      );
    }
    this.#byAddress.set(address, open + 1);
    this.#total += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#total -= 1;
      const left = (this.#byAddress.get(address) ?? 1) - 1;
      if (left === 0) this.#byAddress.delete(address);
      else this.#byAddress.set(address, left);
    };
  }
}

function tooMany(message: string): DomainError {
  return new DomainError('RATE_LIMITED', message, {
    reason: 'TOO_MANY_STREAMS',
    retryAfterSeconds: 5,
  });
}
