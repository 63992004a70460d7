import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const ATTEMPTS = 10;
// Below the ports the kernel gives to outgoing connections (Linux: from 32768), so that none of
// those takes the port of a server that is down for a moment.
const PORTS = { from: 20_000, to: 32_000 };

/** A port of 127.0.0.1 that nobody listens on, for a program that cannot choose one by itself. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Launches a server on a port that nobody uses.
 *
 * @param launch - throws with the server's words where the port is taken
 */
export async function onFreePort<T>(launch: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(randomInt(PORTS.from, PORTS.to));
    } catch (error) {
      const isPortTaken = error instanceof Error && /Address already in use/.test(error.message);
      if (!isPortTaken || attempt === ATTEMPTS) throw error;
    }
  }
}
