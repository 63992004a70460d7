import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

import { createTestDatabase, type TestDatabase } from './database.js';

/** A database that a test can take away. */
export interface SeverableDatabase extends TestDatabase {
  /** Ends every connection and accepts no more. */
  readonly sever: () => void;
  /** Undoes that. */
  readonly restore: () => Promise<void>;
}

/** Creates a test database behind a TCP relay. */
export async function createSeverableDatabase(): Promise<SeverableDatabase> {
  const database = await createTestDatabase();
  const target = new URL(database.url);
  const sockets = new Set<Socket>();
  const relay = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
      from.pipe(to);
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const url = new URL(database.url);
  const { port } = relay.address() as AddressInfo;
  url.host = `127.0.0.1:${String(port)}`;
  const sever = (): void => {
    relay.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    directUrl: database.directUrl,
    sever,
    restore: async () => {
      relay.listen(port, '127.0.0.1');
      await once(relay, 'listening');
    },
    drop: async () => {
      sever();
      await database.drop();
    },
  };
}
