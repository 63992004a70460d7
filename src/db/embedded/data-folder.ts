import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { StartupError } from '../../platform/errors.js';

const LOCK_FILE = 'gateway.lock';
const REFRESH_MS = 2_000;
/** A lock of another host, whose processes cannot be seen from here, is dead after this silence. */
const FOREIGN_STALE_MS = 10_000;

/** Who holds a data folder, as written in its lock file. */
export interface LockHolder {
  readonly id: string;
  readonly hostname: string;
  readonly pid: number;
  /** Tells a process from a later one with the same pid, where the system can tell. */
  readonly processStart: string | undefined;
  readonly refreshedAtMs: number;
  /** Where the holder answers the command line. */
  readonly socketPath: string | undefined;
}

/** A data folder that this process holds alone. */
export interface DataFolderLock {
  /** Writes down where this process answers the command line. */
  publishSocket(socketPath: string): void;
  /** Gives the folder back. Safe to call twice. */
  release(): void;
}

/** Another live process holds the data folder. */
export class DataFolderInUse extends StartupError {}

/**
 * Creates the data folder where it is missing, readable by its owner alone.
 *
 * @throws StartupError when it cannot be created or written
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  const probe = join(folder, `.write-probe-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await (await open(probe, 'wx')).close();
    rmSync(probe);
  } catch (error) {
    throw new StartupError(
      `DATA_DIR ${folder} cannot be written: ${error instanceof Error ? error.message : ''}. ` +
        'Give the user who runs the gateway write access, or set another DATA_DIR.',
      { cause: error },
    );
  }
}

/** Where in a data folder the embedded database is. */
export function databaseFolder(dataDir: string): string {
  return join(dataDir, 'database');
}

/** The live holder of a data folder, or `undefined` when nobody holds it. */
export function findLockHolder(folder: string): LockHolder | undefined {
  const holder = readLock(join(folder, LOCK_FILE));
  return holder && isAlive(holder) ? holder : undefined;
}

/**
 * Takes a data folder for this process alone. A lock left by a process that died is taken over.
 *
 * @throws DataFolderInUse when another live process holds it
 */
export function lockDataFolder(folder: string): DataFolderLock {
  const path = join(folder, LOCK_FILE);
  let mine: LockHolder = {
    id: randomUUID(),
    hostname: hostname(),
    pid: process.pid,
    processStart: processStart(process.pid),
    refreshedAtMs: wallClockMs(),
    socketPath: undefined,
  };
  const draft = `${path}.${mine.id}`;
  const rewrite = (): void => {
    mine = { ...mine, refreshedAtMs: wallClockMs() };
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    renameSync(draft, path);
  };
  removeDeadLock(path);
  try {
    // Linking a finished file creates the lock with its content in one step, or fails.
    writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
    linkSync(draft, path);
  } catch {
    throw held(folder, readLock(path));
  } finally {
    rmSync(draft, { force: true });
  }
  const timer = setInterval(() => {
    // Only a missing folder makes this fail, and then there is nothing left to protect.
    try {
      rewrite();
    } catch {
      clearInterval(timer);
    }
  }, REFRESH_MS).unref();
  return {
    publishSocket: (socketPath) => {
      mine = { ...mine, socketPath };
      rewrite();
    },
    release: () => {
      clearInterval(timer);
      if (readLock(path)?.id === mine.id) rmSync(path, { force: true });
    },
  };
}

function removeDeadLock(path: string): void {
  const found = readLock(path);
  if (!existsSync(path) || (found && isAlive(found))) return;
  // Renaming is what only one of several takers can do; whoever got a live lock by it, because
  // another was quicker, puts it back.
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (readLock(aside)?.id !== found?.id) linkSync(aside, path);
  } catch {
    // Another process was quicker in either step; creating the lock decides.
  } finally {
    rmSync(aside, { force: true });
  }
}

function readLock(path: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}

function isAlive(holder: LockHolder): boolean {
  if (holder.hostname !== hostname())
    return wallClockMs() - holder.refreshedAtMs < FOREIGN_STALE_MS;
  if (holder.pid === process.pid && holder.processStart !== processStart(process.pid)) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return holder.processStart === processStart(holder.pid);
}

/** Field 22 of `/proc/<pid>/stat`, the start time; `undefined` where the system has no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The time that other processes can compare with theirs; no business of the gateway's clock. */
function wallClockMs(): number {
  return performance.timeOrigin + performance.now();
}

function held(folder: string, holder: LockHolder | undefined): DataFolderInUse {
  const who = holder ? `process ${String(holder.pid)} on ${holder.hostname}` : 'another process';
  return new DataFolderInUse(
    `The embedded database in ${folder} is in use by ${who}, and one process at a time can use ` +
      'it. Stop that process, set another DATA_DIR, or set DATABASE_URL to a PostgreSQL server.',
  );
}
