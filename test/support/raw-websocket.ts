import { connect, type Socket } from 'node:net';

import { vi } from 'vitest';

import { evidence } from './run-evidence.js';

/** Opcodes of RFC 6455 section 5.2. */
export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A frame that the gateway sent. */
interface Frame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A message of `graphql-transport-ws`. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/**
 * A WebSocket by hand: it sends what no library would, several frames in one burst, and answers
 * neither a ping nor a close.
 */
export interface RawWebSocket {
  readonly socket: Socket;
  /** Sends messages as text frames, all of them in one write. */
  burst(...messages: unknown[]): void;
  /** Sends one frame. */
  frame(opcode: number, payload: Buffer | string): void;
  /** Everything that came as text so far. */
  readonly messages: readonly Message[];
  /** Resolves with the message once it came. */
  message(type: string, id?: string): Promise<Message>;
  /** Resolves with the code and reason of the gateway's close frame. */
  readonly closing: Promise<{ readonly code: number; readonly reason: string }>;
  /** Resolves when the connection is closed, with what it got instead of a WebSocket. */
  readonly closed: Promise<string>;
  /** Breaks the connection off, without a word. */
  drop(): void;
}

/**
 * Asks for a WebSocket at `/graphql`; resolves when the request has been written.
 *
 * @param headers - beside those that every such request has, in their order; one with a list is
 *   repeated
 */
export async function openRawWebSocket(
  url: string,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<RawWebSocket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  let received = Buffer.alloc(0);
  let isOpen = false;
  const messages: Message[] = [];
  let refusal = '';
  let tellClosing: (end: { code: number; reason: string }) => void = () => undefined;
  const closing = new Promise<{ code: number; reason: string }>((resolve) => {
    tellClosing = resolve;
  });
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    if (!isOpen) {
      const end = received.indexOf('\r\n\r\n');
      if (!received.toString('latin1').startsWith('HTTP/1.1 101') || end === -1) {
        refusal = received.toString('utf8');
        return;
      }
      isOpen = true;
      received = received.subarray(end + 4);
    }
    for (let frame = takeFrame(); frame; frame = takeFrame()) {
      if (frame.opcode === OPCODE.text) {
        messages.push(JSON.parse(frame.payload.toString('utf8')) as Message);
      } else if (frame.opcode === OPCODE.close) {
        const reason = frame.payload.subarray(2).toString('utf8');
        evidence.record('error answers', reason);
        tellClosing({ code: frame.payload.readUInt16BE(0), reason });
      }
    }
  });
  function takeFrame(): Frame | undefined {
    const short = (received[1] ?? 0) & 0x7f;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (received.length < start) return undefined;
    const length =
      short === 126
        ? received.readUInt16BE(2)
        : short === 127
          ? Number(received.readBigUInt64BE(2))
          : short;
    if (received.length < start + length) return undefined;
    const payload = received.subarray(start, start + length);
    const opcode = (received[0] ?? 0) & 0x0f;
    received = received.subarray(start + length);
    return { opcode, payload };
  }
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      evidence.record('error answers', refusal);
      resolve(refusal);
    });
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  const lines = [
    'GET /graphql HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    ...Object.entries(headers).flatMap(([name, values]) =>
      [values].flat().map((value) => `${name}: ${value}`),
    ),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return {
    socket,
    messages,
    closing,
    closed,
    burst: (...sent) => {
      const frames = sent.map((message) => frameOf(OPCODE.text, JSON.stringify(message)));
      socket.write(Buffer.concat(frames));
    },
    frame: (opcode, payload) => void socket.write(frameOf(opcode, payload)),
    message: (type, id) =>
      vi.waitFor(() => {
        const found = messages.find((one) => one.type === type && (!id || one.id === id));
        if (!found) throw new Error(`No ${type} came.`);
        return found;
      }, 60_000),
    drop: () => {
      socket.destroy();
    },
  };
}

/** A client's frame: masked, as it must be, with a mask that changes nothing. */
export function frameOf(opcode: number, payload: Buffer | string): Buffer {
  const bytes = Buffer.from(payload);
  const { length } = bytes;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = 0x80 | length;
  else if (length < 65_536) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, Buffer.alloc(4), bytes]);
}
