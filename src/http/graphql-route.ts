import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CreateContext, RequestContext } from '../context/create-context.js';
import { principalName } from '../context/principal.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from './metrics.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the request is authenticated. */
    gatewayContext: RequestContext | null;
  }
}

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
  server.decorateRequest('gatewayContext', null);
  const execute = fastifyApolloHandler(parts.apollo, {
    context: (request) => Promise.resolve(contextOf(request)),
  });
  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const startedAtMs = performance.now();
    request.gatewayContext = await parts.createContext({
      requestId: request.id,
      clientAddress: request.ip,
      raw: request.raw,
    });
    void reply.header('cache-control', 'no-store');
    const body = (await execute.call(server, request, reply)) as unknown;
    if (isLandingPage(reply)) return body;
    const { operation } = request.gatewayContext;
    const answer = operation.isFinal ? body : finishEarlyRefusal(body, request.gatewayContext);
    const durationMs = performance.now() - startedAtMs;
    parts.metrics.operation(operation.rootFields, operation.outcome, durationMs / 1000);
    logOperation(parts.logger, request.gatewayContext, durationMs);
    return answer;
  };
  server.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: handle,
  });
}

function contextOf(request: FastifyRequest): RequestContext {
  if (!request.gatewayContext) throw new Error('The request was not authenticated.');
  return request.gatewayContext;
}

function isLandingPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/html');
}

/** Requests that Apollo refuses before its pipeline starts: the one place where it writes alone. */
function finishEarlyRefusal(body: unknown, { operation, requestId }: RequestContext): string {
  const result = JSON.parse(String(body)) as { errors?: { extensions?: { code?: string } }[] };
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
