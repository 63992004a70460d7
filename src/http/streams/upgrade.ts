import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

import { requestedHost } from '../../authentication/trust/requested-host.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import type { Metrics } from '../../platform/metrics.js';
import type { Redact } from '../../platform/secrets/redact.js';
import type { OriginCheck } from '../origin-check.js';
import { clientAddressOf } from '../server/client-address.js';
import { shuttingDown, type Departure } from '../server/departure.js';
import { asDomainError, errorResponse } from '../server/error-reply.js';
import { requestIdOf } from '../server/request-id.js';
import { refuseSecretInUrl } from '../server/secret-in-url.js';
import type { ConnectionLimit, ConnectionPlace } from './connection-limit.js';
import { checkHandshake, handshakeHeaders } from './handshake.js';

const PATH = '/graphql';

/** What {@link admitUpgrades} is made of. */
export interface UpgradeParts {
  readonly checkOrigin: OriginCheck;
  readonly connections: ConnectionLimit;
  readonly trustProxyHops: number;
  readonly departure: Departure;
  readonly logger: Logger;
  readonly redact: Redact;
  /** Knows the secrets that no URL may carry. */
  readonly secrets: Redact;
  readonly metrics: Metrics;
}

/** Called with a request that may become a WebSocket, the client's address and its place. */
type Accept = (
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  client: { readonly address: string; readonly place: ConnectionPlace },
) => void;

/**
 * Passes on the requests that may become a WebSocket at `/graphql`, and answers the others with an
 * error in the usual shape. So it does with CONNECT.
 */
export function admitUpgrades(server: Server, parts: UpgradeParts, accept: Accept): void {
  // Node would close the connection without an answer.
  server.on('connect', (request: IncomingMessage, stream: Duplex) => {
    stream.on('error', () => undefined);
    const address = clientAddressOf(request, parts.trustProxyHops);
    refuseUpgrade(parts, { request, stream, address }, noTunnel());
  });
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (stream.destroyed) return;
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      serveWithoutUpgrade(server, request, stream, head);
      return;
    }
    // Whoever accepts the stream listens for itself; until then an error has nobody to tell.
    stream.on('error', () => undefined);
    const address = clientAddressOf(request, parts.trustProxyHops);
    let place: ConnectionPlace;
    try {
      check(parts, request);
      place = parts.connections.enter(address, () => {
        parts.metrics.limit('connections');
        stream.destroy();
      });
    } catch (error) {
      refuseUpgrade(parts, { request, stream, address }, error);
      return;
    }
    stream.once('close', () => {
      place.release();
    });
    accept(request, stream, head, { address, place });
  });
}

/**
 * Serves a request that asked to upgrade to something else, such as `h2c`, as if it had not: a
 * server may ignore that wish, and Node does until somebody listens for upgrades.
 */
function serveWithoutUpgrade(
  server: Server,
  { method = 'GET', url = '/', httpVersion, rawHeaders }: IncomingMessage,
  stream: Duplex,
  head: Buffer,
): void {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (/^(?:upgrade|connection|http2-settings)$/i.test(name)) continue;
    lines.push(`${name}: ${rawHeaders[at + 1] ?? ''}`);
  }
  const text = `${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`;
  stream.unshift(Buffer.concat([Buffer.from(text, 'latin1'), head]));
  server.emit('connection', stream);
}

function check(parts: UpgradeParts, request: IncomingMessage): void {
  if (parts.departure.isNear) throw shuttingDown();
  requestedHost(request);
  refuseSecretInUrl(request.url ?? '', parts.secrets);
  if (pathOf(request.url ?? '') !== PATH) {
    throw new DomainError('NOT_FOUND', `There is no WebSocket at this path. It is at ${PATH}.`);
  }
  checkHandshake(request);
  parts.checkOrigin(request.headers);
}

function noTunnel(): DomainError {
  return new DomainError('BAD_USER_INPUT', 'The gateway is no proxy, and CONNECT is not served.', {
    reason: 'METHOD_NOT_ALLOWED',
    status: 405,
  });
}

/**
 * The path of a request's target without a final slash. The target may be in absolute form: RFC
 * 9112 section 3.2.2.
 */
function pathOf(target: string): string | undefined {
  const [path] = target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1);
  return path?.replace(/\/$/, '');
}

/** Answers a request that may not become a WebSocket with an error in the usual shape. */
export function refuseUpgrade(
  parts: Omit<UpgradeParts, 'connections'>,
  { request, stream, address }: { request: IncomingMessage; stream: Duplex; address: string },
  error: unknown,
): void {
  const known = asDomainError(error);
  const requestId = requestIdOf(request, parts.redact);
  const { status, headers, body } = errorResponse(known, requestId, parts.redact);
  logUpgradeRefusal(parts.logger, { requestId, address }, known);
  if (known.code === 'RATE_LIMITED') parts.metrics.limit('connections');
  const text = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${String(Buffer.byteLength(text))}`,
    `x-request-id: ${requestId}`,
    'connection: close',
    ...[...headers, ...Object.entries(handshakeHeaders(known))].map(
      ([name, value]) => `${name}: ${value}`,
    ),
  ];
  // Node lets a client leave its half of the connection open, for ever if it likes.
  stream.once('finish', () => stream.destroy());
  stream.end(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

/** Writes down that a connection, or a subscription on one, was refused. */
export function logUpgradeRefusal(
  logger: Logger,
  origin: { readonly requestId: string; readonly address: string },
  error: DomainError,
): void {
  const { code: outcome, reason, status, logged } = error;
  const isFault = status >= 500;
  logger[isFault ? 'error' : 'info'](
    { ...origin, path: PATH, outcome, reason, status, ...logged, ...(isFault && { err: error }) },
    'refused',
  );
}
