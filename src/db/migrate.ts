import { drizzle } from 'drizzle-orm/postgres-js';

import { connectTo } from './connection.js';
import type { ConnectionSettings } from './connection/settings.js';
import type { Queries } from './database.js';
import { applyMigrations } from './migrations/apply.js';
import { readingFailure } from './migrations/failure.js';
import { readJournal, readMigrationState } from './migrations/journal.js';
import { refusePending, type MigrationState } from './migrations/state.js';
import { surviveLostConnections } from './postgres/lost-transactions.js';

/**
 * Brings a PostgreSQL database up to this package's migrations.
 *
 * @returns the state that it is in now
 * @throws StartupError when the server cannot be reached or refuses, or a migration cannot run
 */
export function migrateDatabase(settings: ConnectionSettings): Promise<MigrationState> {
  return withDatabase(settings, applyMigrations);
}

/**
 * Whether a gateway has ever prepared a PostgreSQL database. Nothing is written to it.
 *
 * @throws StartupError when the server cannot be reached or refuses
 */
export function isPrepared(settings: ConnectionSettings): Promise<boolean> {
  return withDatabase(settings, async (queries) => {
    const { applied, unknown } = await readJournal(queries);
    return applied.length + unknown.length > 0;
  });
}

/**
 * Passes a PostgreSQL database that has this package's migrations. Nothing is written to it.
 *
 * @throws StartupError naming those that it lacks, or when the server cannot be reached or refuses
 */
export async function requireMigrated(settings: ConnectionSettings): Promise<MigrationState> {
  const state = await withDatabase(settings, readMigrationState);
  refusePending(state);
  return state;
}

async function withDatabase<T>(
  settings: ConnectionSettings,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const connections = connectTo(settings, { name: 'token-gateway migrate', max: 1 });
  surviveLostConnections(connections.client);
  try {
    return await work(drizzle(connections.client) as unknown as Queries);
  } catch (error) {
    throw readingFailure(error);
  } finally {
    await connections.end(2);
  }
}
