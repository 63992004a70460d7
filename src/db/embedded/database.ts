import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { extract } from 'tar';

import { StartupError } from '../../platform/errors.js';
import { packageRoot } from '../../platform/package-root.js';
import type { AuditKeys } from '../audit/keys.js';
import { appendToAuditLog } from '../audit/log.js';
import { CollectedEffects } from '../collected-effects.js';
import type { ChangeListener, Database, Effects, Queries } from '../database.js';
import { applyMigrations } from '../migrations/apply.js';
import { readMigrationState } from '../migrations/journal.js';
import { refusePending, type MigrationState } from '../migrations/state.js';
import { guardOutage } from '../outage.js';
import { DatabaseReader } from '../reader.js';
import * as schema from '../tables/tokens.js';

/**
 * A database folder as `initdb` leaves it, made by the build: unpacking it takes a fraction of the
 * time that `initdb` takes.
 *
 * @internal
 */
export const embeddedTemplatePath = join(packageRoot, 'dist', 'embedded-database.tar.gz');

/**
 * PGlite's own parameters, with shared buffers that fit a database of this size.
 *
 * @internal
 */
export const embeddedStartParams = [
  ...PGlite.defaultStartParams,
  '-c',
  'shared_buffers=16MB',
] as const;

/**
 * Opens, creating it where needed, the embedded PostgreSQL in `folder`. A new one is migrated. The
 * caller holds the folder's lock: two processes on one folder would lose each other's writes.
 *
 * @param auditKeys - the keys under which the audit log is written
 * @param options.mayMigrate - whether one that is there already may be migrated
 * @throws StartupError when the folder cannot be used, a migration cannot run, or one is pending
 *   that may not
 */
export async function openEmbeddedDatabase(
  folder: string,
  auditKeys: AuditKeys,
  { mayMigrate }: { readonly mayMigrate: boolean },
): Promise<Database> {
  const isNew = await createFolder(folder);
  const engine = await startEngine(folder);
  const database = drizzle(engine, { schema });
  try {
    if (isNew || mayMigrate) await applyMigrations(database);
    else refusePending(await readMigrationState(database));
  } catch (error) {
    await engine.close();
    throw error instanceof StartupError ? error : unusable(folder, error);
  }
  return new EmbeddedDatabase(engine, database, auditKeys);
}

/**
 * Opens an embedded PostgreSQL as it is, to read from it: nothing is created or migrated, and the
 * database refuses to write. The caller holds the folder's lock.
 *
 * @throws StartupError when the folder cannot be used
 */
export async function openEmbeddedReader(folder: string, auditKeys: AuditKeys): Promise<Database> {
  const engine = await startEngine(folder);
  return new DatabaseReader(new EmbeddedDatabase(engine, drizzle(engine, { schema }), auditKeys));
}

/** @returns whether there was no database in it */
async function createFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const isNew = !(await exists(join(folder, 'PG_VERSION')));
    if (isNew && (await exists(embeddedTemplatePath))) await unpackTemplate(folder);
    return isNew;
  } catch (error) {
    throw unusable(folder, error);
  }
}

async function startEngine(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({ dataDir: folder, startParams: [...embeddedStartParams] });
  } catch (error) {
    throw unusable(folder, error);
  }
}

function unusable(folder: string, cause: unknown): StartupError {
  return new StartupError(
    `The embedded database in ${folder} could not be opened: ` +
      `${cause instanceof Error ? cause.message : 'unknown error'}. ` +
      'Check that DATA_DIR is writable and was not damaged, or set another DATA_DIR.',
    { cause },
  );
}

/**
 * Unpacks beside the folder and renames, so that a process killed meanwhile leaves nothing half.
 */
async function unpackTemplate(folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  // In one go: nothing else has begun, and a thousand small files take half as long this way.
  // In small portions, so that no more of it is in memory at a time.
  const portions = { maxReadSize: 131_072, preserveOwner: false, noMtime: true };
  extract({ file: embeddedTemplatePath, cwd: draft, sync: true, ...portions });
  await rm(folder, { recursive: true });
  await rename(draft, folder);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

class EmbeddedDatabase implements Database {
  readonly kind = 'embedded';
  readonly #engine: PGlite;
  readonly #queries: Queries;
  readonly #listeners: ChangeListener[] = [];
  readonly #auditKeys: AuditKeys;

  constructor(engine: PGlite, queries: Queries, auditKeys: AuditKeys) {
    this.#engine = engine;
    this.#auditKeys = auditKeys;
    this.#queries = queries;
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return guardOutage(work(this.#queries));
  }

  write<T>(work: (queries: Queries, effects: Effects) => Promise<T>): Promise<T> {
    const effects = new CollectedEffects();
    const { subjects } = effects;
    const committed = this.#queries.transaction(async (transaction) => {
      const value = await work(transaction, effects);
      await appendToAuditLog(transaction, effects.entries, this.#auditKeys);
      return value;
    });
    // Dispatched by the commit itself: it may come after the caller's deadline has passed.
    return guardOutage(
      committed.then((value) => {
        for (const subject of subjects) for (const listener of this.#listeners) listener(subject);
        return value;
      }),
    );
  }

  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** Always: the folder's lock makes this the only process. */
  hearsChanges(): boolean {
    return true;
  }

  migrations(): Promise<MigrationState> {
    return this.read(readMigrationState);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
