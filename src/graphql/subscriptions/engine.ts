import {
  createSourceEventStream,
  GraphQLError,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
} from 'graphql';

import type { CreateContext, RequestOrigin } from '../../authentication/context.js';
import type { Clock } from '../../platform/clock.js';
import type { Redact } from '../../platform/secrets/redact.js';
import type { RequestContext } from '../../request/context.js';
import { InvalidDocument } from '../documents/check.js';
import type { Documents } from '../documents/checked.js';
import type { TrustedDocuments } from '../documents/trusted.js';
import { asGraphQLError, coded } from '../errors/coded.js';
import { errorFormatter, rootCause } from '../errors/format.js';
import { errorReporter, type ReportParts } from '../errors/report.js';
import { subscriptionDocument, type SubscriptionRequest } from './document.js';
import type { StreamLimit } from './stream-limit.js';
import {
  SubscriptionRefusal,
  SubscriptionStream,
  type StreamSummary,
  type WatchSubject,
} from './stream.js';

/** What {@link Subscriptions} is made of. */
export interface SubscriptionParts extends ReportParts {
  /** With its rules in front. */
  readonly schema: GraphQLSchema;
  readonly documents: TrustedDocuments;
  readonly checkedDocuments: Documents;
  readonly createContext: CreateContext;
  readonly limit: StreamLimit;
  readonly watch: WatchSubject;
  readonly clock: Clock;
  readonly redact: Redact;
}

/** What became of a subscription, told to its transport. */
export interface SubscriptionObserver {
  /** Called once it is known that the stream opens, or with the code that it was refused with. */
  onStart(context: RequestContext, outcome: string): void;
  onEnd(context: RequestContext, summary: StreamSummary): void;
}

/**
 * Opens subscriptions for the transports that do not pass through Apollo, under the same rules:
 * authentication, limits on documents, permissions, and the form of errors.
 */
export class Subscriptions {
  readonly #parts: SubscriptionParts;
  readonly #format: ReturnType<typeof errorFormatter>;
  readonly #report: ReturnType<typeof errorReporter>;

  constructor(parts: SubscriptionParts) {
    this.#parts = parts;
    this.#format = errorFormatter(parts.redact);
    this.#report = errorReporter(parts);
  }

  /**
   * Opens a stream; its reader gives it back by `return`.
   *
   * @throws DomainError when the credentials are refused, {@link SubscriptionRefusal} when the
   *   operation is
   */
  async open(
    origin: RequestOrigin,
    request: SubscriptionRequest,
    observer: SubscriptionObserver,
  ): Promise<SubscriptionStream> {
    const context = await this.#parts.createContext(origin);
    let release: (() => void) | undefined;
    try {
      release = this.#takePlace(origin.clientAddress, context);
      const stream = await this.#start({ origin, request, observer, context, release });
      observer.onStart(context, 'OK');
      return stream;
    } catch (error) {
      release?.();
      const refusal = await this.#refusal(context, error);
      observer.onStart(context, refusal.code);
      throw refusal;
    }
  }

  async #start(parts: {
    origin: RequestOrigin;
    request: SubscriptionRequest;
    observer: SubscriptionObserver;
    context: RequestContext;
    release: () => void;
  }): Promise<SubscriptionStream> {
    const { origin, request, observer, context, release } = parts;
    const { createContext, schema, watch, clock } = this.#parts;
    const held = subscriptionDocument(this.#parts, request, context.operation);
    const { checked, variables: variableValues } = held;
    const operation = {
      schema,
      document: checked.document,
      operationName: request.operationName ?? null,
      variableValues,
    };
    const opened = await createSourceEventStream({ ...operation, contextValue: context });
    if (!(Symbol.asyncIterator in opened)) {
      throw new SubscriptionRefusal((await this.#present(context, opened)).errors ?? []);
    }
    if (context.principal.kind !== 'ANONYMOUS') this.#parts.checkedDocuments.remember(checked);
    return new SubscriptionStream({
      source: opened[Symbol.asyncIterator](),
      operation,
      context,
      authenticate: () => createContext({ ...origin, isKnown: true }),
      present: (result) => this.#present(context, result),
      refusal: (error) => this.#refusal(context, error),
      watch,
      clock,
      onEnd: (summary) => {
        release();
        observer.onEnd(context, summary);
      },
    });
  }

  #takePlace(address: string, { principal }: RequestContext): () => void {
    try {
      return this.#parts.limit.take(address, principal.kind === 'ANONYMOUS');
    } catch (error) {
      this.#parts.metrics.limit('streams');
      throw error;
    }
  }

  async #refusal(context: RequestContext, error: unknown): Promise<SubscriptionRefusal> {
    if (error instanceof SubscriptionRefusal) return error;
    const errors = error instanceof InvalidDocument ? error.errors : [asGraphQLError(error)];
    return new SubscriptionRefusal((await this.#present(context, { errors })).errors ?? [], error);
  }

  /** A result in its final form, after its errors were reported. */
  async #present(
    context: RequestContext,
    result: ExecutionResult,
  ): Promise<FormattedExecutionResult> {
    const { errors, ...rest } = result;
    if (!errors) return rest;
    const known = errors.map((error) =>
      isClientMistake(error) ? coded('BAD_USER_INPUT', error) : error,
    );
    await this.#report(context, known);
    const { requestId } = context;
    return {
      ...rest,
      errors: known.map((error) => {
        const formatted = this.#format(error.toJSON(), error);
        return { ...formatted, extensions: { ...formatted.extensions, requestId } };
      }),
    };
  }
}

/**
 * Whether graphql-js itself refuses what the client sent: a variable, before there is a path, or an
 * argument, whose place in the document it names. A result that it cannot write has neither.
 */
function isClientMistake(error: GraphQLError): boolean {
  const cause = rootCause(error);
  if (!(cause instanceof GraphQLError) || cause.extensions['code']) return false;
  return error.path === undefined || cause.nodes !== undefined;
}
