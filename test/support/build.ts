import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { isRunning } from './postgres-processes.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lock = path.join(root, 'node_modules', '.token-gateway-build');

/** The built command line, as `bin` of package.json names it. */
export const command = path.join(root, 'dist', 'cli', 'index.js');

/** For hooks that wait for {@link ensureBuilt}: machines that build and test at once are slow. */
export const BUILD_LIMIT_MS = 240_000;

let built: Promise<void> | undefined;

/**
 * Builds dist/ where it is missing or older than its sources. Tests that need processes run what is
 * shipped: it starts in half the time that sources take through tsx, which adds up over a hundred
 * starts. Test files run in several processes, of which one at a time may look and build.
 */
export function ensureBuilt(): Promise<void> {
  return (built ??= buildAlone());
}

async function buildAlone(): Promise<void> {
  while (!takeLock()) await sleep(50);
  try {
    const script = path.join(root, 'scripts', 'ensure-build.js');
    await promisify(execFile)(process.execPath, [script], { cwd: root });
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function takeLock(): boolean {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    // A run that was killed leaves its lock behind.
    const holder = fs.existsSync(lock) ? Number(fs.readFileSync(lock, 'utf8')) : 0;
    if (holder > 0 && !isRunning(holder)) fs.rmSync(lock, { force: true });
    return false;
  }
}
