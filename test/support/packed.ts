import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { extract } from 'tar';

import { command } from './build.js';
import { makeFolder } from './leftovers.js';

const execute = promisify(execFile);

/** The repository. */
export const root = path.resolve(command, '../../..');

/** Makes the tarballs of what is built. */
export async function pack(): Promise<void> {
  await execute(process.execPath, ['--import', 'tsx', 'scripts/pack.ts'], { cwd: root });
}

/** Where a tarball is. */
export function tarball(name: string): string {
  const { version } = readManifest(root);
  return path.join(root, 'dist', 'tarballs', `${name.replace('*', String(version))}.tgz`);
}

/**
 * Puts a tarball where npm would, beside the packages that it depends on and no others.
 *
 * @returns the folder of the package
 */
export async function unpack(name: string): Promise<string> {
  const modules = path.join(makeFolder(), 'node_modules');
  const folder = path.join(modules, name.replace('-*', ''));
  fs.mkdirSync(folder, { recursive: true });
  await extract({ file: tarball(name), cwd: folder, strip: 1 });
  for (const dependency of Object.keys(readManifest(folder).dependencies ?? {})) {
    const link = path.join(modules, dependency);
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.symlinkSync(path.join(root, 'node_modules', dependency), link, 'junction');
  }
  return folder;
}

/** A package's `package.json`. */
export function readManifest(
  folder: string,
): Record<string, unknown> & { readonly dependencies?: Readonly<Record<string, string>> } {
  const text = fs.readFileSync(path.join(folder, 'package.json'), 'utf8');
  return JSON.parse(text) as ReturnType<typeof readManifest>;
}

/** The files of a package, sorted. */
export function filesOf(folder: string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
