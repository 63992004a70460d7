import type { IncomingMessage } from 'node:http';

import { DomainError } from '../../platform/errors.js';

/** The versions of the protocol that `ws` speaks: RFC 6455 section 4.4, and one of its drafts. */
const VERSIONS: ReadonlySet<string | undefined> = new Set(['13', '8']);

/** What a refusal tells beside its body, by its status. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  405: { allow: 'GET' },
  426: { upgrade: 'websocket', 'sec-websocket-version': [...VERSIONS].join(', ') },
};

/**
 * Checks what opens a WebSocket, but for its key and its subprotocols, which `ws` checks: RFC 6455
 * section 4.2.1.
 *
 * @throws DomainError `BAD_USER_INPUT`, reason `MALFORMED_HANDSHAKE`, with status 400, 405 or 426
 */
export function checkHandshake({ method, httpVersion, headers }: IncomingMessage): void {
  if (method !== 'GET') throw malformedHandshake('A WebSocket is opened by GET.', 405);
  if (httpVersion !== '1.1') throw malformedHandshake('A WebSocket is opened by HTTP/1.1.');
  if (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0) {
    throw malformedHandshake('A request that opens a WebSocket must have no body.');
  }
  if (!VERSIONS.has(headers['sec-websocket-version'])) {
    throw malformedHandshake('The Sec-WebSocket-Version header must be 13.', 426);
  }
}

/** The refusal of a request that cannot open a WebSocket. */
export function malformedHandshake(message: string, status = 400): DomainError {
  return new DomainError('BAD_USER_INPUT', message, { reason: 'MALFORMED_HANDSHAKE', status });
}

/** The headers that the refusal of a handshake has beside those of every error. */
export function handshakeHeaders({
  status,
  reason,
}: DomainError): Readonly<Record<string, string>> {
  return (reason === 'MALFORMED_HANDSHAKE' && HEADERS[status]) || {};
}
