import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { makeFolder } from '../support/leftovers.js';
import { run } from '../support/process.js';

const production = {
  NODE_ENV: 'production',
  TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
const list = (DATA_DIR: string, env: Record<string, string> = production) =>
  run(['superuser', 'list', '--json'], { ...env, DATA_DIR });

describe('production refuses a data folder that other users can write to:', () => {
  test.each<[string, (folder: string) => void]>([
    ['everybody', (folder) => chmodSync(folder, 0o777)],
    ['everybody, with the sticky bit', (folder) => chmodSync(folder, 0o1777)],
    ['its group', (folder) => chmodSync(folder, 0o770)],
    ['by the folder above', (folder) => chmodSync(join(folder, '..'), 0o777)],
    ['by the group of the folder above', (folder) => chmodSync(join(folder, '..'), 0o775)],
    ['by the one above that', (folder) => chmodSync(join(folder, '..', '..'), 0o777)],
    [
      'by the key file',
      (folder) => {
        writeFileSync(join(folder, 'token-encryption-keys'), '');
        chmodSync(join(folder, 'token-encryption-keys'), 0o666);
      },
    ],
    [
      'by the database in it',
      (folder) => {
        chmodSync(folder, 0o755);
        mkdirSync(join(folder, 'database'));
        chmodSync(join(folder, 'database'), 0o777);
      },
    ],
  ])('%s', async (_who, open) => {
    const folder = join(makeFolder(), 'above', 'data');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    open(folder);
    const { code, stdout, stderr } = await list(folder);
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toMatch(/^Other users of this machine can write to .* run: chmod /);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.runIf(process.getuid?.() === 0)('its owner', async () => {
    const folder = makeFolder();
    chownSync(folder, 12_345, 12_345);
    expect((await list(folder)).code).toBe(78);
  });
});

test('a closed folder is accepted, and so is one below a sticky folder', async () => {
  const above = makeFolder();
  chmodSync(above, 0o1777);
  expect(await list(join(above, 'data'))).toMatchObject({ code: 0, stderr: '' });
});

test('development takes the folder as it is', async () => {
  const folder = makeFolder();
  chmodSync(folder, 0o770);
  expect((await list(folder, {})).code).toBe(0);
});
