import type { Command } from 'commander';

import type { Config } from '../config/load.js';
import { findLockHolder } from '../db/embedded/data-folder.js';
import type { RunOperation } from '../operator/operations.js';
import { inWordsOf } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import { nameInCommand } from './command.js';
import { requireDatabase, tellPlace } from './place.js';
import { runOperation } from './run-operation.js';

/**
 * Runs many operations where the data is, opening the database once: in this process, unless a
 * gateway holds the embedded database and answers them one by one. Errors name the
 * command's own arguments.
 */
export function withOperations<T>(
  parts: { readonly config: Config; readonly logger: Logger; readonly command: Command },
  work: (run: RunOperation) => Promise<T>,
): Promise<T> {
  return inWordsOf(
    (path) => nameInCommand(parts.command, path),
    () => open(parts, work),
  );
}

async function open<T>(
  { config, logger }: { readonly config: Config; readonly logger: Logger },
  work: (run: RunOperation) => Promise<T>,
): Promise<T> {
  tellPlace(config);
  if (config.databaseUrl === undefined && findLockHolder(config.dataDir)) {
    return work((name, args) => runOperation(config, logger, name, args));
  }
  await requireDatabase(config);
  // Loaded here alone, so that help and wrong usage do not wait for the database engines.
  const { openServices } = await import('../app/services.js');
  const { createOperations } = await import('../operator/operations.js');
  const services = await openServices(config, logger);
  try {
    return await work(createOperations(services));
  } finally {
    await services.close();
  }
}
