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
 * Packs token-gateway as it would be published, and unpacks it in an empty folder.
 *
 * @returns the folder that stands for `node_modules/token-gateway`
 */
export function installPackage(folder: string): string {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = String(readdirSync(folder).find((name) => name.endsWith('.tgz')));
  const installed = path.join(folder, 'package');
  mkdirSync(installed);
  execFileSync('tar', ['-xzf', path.join(folder, archive), '-C', installed, '--strip=1']);
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
