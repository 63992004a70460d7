import type { WebSocket, WebSocketServer } from 'ws';

import type { RandomSource } from '../../platform/crypto.js';

const BEAT_MS = 12_000;
/** A reader that leaves this much unread is cut off. */
const UNREAD_LIMIT_BYTES = 1024 * 1024;
/** How long clients get to answer the closing handshake. */
const FAREWELL_MS = 1_000;
/** RFC 6455 section 7.4.1: "going away". Clients of the protocol connect again after it. */
export const GOING_AWAY = 1001;

/** Resolves once the text has left the process, or never will. */
export function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (!isTaking(socket)) {
      resolve();
      return;
    }
    socket.send(text, () => {
      resolve();
    });
  });
}

/**
 * Pings now and then, and cuts off a client that did not answer the ping before. Answers the
 * client's own pings, which `ws` would do however much of the answers is left unread.
 */
export function keepAlive(socket: WebSocket, random: RandomSource): void {
  let expected: Buffer | undefined;
  const beat = setInterval(() => {
    if (expected) {
      socket.terminate();
      return;
    }
    // A client that reads nothing cannot know it, so it cannot answer.
    expected = random(8);
    socket.ping(expected);
  }, BEAT_MS).unref();
  socket.on('pong', (payload) => {
    if (expected?.equals(payload)) expected = undefined;
  });
  socket.on('ping', (payload) => {
    if (isTaking(socket)) socket.pong(payload);
  });
  socket.once('close', () => {
    clearInterval(beat);
  });
}

/** Closes a connection, by force when its client does not answer. */
export function close(socket: WebSocket, code: number, reason: string): void {
  const terminate = setTimeout(() => {
    socket.terminate();
  }, FAREWELL_MS);
  socket.once('close', () => {
    clearTimeout(terminate);
  });
  socket.close(code, reason);
}

/** Closes every connection, and resolves when all are closed. */
export async function closeAll(sockets: WebSocketServer): Promise<void> {
  const closed = [...sockets.clients].map(
    (socket) => new Promise((resolve) => socket.once('close', resolve)),
  );
  for (const socket of sockets.clients) close(socket, GOING_AWAY, 'The gateway is shutting down.');
  await Promise.all(closed);
  sockets.close();
}

/** Whether more can be sent; a reader that has left too much unread is cut off. */
function isTaking(socket: WebSocket): boolean {
  if (socket.readyState !== socket.OPEN) return false;
  if (socket.bufferedAmount <= UNREAD_LIMIT_BYTES) return true;
  socket.terminate();
  return false;
}
