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
import { migrateDatabase } from '../db/migrate.js';
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
}

/**
 * Opens the database, migrated, and makes sure that the encryption keys are those it was written
 * with.
 *
 * @throws StartupError with one clear message about whatever prevents the start
 */
export async function openStorage(
  config: Config,
  { clock, random, logger }: { clock: Clock; random: RandomSource; logger: Logger },
): Promise<Storage> {
  const keyFile = await keyFileOf(config);
  const keys = config.encryptionKeys ?? keyFile?.open(random) ?? [];
  const auditKeys = new AuditKeys(keys, keyFile && (() => keyFile.read()));
  const { database, lock } = await openDatabase(config, auditKeys, logger);
  try {
    const auditLanes = new AuditLaneStore(database, auditKeys, random);
    await auditLanes.openNewLog(clock);
    const keyForms = await new EncryptionKeyStore(database).check(keys, clock.now());
    await auditLanes.prepare(oldestForm(keyForms));
    return { database, lock, keys, keyForms, keyFile, auditKeys, auditLanes };
  } catch (error) {
    await database.close();
    lock?.release();
    throw error;
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
    const isCurrent = (await database.pendingMigrations()).length === 0;
    const keyForms = isCurrent ? await store.forms(keys) : new Map<never, never>();
    const wrongKeys = isCurrent ? await store.wrongKeys(keys) : [];
    return { database, lock, keys, keyForms, keyFile: undefined, auditKeys, auditLanes, wrongKeys };
  } catch (error) {
    await database?.close();
    lock?.release();
    throw error;
  }
}

async function openDatabase(
  config: Config,
  auditKeys: AuditKeys,
  logger: Logger,
): Promise<{ database: Database; lock: DataFolderLock | undefined }> {
  const { postgres } = config;
  if (postgres !== undefined) {
    await migrateDatabase(postgres.direct);
    return { database: openPostgresDatabase(postgres, { auditKeys, logger }), lock: undefined };
  }
  await openDataFolder(config);
  const lock = lockDataFolder(config.dataDir);
  try {
    const folder = databaseFolder(config.dataDir);
    return { database: await openEmbeddedDatabase(folder, auditKeys), lock };
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
