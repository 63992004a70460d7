import { join } from 'node:path';

import { AuditLaneStore } from './audit/audit-lane.store.js';
import type { Config } from './config.js';
import { AuditKeys } from './db/audit-keys.js';
import { lockDataFolder, prepareDataFolder, type DataFolderLock } from './db/data-folder.js';
import { checkDataFolder } from './db/data-folder-access.js';
import type { Database } from './db/database.js';
import { openEmbeddedDatabase } from './db/embedded-database.js';
import { migrateDatabase } from './db/migrate.js';
import { openPostgresDatabase } from './db/postgres-database.js';
import type { Clock } from './platform/clock.js';
import type { EncryptionKey, RandomSource } from './platform/crypto.js';
import { EncryptionKeyStore } from './tokens/encryption-key.store.js';
import { KeyFile } from './tokens/key-file.js';
import { oldestForm, type KeyForms } from './tokens/key-ring.js';

/** Where everything is kept, and the keys under which secrets are. */
export interface Storage {
  readonly database: Database;
  /** The embedded database's lock; `undefined` on a PostgreSQL server. */
  readonly lock: DataFolderLock | undefined;
  readonly keys: readonly EncryptionKey[];
  /** The forms that the database has for them. */
  readonly keyForms: KeyForms;
  /** The file that holds them; `undefined` where they are a setting. */
  readonly keyFile: KeyFile | undefined;
  /** The keys of the audit log, which follow the file. */
  readonly auditKeys: AuditKeys;
  readonly auditLanes: AuditLaneStore;
}

/**
 * Opens the database, migrated, and makes sure that the encryption keys are those it was written
 * with.
 *
 * @throws StartupError with one clear message when anything stands in the way
 */
export async function openStorage(
  config: Config,
  { clock, random }: { clock: Clock; random: RandomSource },
): Promise<Storage> {
  const keyFile = await keyFileOf(config);
  const keys = config.encryptionKeys ?? keyFile?.open(random) ?? [];
  const auditKeys = new AuditKeys(keys, keyFile && (() => keyFile.read()));
  const { database, lock } = await openDatabase(config, auditKeys);
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

async function openDatabase(
  config: Config,
  auditKeys: AuditKeys,
): Promise<{ database: Database; lock: DataFolderLock | undefined }> {
  if (config.databaseUrl !== undefined) {
    await migrateDatabase(config.databaseUrl);
    return { database: openPostgresDatabase(config.databaseUrl, auditKeys), lock: undefined };
  }
  await openDataFolder(config);
  const lock = lockDataFolder(config.dataDir);
  try {
    const folder = join(config.dataDir, 'database');
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
