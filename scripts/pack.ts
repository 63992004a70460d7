import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { create } from 'tar';

import { stageClient } from './packages/client.js';
import { readManifest } from './packages/manifest.js';
import { stageServer } from './packages/server.js';

/**
 * Makes of what is built in `dist/` what can be installed: the gateway, the client, and the source
 * maps that go over an installed gateway, as tarballs in `dist/tarballs/`.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const tarballs = join(root, 'dist/tarballs');
const packages = join(root, 'dist/packages');
const manifest = readManifest(root);

for (const folder of [tarballs, packages]) rmSync(folder, { recursive: true, force: true });
mkdirSync(tarballs, { recursive: true });

for (const [name, stage] of Object.entries({ server: stageServer, client: stageClient })) {
  const folder = join(packages, name);
  mkdirSync(folder, { recursive: true });
  stage(root, folder, manifest);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', tarballs], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
}

const maps = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.map') && !file.startsWith('client'))
  .map((file) => join('dist', file));
const mapsName = `${manifest.name}-${manifest.version}-source-maps.tgz`;
await create({ cwd: root, file: join(tarballs, mapsName), gzip: true, portable: true }, maps);

for (const file of readdirSync(tarballs)) console.log(relative('', join(tarballs, file)));
