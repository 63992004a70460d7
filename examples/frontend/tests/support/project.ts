import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this example. */
export const exampleRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of Token Gateway. */
export const projectRoot = fileURLToPath(new URL('../../../..', import.meta.url));

/** The built command line. */
export const commandLine = path.join(projectRoot, 'dist', 'cli', 'index.js');

/**
 * Packs the client as it would be published, and unpacks it in an empty folder.
 *
 * @returns the folder that stands for `node_modules/token-gateway-client`
 */
export function installClient(folder: string): string {
  execFileSync('npm', ['run', '--silent', 'pack'], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarballs = path.join(projectRoot, 'dist', 'tarballs');
  const archive = String(readdirSync(tarballs).find((name) => name.includes('-client-')));
  const installed = path.join(folder, 'package');
  mkdirSync(installed);
  execFileSync('tar', ['-xzf', path.join(tarballs, archive), '-C', installed, '--strip=1']);
  return installed;
}

/** Works in a new folder, which is gone afterwards. */
export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'token-gateway-browser-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
