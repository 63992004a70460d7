import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { Kind, OperationTypeNode, type GraphQLError, type OperationDefinitionNode } from 'graphql';

import type { RequestContext } from '../context/create-context.js';
import type { Actor } from '../platform/actor.js';
import { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/logger.js';
import { headersOf, isExpected, rootCause, statusOf } from './format-error.js';
import type { OnLimit } from './limits.js';

type Request = GraphQLRequestContext<RequestContext>;

/** Codes of documents that never ran. */
const REQUEST_ERROR_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/** Writes a refusal by rule to the audit log. */
export type RecordRefusal = (
  actor: Actor,
  refusal: { field: string; reason: string | null },
) => Promise<void>;

/** What {@link responsePlugin} is made of. */
export interface ResponsePluginParts {
  readonly logger: Logger;
  readonly onLimit: OnLimit;
  readonly recordRefusal: RecordRefusal;
}

/**
 * Gives every answer its final form: the request id in each error, the status of the first error
 * when there is no data, and the headers that go with it. Writes down for the log what the
 * operation was, and logs the causes that callers are not shown.
 */
export function responsePlugin({
  logger,
  onLimit,
  recordRefusal,
}: ResponsePluginParts): ApolloServerPlugin<RequestContext> {
  const listener = {
    didResolveOperation(request: Request) {
      const record = request.contextValue.operation;
      record.name = request.operationName ?? null;
      record.rootFields = rootFieldsOf(request.operation);
      if (request.operation?.operation === OperationTypeNode.SUBSCRIPTION) throw notServed();
      return Promise.resolve();
    },
    async didEncounterErrors(request: Request) {
      const { requestId, actor } = request.contextValue;
      for (const error of request.errors ?? []) {
        if (error.message.includes('Parsing aborted')) onLimit('tokens');
        logCause(logger, requestId, error);
        const refusal = refusalBy(error);
        if (!refusal) continue;
        await recordRefusal(actor, refusal).catch((failure: unknown) => {
          logger.error({ requestId, err: failure }, 'A refusal could not be written down');
        });
      }
    },
    willSendResponse(request: Request) {
      finish(request);
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}

function notServed(): DomainError {
  return new DomainError(
    'BAD_USER_INPUT',
    'A single answer over HTTP cannot carry a subscription.',
    {
      reason: 'SUBSCRIPTION',
    },
  );
}

function logCause(logger: Logger, requestId: string, error: GraphQLError): void {
  const cause = rootCause(error);
  if (cause instanceof DomainError) {
    if (cause.status >= 500) logger.warn({ requestId, err: cause }, cause.message);
  } else if (!isExpected(error)) {
    logger.error({ requestId, err: cause }, 'An operation failed unexpectedly');
  }
}

function refusalBy(error: GraphQLError): { field: string; reason: string | null } | undefined {
  const cause = rootCause(error);
  if (!(cause instanceof DomainError) || cause.code !== 'FORBIDDEN') return undefined;
  return { field: String(error.path?.[0] ?? ''), reason: cause.reason ?? null };
}

function finish({ response, request, contextValue }: Request): void {
  const { operation, requestId } = contextValue;
  operation.isFinal = true;
  if (response.body?.kind !== 'single') return;
  const result = response.body.singleResult;
  const first = result.errors?.[0]?.extensions;
  if (!result.errors || !first) return;
  result.errors = result.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
  const code = String(first['code']);
  operation.outcome = code;
  const { data } = result;
  if (data !== null && data !== undefined) return;
  for (const [name, value] of headersOf(first)) response.http.headers.set(name, value);
  const isRequestError = data === undefined && REQUEST_ERROR_CODES.has(code);
  // A mutation by GET: Apollo's own 405 says more than the code.
  if (isRequestError && response.http.status === 405) return;
  response.http.status =
    isRequestError && asksForLegacyJson(request.http?.headers.get('accept')) ? 200 : statusOf(code);
}

/**
 * Whether a client accepts `application/json` and nothing newer. GraphQL over HTTP says of those
 * that a well-formed request whose document cannot run should be answered with 200.
 */
function asksForLegacyJson(accept: string | undefined): boolean {
  return accept !== undefined && /^\s*application\/json\s*(;[^,]*)?$/i.test(accept);
}

/** Apollo keeps parsed documents, so that the same operation comes by again and again. */
const rootFieldsByOperation = new WeakMap<OperationDefinitionNode, readonly string[]>();

function rootFieldsOf(operation: OperationDefinitionNode | undefined): readonly string[] {
  if (!operation) return [];
  const known = rootFieldsByOperation.get(operation);
  if (known) return known;
  const { selections } = operation.selectionSet;
  const fields = selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
  rootFieldsByOperation.set(operation, fields);
  return fields;
}
