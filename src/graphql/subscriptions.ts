import {
  createSourceEventStream,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';

import type { CreateContext, RequestContext, RequestOrigin } from '../context/create-context.js';
import type { Clock } from '../platform/clock.js';
import { badUserInput, DomainError } from '../platform/errors.js';
import type { Redact } from '../platform/redact.js';
import { asGraphQLError, coded } from './coded-error.js';
import { errorFormatter } from './format-error.js';
import { limitRules, MAX_TOKENS } from './limits.js';
import { errorReporter, type ReportParts } from './report-errors.js';
import { rootFieldsOf } from './response-plugin.js';
import type { StreamLimit } from './stream-limit.js';
import { checkTexts } from './texts.js';
import type { DocumentChoice, TrustedDocuments } from './trusted-documents.js';
import {
  SubscriptionRefusal,
  SubscriptionStream,
  type StreamSummary,
  type WatchSubject,
} from './subscription-stream.js';

/** What {@link Subscriptions} is made of. */
export interface SubscriptionParts extends ReportParts {
  /** With its rules in front. */
  readonly schema: GraphQLSchema;
  readonly hidesSchema: boolean;
  readonly documents: TrustedDocuments;
  readonly createContext: CreateContext;
  readonly limit: StreamLimit;
  readonly watch: WatchSubject;
  readonly clock: Clock;
  readonly redact: Redact;
}

/** An operation as a transport received it. */
export interface SubscriptionRequest extends DocumentChoice {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
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
  readonly #rules: readonly ValidationRule[];
  readonly #format: ReturnType<typeof errorFormatter>;
  readonly #report: ReturnType<typeof errorReporter>;

  constructor(parts: SubscriptionParts) {
    this.#parts = parts;
    this.#rules = [...specifiedRules, ...limitRules(parts.onLimit)];
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
      release = this.#takePlace(origin.clientAddress);
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
    const operation = {
      schema,
      document: this.#check(request, context),
      operationName: request.operationName ?? null,
      variableValues: request.variables ?? null,
    };
    const opened = await createSourceEventStream({ ...operation, contextValue: context });
    if (!(Symbol.asyncIterator in opened)) {
      throw new SubscriptionRefusal((await this.#present(context, opened)).errors ?? []);
    }
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

  #takePlace(address: string): () => void {
    try {
      return this.#parts.limit.take(address);
    } catch (error) {
      this.#parts.onLimit('streams');
      throw error;
    }
  }

  /** Passes a document that is valid, within the limits, and a subscription. */
  #check(request: SubscriptionRequest, context: RequestContext): DocumentNode {
    const text = this.#parts.documents.textOf(request);
    if (text === undefined) throw badUserInput('query', 'or documentId must be a string');
    const document = this.#parse(text);
    const errors = validate(this.#parts.schema, document, this.#rules, {
      hideSuggestions: this.#parts.hidesSchema,
    });
    if (errors.length > 0) {
      throw new InvalidDocument(errors.map((error) => coded('GRAPHQL_VALIDATION_FAILED', error)));
    }
    checkTexts(document, request.variables);
    const operation = getOperationAST(document, request.operationName);
    if (!operation) {
      throw new DomainError('BAD_USER_INPUT', 'operationName must name an operation of the query.');
    }
    context.operation.name = operation.name?.value ?? null;
    context.operation.rootFields = rootFieldsOf(operation);
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      throw new DomainError(
        'BAD_USER_INPUT',
        'Only subscriptions are accepted here. Send queries and mutations to /graphql by POST.',
        { reason: 'ONLY_SUBSCRIPTIONS' },
      );
    }
    return document;
  }

  #parse(text: string): DocumentNode {
    try {
      return parse(text, { maxLexicalTokens: MAX_TOKENS });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      throw new InvalidDocument([coded('GRAPHQL_PARSE_FAILED', error)]);
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
    const known = errors.map((error) => {
      // What was thrown has a cause; what graphql-js says by itself is about the variables.
      const isAboutVariables = !error.originalError && !error.extensions['code'];
      return isAboutVariables ? coded('BAD_USER_INPUT', error) : error;
    });
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

/** A document that cannot be run: every error in it. */
class InvalidDocument extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('The document cannot be run.');
    this.errors = errors;
  }
}
