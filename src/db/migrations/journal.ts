import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

import type { Queries } from '../database.js';
import { EARLIER_HASHES, packageMigrations, type Migration } from './package-migrations.js';
import { findPlace, JOURNAL_TABLE, type Place } from './place.js';
import type { MigrationState } from './state.js';

/** The applied migrations, in the schema of the gateway's tables. */
export const journalTable = pgTable(JOURNAL_TABLE, {
  hash: text('hash').primaryKey(),
  name: text('name').notNull(),
  appliedAt: timestamp('applied_at', { withTimezone: true }).notNull(),
});

/** Makes {@link journalTable}; no migration does, since it comes before all of them. */
export const CREATE_JOURNAL = sql`create table ${journalTable} (
  hash text primary key,
  name text not null,
  applied_at timestamp with time zone not null
)`;

/** What has been applied to a database, and where. */
export interface Journal {
  readonly place: Place;
  /** This package's migrations that are applied and those that are not, oldest first. */
  readonly applied: readonly Migration[];
  readonly pending: readonly Migration[];
  /** The names of applied migrations that this package lacks. */
  readonly unknown: readonly string[];
}

/**
 * Reads which migrations were applied. Nothing is written.
 *
 * @throws StartupError as `findPlace` does
 */
export async function readJournal(queries: Queries): Promise<Journal> {
  const place = await findPlace(queries);
  const rows = place.hasJournal
    ? await queries.select({ hash: journalTable.hash, name: journalTable.name }).from(journalTable)
    : [];
  const hashes = new Set(rows.map(({ hash }) => hash));
  const names = await earlierNames(queries, place);
  const known = packageMigrations();
  const isApplied = ({ hash, name }: Migration): boolean => hashes.has(hash) || names.has(name);
  return {
    place,
    applied: known.filter(isApplied),
    pending: known.filter((migration) => !isApplied(migration)),
    unknown: rows
      .filter(({ hash }) => known.every((migration) => migration.hash !== hash))
      .map(({ name }) => name),
  };
}

/** Reads how far a database is. Nothing is written. */
export async function readMigrationState(queries: Queries): Promise<MigrationState> {
  return stateOf(await readJournal(queries));
}

/** The short form of a journal. */
export function stateOf({ pending, unknown }: Journal): MigrationState {
  return { pending: pending.map(({ name }) => name), unknown };
}

/**
 * The names of the migrations that an earlier version of the gateway applied. drizzle's journal is
 * shared by all applications that use its migrator, so only the gateway's own rows count.
 */
async function earlierNames(queries: Queries, place: Place): Promise<ReadonlySet<string>> {
  if (place.hasJournal || !place.hasEarlierJournal) return new Set();
  const rows = await queries
    .select({ hash: sql<string>`hash` })
    .from(sql`drizzle.__drizzle_migrations`);
  return new Set(rows.flatMap(({ hash }) => EARLIER_HASHES.get(hash) ?? []));
}
