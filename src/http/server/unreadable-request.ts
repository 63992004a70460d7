import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import type { Logger } from '../../platform/log/logger.js';
import { peerAddressOf } from './peer-address.js';

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};
const MESSAGES: Readonly<Record<number, string>> = {
  400: 'The request is not HTTP.',
  408: 'The request did not arrive in time.',
  431: 'The request headers are too large.',
};

/**
 * Makes the answer to bytes that Node cannot read as a request. They reach no route and no reply,
 * so it is written by hand, in the shape of every other refusal. The log has the address of the
 * connection: what proxies report of the client could not be read either.
 */
export function unreadableRequestHandler(logger: Logger) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const requestId = randomUUID();
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    const extensions = { code: 'BAD_USER_INPUT', reason: 'MALFORMED_REQUEST', requestId };
    const body = JSON.stringify({ errors: [{ message: MESSAGES[status], extensions }] });
    const address = peerAddressOf(socket);
    const outcome = extensions.code;
    logger.info({ requestId, address, outcome, reason: error.code, status }, 'refused');
    socket.end(
      `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n` +
        'content-type: application/json; charset=utf-8\r\n' +
        `content-length: ${String(Buffer.byteLength(body))}\r\n` +
        `x-request-id: ${requestId}\r\nconnection: close\r\n\r\n${body}`,
    );
  };
}
