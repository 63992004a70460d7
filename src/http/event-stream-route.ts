import type { ServerResponse } from 'node:http';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import { print, type StreamMessage } from 'graphql-sse';

import { headersOf, statusOf } from '../graphql/format-error.js';
import { SubscriptionRefusal, type SubscriptionStream } from '../graphql/subscription-stream.js';
import type { SubscriptionRequest } from '../graphql/subscription-document.js';
import { badUserInput } from '../platform/errors.js';
import { acceptedType, notAcceptable } from './accept.js';
import type { OriginCheck } from './origin-check.js';
import type { Streams } from './streams.js';

const EVENT_STREAM = 'text/event-stream';
const COMMENT = ':\n\n';
const BEAT_MS = 12_000;

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
    url: '/graphql/stream',
    handler: async (request, reply) => {
      parts.checkOrigin(request.headers);
      const { accept = '' } = request.headers;
      // A client must ask for a stream by name, so that no page is led here by mistake.
      if (!accept.toLowerCase().includes(EVENT_STREAM) || !acceptedType(accept, [EVENT_STREAM])) {
        throw notAcceptable(EVENT_STREAM);
      }
      const operation = readOperation(request);
      let stream: SubscriptionStream;
      try {
        const { id: requestId, ip: clientAddress, raw } = request;
        stream = await parts.streams.open({ requestId, clientAddress, raw }, operation);
      } catch (error) {
        if (error instanceof SubscriptionRefusal) return refuse(reply, error);
        throw error;
      }
      reply.hijack();
      await write(reply, stream);
      return reply;
    },
  });
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(reply: FastifyReply, { errors, code }: SubscriptionRefusal): FastifyReply {
  const [first] = errors;
  for (const [name, value] of headersOf(first?.extensions ?? {})) reply.header(name, value);
  return reply.code(statusOf(code)).type('application/json; charset=utf-8').send({ errors });
}

/** Writes the stream to its end. The next event is asked for once the one before has been sent. */
async function write(reply: FastifyReply, stream: SubscriptionStream): Promise<void> {
  const response = reply.raw;
  const end = (): void => void stream.return();
  response.once('close', end);
  // It may have gone while the stream was being opened.
  if (response.destroyed) end();
  response.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': `${EVENT_STREAM}; charset=utf-8`,
    'cache-control': 'no-store, no-transform',
    // Nobody else's request follows on this connection, and a shutdown need not wait for one.
    connection: 'close',
    // Asks nginx and its like to pass events on as they come.
    'x-accel-buffering': 'no',
  });
  const beat = keepAlive(response);
  await send(response, COMMENT);
  for await (const result of results(stream)) {
    await send(response, print({ event: 'next', data: result } as StreamMessage<false, 'next'>));
  }
  clearInterval(beat);
  if (!response.destroyed) response.end(print({ event: 'complete', data: null }));
}

/** The stream's answers; the refusal that ends it comes as the last of them. */
async function* results(stream: SubscriptionStream): AsyncGenerator<FormattedExecutionResult> {
  try {
    yield* stream;
  } catch (error) {
    if (!(error instanceof SubscriptionRefusal)) throw error;
    yield { errors: error.errors };
  }
}

/** Sends a comment now and then, and cuts off a reader that has not taken the one before. */
function keepAlive(response: ServerResponse): NodeJS.Timeout {
  const beat = setInterval(() => {
    if (response.writableLength > 0) response.destroy();
    else response.write(COMMENT);
  }, BEAT_MS).unref();
  response.once('close', () => {
    clearInterval(beat);
  });
  return beat;
}

/** Resolves once the text has left the process, or never will. */
function send(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve();
      return;
    }
    response.write(text, () => {
      resolve();
    });
  });
}
