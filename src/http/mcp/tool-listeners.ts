import type { StreamLimit } from '../../graphql/subscriptions/stream-limit.js';
import type { Metrics } from '../../platform/metrics.js';
import type { RequestContext } from '../../request/context.js';
import { ToolListener, type ToolListenerSight } from './tool-listener.js';

/** What {@link ToolListeners} is made of. */
export interface ToolListenersParts extends ToolListenerSight {
  /** The places that subscriptions of GraphQL take too. */
  readonly limit: StreamLimit;
  readonly metrics: Metrics;
}

/** A client that wants to hear when its tools change. */
export interface ListeningClient {
  readonly address: string;
  readonly context: RequestContext;
  /** Makes the context again, from the credential of its request. */
  readonly authenticate: () => Promise<RequestContext>;
}

/** The clients of MCP that wait for changes of their tools, each on a stream that stays open. */
export class ToolListeners {
  readonly #parts: ToolListenersParts;
  readonly #open = new Set<ToolListener>();
  readonly #closing = new AbortController();

  constructor(parts: ToolListenersParts) {
    this.#parts = parts;
  }

  /** Aborted when the gateway stops, so that other long requests can end as well. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * Takes a place for a call that waits for a person.
   *
   * @returns gives it back; `undefined` when there is none left
   */
  takePlace(address: string): (() => void) | undefined {
    try {
      return this.#take(address);
    } catch {
      return undefined;
    }
  }

  /**
   * Takes a place for a client, until its listener ends.
   *
   * @throws DomainError `RATE_LIMITED` when there is none left
   */
  open({ address, context, authenticate }: ListeningClient): ToolListener {
    const release = this.#take(address);
    const listener = new ToolListener({ ...this.#parts, context, authenticate });
    this.#open.add(listener);
    listener.onEnd(() => {
      this.#open.delete(listener);
      release();
    });
    if (this.closing.aborted) listener.end();
    return listener;
  }

  /** Ends them all, those that are just being opened included: their clients come again. */
  shutDown(): void {
    this.#closing.abort();
    for (const listener of this.#open) listener.end();
  }

  #take(address: string): () => void {
    const { limit, metrics } = this.#parts;
    try {
      const release = limit.take(address, false);
      metrics.openStreams(1);
      return () => {
        release();
        metrics.openStreams(-1);
      };
    } catch (error) {
      metrics.limit('streams');
      throw error;
    }
  }
}
