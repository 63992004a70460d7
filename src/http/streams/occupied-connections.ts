import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { DomainError } from '../../platform/errors.js';

/** Where event streams of GraphQL are. */
export const EVENT_STREAM_URL = '/graphql/stream';

/** Where MCP is spoken. */
export const MCP_URL = '/mcp';

/** A connection on which more requests than this wait for an answer is closed. */
const REFUSAL_LIMIT = 32;

/**
 * Whether a request asks for an answer that stays open. MCP says so in a header, which its
 * transport checks against the body.
 */
function asksForStream({ routeOptions, headers }: FastifyRequest): boolean {
  const { url = '' } = routeOptions;
  return (
    url === EVENT_STREAM_URL ||
    (url === MCP_URL && headers['mcp-method'] === 'subscriptions/listen')
  );
}

/**
 * Refuses what a client sends behind a request for an event stream on the same connection, before
 * the stream is at its end (pipelining, RFC 9112 section 9.3.2). Answers go out in order, so that
 * it would be carried out without an answer. Nor can such a connection be upgraded. No hook that
 * waits may come before, or two requests could pass it side by side.
 */
export function refuseBehindStreams(server: FastifyInstance): void {
  /** The connections, with the number of requests that were refused on each. */
  const occupied = new WeakMap<Duplex, number>();
  server.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const refused = occupied.get(socket);
    if (refused !== undefined) {
      occupied.set(socket, refused + 1);
      // Node stops reading while many answers wait, and would not notice that the client goes.
      if (refused >= REFUSAL_LIMIT) socket.destroy();
      request.raw.resume();
      done(behindStream());
      return;
    }
    if (asksForStream(request)) {
      occupied.set(socket, 0);
      reply.raw.once('finish', () => occupied.delete(socket));
    }
    done();
  });
  server.server.prependListener('upgrade', (_request, socket: Socket) => {
    if (occupied.has(socket)) socket.destroy();
  });
}

function behindStream(): DomainError {
  return new DomainError(
    'BAD_USER_INPUT',
    'An event stream was asked for on this connection, and nothing behind it can be answered. ' +
      'Send this request on another connection.',
    { reason: 'BEHIND_EVENT_STREAM' },
  );
}
