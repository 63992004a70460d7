import type { Stats } from 'node:fs';
import { lstat, readlink, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, sep } from 'node:path';

import { CONFIG_EXIT_CODE, StartupError } from '../../platform/errors.js';
import { databaseFolder } from './data-folder.js';

const OTHERS_WRITE = 0o022;
const OTHERS_ENTER = 0o011;
const STICKY = 0o1000;
/** As many links as Linux follows in one path. */
const LINK_LIMIT = 40;

/**
 * Checks that no other user of the machine can change what is in a data folder: they could put in
 * tokens and keys of their own. Every folder and every link on the way to it counts too, since
 * whoever owns one of them, or can write to it, can put another folder in its place; the sticky bit
 * prevents that for those who do not own it. Windows has no modes, and there nothing is checked.
 *
 * @param folder - an absolute path of a folder that exists
 * @throws StartupError with exit code 78
 */
export async function checkDataFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const path = await checkWayTo(folder);
  const { mode } = await checkInside(path, 'chmod 700');
  const keyFile = join(path, 'token-encryption-keys');
  const database = databaseFolder(path);
  for (const inside of (mode & OTHERS_ENTER) === 0 ? [keyFile] : [keyFile, database]) {
    await checkInside(inside, 'chmod go-w').catch(unlessMissing);
  }
}

/**
 * Checks every folder above a path and every link in it, in the order in which the system walks
 * them.
 *
 * @returns the path without links
 */
async function checkWayTo(path: string): Promise<string> {
  let { root: at } = parse(path);
  const names = path.slice(at.length).split(sep);
  for (let links = 0; ;) {
    const name = names.shift();
    if (name === undefined) return at;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      at = dirname(at);
      continue;
    }
    await checkAbove(at);
    const next = join(at, name);
    const stats = await lstat(next);
    if (!stats.isSymbolicLink()) {
      at = next;
      continue;
    }
    if (isForeign(stats)) throw foreign(next, 'chown -h');
    links += 1;
    if (links > LINK_LIMIT) throw endlessLinks(path);
    const target = await readlink(next);
    if (isAbsolute(target)) ({ root: at } = parse(target));
    names.unshift(...target.split(sep));
  }
}

async function checkAbove(folder: string): Promise<void> {
  const stats = await stat(folder);
  if (isForeign(stats)) throw foreign(folder, 'chown');
  if ((stats.mode & STICKY) === 0 && (stats.mode & OTHERS_WRITE) !== 0) {
    throw writable(folder, `chmod go-w ${quoted(folder)}, or set another DATA_DIR`);
  }
}

async function checkInside(path: string, command: string): Promise<Stats> {
  const stats = await stat(path);
  if (isForeign(stats)) throw foreign(path, 'chown');
  if ((stats.mode & OTHERS_WRITE) !== 0) throw writable(path, `${command} ${quoted(path)}`);
  return stats;
}

function isForeign({ uid }: Stats): boolean {
  return uid !== 0 && uid !== process.getuid?.();
}

function unlessMissing(error: unknown): void {
  if (error instanceof StartupError) throw error;
}

function writable(path: string, advice: string): StartupError {
  return refusal(
    `Other users of this machine can write to ${path}, where DATA_DIR is. They could put in tokens ` +
      `and keys of their own. As its owner run: ${advice}.`,
  );
}

function foreign(path: string, command: string): StartupError {
  const uid = String(process.getuid?.());
  return refusal(
    `Another user of this machine owns ${path}, where DATA_DIR is, and could put in tokens and keys ` +
      `of their own. As root run: ${command} ${uid} ${quoted(path)}, or set another DATA_DIR.`,
  );
}

function endlessLinks(path: string): StartupError {
  return refusal(`DATA_DIR leads through too many links: ${path}. Set it to the folder itself.`);
}

function refusal(message: string): StartupError {
  return new StartupError(message, { exitCode: CONFIG_EXIT_CODE });
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
