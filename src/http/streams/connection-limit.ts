import { StreamLimit, type StreamBounds } from '../../graphql/subscriptions/stream-limit.js';
import { addressBlock } from '../../platform/network/networks.js';

/** The place of one connection. */
export interface ConnectionPlace {
  /**
   * Takes a lasting place, once it is known who the client is. Does nothing after `release`.
   *
   * @throws DomainError `RATE_LIMITED` when there is none left
   */
  settle(isAnonymous: boolean): void;
  /** Gives the place back; calling it again does nothing. */
  release(): void;
}

/** A connection whose client has not said who it is. */
interface Waiting {
  readonly block: string;
  readonly giveWay: () => void;
}

/**
 * Counts WebSockets, whether or not they carry a subscription. Those whose client has not said yet
 * who it is take no place from the others: as many of them may wait as may be open, and beyond that
 * the oldest gives way to the newest. So connections that say nothing keep nobody out.
 */
export class ConnectionLimit {
  readonly #bounds: StreamBounds;
  readonly #settled: StreamLimit;
  // Sets keep the order in which connections came.
  readonly #waiting = new Set<Waiting>();
  readonly #waitingByBlock = new Map<string, Set<Waiting>>();

  constructor(bounds: StreamBounds) {
    this.#bounds = bounds;
    this.#settled = new StreamLimit(bounds);
  }

  /**
   * Lets a new connection in, to wait until it is settled.
   *
   * @param giveWay - closes the connection; called when a newer one needs its place
   * @throws DomainError `RATE_LIMITED` when not even an authenticated client could settle
   */
  enter(address: string, giveWay: () => void): ConnectionPlace {
    this.#settled.check(address, false);
    const entry: Waiting = { block: addressBlock(address), giveWay };
    this.#makeRoom(entry.block);
    this.#waiting.add(entry);
    const ofBlock = this.#waitingByBlock.get(entry.block) ?? new Set();
    this.#waitingByBlock.set(entry.block, ofBlock.add(entry));
    let isReleased = false;
    let releaseSettled = (): void => undefined;
    return {
      settle: (isAnonymous) => {
        if (isReleased) return;
        releaseSettled = this.#settled.take(address, isAnonymous);
        this.#leave(entry);
      },
      release: () => {
        isReleased = true;
        this.#leave(entry);
        releaseSettled();
      },
    };
  }

  #makeRoom(block: string): void {
    const { perAddress, total } = this.#bounds;
    const ofBlock = this.#waitingByBlock.get(block);
    const crowded =
      ofBlock && ofBlock.size >= perAddress
        ? ofBlock
        : this.#waiting.size >= total
          ? this.#waiting
          : [];
    for (const oldest of crowded) {
      this.#leave(oldest);
      oldest.giveWay();
      return;
    }
  }

  #leave(entry: Waiting): void {
    this.#waiting.delete(entry);
    const ofBlock = this.#waitingByBlock.get(entry.block);
    ofBlock?.delete(entry);
    if (ofBlock?.size === 0) this.#waitingByBlock.delete(entry.block);
  }
}
