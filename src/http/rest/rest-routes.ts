import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { GraphQLSchema } from 'graphql';

import type { CreateContext } from '../../authentication/context.js';
import type { RestSettings } from '../../config/settings/rest.js';
import { DomainError } from '../../platform/errors.js';
import { providers, typedId } from '../../providers/registry.js';
import type { RequestContext } from '../../request/context.js';
import { requireJsonAccepted } from '../accept.js';
import { baseUrlOf } from '../base-url.js';
import { acceptForms } from '../oauth/form-body.js';
import type { LeaveParts } from '../refusal-by-rule.js';
import type { DocumentParts } from '../run-document.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { deprecationHeaders } from './deprecation.js';
import type { Answer, Endpoint } from './endpoint.js';
import { endpoints } from './endpoints.js';
import { registerApiDocs } from './openapi/pages.js';
import { readInput } from './read-input.js';
import { replyWithRestError } from './rest-error.js';
import { runOperation } from './run-operation.js';

const METHODS: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What {@link registerRest} is made of. */
export interface RestParts extends ErrorHandlerParts, DocumentParts, LeaveParts {
  readonly createContext: CreateContext;
  readonly rest: RestSettings;
  readonly schema: GraphQLSchema;
  /** The gateway's address as others see it; told from the request where it is not known. */
  readonly publicUrl: string | undefined;
}

/**
 * `/api/`: the paths of the older REST service, each of them a GraphQL operation in another form,
 * with and without a final slash. Nothing where the settings turn them off.
 */
export async function registerRest(server: FastifyInstance, parts: RestParts): Promise<void> {
  if (!parts.rest.isServed) return;
  const register = (scope: FastifyInstance, _options: unknown, done: () => void): void => {
    const refuse = errorHandler(parts, replyWithRestError);
    scope.setErrorHandler(refuse);
    scope.setNotFoundHandler((request, reply) =>
      refuse(new DomainError('NOT_FOUND', 'There is nothing at this path.'), request, reply),
    );
    // The older service took forms. Any page can send one, but not with the credential that a POST
    // needs: it travels in a header, and where the request comes from does not stand in for it.
    acceptForms(scope, (form) => Object.fromEntries(form));
    for (const endpoint of endpoints) {
      const { method, path, operation } = endpoint;
      serve(scope, parts, { method, path, operation }, (request, reply, context) =>
        answer(parts, endpoint, { request, reply, context }),
      );
    }
    for (const provider of providers) {
      const path = `/${typedId(provider)}/` as const;
      serve(scope, parts, { method: 'GET', path }, (request, reply) =>
        reply.send(linksOf(`${baseUrlOf(parts.publicUrl, request)}/api${path}tokens/`)),
      );
    }
    const { schema, publicUrl } = parts;
    const { hasDocs, isDeprecated } = parts.rest;
    if (hasDocs) registerApiDocs(scope, { schema, publicUrl, isDeprecated });
    done();
  };
  await server.register(register, { prefix: '/api' });
}

type Handle = (
  request: FastifyRequest,
  reply: FastifyReply,
  context: RequestContext,
) => FastifyReply | Promise<FastifyReply>;

/** Serves a path for callers whose credentials are good, or who have none. */
function serve(
  scope: FastifyInstance,
  { rest, createContext, publicUrl }: RestParts,
  {
    method,
    path,
    operation,
  }: Pick<Endpoint, 'method' | 'path'> & Partial<Pick<Endpoint, 'operation'>>,
  handle: Handle,
): void {
  const headers = deprecationHeaders(rest, operation, publicUrl);
  const allowed = method === 'GET' ? 'GET, HEAD' : method;
  const url = path.replace(/\{(\w+)\}/g, ':$1');
  scope.route({
    method,
    url,
    onRequest: (request, reply, done) => {
      void reply.headers(headers);
      requireJsonAccepted(request, reply, done);
    },
    handler: async (request, reply) => {
      const context = await createContext({
        requestId: request.id,
        clientAddress: request.clientAddress,
        raw: request.raw,
      });
      void reply.header('cache-control', 'no-store');
      return handle(request, reply, context);
    },
  });
  scope.route({
    method: METHODS.filter((other) => other !== method),
    url,
    onRequest: (_request, reply, done) => {
      void reply.headers({ ...headers, allow: allowed });
      const message = `This path is asked by ${method}.`;
      done(
        new DomainError('BAD_USER_INPUT', message, { reason: 'METHOD_NOT_ALLOWED', status: 405 }),
      );
    },
    handler: () => undefined,
  });
}

async function answer(
  parts: RestParts,
  endpoint: Endpoint,
  exchange: { request: FastifyRequest; reply: FastifyReply; context: RequestContext },
): Promise<FastifyReply> {
  const { request, reply, context } = exchange;
  const input = await readInput(parts, context, endpoint, request);
  const result = await runOperation(parts, context, endpoint.operation, input);
  // It is in the log already, as the outcome of the operation.
  if ('refusal' in result) return replyWithRestError(result.refusal, request, reply, parts.redact);
  const { body, nextCursor } = endpoint.operation.present(result.data);
  const next = nextLink(parts, request, nextCursor);
  if (next !== undefined) {
    const links = [reply.getHeader('link'), next].filter((link) => link !== undefined);
    void reply.header('link', links.join(', '));
  }
  return reply.code(endpoint.status).send(body);
}

/** RFC 8288: where a list goes on. */
function nextLink(
  parts: RestParts,
  request: FastifyRequest,
  cursor: Answer['nextCursor'],
): string | undefined {
  if (cursor === undefined) return undefined;
  const [path = '', query] = request.url.split('?', 2);
  const search = new URLSearchParams(query);
  search.set('after', cursor);
  return `<${baseUrlOf(parts.publicUrl, request)}${path}?${search.toString()}>; rel="next"`;
}

function linksOf(tokens: string): Record<string, string> {
  return {
    tokens,
    current_token: `${tokens}current-token/`,
    generate_token: `${tokens}generate_token/`,
  };
}
