import { AuditLaneStore } from '../audit/chains/lane.store.js';
import type { Config } from '../config/load.js';
import { AuditKeys } from '../db/audit/keys.js';
import type { Database } from '../db/database.js';
import {
  databaseFolder,
  lockDataFolder,
  prepareDataFolder,
  type DataFolderLock,
} from '../db/embedded/data-folder.js';
import { openEmbeddedDatabase, openEmbeddedReader } from '../db/embedded/database.js';
import { checkDataFolder } from '../db/embedded/folder-access.js';
import { migrateDatabase, requireMigrated } from '../db/migrate.js';
import { refusePending, type MigrationState } from '../db/migrations/state.js';
import { openPostgresDatabase, openPostgresReader } from '../db/postgres/database.js';
import { KeyFile } from '../encryption/key-file.js';
import { oldestForm } from '../encryption/key-ring.js';
import { EncryptionKeyStore } from '../encryption/key.store.js';
import type { FoundKeys } from '../encryption/module.js';
import type { Clock } from '../platform/clock.js';
import type { EncryptionKey, RandomSource } from '../platform/crypto.js';
import { StartupError } from '../platform/errors.js';
import { silentLogger, type Logger } from '../platform/log/logger.js';

/** Where everything is kept, and the keys under which secrets are. */
export interface Storage extends FoundKeys {
  readonly database: Database;
  /** The embedded database's lock; `undefined` on a PostgreSQL server. */
  readonly lock: DataFolderLock | undefined;
  /** The keys of the audit log, which follow the file. */
  readonly auditKeys: AuditKeys;
  readonly auditLanes: AuditLaneStore;
  /** How far the database is, compared with this package's migrations. */
  readonly migrations: MigrationState;
}

interface StorageParts {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  /** Whether pending migrations are applied; otherwise they are refused. */
  readonly mayMigrate: boolean;
}

/**
 * Opens the database and makes sure that it has all migrations, and that the encryption keys are
 * those it was written with.
 *
 * @throws StartupError with one clear message about whatever prevents the start
 */
export async function openStorage(
  config: Config,
  { clock, random, logger, mayMigrate }: StorageParts,
): Promise<Storage> {
  const { postgres } = config;
  // Before keys are made: where no database can be used, none are left behind.
  if (postgres !== undefined) {
    await (mayMigrate ? migrateDatabase(postgres.direct) : requireMigrated(postgres.direct));
  }
  const keyFile = await keyFileOf(config);
  const keys = config.encryptionKeys ?? keyFile?.open(random) ?? [];
  const auditKeys = new AuditKeys(keys, keyFile && (() => keyFile.read()));
  const { database, lock } = await openDatabase(config, auditKeys, { logger, mayMigrate });
  try {
    const migrations = await database.migrations();
    // DATABASE_DIRECT_URL, by which it was migrated, may lead to another schema.
    refusePending(migrations);
    const auditLanes = new AuditLaneStore(database, auditKeys, random);
    await auditLanes.openNewLog(clock);
    const keyForms = await new EncryptionKeyStore(database).check(keys, clock.now());
    await auditLanes.prepare(oldestForm(keyForms));
    return { database, lock, keys, keyForms, keyFile, auditKeys, auditLanes, migrations };
  } catch (error) {
    await database.close();
    lock?.release();
    throw error;
  }
}

/**
 * Migrates an embedded database; where there is none, one is made. No keys are.
 *
 * @throws StartupError with one clear message about whatever prevents it
 */
export async function migrateDataFolder(config: Config): Promise<MigrationState> {
  const { database, lock } = await openFolder(config, new AuditKeys([]), true);
  try {
    return await database.migrations();
  } finally {
    await database.close();
    lock.release();
  }
}

/**
 * The encryption keys that there are; none is made.
 *
 * @throws StartupError where there are none
 */
export function presentKeys({ encryptionKeys, dataDir }: Config): readonly EncryptionKey[] {
  if (encryptionKeys) return encryptionKeys;
  const file = new KeyFile(dataDir);
  try {
    return file.read();
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new StartupError(
      `The encryption keys in ${file.path} cannot be read${why}. Without them, nothing that is ` +
        'stored can be used. Put the file back from a backup.',
      { cause: error },
    );
  }
}

/**
 * Opens the database to look into it: nothing is created, migrated or written.
 *
 * @throws StartupError with one clear message about whatever prevents it, DomainError while a
 *   PostgreSQL server is away
 */
export async function openStorageReader(
  config: Config,
  keys: readonly EncryptionKey[],
  random: RandomSource,
): Promise<Storage & { readonly wrongKeys: readonly string[] }> {
  const { postgres, dataDir } = config;
  const auditKeys = new AuditKeys(keys);
  const lock = postgres === undefined ? lockDataFolder(dataDir) : undefined;
  let database: Database | undefined;
  try {
    database =
      postgres === undefined
        ? await openEmbeddedReader(databaseFolder(dataDir), auditKeys)
        : openPostgresReader(postgres, { auditKeys, logger: silentLogger() });
    const auditLanes = new AuditLaneStore(database, auditKeys, random);
    const store = new EncryptionKeyStore(database);
    // What an older version left may not have the table.
    const migrations = await database.migrations();
    const isCurrent = migrations.pending.length === 0;
    const keyForms = isCurrent ? await store.forms(keys) : new Map<never, never>();
    const wrongKeys = isCurrent ? await store.wrongKeys(keys) : [];
    const keyFile = undefined;
    const opened = { database, lock, keys, keyForms, keyFile, auditKeys, auditLanes, migrations };
    return { ...opened, wrongKeys };
  } catch (error) {
    await database?.close();
    lock?.release();
    throw error;
  }
}

async function openDatabase(
  config: Config,
  auditKeys: AuditKeys,
  { logger, mayMigrate }: Pick<StorageParts, 'logger' | 'mayMigrate'>,
): Promise<{ database: Database; lock: DataFolderLock | undefined }> {
  const { postgres } = config;
  if (postgres !== undefined) {
    return { database: openPostgresDatabase(postgres, { auditKeys, logger }), lock: undefined };
  }
  return openFolder(config, auditKeys, mayMigrate);
}

async function openFolder(
  config: Config,
  auditKeys: AuditKeys,
  mayMigrate: boolean,
): Promise<{ database: Database; lock: DataFolderLock }> {
  await openDataFolder(config);
  const lock = lockDataFolder(config.dataDir);
  try {
    const folder = databaseFolder(config.dataDir);
    return { database: await openEmbeddedDatabase(folder, auditKeys, { mayMigrate }), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function keyFileOf(config: Config): Promise<KeyFile | undefined> {
  const { encryptionKeys, dataDir } = config;
  if (encryptionKeys) return undefined;
  await openDataFolder(config);
  return new KeyFile(dataDir);
}

async function openDataFolder({ dataDir, isProduction }: Config): Promise<void> {
  await prepareDataFolder(dataDir);
  if (isProduction) await checkDataFolder(dataDir);
}
