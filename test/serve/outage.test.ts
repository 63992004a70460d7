import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery, GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { eventually, startProcess, type GatewayProcess } from '../support/process.js';
import { graphqlRequest, openConnection } from '../support/raw-connection.js';
import type { Answer } from '../support/send.js';

const KEY = 'superuser-key-of-the-outage-tests';
const superuser = { authorization: `Bearer ${KEY}` };
/** The gateway's own deadline for its database is 5 s; the rest is for a busy machine. */
const ANSWER_LIMIT_MS = 9_000;
const HEALING_LIMIT_MS = 30_000;

let server: PostgresServer;
let gateway: GatewayProcess;
let agent: Readonly<Record<string, string>>;

beforeAll(async () => {
  // Durable: what a kill may lose otherwise are the credentials of these tests.
  server = await startPostgres({ durable: true });
  gateway = await startProcess({
    DATABASE_URL: await server.createDatabase('gateway'),
    DATA_DIR: makeFolder(),
    SUPERUSER_KEY: KEY,
  });
  const current = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
  agent = { 'x-livekit-token': current.data?.currentToken.token ?? '' };
});

afterAll(() => server.stop());

const asks = {
  'viewer by an agent': () => gateway.send(ViewerQuery, {}, agent),
  'currentToken by an agent': () => gateway.send(CurrentTokenQuery, { agent: 'livekit' }, agent),
  'currentToken by nobody': () => gateway.send(CurrentTokenQuery, { agent: 'livekit' }),
  'generateToken by a superuser': () =>
    gateway.send(
      GenerateTokenMutation,
      { input: { provider: 'LIVEKIT', agent: 'other' } },
      superuser,
    ),
};

/** Asks until the outage shows, and judges every answer on the way. */
async function expectOutage(ask: () => Promise<Answer<unknown>>): Promise<void> {
  await eventually('SERVICE_UNAVAILABLE', HEALING_LIMIT_MS, async () => {
    const startedAt = performance.now();
    const { status, headers, errors } = await ask();
    expect(performance.now() - startedAt).toBeLessThan(ANSWER_LIMIT_MS);
    // What is in memory may be used for as long as the feed of changes counts as heard.
    if (status === 200) return false;
    expect(status).toBe(503);
    expect(errors[0]?.extensions).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      reason: 'DATABASE_UNAVAILABLE',
    });
    expect(headers.get('retry-after')).toBe(String(errors[0]?.extensions.retryAfterSeconds));
    expect(headers.has('www-authenticate')).toBe(false);
    return true;
  });
}

async function expectNotReady(): Promise<void> {
  const ready = await fetch(`${gateway.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    status: 'failed',
    checks: {
      shutdown: { status: 'ok' },
      database: { status: 'failed', reason: expect.stringMatching(/cannot be reached/) as unknown },
      migrations: { status: 'failed' },
    },
  });
  expect((await fetch(`${gateway.url}/livez`)).status).toBe(200);
}

async function expectHealed(): Promise<void> {
  await eventually('Readiness', HEALING_LIMIT_MS, async () => {
    return (await fetch(`${gateway.url}/readyz`)).ok;
  });
  for (const [name, ask] of Object.entries(asks)) {
    const { status, errors } = await ask();
    expect({ name, status, errors }).toEqual({ name, status: 200, errors: [] });
  }
}

const outages = [
  {
    what: 'killed',
    begin: () => server.kill(),
    end: () => server.restart(),
  },
  {
    what: 'paused',
    begin: async () => server.pause(),
    end: async () => server.resume(),
  },
];

describe.each(outages)('a database server that is $what', ({ begin, end }) => {
  test('is an outage to everyone with a good credential, and never a refusal', async () => {
    await begin();
    // At once, since a database that does not answer costs each of them the whole deadline.
    await Promise.all([...Object.values(asks).map(expectOutage), eventuallyNotReady()]);
  });

  test('is forgotten when it is back', async () => {
    await end();
    await expectHealed();
    expect(gateway.stderr).toBe('');
  });
});

async function eventuallyNotReady(): Promise<void> {
  const startedAt = performance.now();
  await expectNotReady();
  expect(performance.now() - startedAt).toBeLessThan(ANSWER_LIMIT_MS);
}

test('SIGTERM ends with 0 in time while the database does not answer', async () => {
  // A first use that is still to be written down, and a request that waits for the database.
  const made = await asks['generateToken by a superuser']();
  const other = { 'x-livekit-token': made.data?.generateToken.token ?? '' };
  expect((await gateway.send(ViewerQuery, {}, other)).status).toBe(200);
  server.pause();
  const waiting = await openConnection(gateway.url);
  const unknown = { authorization: `Bearer ${createSecret('su', systemRandom)}` };
  const { head, body } = graphqlRequest('{ viewer { kind } }', unknown);
  waiting.write(head + body);
  await fetch(`${gateway.url}/livez`);
  const exit = await gateway.end('SIGTERM');
  server.resume();
  await waiting.closed;
  expect(waiting.received).toMatch(/^HTTP\/1\.1 503 /);
  expect(exit).toMatchObject({ code: 0, signal: null });
  expect(exit.durationMs).toBeLessThan(10_000);
});
