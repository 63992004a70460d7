import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { headersOf, statusOf } from '../../graphql/errors/format.js';
import type { SubscriptionRequest } from '../../graphql/subscriptions/document.js';
import {
  SubscriptionRefusal,
  type SubscriptionStream,
} from '../../graphql/subscriptions/stream.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { isRecord } from '../../platform/is-record.js';
import { acceptedType, notAcceptable } from '../accept.js';
import type { OriginCheck } from '../origin-check.js';
import { writeEventStream } from './event-stream.js';
import { EVENT_STREAM_URL } from './occupied-connections.js';
import type { Streams } from './streams.js';

const EVENT_STREAM = 'text/event-stream';

/** What {@link registerEventStream} is made of. */
export interface EventStreamParts {
  readonly streams: Streams;
  readonly checkOrigin: OriginCheck;
}

/**
 * `/graphql/stream`: one subscription per request as server-sent events, in the "distinct
 * connections" mode of the GraphQL over SSE protocol. What is refused before the stream begins is
 * an ordinary error response; what ends it later is a last event.
 */
export function registerEventStream(server: FastifyInstance, parts: EventStreamParts): void {
  server.route({
    method: ['GET', 'POST'],
    url: EVENT_STREAM_URL,
    // To a HEAD the stream would be open, and nothing of it be sent.
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      parts.checkOrigin(request.headers);
      const { accept = '' } = request.headers;
      // A client must ask for a stream by name, so that no page is led here by mistake.
      if (!accept.toLowerCase().includes(EVENT_STREAM) || !acceptedType(accept, [EVENT_STREAM])) {
        throw notAcceptable(EVENT_STREAM);
      }
      let stream: SubscriptionStream;
      try {
        stream = await openStream(parts.streams, request);
      } catch (error) {
        if (error instanceof SubscriptionRefusal) return refuse(reply, error);
        throw error;
      }
      reply.hijack();
      await writeEventStream(reply, stream);
      return reply;
    },
  });
  server.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: EVENT_STREAM_URL,
    onRequest: (_request, reply, done) => {
      void reply.header('allow', 'GET, POST');
      done(methodNotAllowed());
    },
    handler: () => undefined,
  });
}

/**
 * Opens a request's subscription, and frees the request of its body, which lives as long otherwise.
 */
function openStream(streams: Streams, request: FastifyRequest): Promise<SubscriptionStream> {
  const { id: requestId, clientAddress, raw } = request;
  const operation = readOperation(request);
  request.body = undefined;
  return streams.open({ requestId, clientAddress, raw }, operation);
}

function readOperation(request: FastifyRequest): SubscriptionRequest {
  const given = request.method === 'GET' ? request.query : request.body;
  if (!isRecord(given)) throw badUserInput('The request body', 'must be a JSON object');
  const { query, documentId, operationName } = given;
  const variables =
    request.method === 'GET' ? parseVariables(given['variables']) : given['variables'];
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw badUserInput('operationName', 'must be a string');
  }
  if (!isAbsent(variables) && !isRecord(variables)) {
    throw badUserInput('variables', 'must be an object');
  }
  return { query, documentId, operationName, variables };
}

function parseVariables(text: unknown): unknown {
  if (isAbsent(text) || text === '') return null;
  try {
    return JSON.parse(typeof text === 'string' ? text : '') as unknown;
  } catch {
    throw badUserInput('variables', 'must be JSON');
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function methodNotAllowed(): DomainError {
  return new DomainError('BAD_USER_INPUT', 'Event streams are opened by GET or POST.', {
    reason: 'METHOD_NOT_ALLOWED',
    status: 405,
  });
}

function refuse(reply: FastifyReply, { errors, code }: SubscriptionRefusal): FastifyReply {
  const [first] = errors;
  for (const [name, value] of headersOf(first?.extensions ?? {})) reply.header(name, value);
  return reply.code(statusOf(code)).type('application/json; charset=utf-8').send({ errors });
}
