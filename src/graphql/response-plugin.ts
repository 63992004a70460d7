import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';

import type { RequestContext } from '../request/context.js';
import { headersOf, statusOf } from './errors/format.js';
import { errorReporter, type ReportParts } from './errors/report.js';

type Request = GraphQLRequestContext<RequestContext>;

/** Codes of documents that never ran. */
const REQUEST_ERROR_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * Gives every answer its final form: the request id in each error, the status of the first error
 * when there is no data, and the headers that go with it.
 */
export function responsePlugin(parts: ReportParts): ApolloServerPlugin<RequestContext> {
  const report = errorReporter(parts);
  const listener = {
    didEncounterErrors: (request: Request) => report(request.contextValue, request.errors ?? []),
    willSendResponse(request: Request) {
      finish(request);
      return Promise.resolve();
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
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
 * Whether a client accepts `application/json` and nothing newer, in the form in which the HTTP edge
 * hands it on. GraphQL over HTTP says of those that a well-formed request whose document cannot run
 * should be answered with 200.
 */
function asksForLegacyJson(accept: string | undefined): boolean {
  return accept === 'application/json';
}
