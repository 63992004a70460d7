import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { ViewerQuery } from '../support/operations.js';
import { runWithInput, startProcess, type Env, type GatewayProcess } from '../support/process.js';

const SUPERUSER_KEY = 'the-superuser-key-of-this-file-0123456789';
const SECRET = /itg_[a-z]{2}_[0-9A-Za-z]{12}/;

let database: TestDatabase;
let env: Env;
let gateway: GatewayProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url, DATA_DIR: makeFolder(), SUPERUSER_KEY };
  gateway = await startProcess(env);
});

afterAll(async () => {
  await gateway.end('SIGTERM');
  await database.drop();
});

const cli = (line: string, input = '') => runWithInput(line.split(' '), env, input);

async function made<T>(line: string): Promise<T> {
  return JSON.parse((await cli(`${line} --json`)).stdout) as T;
}

async function isRefused(headers: Env): Promise<boolean> {
  return (await gateway.send(ViewerQuery, {}, headers)).status === 401;
}

test('token report-leak - revokes the token on standard input, once', async () => {
  const { token } = await made<{ token: string }>('token generate desk --provider livekit');
  const headers = { 'X-LiveKit-Token': token };
  expect(await isRefused(headers)).toBe(false);
  const first = await cli('token report-leak - --source https://git.example.com/1', `${token}\n`);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^The token of the agent desk is refused from now on, everywhere\. For another: .+ token generate desk\n$/,
  );
  expect(await isRefused(headers)).toBe(true);
  const second = await cli('token report-leak - --json', token);
  expect(second.code).toBe(0);
  const outcome = { outcome: 'REVOKED_BEFORE', kind: 'TOKEN', name: 'desk' };
  expect(JSON.parse(second.stdout)).toEqual(outcome);
  const [row] = await made<{ revokedReason: string }[]>('token list --agent desk');
  expect(row?.revokedReason).toBe('Reported as leaked: https://git.example.com/1');
});

test.each([
  ['agent key desk', 'agent', 'AGENT_KEY'],
  ['superuser create leaky-alice', 'superuser', 'SUPERUSER_KEY'],
  ['verifier create leaky-billing', 'verifier', 'VERIFIER_KEY'],
])('a key is read from a file, and revoked: %s', async (line, noun, kind) => {
  await cli('agent create desk --provider livekit --if-not-exists');
  const { key } = await made<{ key: string }>(line);
  const file = path.join(makeFolder(), 'found.txt');
  writeFileSync(file, `${key}\n`);
  const { code, stdout } = await cli(`token report-leak ${file} --json`);
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { outcome: 'REVOKED', kind }]);
  const again = await cli(`token report-leak ${file}`);
  // Nothing that a test leaves may have a secret in it.
  rmSync(file);
  expect(again.stdout).toMatch(new RegExp(`^The key of the ${noun} \\S+ had been revoked before`));
});

test('what cannot be revoked is said to be so, and the exit code is 1', async () => {
  const setting = await cli('token report-leak -', SUPERUSER_KEY);
  expect(setting.code).toBe(1);
  expect(setting.stdout).toContain('Change SUPERUSER_KEY now');
  const unknown = await cli('token report-leak -', `itg_lk_${'a'.repeat(20)}`);
  expect(unknown.code).toBe(1);
  expect(unknown.stdout).toContain('nothing was revoked');
});

describe('a secret is refused as an argument, and not repeated:', () => {
  const secret = `itg_lk_${'Ab3'.repeat(16)}x`;
  test.each([
    [['token', 'report-leak', secret], 'your shell has kept it'],
    [['token', 'report-leak', secret.slice(0, 20)], 'your shell has kept it'],
    [['token', 'report-leak', SUPERUSER_KEY], 'never the secret itself'],
    [['token', 'report-leak', '-', '--source', secret], '--source'],
    [['token', 'report-leak', `--token=${secret}`], 'unknown option'],
    [['token', 'report-leak', '-', secret], 'too many arguments'],
    [['google', 'import', '--refresh-token-file', '1//0abcdefghijkl'], '--refresh-token-file must'],
    [[secret], 'unknown command'],
  ])('%#', async (args, said) => {
    const { code, stdout, stderr } = await runWithInput(args, env, 'x');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(SECRET);
    for (const part of [SUPERUSER_KEY, '1//0abcdefghijkl']) expect(stderr).not.toContain(part);
  });

  test('nothing on standard input is no secret either', async () => {
    const { code, stderr } = await cli('token report-leak -', '\n');
    expect([code, stderr]).toEqual([2, '<file> must have the token or key in it; it is empty\n']);
  });
});
