import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { rolldown, type Plugin } from 'rolldown';

import { thirdPartyLicenses } from '../third-party-licenses.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const source = join(root, 'src', 'explorer');
const target = join(root, 'dist', 'explorer');

/** GraphiQL brings its fonts along in its style; the system's will do, at an eighth of the size. */
const FONT_FACE = /@font-face\s*\{[^}]*\}/g;

/**
 * The page's policy forbids the style that a dialog would write into it to keep what is behind the
 * dialog from being scrolled; the page does not scroll.
 */
const noScrollLock: Plugin = {
  name: 'no scroll lock',
  load: {
    filter: { id: /[\\/]react-style-singleton[\\/].*[\\/]index\.js$/ },
    handler: () => 'export const styleSingleton = () => () => null;',
  },
};

/**
 * Bundles what the page at `/graphql` loads, GraphiQL included, so that it needs no other site: one
 * script, one style, and the licences of everything in them.
 */
export async function bundleExplorer(): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    input: join(source, 'index.ts'),
    platform: 'browser',
    tsconfig: join(source, 'tsconfig.json'),
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    // "use client", which says something to servers that render.
    checks: { moduleLevelDirective: false },
    plugins: [noScrollLock, thirdPartyLicenses('THIRD-PARTY-LICENSES.txt')],
  });
  await bundle.write({
    dir: target,
    format: 'iife',
    minify: true,
    entryFileNames: 'explorer.js',
  });
  await bundle.close();
  const graphiql = readFileSync(join(root, 'node_modules/graphiql/graphiql.min.css'), 'utf8');
  const own = readFileSync(join(source, 'explorer.css'), 'utf8');
  writeFileSync(join(target, 'explorer.css'), `${graphiql.replace(FONT_FACE, '')}\n${own}`);
}
