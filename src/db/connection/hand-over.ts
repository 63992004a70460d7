import { Socket } from 'node:net';

import type { Session } from './handshake.js';

const AUTHENTICATED = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/**
 * Hands a connection to a driver that will begin it: what the driver sends first, and the server
 * has had already, is kept back, and answered with what the server had answered.
 *
 * @see https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP
 */
export function handOver({ socket, parameters, processId, secretKey }: Session): Socket {
  const answer = Buffer.concat([
    AUTHENTICATED,
    ...[...parameters].map(([name, value]) => message('S', `${name}\0${value}\0`)),
    keyMessage(processId, secretKey),
    READY,
  ]);
  const write = socket.write.bind(socket) as (chunk: Buffer, done?: () => void) => boolean;
  socket.write = ((chunk: Buffer, done?: () => void) => {
    Reflect.deleteProperty(socket, 'write');
    socket.unshift(answer);
    socket.resume();
    const rest = chunk.subarray(chunk.readUInt32BE(0));
    if (rest.length > 0) return write(rest, done);
    done?.();
    return true;
  }) as typeof socket.write;
  return closingLate(socket);
}

/**
 * A connection that fails: the driver would forget a place of its pool for which it was given none.
 *
 * @param error - what every waiting query is refused with
 */
export function failing(error: unknown): Socket {
  const socket = new Socket();
  socket.write = () => true;
  setImmediate(() => {
    socket.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return closingLate(socket);
}

/**
 * The driver collects what it sends until the end of a turn of the event loop. A connection that
 * closes within that turn would leave it waiting for an end that never comes, and that place of its
 * pool would never send anything again (postgres 3.4.9, `nextWriteTimer`). So it hears of a close
 * one turn later.
 */
function closingLate(socket: Socket): Socket {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...args: unknown[]) => boolean;
  socket.emit = ((event: string | symbol, ...args: unknown[]) => {
    if (event !== 'close') return emit(event, ...args);
    setImmediate(emit, event, ...args);
    return true;
  }) as typeof socket.emit;
  return socket;
}

function message(type: string, content: string): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

function keyMessage(processId: number, secretKey: number): Buffer {
  const body = Buffer.alloc(13);
  body.write('K', 'latin1');
  body.writeUInt32BE(12, 1);
  body.writeInt32BE(processId | 0, 5);
  body.writeInt32BE(secretKey | 0, 9);
  return body;
}
