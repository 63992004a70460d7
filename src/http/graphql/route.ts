import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import type { TrustedDocuments } from '../../graphql/documents/trusted.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import type { Metrics } from '../../platform/metrics.js';
import type { RequestContext } from '../../request/context.js';
import { acceptedType, GRAPHQL_TYPE, JSON_TYPE, notAcceptable } from '../accept.js';
import { logOperation } from '../server/operation-log.js';
import { sendExplorer, sendNoExplorer, serveExplorerAssets } from './explorer-page.js';
import { namedDocument } from './named-document.js';

const PAGE_TYPE = 'text/html';

/** What clients send that accept `application/json` and nothing newer, whatever its parameters. */
const JSON_ALONE = /^\s*application\/json\s*(;[^,]*)?$/i;

/** Its presence proves to Apollo's CSRF check that no plain form sent the request. */
const PREFLIGHT_HEADER = 'apollo-require-preflight';

/** What that check reads of a GET. */
const CSRF_HEADERS = ['content-type', 'x-apollo-operation-name', PREFLIGHT_HEADER] as const;

/** What {@link registerGraphQL} is made of. */
export interface GraphQLRouteParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly documents: TrustedDocuments;
  readonly createContext: CreateContext;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether a browser gets a page at `/graphql` to try operations on, or a sentence. */
  readonly hasExplorer: boolean;
}

/**
 * `/graphql`: authenticates, hands the operation to Apollo, and logs one line for it. A request
 * whose credential is refused gets no further than the authentication.
 */
export function registerGraphQL(server: FastifyInstance, parts: GraphQLRouteParts): void {
  const handle = async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string | FastifyReply> => {
    const startedAtMs = performance.now();
    const accept = wantsPage(request) ? undefined : canonicalAccept(request);
    const context = await parts.createContext({
      requestId: request.id,
      clientAddress: request.clientAddress,
      raw: request.raw,
    });
    void reply.header('cache-control', 'no-store');
    if (accept === undefined) {
      return parts.hasExplorer ? sendExplorer(request, reply) : sendNoExplorer(reply);
    }
    const body = await execute(parts, context, { request, accept }, reply);
    const { operation } = context;
    const answer = operation.isFinal ? body : finishEarlyRefusal(body, context);
    const durationMs = performance.now() - startedAtMs;
    parts.metrics.operation(operation.rootFields, operation.outcome, durationMs / 1000);
    logOperation(parts.logger, context, durationMs);
    return answer;
  };
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    handler: handle,
  });
  if (parts.hasExplorer) serveExplorerAssets(server);
  server.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    onRequest: (_request, reply, done) => {
      void reply.header('allow', 'GET, POST');
      done(refusal(405, 'METHOD_NOT_ALLOWED', 'GraphQL is asked by POST, or by GET for a query.'));
    },
    handler: () => undefined,
  });
}

/**
 * Whether a browser was led here by its user. A script that wants an answer says that it is one, by
 * a header of Apollo's CSRF check, and gets it or a refusal.
 */
function wantsPage({ method, headers }: FastifyRequest): boolean {
  if (method !== 'GET' || CSRF_HEADERS.some((name) => name in headers)) return false;
  return acceptedType(headers.accept, [JSON_TYPE, GRAPHQL_TYPE, PAGE_TYPE]) === PAGE_TYPE;
}

/**
 * The `Accept` that Apollo is handed: it negotiates only after a mutation has been carried out, and
 * takes a parameter for another media type. Empty stands for a client without a preference.
 *
 * @throws DomainError with status 406 when no answer of ours is acceptable
 */
function canonicalAccept({ headers }: FastifyRequest): string {
  const { accept } = headers;
  const chosen = acceptedType(accept, [JSON_TYPE, GRAPHQL_TYPE]);
  if (chosen === undefined) {
    throw notAcceptable('application/graphql-response+json or application/json');
  }
  if (chosen !== JSON_TYPE) return chosen;
  return accept !== undefined && JSON_ALONE.test(accept) ? 'application/json' : '';
}

function refusal(status: number, reason: string, message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message, { reason, status });
}

/**
 * Hands a request to Apollo, and the status and headers of its answer to the reply. Apollo's
 * integration for Fastify does the same, but makes a `URL` of every request.
 */
async function execute(
  { apollo, documents }: GraphQLRouteParts,
  context: RequestContext,
  { request, accept }: { request: FastifyRequest; accept: string },
  reply: FastifyReply,
): Promise<string> {
  const place = namedDocument(documents, request);
  const { headers, status, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers: headerMap(request, accept),
      ...place,
    },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status ?? 200);
  if (body.kind === 'complete') return body.string;
  throw new Error('Apollo answers in parts, which no document that passes validation asks for.');
}

/** The headers that Apollo and its plugins read: for GET those of its CSRF check as well. */
function headerMap({ headers, method }: FastifyRequest, accept: string): HeaderMap {
  const map = new HeaderMap([['accept', accept]]);
  if (method === 'POST') {
    // The body was taken for JSON already, which no form of another site can send.
    map.set(PREFLIGHT_HEADER, 'true');
    return map;
  }
  for (const name of CSRF_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') map.set(name, value);
  }
  return map;
}

/** Requests that Apollo refuses before its pipeline starts: the one place where it writes alone. */
function finishEarlyRefusal(body: string, { operation, requestId }: RequestContext): string {
  const result = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
  const errors = result.errors?.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId },
  }));
  operation.outcome = errors?.[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR';
  return JSON.stringify({ ...result, errors });
}
