import {
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';

import type { Clock } from '../../platform/clock.js';
import { serviceUnavailable, type DomainError } from '../../platform/errors.js';
import { Wakeup } from '../../platform/tasks/wakeup.js';
import type { RequestContext } from '../../request/context.js';
import { principalLifetime, type PrincipalLifetime } from '../../request/principal.js';

/** The longest sleep before an expiry: clocks can be set, timers cannot. */
const DOZE_MS = 1_000;

/** Why a subscription was refused, or ended before its reader wanted: in the form clients read. */
export class SubscriptionRefusal extends Error {
  override readonly name = 'SubscriptionRefusal';
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[], cause?: unknown) {
    super('The subscription was refused.', { cause });
    this.errors = errors;
  }

  /** The code of the first error. */
  get code(): string {
    const code = this.errors[0]?.extensions?.['code'];
    return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
  }
}

/** Calls a listener after every change of a subject, until the function it returned is called. */
export type WatchSubject = (
  subject: NonNullable<PrincipalLifetime['subject']>,
  listener: () => void,
) => () => void;

/** How a stream ended, for the log. */
export interface StreamSummary {
  /** `OK` when the reader or a shutdown ended it, else the code of the error that did. */
  readonly outcome: string;
  readonly events: number;
}

/** What a {@link SubscriptionStream} is made of. */
export interface StreamParts {
  readonly source: AsyncIterator<unknown>;
  /** Everything of the operation but its event and its context. */
  readonly operation: Omit<ExecutionArgs, 'rootValue' | 'contextValue'>;
  readonly context: RequestContext;
  /** Makes the context again, from the credentials that the stream was opened with. */
  readonly authenticate: () => Promise<RequestContext>;
  readonly present: (result: ExecutionResult) => Promise<FormattedExecutionResult>;
  readonly refusal: (error: unknown) => Promise<SubscriptionRefusal>;
  readonly watch: WatchSubject;
  readonly clock: Clock;
  readonly onEnd: (summary: StreamSummary) => void;
}

type Arrival = { readonly result: IteratorResult<unknown> } | { readonly failure: unknown };

/**
 * The answers of one running subscription. Whoever opened it is authenticated anew for each event,
 * and whenever a change or the clock gives reason to doubt: the stream fails with a
 * {@link SubscriptionRefusal} once the credential is no longer good, whether or not an event came.
 *
 * An event is taken from the source only when the reader asks for one, so nothing queues up.
 */
export class SubscriptionStream implements AsyncIterableIterator<FormattedExecutionResult> {
  readonly #parts: StreamParts;
  readonly #wakeup = new Wakeup();
  readonly #unwatch: () => void;
  #context: RequestContext;
  // The credential may have been revoked between its first check and the beginning of the watch.
  #isInDoubt = true;
  #isOpen = true;
  #isPulling = false;
  #arrival: Arrival | undefined;
  #isShutDown = false;
  #events = 0;

  constructor(parts: StreamParts) {
    this.#parts = parts;
    this.#context = parts.context;
    const { subject } = principalLifetime(parts.context.principal);
    this.#unwatch =
      subject === undefined
        ? () => undefined
        : parts.watch(subject, () => {
            this.#isInDoubt = true;
            this.#wakeup.wake();
          });
  }

  /** The operation that it answers. */
  get operation(): StreamParts['operation'] {
    return this.#parts.operation;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws {@link SubscriptionRefusal} when the stream ends for another reason than `return` */
  async next(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    try {
      while (this.#isOpen) {
        if (this.#isShutDown) throw shuttingDown();
        if (this.#mustAuthenticate()) await this.#authenticate();
        const arrival = this.#takeArrival();
        if (arrival) {
          if ('failure' in arrival) throw arrival.failure;
          if (arrival.result.done) break;
          return { done: false, value: await this.#answer(arrival.result.value) };
        }
        this.#pull();
        await this.#wakeup.wait(this.#sleepMs());
      }
    } catch (error) {
      const refusal = await this.#parts.refusal(error);
      this.#close(refusal.code);
      throw refusal;
    }
    this.#close('OK');
    return { done: true, value: undefined };
  }

  /** Ends the stream without a word. */
  return(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    this.#close('OK');
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Ends the stream, telling the reader to come back because this process is going away. */
  shutDown(): void {
    this.#isShutDown = true;
    this.#wakeup.wake();
  }

  async #answer(event: unknown): Promise<FormattedExecutionResult> {
    const { operation, present } = this.#parts;
    await this.#authenticate();
    const contextValue = this.#context;
    const result = await present(await execute({ ...operation, rootValue: event, contextValue }));
    if (!result.data) throw new SubscriptionRefusal(result.errors ?? []);
    this.#events += 1;
    return result;
  }

  #mustAuthenticate(): boolean {
    const remainingMs = this.#remainingMs();
    return this.#isInDoubt || (remainingMs !== undefined && remainingMs <= 0);
  }

  async #authenticate(): Promise<void> {
    this.#isInDoubt = false;
    this.#context = await this.#parts.authenticate();
  }

  /** Until the credential expires; `undefined` when it does not by itself. */
  #remainingMs(): number | undefined {
    const { expiresAt } = principalLifetime(this.#context.principal);
    return expiresAt && expiresAt.getTime() - this.#parts.clock.now().getTime();
  }

  #sleepMs(): number | undefined {
    const remainingMs = this.#remainingMs();
    if (remainingMs === undefined) return undefined;
    // Accepted past its expiry, as clocks may have it: looked at again, but not without a pause.
    return remainingMs > 0 ? Math.min(DOZE_MS, remainingMs) : DOZE_MS;
  }

  #pull(): void {
    if (this.#isPulling) return;
    this.#isPulling = true;
    const arrive = (arrival: Arrival): void => {
      this.#isPulling = false;
      this.#arrival = arrival;
      this.#wakeup.wake();
    };
    this.#parts.source.next().then(
      (result) => {
        arrive({ result });
      },
      (failure: unknown) => {
        arrive({ failure });
      },
    );
  }

  #takeArrival(): Arrival | undefined {
    const arrival = this.#arrival;
    this.#arrival = undefined;
    return arrival;
  }

  #close(outcome: string): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#unwatch();
    this.#wakeup.wake();
    void this.#parts.source.return?.().catch(() => undefined);
    this.#parts.onEnd({ outcome, events: this.#events });
  }
}

function shuttingDown(): DomainError {
  const message = 'The gateway is shutting down. Subscribe again shortly.';
  return serviceUnavailable('SHUTTING_DOWN', message);
}
