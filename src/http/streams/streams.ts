import type { RequestOrigin } from '../../authentication/context.js';
import type { SubscriptionRequest } from '../../graphql/subscriptions/document.js';
import type { Subscriptions } from '../../graphql/subscriptions/engine.js';
import type { SubscriptionStream } from '../../graphql/subscriptions/stream.js';
import type { Logger } from '../../platform/log/logger.js';
import type { Metrics } from '../../platform/metrics.js';
import { logOperation } from '../server/operation-log.js';

/** Opens subscriptions, whatever the transport; logs, counts, and ends them all at a shutdown. */
export class Streams {
  readonly #subscriptions: Subscriptions;
  readonly #logger: Logger;
  readonly #metrics: Metrics;
  readonly #open = new Set<SubscriptionStream>();
  #isShutDown = false;

  constructor(parts: { subscriptions: Subscriptions; logger: Logger; metrics: Metrics }) {
    this.#subscriptions = parts.subscriptions;
    this.#logger = parts.logger;
    this.#metrics = parts.metrics;
  }

  /**
   * Opens one.
   *
   * @throws what `Subscriptions.open` throws
   */
  async open(origin: RequestOrigin, request: SubscriptionRequest): Promise<SubscriptionStream> {
    const startedAtMs = performance.now();
    const sinceStartMs = (): number => performance.now() - startedAtMs;
    const { operationName, ...document } = request;
    // Some clients write an empty name where they mean none.
    const meant = { ...document, operationName: operationName === '' ? undefined : operationName };
    const stream: SubscriptionStream = await this.#subscriptions.open(origin, meant, {
      onStart: (context, outcome) => {
        const { operation } = context;
        operation.outcome = outcome;
        this.#metrics.operation(operation.rootFields, outcome, sinceStartMs() / 1000);
        logOperation(this.#logger, context, sinceStartMs());
      },
      onEnd: ({ requestId, actor: { address } }, { outcome, events }) => {
        this.#open.delete(stream);
        this.#metrics.openStreams(-1);
        const durationMs = Math.round(sinceStartMs());
        this.#logger.info({ requestId, address, outcome, events, durationMs }, 'stream ended');
      },
    });
    this.#open.add(stream);
    this.#metrics.openStreams(1);
    if (this.#isShutDown) stream.shutDown();
    return stream;
  }

  /** Ends every stream with a word to its reader, those that are just being opened included. */
  shutDown(): void {
    this.#isShutDown = true;
    for (const stream of this.#open) stream.shutDown();
  }
}
