import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { run, startProcess, type Env, type GatewayProcess } from '../support/process.js';
import { withSql } from '../support/tokens.js';

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly reason?: string;
  readonly problems?: readonly { readonly path: string; readonly message: string }[];
}

let database: TestDatabase;
let env: Env;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
});

afterAll(() => database.drop());

/** Runs a command that must fail; with `--json` its error is one line, and nothing is beside it. */
async function failure(args: readonly string[], settings = env) {
  const { code, stdout, stderr } = await run([...args, '--json'], settings);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^\{"error":\{.*\}\}\n$/);
  const { error } = JSON.parse(stderr) as { error: Failure };
  expect(error.message).toMatch(/\S/);
  return { exitCode: code, ...error };
}

describe('with --json, wrong usage is told as JSON:', () => {
  test.each([
    [['agent', 'list', '--colour'], "unknown option '--colour'"],
    [['agent', 'lst'], "unknown command 'lst'\n(Did you mean list?)"],
    [['agent', 'show'], "missing required argument 'agent'"],
    [['agent', 'list', 'extra'], 'too many arguments'],
    [['agent', 'create', 'x'], "required option '--provider"],
    [['agent', 'create', 'x', '--provider', 'livekit', '--renewal', 'no'], 'Allowed choices are'],
    [['agent'], "unknown option '--json'"],
  ])('%j', async (args, said) => {
    const told = await failure(args);
    expect(told).toMatchObject({ exitCode: 2, code: 'BAD_USER_INPUT' });
    expect(told.message).toContain(said);
    expect(told.message).not.toMatch(/^error:/);
  });
});

test('bad values are told one by one, by the names of the command’s own arguments', async () => {
  const line = 'token generate desk --provider livekit --ttl-seconds 5 --scopes all';
  const told = await failure(line.split(' '));
  expect(told).toMatchObject({ exitCode: 2, code: 'BAD_USER_INPUT' });
  expect(told.problems).toMatchObject([
    { path: '--ttl-seconds', message: 'must be from 60 to 31622400 seconds' },
    { path: '--scopes' },
  ]);
});

test('settings that cannot be used are told with exit code 78, and no value of theirs', async () => {
  const told = await failure(['agent', 'list'], { ...env, PORT: 'not-a-port' });
  expect(told).toMatchObject({ exitCode: 78, code: 'INVALID_SETTINGS' });
  expect(told.message).toContain('PORT');
  expect(told.message).not.toContain('not-a-port');
});

test('a database that is missing is told', async () => {
  const folder = makeFolder();
  const told = await failure(['agent', 'list'], { DATA_DIR: path.join(folder, 'none') });
  expect(told).toMatchObject({ exitCode: 1, code: 'STARTUP_FAILED' });
});

test('what nobody foresaw is told without a stack, which text has; neither shows a secret', async () => {
  const broken = await createTestDatabase();
  await withSql(broken, (sql) => sql`alter table agents rename to removed_agents`);
  const settings = { DATABASE_URL: broken.url, DATA_DIR: makeFolder() };
  const told = await failure(['agent', 'list'], settings);
  expect(told).toMatchObject({ exitCode: 1, code: 'INTERNAL_SERVER_ERROR' });
  expect(told.message).not.toMatch(/^\s+at /m);
  const { code, stdout, stderr } = await run(['agent', 'list'], settings);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Something went wrong in token-gateway itself.*\n/);
  expect(stderr).toMatch(/^\s+at /m);
  await broken.drop();
});

describe('an error of an operation', () => {
  let gateway: GatewayProcess;
  let served: Env;

  beforeAll(async () => {
    served = { DATA_DIR: makeFolder() };
    gateway = await startProcess(served);
  });

  afterAll(() => gateway.end('SIGTERM'));

  test('is the same in this process and by a gateway’s socket', async () => {
    for (const settings of [env, served]) {
      await run(['token', 'generate', 'desk', '--provider', 'livekit'], settings);
      expect(await failure(['agent', 'show', 'nobody'], settings)).toMatchObject({
        exitCode: 1,
        code: 'NOT_FOUND',
      });
      expect(await failure(['agent', 'delete', 'desk'], settings)).toMatchObject({
        exitCode: 1,
        code: 'CONFLICT',
        reason: 'AGENT_HAS_HISTORY',
      });
    }
  });
});

test('a result that is no success is a result, with exit code 1', async () => {
  await run(['agent', 'create', 'idle', '--provider', 'livekit'], env);
  const { code, stdout, stderr } = await run(['token', 'current', 'idle', '--json'], env);
  expect([code, stderr]).toEqual([1, '']);
  expect(JSON.parse(stdout)).toMatchObject({ token: null, valid: false });
});
