import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';

import type { CreateContext, RequestOrigin } from '../../authentication/context.js';
import { readCredentials, type Credential } from '../../authentication/credentials.js';
import { auditRefusal } from '../../graphql/errors/report.js';
import { limitOf } from '../../graphql/limits/names.js';
import { refusalToSubscribe } from '../../graphql/subscriptions/access.js';
import type { StreamBounds } from '../../graphql/subscriptions/stream-limit.js';
import { SubscriptionRefusal } from '../../graphql/subscriptions/stream.js';
import type { RandomSource } from '../../platform/crypto.js';
import type { DomainError } from '../../platform/errors.js';
import type { Metrics } from '../../platform/metrics.js';
import type { LeaveParts } from '../refusal-by-rule.js';
import { clientAddressOf } from '../server/client-address.js';
import { asDomainError, errorResponse } from '../server/error-reply.js';
import { requestIdOf } from '../server/request-id.js';
import { BODY_LIMIT_BYTES } from '../server/server.js';
import { ConnectionLimit, type ConnectionPlace } from './connection-limit.js';
import { malformedHandshake } from './handshake.js';
import type { Streams } from './streams.js';
import { admitUpgrades, logUpgradeRefusal, refuseUpgrade, type UpgradeParts } from './upgrade.js';
import { WebSocketSession, type SessionParts } from './websocket-session.js';
import { closeAll, keepAlive } from './websocket.js';

/** The IANA registry's "try again later". */
const TRY_AGAIN_LATER = 1013;

/** What {@link serveWebSockets} is made of. */
export interface WebSocketParts extends Omit<UpgradeParts, 'connections'>, LeaveParts {
  readonly streams: Streams;
  readonly createContext: CreateContext;
  readonly random: RandomSource;
  /** How many WebSockets may be open, and how long one may be without a subscription. */
  readonly openStreams: StreamBounds & { readonly idleSeconds: number };
}

/** What is known of a connection. */
interface Connection {
  readonly request: IncomingMessage;
  readonly address: string;
  readonly place: ConnectionPlace;
}

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
    autoPong: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  // Without a listener `ws` answers in plain words.
  sockets.on('wsClientError', ({ message }, stream, request) => {
    const address = clientAddressOf(request, parts.trustProxyHops);
    const refusal = malformedHandshake(`The handshake of the WebSocket is not valid: ${message}.`);
    refuseUpgrade(parts, { request, stream, address }, refusal);
  });
  const connections = new ConnectionLimit(parts.openStreams);
  admitUpgrades(
    server.server,
    { ...parts, connections },
    (request, stream, head, { address, place }) => {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        keepAlive(socket, parts.random);
        // A broken frame closes the connection; there is nobody to tell.
        socket.on('error', () => undefined);
        new WebSocketSession(socket, sessionParts(parts, { request, address, place }));
      });
    },
  );
  return () => closeAll(sockets);
}

function sessionParts(
  parts: WebSocketParts,
  { request: raw, address: clientAddress, place }: Connection,
): SessionParts {
  // Replaced by what `connection_init` carries beside them, of which only the credentials are kept.
  let credentials: readonly Credential[] = [];
  const originOf = (requestId: string): RequestOrigin => ({
    requestId,
    clientAddress,
    raw,
    credentials,
  });
  const connectionId = requestIdOf(raw, parts.redact);
  return {
    idleMs: parts.openStreams.idleSeconds * 1000,
    admit: async (connectionParams) => {
      credentials = readCredentials({ rawHeaders: raw.rawHeaders, connectionParams });
      const context = await parts.createContext(originOf(connectionId));
      const refused = refusalToSubscribe(context.principal);
      if (refused) {
        await auditRefusal(parts, context, refused.field, refused.refusal);
        throw refused.refusal;
      }
      place.settle(context.principal.kind === 'ANONYMOUS');
    },
    open: ({ query, operationName, variables, ...further }) =>
      parts.streams.open(originOf(randomUUID()), {
        query,
        documentId: 'documentId' in further ? further.documentId : undefined,
        operationName,
        variables,
      }),
    refusalOf: (error) => {
      if (error instanceof SubscriptionRefusal) return error;
      const known = asDomainError(error);
      const requestId = randomUUID();
      countLimit(parts.metrics, known);
      logUpgradeRefusal(parts.logger, { requestId, address: clientAddress }, known);
      const { errors } = errorResponse(known, requestId, parts.redact).body;
      return new SubscriptionRefusal(errors, known);
    },
    closingOf: (error) => {
      const known = asDomainError(error);
      logUpgradeRefusal(parts.logger, { requestId: connectionId, address: clientAddress }, known);
      if (known.reason === 'TOO_MANY_STREAMS') parts.metrics.limit('connections');
      else countLimit(parts.metrics, known);
      const words = [known.code, known.reason].filter((word) => word !== undefined);
      return { code: closeCodeOf(known), reason: words.join(' ') };
    },
  };
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
