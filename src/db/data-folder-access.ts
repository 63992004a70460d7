import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { CONFIG_EXIT_CODE, StartupError } from '../platform/errors.js';

const OTHERS_WRITE = 0o022;
const OTHERS_ENTER = 0o011;
const STICKY = 0o1000;

/**
 * Checks that no other user of the machine can change what is in a data folder: they could put in
 * tokens and keys of their own. The folder above it counts too, and those above that, since whoever
 * can write to one of them can put another folder in its place; the sticky bit prevents that. Windows
 * has no modes, and there nothing is checked.
 *
 * @throws StartupError with exit code 78
 */
export async function checkDataFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const path = await realpath(folder);
  const own = await stat(path);
  if (isOpenToOthers(own)) throw writable(path, `chmod 700 ${path}`);
  const keyFile = join(path, 'token-encryption-keys');
  const database = join(path, 'database');
  for (const inside of (own.mode & OTHERS_ENTER) === 0 ? [keyFile] : [keyFile, database]) {
    const stats = await stat(inside).catch(() => undefined);
    if (stats && isOpenToOthers(stats)) throw writable(inside, `chmod go-w ${inside}`);
  }
  for (let above = dirname(path); ; above = dirname(above)) {
    const { mode } = await stat(above);
    if ((mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0) {
      throw writable(above, `chmod go-w ${above}, or set another DATA_DIR`);
    }
    if (above === dirname(above)) return;
  }
}

function isOpenToOthers({ mode, uid }: Stats): boolean {
  return (mode & OTHERS_WRITE) !== 0 || (uid !== 0 && uid !== process.getuid?.());
}

function writable(path: string, advice: string): StartupError {
  return new StartupError(
    `Other users of this machine can write to ${path}, where DATA_DIR is. They could put in tokens ` +
      `and keys of their own. Make the gateway's user its owner and run: ${advice}.`,
    { exitCode: CONFIG_EXIT_CODE },
  );
}
