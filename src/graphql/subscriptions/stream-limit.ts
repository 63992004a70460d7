import { DomainError } from '../../platform/errors.js';
import { addressBlock } from '../../platform/network/networks.js';

/** How many streams may be open at once. */
export interface StreamBounds {
  /** From one address; from one /64 network where it is IPv6. */
  readonly perAddress: number;
  readonly total: number;
}

/** How many places are taken. */
interface Usage {
  open: number;
  /** How many of the open ones are anonymous. */
  anonymous: number;
}

/**
 * Counts what stays open, so that no client can use all of the gateway's memory. A quarter of the
 * places is reserved for authenticated clients.
 */
export class StreamLimit {
  readonly #bounds: StreamBounds;
  readonly #byBlock = new Map<string, Usage>();
  readonly #all: Usage = { open: 0, anonymous: 0 };

  constructor(bounds: StreamBounds) {
    this.#bounds = bounds;
  }

  /**
   * Counts one more for an address.
   *
   * @param isAnonymous - whether the client showed no credential; it gets no reserved place
   * @returns gives the place back; calling it again does nothing
   * @throws DomainError `RATE_LIMITED` when there is no place left
   */
  take(address: string, isAnonymous: boolean): () => void {
    this.check(address, isAnonymous);
    const block = addressBlock(address);
    const ofBlock = this.#byBlock.get(block) ?? { open: 0, anonymous: 0 };
    this.#byBlock.set(block, ofBlock);
    const count = (change: 1 | -1): void => {
      for (const usage of [this.#all, ofBlock]) {
        usage.open += change;
        if (isAnonymous) usage.anonymous += change;
      }
    };
    count(1);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      count(-1);
      if (ofBlock.open === 0) this.#byBlock.delete(block);
    };
  }

  /**
   * Checks that there is a place left, and takes none.
   *
   * @throws DomainError as {@link take} does
   */
  check(address: string, isAnonymous: boolean): void {
    const ofBlock = this.#byBlock.get(addressBlock(address));
    if (ofBlock && isFull(ofBlock, this.#bounds.perAddress, isAnonymous)) {
      throw tooManyStreams(
        'Too many streams are open from this address. Close one before the next.',
      );
    }
    if (isFull(this.#all, this.#bounds.total, isAnonymous)) {
      throw tooManyStreams(
        'The gateway has as many open streams as it may. Wait, or ask another replica.',
      );
    }
  }
}

/**
 * The refusal of a client that has enough streams.
 *
 * @param message - which limit was reached, and what to do
 */
export function tooManyStreams(message: string): DomainError {
  return new DomainError('RATE_LIMITED', message, {
    reason: 'TOO_MANY_STREAMS',
    retryAfterSeconds: 5,
  });
}

function isFull({ open, anonymous }: Usage, bound: number, isAnonymous: boolean): boolean {
  return open >= bound || (isAnonymous && anonymous >= bound - reservedOf(bound));
}

/** A quarter, and at least one place, but never the only one. */
function reservedOf(bound: number): number {
  return Math.min(bound - 1, Math.ceil(bound / 4));
}
