import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import {
  DomainError,
  ERROR_STATUS,
  StartupError,
  type DomainErrorOptions,
} from '../platform/errors.js';
import type { RunOperation } from './operations.js';

/** The longest path that a Unix socket can have on every system, in bytes, less some air. */
const SOCKET_PATH_BYTES = 90;
const SOCKET_NAME = 'gateway.sock';

/** A gateway's ear for the command line of its own machine. */
export interface OperatorSocket {
  readonly path: string;
  close(): Promise<void>;
}

/**
 * Listens for operations on a socket that only the gateway's own user can open: the right that
 * file modes give is the right that the data folder's owner has anyway.
 *
 * @param folder - the data folder, itself closed to others; a path too long for a socket makes
 *   way for one in a new folder of the system's temporary directory
 */
export async function listenForOperations(
  folder: string,
  run: RunOperation,
): Promise<OperatorSocket> {
  const path = socketPath(folder);
  rmSync(path, { force: true });
  const server = createServer((request, response) => {
    void answer(request, run).then((body) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  server.unref();
  return {
    path,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          if (!path.startsWith(folder)) rmSync(dirname(path), { recursive: true, force: true });
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** No gateway listens on the socket, so nothing of the operation has been done. */
export class GatewayNotListening extends Error {}

/**
 * Runs operations in the gateway that listens on `path`.
 *
 * @returns a function that throws what the operation throws, `GatewayNotListening`, or StartupError
 *   when the gateway ended before it answered
 */
export function operationsOverSocket(path: string): RunOperation {
  return async (name, args) => {
    const reply = JSON.parse(await post(path, JSON.stringify({ name, args }))) as Reply;
    if ('result' in reply) return reply.result;
    const { code, message, ...options } = reply.error;
    throw new DomainError(code, message, options);
  };
}

type Reply =
  | { readonly result: unknown }
  | { readonly error: Pick<DomainError, 'code' | 'message'> & SaidOfError };

/** What an error says beside its code and message, as far as it says it. */
type SaidOfError = Pick<
  DomainErrorOptions,
  'reason' | 'retryAfterSeconds' | 'problems' | 'details'
>;

async function answer(request: IncomingMessage, run: RunOperation): Promise<Reply> {
  try {
    const { name, args } = JSON.parse(await readAll(request)) as { name: string; args: unknown };
    return { result: await run(name, args) };
  } catch (error) {
    if (error instanceof DomainError && error.code in ERROR_STATUS) {
      const { code, message: said, reason, retryAfterSeconds, problems, details } = error;
      return {
        error: {
          code,
          message: said,
          problems,
          details,
          ...(reason === undefined ? {} : { reason }),
          ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        },
      };
    }
    const message = 'The operation failed inside the gateway; see its log.';
    return { error: { code: 'INTERNAL_SERVER_ERROR', message } };
  }
}

function post(socketPath: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    httpRequest({ socketPath, method: 'POST', path: '/' }, (response) => {
      readAll(response).then(resolve, (error: unknown) => {
        reject(endedBeforeAnswer(error));
      });
    })
      .once('error', (error: NodeJS.ErrnoException) => {
        reject(
          error.code === 'ECONNREFUSED' || error.code === 'ENOENT'
            ? new GatewayNotListening(error.message, { cause: error })
            : endedBeforeAnswer(error),
        );
      })
      .end(body);
  });
}

function endedBeforeAnswer(cause: unknown): StartupError {
  return new StartupError(
    'The gateway ended before it answered. Whether it did what was asked is not known: look first, ' +
      'then try again.',
    { cause },
  );
}

async function readAll(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function socketPath(folder: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\token-gateway-${String(process.pid)}`;
  const path = join(folder, SOCKET_NAME);
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES) return path;
  return join(mkdtempSync(join(tmpdir(), 'token-gateway-')), SOCKET_NAME);
}
