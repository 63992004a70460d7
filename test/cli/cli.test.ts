import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { buildClientSchema, buildSchema, type IntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import {
  run,
  startProcess,
  type CommandResult,
  type Env,
  type GatewayProcess,
} from '../support/process.js';

const COMMANDS = [
  'serve',
  'migrate',
  'schema',
  'superuser',
  'superuser create',
  'superuser list',
  'superuser revoke',
  'agent',
  'agent create',
  'agent list',
  'agent disable',
  'agent key',
  'token',
  'token generate',
  'token list',
  'token current',
];
const NO_DATABASE = { DATA_DIR: '/dev/null/unused' };

const textWith = (part: string | RegExp): unknown => expect.stringMatching(part);
const someText: unknown = expect.any(String);

/** Runs a command that must work, and reads the JSON it prints. */
async function json<T>(line: string, env: Env): Promise<T> {
  const result = await run([...line.split(' '), '--json'], env);
  expect(result, line).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(result.stdout) as T;
}

/**
 * Runs a command that must not work: nothing printed for the next program to mistake for a result.
 */
async function failing(line: string, env: Env): Promise<CommandResult> {
  const result = await run(line.split(' ').filter(Boolean), env);
  expect(result.stdout, line).toBe('');
  expect(result.stderr, line).not.toMatch(/^\s+at /m);
  return result;
}

describe('the command line', () => {
  test('explains every command, without settings or a database', async () => {
    const results = await Promise.all(
      COMMANDS.map((line) => run([...line.split(' '), '--help'], NO_DATABASE)),
    );
    for (const [at, line] of COMMANDS.entries()) {
      expect(results[at], line).toMatchObject({ code: 0, stderr: '' });
      expect(results[at]?.stdout).toMatch(new RegExp(`^Usage: token-gateway ${line}\\b`));
    }
  });

  test('ends with 2 and says what is wrong when it is used wrongly', async () => {
    const wrong: Readonly<Record<string, RegExp>> = {
      '': /Usage: token-gateway/,
      rotate: /unknown command/,
      superuser: /Usage: token-gateway superuser/,
      'superuser create': /missing required argument/,
      'agent create voice': /required option '--provider/,
      'agent create voice --provider livekit --renewal never': /Allowed choices are/,
      'agent list extra': /too many arguments/,
      'token list --since=1': /unknown option/,
      'token generate voice --ttl-seconds soon': /whole number/,
    };
    const lines = Object.keys(wrong);
    const results = await Promise.all(
      lines.map((line) =>
        failing(line, NO_DATABASE).then(({ code, stderr }) => ({ code, stderr })),
      ),
    );
    const expected = lines.map((line) => ({
      code: 2,
      stderr: textWith(wrong[line] ?? ''),
    }));
    expect(results).toEqual(expected);
  });

  test('prints the schema as text and as an introspection result', async () => {
    const text = await run(['schema'], NO_DATABASE);
    expect(text.code).toBe(0);
    expect(buildSchema(text.stdout).getQueryType()?.getFields()).toHaveProperty('currentToken');
    const introspection = await json<IntrospectionQuery>('schema', NO_DATABASE);
    const schema = buildClientSchema(introspection);
    expect(schema.getMutationType()?.getFields()).toHaveProperty('generateToken');
  });
});

test('commands reach a gateway whose folder has a name too long for a socket', async () => {
  const folder = path.join(makeFolder(), 'deep'.repeat(20), 'folder'.repeat(10));
  expect(folder.length).toBeGreaterThan(108);
  const gateway = await startProcess({ DATA_DIR: folder });
  const lock = JSON.parse(readFileSync(path.join(folder, 'gateway.lock'), 'utf8')) as {
    socketPath: string;
  };
  expect(lock.socketPath.startsWith(folder)).toBe(false);
  expect(statSync(path.dirname(lock.socketPath)).mode & 0o077).toBe(0);
  const agents = await json<unknown[]>('agent list', { DATA_DIR: folder });
  expect(agents).toHaveLength(providers.length);
  expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
  expect(existsSync(path.dirname(lock.socketPath))).toBe(false);
});

describe.each([
  {
    where: 'on a stopped embedded database',
    isServed: false,
    makeEnv: async () => ({ DATA_DIR: makeFolder() }),
  },
  {
    where: 'through a gateway on an embedded database',
    isServed: true,
    makeEnv: async () => ({ DATA_DIR: makeFolder() }),
  },
  {
    where: 'beside a gateway on PostgreSQL',
    isServed: true,
    makeEnv: async () => ({
      DATABASE_URL: (await createTestDatabase()).url,
      DATA_DIR: makeFolder(),
    }),
  },
])('commands $where', ({ isServed, makeEnv }) => {
  let env: Env;
  let gateway: GatewayProcess | undefined;

  beforeAll(async () => {
    env = await makeEnv();
    gateway = isServed ? await startProcess({ ...env, AGENT_AUTO_PROVISION: 'off' }) : undefined;
  });

  /** What a gateway answers `viewer` with; nothing where none runs. */
  const viewer = async (headers: Env): Promise<unknown> => {
    const answer = await gateway?.send(ViewerQuery, {}, headers);
    return answer?.data?.viewer.kind ?? answer?.errors[0]?.extensions.reason;
  };

  test('make a superuser and refuse its key right after the revocation', async () => {
    const made = await json<{ key: string }>('superuser create alice', env);
    const headers = { authorization: `Bearer ${made.key}` };
    if (gateway) expect(await viewer(headers)).toBe('SUPERUSER');
    const taken = await failing('superuser create alice', env);
    expect(taken).toMatchObject({ code: 1, stderr: textWith('alice is taken') });
    await json('superuser revoke alice', env);
    if (gateway) expect(await viewer(headers)).toBe('REVOKED');
    const rows = await json<{ name: string; revokedAt: string | null }[]>('superuser list', env);
    expect(rows.find(({ name }) => name === 'alice')?.revokedAt).toEqual(someText);
    expect(JSON.stringify(rows)).not.toContain(made.key);
  });

  test('register an agent, issue its token, and refuse both right after it is disabled', async () => {
    await json('agent create voice --provider livekit', env);
    const made = await json<{ token: string }>('token generate voice --ttl-seconds 600', env);
    const current = await json<{ token: string }>('token current voice', env);
    expect(current.token).toBe(made.token);
    const [row] = await json<{ status: string; issuedBy: string }[]>(
      'token list --agent voice',
      env,
    );
    const issuedBy = expect.stringMatching(/^operator/) as unknown;
    expect(row).toMatchObject({ status: 'ACTIVE', issuedBy, agentName: 'voice' });
    const { key } = await json<{ key: string }>('agent key voice', env);
    const [byToken, byKey] = [
      { 'x-livekit-token': made.token },
      { authorization: `Bearer ${key}` },
    ];
    if (gateway) {
      expect([await viewer(byToken), await viewer(byKey)]).toEqual(['AGENT', 'ENROLLED_AGENT']);
      const answer = await gateway.send(CurrentTokenQuery, { agent: 'voice' }, byKey);
      expect(answer.data?.currentToken.token).toBe(made.token);
    }
    await json('agent disable voice', env);
    if (gateway) {
      const refused = ['AGENT_DISABLED', 'AGENT_DISABLED'];
      expect([await viewer(byToken), await viewer(byKey)]).toEqual(refused);
    }
    const agents = await json<{ disabledAt: string | null }[]>('agent list', env);
    expect(agents).toMatchObject([{ name: 'voice', disabledAt: someText }]);
    expect(await failing('token generate voice', env)).toMatchObject({ code: 1 });
  });

  test('end with 1 when there is no such thing, with 2 when a value is out of bounds', async () => {
    const nobody = textWith('nobody');
    // Two at a time: where no gateway runs, one waits for the other.
    const results = [
      ...(await Promise.all([
        failing('token current nobody', env),
        failing('superuser revoke nobody', env),
      ])),
      ...(await Promise.all([
        failing('token generate other --provider livekit --ttl-seconds 5', env),
        failing('agent create other --provider webex', env),
      ])),
    ];
    const ids = providers.map(({ id }) => id).join(', ');
    expect(results).toMatchObject([
      { code: 1, stderr: nobody },
      { code: 1, stderr: nobody },
      { code: 2, stderr: textWith('--ttl-seconds must be from 60 to 31622400 seconds') },
      { code: 2, stderr: textWith(`--provider must be one of: ${ids}`) },
    ]);
  });

  test('say when a key expires that they made, and list what becomes of it', async () => {
    const { stdout } = await run(['superuser', 'create', 'bob', '--ttl-seconds', '3600'], env);
    expect(stdout).toMatch(
      /^Superuser bob\. This key expires at \S+Z, and is not shown again:\nitg_su_\w+\n$/,
    );
    const listed = await run(['superuser', 'list'], env);
    expect(listed.stdout).toMatch(/^bob +itg_su_\S+ +EXPIRES_SOON /m);
    expect(listed.stdout).toMatch(/^The key of bob expires at \S+Z\. Make another superuser/m);
  });

  test('print tables for people, and migrate what is up to date', async () => {
    const [table, migrated] = await Promise.all([
      run(['superuser', 'list'], env),
      run(['migrate'], env),
    ]);
    expect(table.stdout).toMatch(/^NAME +HINT +STATUS +CREATED +EXPIRES +REVOKED +LAST USED\n/);
    expect(table.stdout).toMatch(/^alice +itg_su_\S+ +REVOKED /m);
    expect(migrated).toMatchObject({ code: 0, stdout: 'The database is up to date.\n' });
    if (gateway) expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
  });
});
