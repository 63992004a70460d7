import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { resolveLinks } from './links.js';
import { writeManifest, type Manifest } from './manifest.js';
import { UNBUNDLED } from './unbundled.js';

/** What a gateway, and whoever runs one, reads. */
const FILES = [
  'dist/api-docs',
  'dist/chunks',
  'dist/cli',
  'dist/client',
  'dist/explorer',
  'dist/embedded-database.tar.gz',
  'drizzle',
  'schema.graphql',
  'docs',
  'examples/postgresql',
  'examples/python',
  '.env.example',
  'LICENSE',
  'SECURITY.md',
  'README.md',
];

/**
 * Puts the gateway's package into a folder: the bundle without its source maps, with what it
 * cannot bundle as dependencies.
 */
export function stageServer(root: string, folder: string, manifest: Manifest): void {
  for (const file of FILES) {
    cpSync(join(root, file), join(folder, file), {
      recursive: true,
      filter: (path) => !path.endsWith('.map') && !path.includes('__pycache__'),
    });
  }
  cpSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), join(folder, 'THIRD-PARTY-LICENSES.txt'));
  chmodSync(join(folder, 'dist/cli/index.js'), 0o755);
  const { name, mcpName, description, keywords, bin, exports, engines, dependencies } = manifest;
  writeManifest(folder, manifest, {
    name,
    mcpName,
    description,
    keywords,
    bin,
    exports,
    engines,
    dependencies: Object.fromEntries(UNBUNDLED.map((one) => [one, dependencies[one]])),
  });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((one) => one.endsWith('.md'))) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, resolveLinks(text, { file, folder, repositoryUrl: manifest.homepage }));
  }
}
