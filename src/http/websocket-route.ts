import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import {
  CloseCode,
  handleProtocols,
  makeServer,
  type Context,
  type ExecutionResult,
  type SubscribePayload,
} from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';

import type { CreateContext } from '../context/create-context.js';
import { rootCause } from '../graphql/format-error.js';
import { limitOf } from '../graphql/limit-names.js';
import { SubscriptionRefusal, type SubscriptionStream } from '../graphql/subscription-stream.js';
import type { DocumentChoice } from '../graphql/trusted-documents.js';
import { DomainError } from '../platform/errors.js';
import { asDomainError, errorResponse } from './error-reply.js';
import type { Metrics } from './metrics.js';
import { requestIdOf } from './request-id.js';
import { BODY_LIMIT_BYTES } from './server.js';
import type { Streams } from './streams.js';
import { admitUpgrades, logUpgradeRefusal, type UpgradeParts } from './upgrade.js';
import { closeAll, keepAlive, send } from './websocket.js';

/** The IANA registry's "try again later". */
const TRY_AGAIN_LATER = 1013;

/** What {@link serveWebSockets} is made of. */
export interface WebSocketParts extends UpgradeParts {
  readonly streams: Streams;
  readonly createContext: CreateContext;
}

/** What is known of a connection. */
interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly address: string;
}

type ConnectionContext = Context<Record<string, unknown> | undefined, Connection>;

/**
 * WebSockets at `/graphql`, by the protocol `graphql-transport-ws`; subscriptions alone.
 *
 * @returns closes every connection and resolves when they are closed
 */
export function serveWebSockets(
  server: FastifyInstance,
  parts: WebSocketParts,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: BODY_LIMIT_BYTES,
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const protocol = makeServer<Record<string, unknown> | undefined, Connection>({
    onConnect: ({ extra, connectionParams }) => connect(parts, extra, connectionParams),
    onSubscribe: async (context, _id, payload) => {
      const opened = await open(parts, context, payload);
      if (opened instanceof SubscriptionRefusal) return [asGraphQLError(opened)];
      return { ...opened.operation, contextValue: opened, rootValue: undefined };
    },
    subscribe: ({ contextValue }) => contextValue as AsyncIterable<ExecutionResult>,
    onNext: (_context, _id, _payload, _args, result) => result as object,
    onError: ({ extra: { socket } }, _id, _payload, errors) => {
      const refusal = rootCause(errors[0]);
      if (!(refusal instanceof SubscriptionRefusal)) return undefined;
      // The connection's credential is of no more use; the client needs another connection.
      if (refusal.code === 'UNAUTHENTICATED') {
        setImmediate(() => {
          socket.close(CloseCode.Unauthorized, refusal.code);
        });
      }
      return refusal.errors;
    },
  });
  const accept = (connection: Connection): void => {
    const { socket } = connection;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => send(socket, data),
        close: (code, reason) => {
          socket.close(code, reason);
        },
        onMessage: (receive) => {
          socket.on('message', (data: Buffer) => {
            receive(data.toString('utf8')).catch((error: unknown) => {
              refuseConnection(parts, connection, error);
            });
          });
        },
      },
      connection,
    );
    socket.once('close', (code: number, reason: Buffer) => {
      closed(code, reason.toString()).catch((error: unknown) => {
        parts.logger.error({ err: error }, 'A WebSocket could not be cleaned up');
      });
    });
  };
  admitUpgrades(server.server, parts, (request, stream, head, address) => {
    sockets.handleUpgrade(request, stream, head, (socket) => {
      keepAlive(socket);
      // A broken frame closes the connection; there is nobody to tell.
      socket.on('error', () => undefined);
      accept({ socket, request, address });
    });
  });
  return () => closeAll(sockets);
}

/** Authenticates a connection, so that a bad credential is refused before anything is asked. */
async function connect(
  { createContext, redact }: WebSocketParts,
  { request, address }: Connection,
  connectionParams: Record<string, unknown> | undefined,
): Promise<void> {
  const requestId = requestIdOf(request, redact);
  await createContext({ requestId, clientAddress: address, raw: request, connectionParams });
}

async function open(
  parts: WebSocketParts,
  { extra, connectionParams }: ConnectionContext,
  { query, documentId, operationName, variables }: SubscribePayload & DocumentChoice,
): Promise<SubscriptionStream | SubscriptionRefusal> {
  const { request: raw, address: clientAddress } = extra;
  const requestId = randomUUID();
  try {
    return await parts.streams.open(
      { requestId, clientAddress, raw, connectionParams },
      { query, documentId, operationName, variables },
    );
  } catch (error) {
    if (error instanceof SubscriptionRefusal) return error;
    const known = asDomainError(error);
    countLimit(parts.metrics, known);
    logUpgradeRefusal(parts.logger, { requestId, address: clientAddress }, known);
    return new SubscriptionRefusal(
      errorResponse(known, requestId, parts.redact).body.errors,
      known,
    );
  }
}

/** Closes a connection that could not be authenticated, or whose messages make no sense. */
function refuseConnection(
  parts: WebSocketParts,
  { socket, request, address }: Connection,
  error: unknown,
): void {
  // What graphql-ws throws itself when a client sends what is a server's to say.
  const isNonsense = error instanceof Error && error.message.startsWith('Unexpected message');
  const known = isNonsense
    ? new DomainError('BAD_USER_INPUT', 'A message of this type is not for clients to send.')
    : asDomainError(error);
  const requestId = requestIdOf(request, parts.redact);
  countLimit(parts.metrics, known);
  logUpgradeRefusal(parts.logger, { requestId, address }, known);
  const words = [known.code, known.reason].filter((word) => word !== undefined);
  socket.close(closeCodeOf(known), words.join(' '));
}

function countLimit(metrics: Metrics, error: DomainError): void {
  const limit = limitOf(error);
  if (limit !== undefined) metrics.limit(limit);
}

function closeCodeOf({ status }: DomainError): number {
  if (status === 401) return CloseCode.Unauthorized;
  if (status === 403) return CloseCode.Forbidden;
  if (status === 429 || status === 503) return TRY_AGAIN_LATER;
  return status < 500 ? CloseCode.BadRequest : CloseCode.InternalServerError;
}

function asGraphQLError(refusal: SubscriptionRefusal): GraphQLError {
  return new GraphQLError(refusal.message, { originalError: refusal });
}
