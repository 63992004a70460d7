import { setTimeout as sleep } from 'node:timers/promises';

import type { Config } from '../config.js';
import { findLockHolder, type LockHolder } from '../db/data-folder.js';
import { createOperations, type RunOperation } from '../operator/operations.js';
import { operationsOverSocket } from '../operator/operator-socket.js';
import { StartupError } from '../platform/errors.js';
import type { Logger } from '../platform/logger.js';
import { openServices } from '../services.js';

const HOLDER_WAIT_MS = 10_000;
const POLL_MS = 100;

/**
 * Runs one operation where the data is: in the gateway that holds the embedded database if one is
 * running, and otherwise in this process.
 */
export async function runOperation(
  config: Config,
  logger: Logger,
  name: string,
  args: unknown,
): Promise<unknown> {
  const remote = config.databaseUrl === undefined ? await runningGateway(config) : undefined;
  if (remote) return remote(name, args);
  const services = await openServices(config, logger);
  try {
    return await createOperations(services)(name, args);
  } finally {
    await services.close();
  }
}

/** A gateway that is still starting, or another command, gets a moment to be done. */
async function runningGateway(config: Config): Promise<RunOperation | undefined> {
  let holder: LockHolder | undefined;
  for (let waitedMs = 0; waitedMs < HOLDER_WAIT_MS; waitedMs += POLL_MS) {
    holder = findLockHolder(config.dataDir);
    if (!holder) return undefined;
    if (holder.socketPath !== undefined) return operationsOverSocket(holder.socketPath);
    await sleep(POLL_MS);
  }
  throw new StartupError(
    `Process ${String(holder?.pid)} holds the embedded database in ${config.dataDir} and does not ` +
      'answer. Wait until it is done, or stop it.',
  );
}
