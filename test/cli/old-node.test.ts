import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { BUILD_LIMIT_MS, command, ensureBuilt } from '../support/build.js';

const root = path.resolve(command, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'old-node-'));
const pretend = path.join(folder, 'pretend.cjs');

beforeAll(ensureBuilt, BUILD_LIMIT_MS);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function runAs(version: string, file: string, ...args: string[]) {
  writeFileSync(
    pretend,
    `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });`,
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', pretend, file, ...args],
    { cwd: mkdtempSync(path.join(folder, 'cwd-')), encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test.each(['18.20.8', '20.18.3', '16.0.0'])(
  'Node %s gets one sentence, from the command and from the build',
  (version) => {
    const sentence = {
      status: 1,
      stdout: '',
      stderr: `Token Gateway needs Node.js 20.19 or later, and this is ${version}.\n`,
    };
    expect(runAs(version, command, 'serve')).toEqual(sentence);
    expect(runAs(version, path.join(root, 'scripts/ensure-build.js'))).toEqual(sentence);
  },
);

test.each(['20.19.0', '22.0.0', '26.1.0'])('Node %s is new enough', (version) => {
  expect(runAs(version, command, '--version').status).toBe(0);
});

test('the oldest Node is the one that the package names, and nothing was left behind', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    engines: unknown;
  };
  expect(manifest.engines).toEqual({ node: '>=20.19' });
  const left = readdirSync(folder).flatMap((name) =>
    name.startsWith('cwd-') ? readdirSync(path.join(folder, name)) : [],
  );
  expect(left).toEqual([]);
});
