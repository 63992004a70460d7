import { join } from 'node:path';

import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';

import { StartupError } from '../platform/errors.js';
import { packageRoot } from '../platform/package-root.js';
import { connectTo } from './connection.js';
import { cannotConnect, failedConnectionIn } from './connection/failure.js';
import type { ConnectionSettings } from './connection/settings.js';
import type { Queries } from './database.js';
import { databaseErrorCode } from './outage.js';

/** Where the generated SQL migrations lie. */
export const migrationsFolder = join(packageRoot, 'drizzle');

/** The advisory lock under which one process at a time migrates; the number is arbitrary. */
const MIGRATION_LOCK = 7_204_611_350;
const LOCK_WAIT = '60s';

/**
 * Brings a PostgreSQL database up to this package's migrations. Processes that start at the same
 * time take turns; whoever comes later finds nothing left to do.
 *
 * @throws StartupError when the server cannot be reached, refuses, or a migration cannot run; the
 *   transaction of a failed migration is rolled back
 */
export async function migrateDatabase(settings: ConnectionSettings): Promise<void> {
  const connections = connectTo(settings, {
    name: 'token-gateway migrate',
    max: 1,
    session: { lock_timeout: LOCK_WAIT },
  });
  try {
    const database = drizzle(connections.client);
    await connections.client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const pending = await pendingMigrations(database as unknown as Queries);
    if (pending.length > 0) await migrate(database, { migrationsFolder });
  } catch (error) {
    throw migrationFailure(error);
  } finally {
    await connections.end(2);
  }
}

/**
 * Whether a gateway has ever prepared a PostgreSQL database. Nothing is written to it.
 *
 * @throws StartupError when the server cannot be reached or refuses
 */
export async function isPrepared(settings: ConnectionSettings): Promise<boolean> {
  const connections = connectTo(settings, { name: 'token-gateway migrate', max: 1 });
  try {
    return (await newestAppliedMigration(drizzle(connections.client) as unknown as Queries)) > 0;
  } catch (error) {
    const failure = failedConnectionIn(error);
    if (failure) throw cannotConnect(failure);
    throw new StartupError(`The database cannot be read: ${reasonOf(error)}. Check DATABASE_URL.`, {
      cause: error,
    });
  } finally {
    await connections.end(2);
  }
}

/** The names of this package's migrations that the database lacks, oldest first. */
export async function pendingMigrations(queries: Queries): Promise<readonly string[]> {
  const newest = await newestAppliedMigration(queries);
  return readMigrationFiles({ migrationsFolder })
    .filter((migration) => migration.folderMillis > newest)
    .map((migration) => new Date(migration.folderMillis).toISOString());
}

/** The `folderMillis` of the newest applied migration, 0 where there is none. */
async function newestAppliedMigration(queries: Queries): Promise<number> {
  try {
    const rows = await queries
      .select({ newest: sql<string | null>`max(created_at)::text` })
      .from(sql`drizzle.__drizzle_migrations`);
    return Number(rows[0]?.newest ?? 0);
  } catch (error) {
    // Undefined schema or table: nothing has been migrated yet.
    if (['3F000', '42P01'].includes(databaseErrorCode(error) ?? '')) return 0;
    throw error;
  }
}

/** Turns what a failed migration threw into the message that ends the start. */
export function migrationFailure(error: unknown): StartupError {
  const failure = failedConnectionIn(error);
  if (failure) return cannotConnect(failure);
  return new StartupError(
    `The database could not be migrated: ${reasonOf(error)}. ` +
      'Nothing was changed. Check DATABASE_URL, that the server is up, and that its user may ' +
      'create schemas and tables; then start again.',
    { cause: error },
  );
}

/** What went wrong, in the words of the server or the system, with its code. */
function reasonOf(error: unknown): string {
  const code = databaseErrorCode(error);
  return `${deepestMessage(error)}${code ? ` (${code})` : ''}`;
}

/** The message at the root; a host with several addresses fails with an error for each of them. */
function deepestMessage(error: unknown): string {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  if (current instanceof AggregateError && current.message === '') {
    return current.errors.map(deepestMessage).join(', ');
  }
  return current instanceof Error ? current.message : 'unknown error';
}
