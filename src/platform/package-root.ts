import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of this package: where `package.json`, `drizzle/` and `schema.graphql` lie, both for
 * the sources and for the build beside them.
 */
export const packageRoot: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package that this file belongs to was not found.');
  return findPackageRoot(parent);
}

/** This package's version, as `package.json` has it. */
export function packageVersion(): string {
  const { version } = manifest();
  return typeof version === 'string' ? version : '0.0.0';
}

/** Where this package is documented, if `package.json` says so. */
export function packageHomepage(): string | undefined {
  const { homepage } = manifest();
  return typeof homepage === 'string' ? homepage : undefined;
}

function manifest(): Readonly<Record<string, unknown>> {
  const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}
