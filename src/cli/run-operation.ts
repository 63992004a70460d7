import { setTimeout as sleep } from 'node:timers/promises';

import type { Config } from '../config/load.js';
import { DataFolderInUse, findLockHolder } from '../db/embedded/data-folder.js';
import type { RunOperation } from '../operator/operations.js';
import { GatewayNotListening, operationsOverSocket } from '../operator/socket.js';
import { StartupError } from '../platform/errors.js';
import { silentLogger } from '../platform/log/logger.js';
import { FIRST_OPERATIONS, requireDatabase } from './place.js';

const HOLDER_WAIT_MS = 20_000;
const POLL_MS = 100;

/**
 * Runs one operation where the data is: in the gateway that holds the embedded database if one is
 * running, and otherwise in this process. A gateway that is starting or stopping, and another
 * command, get a moment to be done.
 *
 * @throws StartupError when there is no database to look into, it lacks migrations, or the embedded
 *   one stays in use by a process that does not answer
 */
export async function runOperation(config: Config, name: string, args: unknown): Promise<unknown> {
  const runHere = async (): Promise<unknown> => {
    const isEmbedded = config.postgres === undefined;
    if (!isEmbedded || !FIRST_OPERATIONS.has(name)) await requireDatabase(config);
    return runInThisProcess(config, name, args);
  };
  if (config.postgres !== undefined) return runHere();
  return whereDataIs(config.dataDir, runHere, (run) => run(name, args));
}

/**
 * Runs work where an embedded database is: in this process, or by asking the gateway that holds it.
 *
 * @throws StartupError when it stays in use by a process that does not answer
 */
export async function whereDataIs<T>(
  dataDir: string,
  runHere: () => Promise<T>,
  ask: (run: RunOperation) => Promise<T>,
): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const holder = findLockHolder(dataDir);
    try {
      if (!holder) return await runHere();
      if (holder.socketPath !== undefined) {
        return await ask(operationsOverSocket(holder.socketPath));
      }
    } catch (error) {
      // Nothing has been done yet: the holder changed after it was looked up.
      const isTooEarly = error instanceof DataFolderInUse || error instanceof GatewayNotListening;
      if (!isTooEarly) throw error;
    }
    if (waitedMs >= HOLDER_WAIT_MS) throw unanswered(dataDir, holder?.pid);
    await sleep(POLL_MS);
  }
}

async function runInThisProcess(config: Config, name: string, args: unknown): Promise<unknown> {
  // The database engines take most of a command's time to load; help, and commands that a running
  // gateway answers, do without them.
  const { openServices } = await import('../app/services.js');
  const { createOperations } = await import('../operator/operations.js');
  const services = await openServices(config, silentLogger(), { mayMigrate: false });
  try {
    return await createOperations(services)(name, args);
  } finally {
    await services.close();
  }
}

function unanswered(dataDir: string, pid: number | undefined): StartupError {
  return new StartupError(
    `Process ${String(pid)} holds the embedded database in ${dataDir} and does not answer. Wait ` +
      'until it is done, or stop it.',
  );
}
