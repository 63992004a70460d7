import { createServer } from 'node:net';

import { StartupError } from '../../platform/errors.js';

/**
 * Passes a port that this process can listen on, by listening for a moment: a start that cannot
 * serve must not make a database and keys first. Any port will do where it is 0.
 *
 * @throws StartupError when it is in use or not allowed
 */
export async function requirePort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => {
      reject(cannotListen(host, port, error));
    });
    probe.listen({ host, port, exclusive: true }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Why the gateway cannot listen, and what to do. */
export function cannotListen(host: string, port: number, error: unknown): StartupError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  const advice =
    code === 'EADDRINUSE'
      ? 'Another process uses that port: stop it, or set PORT, for example PORT=4001.'
      : 'Check HOST and PORT.';
  return new StartupError(
    `The gateway cannot listen on ${host}:${String(port)} (${code}). ${advice}`,
    { cause: error },
  );
}
