import type { IncomingMessage } from 'node:http';

import cors from '@fastify/cors';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import { forwardedHosts, requestedHost } from '../../authentication/trust/requested-host.js';
import { limitOf } from '../../graphql/limits/names.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import type { Metrics } from '../../platform/metrics.js';
import { holdsSecret } from '../../platform/secrets/holds-secret.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { findUnstorableText } from '../../platform/text/plain-text.js';
import { refuseBehindStreams } from '../streams/occupied-connections.js';
import { clientAddressOf, decorateClientAddress } from './client-address.js';
import { departByAnswers, shuttingDown, type Departure } from './departure.js';
import { asDomainError, replyWithError } from './error-reply.js';
import { refuseExpectations } from './expectation.js';
import { readJsonBodies } from './json-body.js';
import { rememberPeers } from './peer-address.js';
import { requestIdOf } from './request-id.js';
import { refuseSecretInUrl } from './secret-in-url.js';
import { readRestOfBodies } from './rest-of-body.js';
import { unreadableRequestHandler } from './unreadable-request.js';

/** The most that one request body or WebSocket message may have. */
export const BODY_LIMIT_BYTES = 256 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
/** The most that the log shows of a request's path. */
const LOGGED_PATH_CHARACTERS = 500;

/** What {@link createHttpServer} is made of. */
export interface HttpServerParts extends ErrorHandlerParts {
  readonly trustProxyHops: number;
  /** Knows the secrets that no URL may carry. */
  readonly secrets: Redact;
  readonly corsOrigins: readonly string[];
  readonly keepAliveSeconds: number;
  readonly departure: Departure;
}

/** What {@link errorHandler} is made of. */
export interface ErrorHandlerParts {
  readonly logger: Logger;
  readonly redact: Redact;
  readonly metrics: Metrics;
}

type ErrorHandler = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** Makes what turns an error into an answer: one of our errors, logged, in the form of a route. */
export function errorHandler(
  parts: ErrorHandlerParts,
  replyWith: typeof replyWithError,
): ErrorHandler {
  return (error, request, reply) => {
    const known = asDomainError(error);
    logRefusal(parts, known, request);
    return replyWith(known, request, reply, parts.redact);
  };
}

/**
 * Makes the HTTP server without its routes: limits, request ids, security headers, CORS, and every
 * refusal in one shape.
 */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const answer = errorHandler(parts, replyWithError);
  const server = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: parts.keepAliveSeconds * 1000,
    // Node would refuse a request without a Host too, with an empty answer.
    http: { requireHostHeader: false },
    trustProxy:
      parts.trustProxyHops > 0 && ((_address: string, hop: number) => hop < parts.trustProxyHops),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // People write one, and clients follow no redirect with a POST.
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: (request: IncomingMessage) => requestIdOf(request, parts.redact),
    clientErrorHandler: unreadableRequestHandler(parts.logger),
    frameworkErrors: (error, request, reply) => {
      // No hook runs for a path that cannot be decoded, and this request knows no proxies.
      stamp(request, reply);
      const known = asDomainError(error);
      logRefusal(parts, known, request, clientAddressOf(request.raw, parts.trustProxyHops));
      void replyWithError(known, request, reply, parts.redact);
    },
  });
  // Node would drop the headers beyond 1,000 without a word; all of them have 16 KiB at most.
  server.server.maxHeadersCount = 0;
  rememberPeers(server.server);
  decorateClientAddress(server, parts.trustProxyHops);
  server.removeContentTypeParser(['text/plain', 'application/json']);
  readJsonBodies(server);
  server.setErrorHandler(answer);
  server.setNotFoundHandler((request, reply) => answer(nothingHere(), request, reply));
  server.addHook('onRequest', (request, reply, done) => {
    stamp(request, reply);
    done();
  });
  departByAnswers(server, parts.departure);
  refuseBehindStreams(server);
  readRestOfBodies(server);
  refuseExpectations(server);
  server.addHook('onRequest', (request, _reply, done) => {
    requestedHost(request.raw);
    if (parts.trustProxyHops > 0) forwardedHosts(request.raw);
    refuseSecretInUrl(request.url, parts.secrets);
    done();
  });
  if (parts.corsOrigins.length > 0) {
    await server.register(cors, {
      origin: [...parts.corsOrigins],
      // By `Date` a page can tell how far its own clock is off.
      exposedHeaders: [
        'x-request-id',
        'www-authenticate',
        'retry-after',
        'link',
        'deprecation',
        'sunset',
        'date',
      ],
      maxAge: 600,
    });
  }
  server.addHook('preValidation', (request, _reply, done) => {
    checkRequestTexts(request);
    done();
  });
  // After CORS, so that pages can read these refusals too.
  server.addHook('onRequest', (request, reply, done) => {
    const { url } = request.routeOptions;
    const isProbe = url === '/livez' || url === '/readyz';
    if (parts.departure.stage === 'REFUSING' && !isProbe) {
      void reply.header('connection', 'close');
      done(shuttingDown());
      return;
    }
    // Before a body is read, which would be refused in its place.
    if (request.is404) throw nothingHere();
    done();
  });
  return server;
}

/**
 * Refuses a request with a text in it that cannot be stored. The variables of GraphQL are checked
 * with their document, whatever they came by.
 */
function checkRequestTexts({ body, query, routeOptions }: FastifyRequest): void {
  if (routeOptions.url?.startsWith('/graphql')) return;
  const form = body instanceof URLSearchParams ? Object.fromEntries(body) : body;
  const found = [query, form]
    .map((part) => findUnstorableText(part))
    .find((unstorable) => unstorable !== undefined);
  if (found) throw badUserInput(found.path === '' ? 'The request' : found.path, found.problem);
}

/** The refusal of a path at which there is nothing. */
export function nothingHere(): DomainError {
  return new DomainError('NOT_FOUND', 'There is nothing at this path. GraphQL is at /graphql.');
}

/** The headers that every answer has. */
function stamp(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
}

/** The path of a request as the log has it; it can be as long as all headers together. */
function logRefusal(
  parts: ErrorHandlerParts,
  error: DomainError,
  request: FastifyRequest,
  address = request.clientAddress,
): void {
  const limit = limitOf(error);
  if (limit !== undefined) parts.metrics.limit(limit);
  const isFault = error.status >= 500;
  parts.logger[isFault ? 'error' : 'info'](
    {
      requestId: request.id,
      address,
      method: request.method,
      path: loggedPath(request.url, parts.redact),
      outcome: error.code,
      reason: error.reason,
      status: error.status,
      ...error.logged,
      ...(isFault ? { err: error } : {}),
    },
    'refused',
  );
}

/** A secret may be spelled in a way that the log's redaction does not know. */
function loggedPath(url: string, redact: Redact): string | undefined {
  const path = url.split('?', 1)[0] ?? '';
  return holdsSecret(path, redact) ? undefined : path.slice(0, LOGGED_PATH_CHARACTERS);
}
