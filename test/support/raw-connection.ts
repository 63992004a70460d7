import { connect } from 'node:net';

import { evidence } from './run-evidence.js';

/** A request over a connection of its own, sent in the pieces that a test chooses. */
export interface RawConnection {
  write(bytes: string | Buffer): void;
  /** Everything received so far. */
  readonly received: string;
  /** Resolves when the server closes the connection. */
  readonly closed: Promise<void>;
  /** Breaks the connection off. */
  destroy(): void;
}

/** Opens a connection and sends nothing yet. */
export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  // A connection that is cut off ends the test by what it has not received.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      if (!received.startsWith('HTTP/1.1 200')) evidence.record('error answers', received);
      resolve();
    });
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    write: (bytes) => void socket.write(bytes),
    get received() {
      return received;
    },
    closed,
    destroy: () => {
      socket.destroy();
    },
  };
}

/** The head and the body of a GraphQL request over HTTP/1.1. */
export function graphqlRequest(
  query: string,
  headers: Readonly<Record<string, string>> = {},
): { head: string; body: string } {
  const body = JSON.stringify({ query });
  const head = [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    '',
  ].join('\r\n');
  return { head, body };
}

/** An answer to {@link exchange}. */
export interface RawExchange {
  /** 0 where the server closed the connection without an answer. */
  readonly status: number;
  readonly body: string;
}

/**
 * Sends lines as they are, which must ask the server to close the connection, and reads its answer.
 *
 * @param lines - the request line and the headers; the empty line at their end is added
 */
export async function exchange(
  url: string,
  lines: readonly string[],
  body: string | Buffer = '',
): Promise<RawExchange> {
  const connection = await openConnection(url);
  connection.write(
    Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]),
  );
  await connection.closed;
  const { received } = connection;
  return {
    status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(received)?.[1] ?? 0),
    body: received.split('\r\n\r\n').slice(1).join('\r\n\r\n'),
  };
}
