import { loadConfig } from '../../config/load.js';
import { migrateDatabase } from '../../db/migrate.js';
import { writeLine } from '../../platform/log/write-line.js';
import { runOperation } from '../run-operation.js';

/**
 * `token-gateway migrate`: brings the database up to date. An embedded database is migrated
 * whenever it is opened, so there it is enough to open it.
 *
 * @throws StartupError when it cannot be done
 */
export async function migrate(): Promise<void> {
  const config = loadConfig();
  if (config.postgres === undefined) {
    await runOperation(config, 'agent list', {}, true);
  } else {
    await migrateDatabase(config.postgres.direct);
  }
  writeLine('The database is up to date.');
}
