import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { eventually, run, runBash, startProcess, type GatewayProcess } from '../support/process.js';

const ENCRYPTION_KEYS = `k1:${randomBytes(32).toString('base64')}`;
const SUPERUSER_KEY = /itg_su_[0-9A-Za-z]{49}/g;

describe('a development gateway on a new folder', () => {
  const dataDir = path.join(makeFolder(), 'data');
  let gateway: GatewayProcess;

  beforeAll(async () => {
    gateway = await startProcess({ DATA_DIR: dataDir });
  });

  test('prints its URL and one superuser key that works', async () => {
    expect(gateway.stdout).toContain(`${gateway.url}/graphql`);
    const keys = gateway.stdout.match(SUPERUSER_KEY) ?? [];
    expect(keys).toHaveLength(1);
    const viewer = await gateway.send(
      ViewerQuery,
      {},
      { authorization: `Bearer ${keys[0] ?? ''}` },
    );
    expect(viewer.data?.viewer).toMatchObject({ kind: 'SUPERUSER', name: 'bootstrap' });
  });

  test('prints two commands that fetch a token and use it', async () => {
    const fetchToken = /^TOKEN=\$\([^]*?\)$/m.exec(gateway.stdout)?.[0] ?? '';
    const useToken = /^curl [^]*?'$/m.exec(gateway.stdout)?.[0] ?? '';
    const { code, stdout } = await runBash(`${fetchToken}\necho "$TOKEN"\n${useToken}`);
    expect(code).toBe(0);
    const [token, viewer] = stdout.trim().split('\n');
    expect(token).toMatch(/^itg_lk_[0-9A-Za-z]{49}$/);
    expect(JSON.parse(viewer ?? '')).toMatchObject({
      data: { viewer: { kind: 'AGENT', name: 'livekit', provider: 'LIVEKIT' } },
    });
  });

  test('has the default agent of each provider, ready to fetch its token', async () => {
    for (const { defaultAgent: agent } of providers) {
      const current = await gateway.send(CurrentTokenQuery, { agent });
      expect(current.data?.currentToken).toMatchObject({ agentName: agent, valid: true });
    }
  });

  test('shows a browser operations to try', async () => {
    const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Apollo Sandbox');
  });

  test('keeps what it writes from other users', () => {
    for (const name of ['.', 'database', 'token-encryption-keys', 'gateway.lock', 'gateway.sock']) {
      const file = path.join(dataDir, name);
      expect(existsSync(file), name).toBe(true);
      expect(statSync(file).mode & 0o077, name).toBe(0);
    }
  });

  test('logs JSON lines where there is no terminal, and nothing on standard error', async () => {
    await gateway.send(ViewerQuery, {});
    await eventually('The line of the operation', 10_000, () =>
      gateway.log.some((line) => line['msg'] === 'operation' && line['operation'] === 'Viewer'),
    );
    expect(gateway.stderr).toBe('');
  });

  test('shows no key again at its second start, and keeps its tokens', async () => {
    const before = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
    const again = await startProcess({ DATA_DIR: dataDir });
    expect(again.stdout).not.toMatch(SUPERUSER_KEY);
    expect(again.stdout).toContain('index.js superuser create');
    const after = await again.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(after.data?.currentToken.token).toBe(before.data?.currentToken.token);
    await again.end('SIGTERM');
  });
});

describe('production', () => {
  const production = { NODE_ENV: 'production', TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS };

  test('does not start without encryption keys of its own', async () => {
    const { code, stdout, stderr } = await run(['serve'], {
      NODE_ENV: 'production',
      DATABASE_URL: 'embedded',
      DATA_DIR: makeFolder(),
    });
    expect(code).toBe(78);
    expect(stderr).toContain('TOKEN_ENCRYPTION_KEYS is required');
    expect(stdout).toBe('');
  });

  test('has no conveniences', async () => {
    const database = await createTestDatabase();
    // With its keys given and its data on a server, it writes nothing to its disk.
    const env = { ...production, DATABASE_URL: database.url, DATA_DIR: '/dev/null/unused' };
    const gateway = await startProcess(env);

    // No agent, no trusted network, no superuser, no Sandbox, no introspection.
    const current = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(current.status).toBe(401);
    expect(current.errors[0]?.extensions.reason).toBe('MISSING_CREDENTIALS');
    expect(JSON.parse((await run(['agent', 'list', '--json'], env)).stdout)).toEqual([]);
    expect(JSON.parse((await run(['superuser', 'list', '--json'], env)).stdout)).toEqual([]);
    const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toContain('Sandbox');
    const introspection = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __schema { queryType { name } } }' }),
    });
    expect(introspection.status).toBe(400);

    // What a superuser needs is there all the same.
    const made = await run(['superuser', 'create', 'ops', '--json'], env);
    const { key } = JSON.parse(made.stdout) as { key: string };
    const input = { provider: 'LIVEKIT', agent: 'voice' } as const;
    const headers = { authorization: `Bearer ${key}` };
    expect((await gateway.send(GenerateTokenMutation, { input }, headers)).status).toBe(200);

    // No banner, no key: nothing but JSON lines.
    expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
    const lines = gateway.stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('msg');
    expect(gateway.stdout + gateway.stderr).not.toMatch(/itg_su_[0-9A-Za-z]{12}/);
    expect(gateway.stderr).toBe('');
    await database.drop();
  });
});
