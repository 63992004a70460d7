import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleOnPglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';

import { embeddedStartParams } from '../../src/db/embedded/database.js';
import { withSql } from './bulk-tokens.js';
import { makeFolder } from './leftovers.js';

const own = fileURLToPath(new URL('../../drizzle', import.meta.url));

/** The migrations that a version with drizzle's journal had. */
const EARLIER = [
  '0000_initial',
  '0001_audit_verifiers_and_subjects',
  '0002_room_admissions',
  '0003_google_connections',
  '0004_keyed_records',
];

/** Leaves a server's database as an earlier version did, with the first migrations. */
export async function migrateAsBefore(databaseUrl: string, count = EARLIER.length): Promise<void> {
  const migrationsFolder = earlierFolder(count);
  await withSql(databaseUrl, (sql) => migrate(drizzle(sql), { migrationsFolder }));
}

/** Leaves an embedded database as an earlier version did, with the first migrations. */
export async function migrateFolderAsBefore(dataDir: string, count: number): Promise<void> {
  const dataFolder = path.join(dataDir, 'database');
  mkdirSync(dataFolder, { recursive: true });
  const engine = await PGlite.create({
    dataDir: dataFolder,
    startParams: [...embeddedStartParams],
  });
  await migratePglite(drizzleOnPglite(engine), { migrationsFolder: earlierFolder(count) });
  await engine.close();
}

/** The files as they were: their foreign keys named the schema. */
function earlierFolder(count: number): string {
  const folder = makeFolder();
  mkdirSync(path.join(folder, 'meta'));
  const journalFile = path.join('meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path.join(own, journalFile), 'utf8')) as {
    entries: { tag: string }[];
  };
  const names = EARLIER.slice(0, count);
  const entries = journal.entries.filter(({ tag }) => names.includes(tag));
  writeFileSync(path.join(folder, journalFile), JSON.stringify({ ...journal, entries }));
  for (const name of names) {
    const file = path.join(folder, `${name}.sql`);
    cpSync(path.join(own, `${name}.sql`), file);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('REFERENCES "', 'REFERENCES "public"."'));
  }
  return folder;
}
