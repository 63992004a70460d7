import { join } from 'node:path';

import type { Config } from './config.js';
import { lockDataFolder, prepareDataFolder, type DataFolderLock } from './db/data-folder.js';
import type { Database } from './db/database.js';
import { openEmbeddedDatabase } from './db/embedded-database.js';
import { migrateDatabase } from './db/migrate.js';
import { openPostgresDatabase } from './db/postgres-database.js';
import type { Clock } from './platform/clock.js';
import type { EncryptionKey, RandomSource } from './platform/crypto.js';
import { EncryptionKeyStore } from './tokens/encryption-key.store.js';
import { KeyFile } from './tokens/key-file.js';
import type { KeyForms } from './tokens/key-ring.js';

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
  const { database, lock } = await openDatabase(config);
  try {
    const keyFile = await keyFileOf(config);
    const keys = config.encryptionKeys ?? keyFile?.open(random) ?? [];
    const keyForms = await new EncryptionKeyStore(database).check(keys, clock.now());
    return { database, lock, keys, keyForms, keyFile };
  } catch (error) {
    await database.close();
    lock?.release();
    throw error;
  }
}

async function openDatabase(
  config: Config,
): Promise<{ database: Database; lock: DataFolderLock | undefined }> {
  if (config.databaseUrl !== undefined) {
    await migrateDatabase(config.databaseUrl);
    return { database: openPostgresDatabase(config.databaseUrl), lock: undefined };
  }
  await prepareDataFolder(config.dataDir);
  const lock = lockDataFolder(config.dataDir);
  try {
    return { database: await openEmbeddedDatabase(join(config.dataDir, 'database')), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function keyFileOf({ encryptionKeys, dataDir }: Config): Promise<KeyFile | undefined> {
  if (encryptionKeys) return undefined;
  await prepareDataFolder(dataDir);
  return new KeyFile(dataDir);
}
