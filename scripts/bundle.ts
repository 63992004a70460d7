import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rolldown, type Plugin } from 'rolldown';

import { copyApiDocs } from './bundle/api-docs.js';
import { bundleExplorer } from './bundle/explorer.js';
import { UNBUNDLED } from './packages/unbundled.js';
import { thirdPartyLicenses } from './third-party-licenses.js';

/**
 * Bundles `src/` into `dist/`: the command line, and files that it loads when they are needed. A
 * start reads a few dozen files so, not a thousand, and takes half the time. The client, which runs
 * elsewhere, is one file that shares nothing with them.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

/** type-graphql would load class-validator if it were asked to validate. */
const OUTSIDE = [...UNBUNDLED, 'class-validator'];

/**
 * graphql and all its users are inside, with one copy of it: the types of two would not know each
 * other. Left to themselves, CommonJS packages would bring its CommonJS files along.
 */
const oneGraphQL: Plugin = {
  name: 'one graphql',
  resolveId: {
    filter: { id: /^graphql(?:\/|$)/ },
    handler(id) {
      const path = join(root, 'node_modules', id.replace(/\.js$/, ''));
      return [`${path}.mjs`, join(path, 'index.mjs')].find((file) => existsSync(file));
    },
  },
};

/**
 * `src/graphql/access/shield.ts` asks Node for graphql-shield's CommonJS build; the bundler finds
 * it too.
 */
const shieldInside: Plugin = {
  name: 'graphql-shield inside',
  transform: {
    filter: { id: /[\\/]src[\\/]graphql[\\/]access[\\/]shield\.ts$/ },
    handler(code) {
      const line = 'const require = createRequire(import.meta.url);';
      if (!code.includes(line)) this.error(`The line is gone: ${line}`);
      return { code: code.replace(line, ''), map: null };
    },
  },
};

rmSync(join(root, 'dist'), { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: { 'cli/index': 'src/cli/entry.ts' },
  platform: 'node',
  tsconfig: 'tsconfig.json',
  external: (id) => OUTSIDE.some((name) => id === name || id.startsWith(`${name}/`)),
  // Apollo's package for hashes finds Node's only where `module.require` exists, and falls back to
  // one written in JavaScript.
  resolve: { alias: { '@apollo/utils.createhash': 'node:crypto' } },
  // Otherwise, and by the default of `minify` as well, calls are left out whose result nobody uses,
  // such as `decodeURIComponent`, even where they are made to see whether they throw.
  treeshake: false,
  plugins: [oneGraphQL, shieldInside, thirdPartyLicenses('THIRD-PARTY-LICENSES.txt')],
});
await bundle.write({
  dir: join(root, 'dist'),
  format: 'esm',
  sourcemap: true,
  minify: false,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
});
await bundle.close();

copyApiDocs();
await bundleExplorer();

const clientEntries = {
  'client/index': 'src/client/index.ts',
  'client/documents': 'src/client/generated/graphql.ts',
};
const client = await rolldown({
  cwd: root,
  input: clientEntries,
  platform: 'neutral',
  tsconfig: 'tsconfig.client.json',
});
await client.write({ dir: join(root, 'dist'), format: 'esm', sourcemap: true, minify: true });
await client.close();
