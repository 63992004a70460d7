import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { send, startGateway, type TestGateway } from '../support/gateway.js';
import { startPostgres } from '../support/postgres-server.js';
import { rawRequest, type RawHeader } from '../support/raw-request.js';
import {
  firstError,
  generateToken,
  providerHeader,
  uniqueName,
  withSql,
} from '../support/tokens.js';

let development: TestGateway;
let production: TestGateway;

beforeAll(async () => {
  development = await startGateway();
  production = await startGateway({
    env: { NODE_ENV: 'production', CORS_ORIGINS: 'https://app.example,http://localhost:5173' },
  });
});

afterAll(() => Promise.all([development.stop(), production.stop()]));

const get = (gateway: TestGateway, path: string, ...headers: RawHeader[]) =>
  rawRequest(`${gateway.url}${path}`, { headers });
const superuserOf = (gateway: TestGateway): RawHeader => [
  'authorization',
  gateway.superuser['authorization'] ?? '',
];

describe('/livez and /readyz', () => {
  test('need no credential and say that all is well', async () => {
    const live = await get(production, '/livez');
    expect([live.status, JSON.parse(live.text)]).toEqual([200, { status: 'ok' }]);
    const ready = await get(production, '/readyz');
    expect(ready.status).toBe(200);
    expect(JSON.parse(ready.text)).toEqual({
      status: 'ok',
      checks: {
        shutdown: { status: 'ok' },
        database: { status: 'ok' },
        migrations: { status: 'ok' },
      },
    });
  });

  test('missing migrations make the gateway unready, with the reason', async () => {
    const gateway = await startGateway();
    try {
      await withSql(gateway.database, (sql) => sql`delete from token_gateway_migrations`);
      const answer = await get(gateway, '/readyz');
      expect(answer.status).toBe(503);
      expect(JSON.parse(answer.text)).toMatchObject({
        status: 'failed',
        checks: {
          database: { status: 'ok' },
          migrations: { status: 'failed', reason: expect.stringContaining('migrate') as string },
        },
      });
      expect((await get(gateway, '/livez')).status).toBe(200);
    } finally {
      await gateway.stop();
    }
  });

  test('a database that is away makes it unready, and back again ready by itself', async () => {
    // Durable, for a killed server forgets what it has not written: the migrations.
    const server = await startPostgres({ durable: true });
    const url = await server.createDatabase('readiness');
    const gateway = await startGateway({
      database: { url, directUrl: url, drop: () => Promise.resolve() },
    });
    try {
      await server.kill();
      const answer = await get(gateway, '/readyz');
      expect(answer.status).toBe(503);
      expect(JSON.parse(answer.text)).toMatchObject({
        status: 'failed',
        checks: {
          database: {
            status: 'failed',
            reason: expect.stringContaining('database cannot be reached') as string,
          },
        },
      });
      expect((await get(gateway, '/livez')).status).toBe(200);
      await server.restart();
      await expect.poll(async () => (await get(gateway, '/readyz')).status).toBe(200);
    } finally {
      await gateway.stop();
      await server.stop();
    }
    // A server of its own has to be made first.
  });
});

describe('/metrics', () => {
  test('are closed without a credential in production', async () => {
    const answer = await get(production, '/metrics');
    expect(answer.status).toBe(401);
    expect(firstError(answer)).toMatchObject({
      code: 'UNAUTHENTICATED',
      reason: 'MISSING_CREDENTIALS',
    });
    expect(answer.text).not.toContain('token_gateway_');
  });

  test('are closed to agents and to web pages', async () => {
    const { token } = await generateToken(development, {
      provider: 'LIVEKIT',
      agent: uniqueName(),
    });
    const [header = ['', '']] = Object.entries(providerHeader('LIVEKIT', token));
    expect((await get(development, '/metrics', header)).status).toBe(403);
    const page = ['origin', 'https://evil.example'] as const;
    expect((await get(development, '/metrics', page)).status).toBe(401);
  });

  test('are open to superusers, and to trusted networks', async () => {
    await send(`${production.url}/graphql`, '{ viewer { kind } }', {});
    const answer = await get(production, '/metrics', superuserOf(production));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('text/plain');
    expect(answer.text).toMatch(
      /token_gateway_operations_total\{field="viewer",outcome="OK"\} [1-9]/,
    );
    expect((await get(development, '/metrics')).status).toBe(200);
  });
});

describe('CORS', () => {
  const preflight = (gateway: TestGateway, origin: string) =>
    rawRequest(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: [
        ['origin', origin],
        ['access-control-request-method', 'POST'],
        ['access-control-request-headers', 'authorization,content-type,x-livekit-token'],
      ],
    });

  test.each(['https://app.example', 'http://localhost:5173'])('lets %s in', async (origin) => {
    const answer = await preflight(production, origin);
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    expect(answer.headers['access-control-allow-headers']).toContain('x-livekit-token');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('keeps every other origin out', async () => {
    for (const origin of ['https://evil.example', 'https://app.example.evil.example', 'null']) {
      const answer = await preflight(production, origin);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    const nobody = await preflight(development, 'https://app.example');
    expect(nobody.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('lets a page read a refusal, its request id and when to come back', async () => {
    const answer = await get(production, '/nothing', ['origin', 'https://app.example']);
    expect(answer.headers['access-control-allow-origin']).toBe('https://app.example');
    expect(answer.headers['access-control-expose-headers']).toContain('x-request-id');
    expect(answer.headers['access-control-expose-headers']).toContain('retry-after');
    expect(answer.headers['vary']).toContain('Origin');
  });
});

describe('introspection', () => {
  const ask = (gateway: TestGateway, query: string) =>
    send(`${gateway.url}/graphql`, query, {}, gateway.superuser);

  test.each(['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }'])(
    'is on in development and off in production: %s',
    async (query) => {
      expect((await ask(development, query)).errors).toEqual([]);
      const answer = await ask(production, query);
      expect(answer.status).toBe(400);
      expect(firstError(answer).code).toBe('GRAPHQL_VALIDATION_FAILED');
    },
  );

  test('is not replaced by hints at field names in production', async () => {
    const hint = /Did you mean/;
    expect((await ask(development, '{ viewr { kind } }')).errors[0]?.message).toMatch(hint);
    expect((await ask(production, '{ viewr { kind } }')).errors[0]?.message).not.toMatch(hint);
  });
});

test('production trusts no network and makes no agents where nothing was said', async () => {
  const query = '{ currentToken(agent: "livekit") { valid } }';
  expect((await send(`${production.url}/graphql`, query, {})).status).toBe(401);
  expect((await send(`${production.url}/graphql`, query, {}, production.superuser)).status).toBe(
    404,
  );
});
