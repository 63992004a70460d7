import { loadConfig, type Config } from '../../config/load.js';
import { migrateDatabase } from '../../db/migrate.js';
import type { MigrationState } from '../../db/migrations/state.js';
import { StartupError } from '../../platform/errors.js';
import { writeLine } from '../../platform/log/write-line.js';
import { packageVersion } from '../../platform/package-root.js';
import { whereDataIs } from '../run-operation.js';

/**
 * `token-gateway migrate`: brings the database up to date.
 *
 * @throws StartupError when it cannot be done
 */
export async function migrate(): Promise<void> {
  const config = loadConfig();
  const { postgres } = config;
  const { unknown } = await (postgres === undefined
    ? migrateEmbedded(config)
    : migrateDatabase(postgres.direct));
  writeLine('The database is up to date.');
  if (unknown.length > 0) {
    writeLine(`A newer version of the gateway has applied migrations: ${unknown.join(', ')}.`);
  }
}

/** A gateway that holds the embedded database migrated it when it started. */
async function migrateEmbedded(config: Config): Promise<MigrationState> {
  return whereDataIs(
    config.dataDir,
    async () => {
      // Loaded here alone: a gateway that answers needs no database engine beside it.
      const { migrateDataFolder } = await import('../../app/storage.js');
      return migrateDataFolder(config);
    },
    async (run) => {
      const { version } = (await run('status', {})) as { readonly version: string };
      if (version !== packageVersion()) throw heldByAnother(version, config.dataDir);
      return { pending: [], unknown: [] };
    },
  );
}

function heldByAnother(version: string, dataDir: string): StartupError {
  return new StartupError(
    `A gateway of version ${version} runs with the embedded database in ${dataDir}. Stop it, then ` +
      `run this again, or start version ${packageVersion()}.`,
  );
}
