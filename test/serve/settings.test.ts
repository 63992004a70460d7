import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';

import { describe, expect, inject, test } from 'vitest';

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

const newKey = (): string => randomBytes(32).toString('base64');

/** A start that failed as it should: one message on standard error, and nothing else anywhere. */
async function refusedStart(env: Env): Promise<CommandResult> {
  const result = await run(['serve'], { PORT: '0', ...env });
  expect(result.stdout).toBe('');
  expectOneMessage(result);
  return result;
}

function expectNoDatabase(result: CommandResult): void {
  expect(result.code).toBe(1);
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/^The database cannot be used: connect ECONNREFUSED \S+:1/);
  expect(result.stderr).toContain('Check that the server is up, and DATABASE_URL');
  expect(result.stderr).not.toContain('hunter2');
  expectOneMessage(result);
}

function expectOneMessage({ stderr }: CommandResult): void {
  expect(stderr).not.toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/Error:|node:internal|\[cause\]/);
}

describe('wrong settings', () => {
  const wrong = {
    NODE_ENV: 'staging-secret',
    HOST: 'not a host',
    PORT: '70000',
    DATABASE_URL: 'mysql://user:hunter2secret@db/gateway',
    SUPERUSER_KEY: 'a-short-secret',
    TOKEN_ENCRYPTION_KEYS: 'k1:c2VjcmV0IGJ1dCB0b28gc2hvcnQ=',
    AGENT_SYNC_TRUSTED_NETWORKS: '10.0.0.0/64',
    AGENT_AUTO_PROVISION: 'perhaps',
    TRUST_PROXY: 'everyone',
    PUBLIC_URL: 'gateway.example.com/secret',
    CORS_ORIGINS: 'https://app.example.com/path-secret',
    LOG_LEVEL: 'loud',
  };

  test('are reported together, each with an example and none with its value', async () => {
    const { code, stderr } = await refusedStart(wrong);
    expect(code).toBe(78);
    expect(stderr).toMatch(/^12 of the settings cannot be used:\n/);
    const lines = stderr.trimEnd().split('\n').slice(1);
    for (const [name, value] of Object.entries(wrong)) {
      expect(lines.filter((line) => line.startsWith(`  ${name} `))).toHaveLength(1);
      expect(stderr).toMatch(new RegExp(`${name} .+; for example ${name}=.`));
      expect(stderr).not.toContain(value);
    }
    expect(stderr).not.toMatch(/secret|hunter2/);
  });

  test('are told apart from a password that needs escaping', async () => {
    const url = 'postgres://gateway:100%secret@127.0.0.1:1/gateway';
    const { code, stderr } = await refusedStart({ DATABASE_URL: url });
    expect(code).toBe(78);
    expect(stderr).toMatch(/DATABASE_URL must be .* password percent-encoded/);
    expect(stderr).not.toContain('100%');
  });

  test('stop every command with the same message', async () => {
    const result = await run(['agent', 'list'], { PORT: 'http' });
    expect(result.code).toBe(78);
    expect(result.stderr).toMatch(/^1 of the settings cannot be used:\n {2}PORT must be/);
    expectOneMessage(result);
  });
});

describe('an address that cannot be had', () => {
  test('is named when another process uses the port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await refusedStart({ PORT: `${port}`, DATA_DIR: makeFolder() });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port} (EADDRINUSE)`);
    expect(stderr).toContain('set PORT');
  });
});

describe('a data folder that cannot be written', () => {
  test('is named, with what to do', async () => {
    const { code, stderr } = await refusedStart({ DATA_DIR: '/dev/null/data' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATA_DIR \/dev\/null\/data cannot be written: .*another DATA_DIR/);
  });

  test('is named when modes forbid it', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'modes do not hold root back');
    const folder = makeFolder();
    chmodSync(folder, 0o500);
    const { code, stderr } = await refusedStart({ DATA_DIR: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/cannot be written: EACCES/);
  });
});

