import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `package.json` of the repository says, as far as packages are made of it. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly homepage: string;
  readonly keywords: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** Fields that each package has from the repository's manifest. */
const SHARED = ['version', 'license', 'author', 'homepage', 'repository', 'bugs'] as const;

/** Reads the manifest of the repository. */
export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

/**
 * Writes the manifest of a package.
 *
 * @param own - what differs from the repository's
 */
export function writeManifest(folder: string, from: Manifest, own: Record<string, unknown>): void {
  const shared = Object.fromEntries(SHARED.map((field) => [field, from[field]]));
  const text = JSON.stringify({ ...own, ...shared, type: 'module' }, undefined, 2);
  writeFileSync(join(folder, 'package.json'), `${text}\n`);
}
