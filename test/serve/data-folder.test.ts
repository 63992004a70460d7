import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { makeFolder } from '../support/leftovers.js';
import { run } from '../support/process.js';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'embedded',
  TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};
const migrate = (DATA_DIR: string, env: Record<string, string> = production) =>
  run(['migrate'], { ...env, DATA_DIR });

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
    const { code, stdout, stderr } = await migrate(folder);
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toMatch(/^Other users of this machine can write to .* run: chmod /);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

const STRANGER = 12_345;

describe.runIf(process.getuid?.() === 0)('production refuses what another user owns:', () => {
  test.each<[string, (folder: string, elsewhere: string) => string]>([
    [
      'the folder',
      (folder) => {
        chownSync(folder, STRANGER, STRANGER);
        return folder;
      },
    ],
    [
      'the folder above it, which nobody else can write to',
      (folder) => {
        chownSync(dirname(folder), STRANGER, STRANGER);
        return folder;
      },
    ],
    [
      'the one above that, with the sticky bit',
      (folder) => {
        chmodSync(dirname(dirname(folder)), 0o1777);
        chownSync(dirname(dirname(folder)), STRANGER, STRANGER);
        return folder;
      },
    ],
    [
      'the key file',
      (folder) => {
        writeFileSync(join(folder, 'token-encryption-keys'), '', { mode: 0o600 });
        chownSync(join(folder, 'token-encryption-keys'), STRANGER, STRANGER);
        return folder;
      },
    ],
    [
      'a link to it in a sticky folder',
      (folder, elsewhere) => {
        chmodSync(elsewhere, 0o1777);
        symlinkSync(folder, join(elsewhere, 'link'));
        lchownSync(join(elsewhere, 'link'), STRANGER, STRANGER);
        return join(elsewhere, 'link');
      },
    ],
    [
      'the folder of a link to it',
      (folder, elsewhere) => {
        symlinkSync(folder, join(elsewhere, 'link'));
        chownSync(elsewhere, STRANGER, STRANGER);
        return join(elsewhere, 'link');
      },
    ],
    [
      'the folder of a link on the way to it',
      (folder, elsewhere) => {
        symlinkSync(dirname(folder), join(elsewhere, 'second'));
        const first = makeFolder();
        symlinkSync(join('..', basename(elsewhere), 'second', 'data'), join(first, 'first'));
        chownSync(elsewhere, STRANGER, STRANGER);
        return join(first, 'first');
      },
    ],
  ])('%s', async (_what, prepare) => {
    const folder = join(makeFolder(), 'above', 'data');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { code, stdout, stderr } = await migrate(prepare(folder, makeFolder()));
    expect([code, stdout]).toEqual([78, '']);
    expect(stderr).toMatch(/^Another user of this machine owns .* As root run: chown (-h )?0 \//);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('production refuses a link in a folder that others can write to', async () => {
  const [folder, open] = [makeFolder(), makeFolder()];
  chmodSync(open, 0o777);
  symlinkSync(folder, join(open, 'link'));
  const { code, stderr } = await migrate(join(open, 'link'));
  expect([code, stderr.includes(`run: chmod go-w ${open}`)]).toEqual([78, true]);
});

test('links that only the gateway’s user can change are followed', async () => {
  const [folder, own] = [makeFolder(), makeFolder()];
  symlinkSync(join('..', basename(folder)), join(own, 'link'));
  expect(await migrate(join(own, 'link', '.', 'data'))).toMatchObject({ code: 0, stderr: '' });
});

test('a path with a space is quoted in the advice', async () => {
  const folder = join(makeFolder(), 'my data');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  expect((await migrate(folder)).stderr).toContain(`run: chmod 700 '${folder}'.`);
});

test('a closed folder is accepted, and so is one below a sticky folder', async () => {
  const above = makeFolder();
  chmodSync(above, 0o1777);
  expect(await migrate(join(above, 'data'))).toMatchObject({ code: 0, stderr: '' });
});

test('development takes the folder as it is', async () => {
  const folder = makeFolder();
  chmodSync(folder, 0o770);
  expect((await migrate(folder, {})).code).toBe(0);
});
