import type { Command } from 'commander';

import { loadConfig, type Config } from '../config/load.js';
import { findLockHolder } from '../db/embedded/data-folder.js';
import type { RunOperation } from '../operator/operations.js';
import { inWordsOf } from '../platform/errors.js';
import { silentLogger } from '../platform/log/logger.js';
import { nameInCommand } from './command.js';
import { requireDatabase, tellPlace } from './place.js';
import { runOperation } from './run-operation.js';
import { requireLocal } from './where-asked.js';

/**
 * Runs many operations where this machine's data is, opening the database once: in this process,
 * unless a gateway holds the embedded database and answers them one by one. Errors name the
 * command's own arguments.
 *
 * @throws StartupError for a gateway elsewhere, which does none of them
 */
export function withOperations<T>(
  command: Command,
  work: (run: RunOperation) => Promise<T>,
): Promise<T> {
  return inWordsOf(
    (path) => nameInCommand(command, path),
    () => {
      requireLocal(command);
      return open(loadConfig(), work);
    },
  );
}

async function open<T>(config: Config, work: (run: RunOperation) => Promise<T>): Promise<T> {
  tellPlace(config);
  if (config.postgres === undefined && findLockHolder(config.dataDir)) {
    return work((name, args) => runOperation(config, name, args));
  }
  await requireDatabase(config);
  // Loaded here alone, so that help and wrong usage do not wait for the database engines.
  const { openServices } = await import('../app/services.js');
  const { createOperations } = await import('../operator/operations.js');
  const services = await openServices(config, silentLogger(), { mayMigrate: false });
  try {
    return await work(createOperations(services));
  } finally {
    await services.close();
  }
}
