import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { writeManifest, type Manifest } from './manifest.js';

/**
 * Puts the client's package into a folder: what an agent or a frontend imports, the schema, and
 * nothing of the gateway.
 */
export function stageClient(root: string, folder: string, manifest: Manifest): void {
  const built = join(root, 'dist/client');
  for (const file of ['index.js', 'documents.js', ...declarationsFrom(built, 'index.d.ts')]) {
    cpSync(join(built, file), join(folder, file));
  }
  cpSync(join(built, 'generated/graphql.d.ts'), join(folder, 'documents.d.ts'));
  cpSync(join(root, 'scripts/packages/client-readme.md'), join(folder, 'README.md'));
  for (const file of ['schema.graphql', 'LICENSE']) cpSync(join(root, file), join(folder, file));
  writeManifest(folder, manifest, {
    name: `${manifest.name}-client`,
    description:
      'Keeps the token of an agent of Token Gateway current; for any runtime with fetch.',
    keywords: manifest.keywords,
    sideEffects: false,
    exports: {
      '.': { types: './index.d.ts', default: './index.js' },
      './documents': { types: './documents.d.ts', default: './documents.js' },
      './schema.graphql': './schema.graphql',
      './package.json': './package.json',
    },
  });
}

/** A file with declarations, and those that it imports. */
function declarationsFrom(folder: string, entry: string): string[] {
  const found = new Set([entry]);
  for (const file of found) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name] of text.matchAll(/from '\.\/([a-z-]+)\.js'/g))
      found.add(`${String(name)}.d.ts`);
  }
  return [...found];
}
