import type { Config } from '../config/load.js';
import { placeOf } from '../db/connection/settings.js';
import { findLockHolder } from '../db/embedded/data-folder.js';
import { hasDatabase } from '../db/presence.js';
import { StartupError } from '../platform/errors.js';
import { writeErrorLine } from '../platform/log/write-line.js';

/**
 * The operations that somebody may begin with, before a gateway has ever run: they make an embedded
 * database. On a server only `migrate` and a start of the gateway prepare one.
 */
export const FIRST_OPERATIONS: ReadonlySet<string> = new Set([
  'superuser create',
  'verifier create',
  'agent create',
  'token generate',
]);

/**
 * Passes settings under which there is a database. A command that only looks, in the wrong folder,
 * must not leave a new database and new keys there.
 *
 * @throws StartupError saying where nothing was found
 */
export async function requireDatabase(config: Config): Promise<void> {
  if (await hasDatabase(config)) return;
  if (config.postgres === undefined) {
    throw new StartupError(
      `There is no gateway's database in ${config.dataDir}. Run this in the folder in which the ` +
        'gateway was started, or set DATA_DIR or DATABASE_URL as it has them. A first start of ' +
        'the gateway makes a database.',
    );
  }
  throw new StartupError(
    'No gateway has ever used the database that DATABASE_URL names. Check DATABASE_URL; to prepare ' +
      'the database, run token-gateway migrate or start the gateway.',
  );
}

/** Tells a person at a terminal which gateway elsewhere a command is about to use. */
export function tellRemotePlace(url: string): void {
  if (process.stderr.isTTY) writeErrorLine(`Using the gateway at ${url}.`);
}

/** Tells a person at a terminal what a command is about to use. */
export function tellPlace({ postgres, dataDir }: Config): void {
  if (!process.stderr.isTTY) return;
  const holder = postgres === undefined ? findLockHolder(dataDir) : undefined;
  if (postgres !== undefined) {
    writeErrorLine(`Using the database ${placeOf(postgres.connection)}.`);
  } else if (holder) {
    writeErrorLine(`Using the gateway of process ${String(holder.pid)}, with ${dataDir}.`);
  } else {
    writeErrorLine(`Using the database in ${dataDir}.`);
  }
}
