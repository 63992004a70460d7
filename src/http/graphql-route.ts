import { HeaderMap, type ApolloServer } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CreateContext, RequestContext } from '../context/create-context.js';
import { principalName } from '../context/principal.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from './metrics.js';

/** What {@link registerGraphQL} is made of. */
export interface GraphQLRouteParts {
  readonly apollo: ApolloServer<RequestContext>;
  readonly createContext: CreateContext;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * `/graphql`: authenticates, hands the operation to Apollo, and logs one line for it. A request
 * whose credential is refused gets no further than the authentication.
 */
export function registerGraphQL(server: FastifyInstance, parts: GraphQLRouteParts): void {
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<string> => {
    const startedAtMs = performance.now();
    const context = await parts.createContext({
      requestId: request.id,
      clientAddress: request.ip,
      raw: request.raw,
    });
    void reply.header('cache-control', 'no-store');
    const body = await execute(parts.apollo, context, request, reply);
    if (isLandingPage(reply)) return body;
    const { operation } = context;
    const answer = operation.isFinal ? body : finishEarlyRefusal(body, context);
    const durationMs = performance.now() - startedAtMs;
    parts.metrics.operation(operation.rootFields, operation.outcome, durationMs / 1000);
    logOperation(parts.logger, context, durationMs);
    return answer;
  };
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: handle,
  });
}

/**
 * Hands a request to Apollo and its answer's status and headers to the reply. What
 * `@as-integrations/fastify` does as well, but for a `URL` and its parts on every request.
 */
async function execute(
  apollo: ApolloServer<RequestContext>,
  context: RequestContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const searchAt = request.url.indexOf('?');
  const { headers, status, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers: headerMap(request),
      search: searchAt === -1 ? '' : request.url.slice(searchAt),
      body: request.body,
    },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of headers) void reply.header(name, value);
  void reply.code(status ?? 200);
  if (body.kind === 'complete') return body.string;
  throw new Error('Apollo answers in parts, which no document that passes validation asks for.');
}

function headerMap({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}

function isLandingPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/html');
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

function logOperation(logger: Logger, context: RequestContext, durationMs: number): void {
  const { operation, principal, requestId } = context;
  logger.info(
    {
      requestId,
      operation: operation.name,
      fields: operation.rootFields,
      principal: principal.kind,
      name: principalName(principal),
      durationMs: Math.round(durationMs * 100) / 100,
      outcome: operation.outcome,
    },
    'operation',
  );
}
