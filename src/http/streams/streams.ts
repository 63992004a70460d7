import type { RequestOrigin } from '../../authentication/context.js';
import type { SubscriptionRequest } from '../../graphql/subscriptions/document.js';
import type { Subscriptions } from '../../graphql/subscriptions/engine.js';
import type { SubscriptionStream } from '../../graphql/subscriptions/stream.js';
import type { Logger } from '../../platform/log/logger.js';
import type { Metrics } from '../../platform/metrics.js';
import { logOperation } from '../server/operation-log.js';

interface StreamsParts {
  readonly subscriptions: Subscriptions;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Opens subscriptions, whatever the transport; logs, counts, and ends them all at a shutdown. */
export class Streams {
  readonly #parts: StreamsParts;
  readonly #open = new Set<SubscriptionStream>();
  #isShutDown = false;

  constructor(parts: StreamsParts) {
    this.#parts = parts;
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
    const stream: SubscriptionStream = await this.#parts.subscriptions.open(origin, meant, {
      onStart: (context, outcome) => {
        const { operation } = context;
        operation.outcome = outcome;
        this.#parts.metrics.operation(operation.rootFields, outcome, sinceStartMs() / 1000);
        logOperation(this.#parts.logger, context, sinceStartMs());
      },
      onEnd: ({ requestId, actor: { address } }, { outcome, events }) => {
        this.#open.delete(stream);
        this.#parts.metrics.openStreams(-1);
        const durationMs = Math.round(sinceStartMs());
        this.#parts.logger.info(
          { requestId, address, outcome, events, durationMs },
          'stream ended',
        );
      },
    });
    this.#open.add(stream);
    this.#parts.metrics.openStreams(1);
    if (this.#isShutDown) stream.shutDown();
    return stream;
  }

  /** Ends every stream with a word to its reader, those that are just being opened included. */
  shutDown(): void {
    this.#isShutDown = true;
    for (const stream of this.#open) stream.shutDown();
  }
}
