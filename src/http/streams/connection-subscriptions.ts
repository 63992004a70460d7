import { tooManyStreams } from '../../graphql/subscriptions/stream-limit.js';
import type { SubscriptionStream } from '../../graphql/subscriptions/stream.js';

/** Subscriptions of one connection that are open or being opened. */
const SUBSCRIPTION_LIMIT = 200;

/** A subscription from its request to its end. */
export interface Subscription {
  /** Absent until it is open. */
  stream?: SubscriptionStream;
  isOpening: boolean;
  isOver: boolean;
}

/**
 * The subscriptions of one connection, by their ids. It owns their streams: each is given back when
 * its subscription ends, also when it was still being opened then.
 */
export class ConnectionSubscriptions {
  readonly #byId = new Map<string, Subscription>();
  /** How many of those that are being opened have ended meanwhile. */
  #abandoned = 0;

  /** Whether none is open or being opened. */
  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  /** Adds one that is yet to be opened; `undefined` when the id is in use. */
  add(id: string): Subscription | undefined {
    if (this.#byId.has(id)) return undefined;
    const subscription: Subscription = { isOpening: false, isOver: false };
    this.#byId.set(id, subscription);
    return subscription;
  }

  /**
   * Opens a subscription's stream.
   *
   * @throws DomainError `RATE_LIMITED` when the connection has too many, and what `open` throws
   */
  async open(
    subscription: Subscription,
    open: () => Promise<SubscriptionStream>,
  ): Promise<SubscriptionStream> {
    if (this.#byId.size + this.#abandoned > SUBSCRIPTION_LIMIT) {
      throw tooManyStreams(
        'Too many subscriptions are open on this connection. Complete one, or open another ' +
          'connection.',
      );
    }
    subscription.isOpening = true;
    try {
      const stream = await open();
      subscription.stream = stream;
      if (subscription.isOver) await stream.return();
      return stream;
    } finally {
      subscription.isOpening = false;
      if (subscription.isOver) this.#abandoned -= 1;
    }
  }

  /** Ends the subscription under an id and frees the id. Returns whether there was one. */
  end(id: string): boolean {
    const subscription = this.#byId.get(id);
    if (!subscription) return false;
    this.#byId.delete(id);
    if (subscription.isOpening) this.#abandoned += 1;
    subscription.isOver = true;
    void subscription.stream?.return();
    return true;
  }

  /** Ends all of them. */
  endAll(): void {
    for (const id of [...this.#byId.keys()]) this.end(id);
  }
}