describe('an embedded database', () => {
  const env = { DATA_DIR: makeFolder() };
  let first: GatewayProcess;

  test('refuses a second process while the first goes on', async () => {
    first = await startProcess(env);
    const second = await refusedStart(env);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`is in use by process ${first.pid} on `);
    expect(second.stderr.trimEnd().split('\n')).toHaveLength(1);
    const current = await first.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(current.data?.currentToken.valid).toBe(true);
  });

  test('is taken over at once after a SIGKILL, by one of several that start together', async () => {
    await first.end('SIGKILL');
    // A start does not wait for a lock: were the dead process's lock respected, all would end.
    const starts = await Promise.allSettled([1, 2, 3].map(() => startProcess(env)));
    const up = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    expect(up).toHaveLength(1);
    expect((await up[0]?.send(ViewerQuery, {}))?.status).toBe(200);
    expect(await up[0]?.end('SIGTERM')).toMatchObject({ code: 0 });
  });
});

describe('an encryption key', () => {
  test('that is wrong under a known id stops the start', async () => {
    const database = await createTestDatabase();
    const [right, wrong] = [newKey(), newKey()];
    const env = { DATABASE_URL: database.url };
    await (await startProcess({ ...env, TOKEN_ENCRYPTION_KEYS: `k1:${right}` })).end('SIGTERM');
    const result = await refusedStart({ ...env, TOKEN_ENCRYPTION_KEYS: `k1:${wrong}` });
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/^The encryption key "k1" is not the one/);
    expect(result.stderr).not.toContain(wrong);
    await database.drop();
  });

  test('that is missing is warned of, and its tokens are refused until it is back', async () => {
    const database = await createTestDatabase();
    const [old, next] = [`old:${newKey()}`, `next:${newKey()}`];
    const env = { DATABASE_URL: database.url };
    const before = await startProcess({ ...env, TOKEN_ENCRYPTION_KEYS: old });
    const current = await before.send(CurrentTokenQuery, { agent: 'livekit' });
    await before.end('SIGTERM');

    const after = await startProcess({ ...env, TOKEN_ENCRYPTION_KEYS: next });
    const warnings = after.log.filter((line) => line['level'] === 40);
    expect(warnings).toContainEqual(expect.objectContaining({ missingKey: 'old' }));
    const headers = { 'x-livekit-token': current.data?.currentToken.token ?? '' };
    const refused = await after.send(ViewerQuery, {}, headers);
    expect(refused.errors[0]?.extensions.reason).toBe('UNKNOWN');
    const unreadable = await after.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(unreadable.status).toBe(503);
    expect(unreadable.errors[0]?.extensions.reason).toBe('ENCRYPTION_KEY_MISSING');
    await after.end('SIGTERM');

    const both = await startProcess({ ...env, TOKEN_ENCRYPTION_KEYS: `${next},${old}` });
    expect(both.log.filter((line) => line['level'] === 40)).toEqual([]);
    expect((await both.send(ViewerQuery, {}, headers)).status).toBe(200);
    const again = await both.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(again.data?.currentToken.token).toBe(current.data?.currentToken.token);
    await both.end('SIGTERM');
    await database.drop();
  });
});

describe('a database that is not there', () => {
  test.each(['serve', 'migrate', 'agent list'])('ends %s with one message', async (line) => {
    const url = 'postgres://gateway:hunter2@127.0.0.1:1/gateway';
    expectNoDatabase(await run(line.split(' '), { DATABASE_URL: url }));
  });

  test('is named also where its host has several addresses, none of which answers', async () => {
    const lookup = `import dns from 'node:dns';
      dns.lookup = (host, options, done) => done(null, [
        { address: '127.0.0.1', family: 4 }, { address: '127.0.0.2', family: 4 },
        { address: '::1', family: 6 }]);`;
    const url = 'postgres://gateway:hunter2@several.example:1/gateway';
    const preload = `--import=data:text/javascript,${encodeURIComponent(lookup)}`;
    expectNoDatabase(await run(['migrate'], { DATABASE_URL: url, NODE_OPTIONS: preload }));
  });

  test('is named when the server is there without it', async () => {
    const url = new URL(inject('postgres').adminUrl);
    url.pathname = '/nowhere';
    const { code, stderr } = await refusedStart({ DATABASE_URL: url.href });
    expect(code).toBe(78);
    expect(stderr).toContain('database "nowhere" does not exist (3D000)');
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
