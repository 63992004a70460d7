import type { WebSocket, WebSocketServer } from 'ws';

const BEAT_MS = 12_000;
/** A reader that leaves this much unread is cut off. */
const UNREAD_LIMIT_BYTES = 1024 * 1024;
/** How long clients get to answer the closing handshake. */
const FAREWELL_MS = 1_000;
/** RFC 6455 section 7.4.1: "going away". Clients of the protocol connect again after it. */
const GOING_AWAY = 1001;

/** Resolves once the text has left the process, or never will. */
export function send(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN || socket.bufferedAmount > UNREAD_LIMIT_BYTES) {
      if (socket.readyState === socket.OPEN) socket.terminate();
      resolve();
      return;
    }
    socket.send(text, () => {
      resolve();
    });
  });
}

/** Pings now and then, and cuts off whoever did not answer the ping before. */
export function keepAlive(socket: WebSocket): void {
  let hasAnswered = true;
  const beat = setInterval(() => {
    if (!hasAnswered) {
      socket.terminate();
      return;
    }
    hasAnswered = false;
    socket.ping();
  }, BEAT_MS).unref();
  socket.on('pong', () => {
    hasAnswered = true;
  });
  socket.once('close', () => {
    clearInterval(beat);
  });
}

/** Closes every connection, by force those that do not answer, and resolves when all are closed. */
export async function closeAll(sockets: WebSocketServer): Promise<void> {
  const terminate = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, FAREWELL_MS);
  for (const socket of sockets.clients) socket.close(GOING_AWAY, 'The gateway is shutting down.');
  await Promise.all(
    [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))),
  );
  clearTimeout(terminate);
  sockets.close();
}
