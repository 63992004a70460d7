import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import postgres from 'postgres';

import { gatewayActor } from '../../src/platform/actor.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { send, startGateway, type TestGateway } from '../support/gateway.js';
import { bearer, issueToken } from '../support/introspection.js';
import { createSeverableDatabase } from '../support/severable-database.js';

type Headers = Record<string, string>;

let gateway: TestGateway;
let address = 0;

beforeAll(async () => {
  gateway = await startGateway({ env: { TRUST_PROXY: '1' } });
});

afterAll(() => gateway.stop());

/** Reports a leak, from an address that only this call has unless `headers` say otherwise. */
function report(body: unknown, headers: Headers = {}, to: TestGateway = gateway) {
  address += 1;
  return fetch(`${to.url}/leaks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `192.0.2.${String(address)}`,
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function expectReceipt(response: Response): Promise<void> {
  expect(response.status).toBe(202);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.text()).toBe('{"status":"received"}');
}

async function statusWith(headers: Headers, of: TestGateway = gateway): Promise<number> {
  return (await send(`${of.url}/graphql`, '{ viewer { kind } }', {}, headers)).status;
}

async function auditEvents(tokenOrName: string) {
  const sql = postgres(gateway.database.directUrl, { max: 1 });
  try {
    return await sql<{ action: string; actor_kind: string; details: unknown }[]>`
      select action, actor_kind, details from audit_events
      where token_id::text = ${tokenOrName} or agent_name = ${tokenOrName}
        or details::text like ${`%"${tokenOrName}"%`}
      order by at, sequence`;
  } finally {
    await sql.end();
  }
}

test('a reported token is refused from then on, and the audit log says why', async () => {
  const { secret, token } = await issueToken(gateway, 'leaky');
  expect(await statusWith({ 'X-LiveKit-Token': secret })).toBe(200);
  const source = `https://git.example.com/commit/1?q=${secret}`;
  await expectReceipt(await report({ token: ` ${secret}\n`, source }));
  expect(await statusWith({ 'X-LiveKit-Token': secret })).toBe(401);
  const reason = 'Reported as leaked: https://git.example.com/commit/1?q=[redacted]';
  const found = await gateway.app.services.tokens.findById(token.id);
  expect(found?.revokedReason).toBe(reason);
  expect(await auditEvents(token.id)).toContainEqual(
    expect.objectContaining({ action: 'TOKEN_LEAK_REPORTED', actor_kind: 'ANONYMOUS' }),
  );
});

describe('keys are revoked as well:', () => {
  test.each([
    ['an agent key', () => gateway.app.services.agentKeys.create('livekit', gatewayActor)],
    ['a superuser key', () => gateway.app.services.superusers.keys.create('ann', gatewayActor)],
    ['a verifier key', () => gateway.app.services.verifiers.create('shop', gatewayActor)],
  ])('%s', async (_what, create) => {
    const { key } = await create();
    expect(await statusWith(bearer(key))).toBe(200);
    await expectReceipt(await report({ token: key }));
    expect(await statusWith(bearer(key))).toBe(401);
    const events = await auditEvents(`${key.slice(0, 7)}…${key.slice(-4)}`);
    expect(events.filter(({ action }) => action === 'TOKEN_LEAK_REPORTED')).toHaveLength(1);
  });
});

test('a report twice, or many at once, is one event', async () => {
  const { secret, token } = await issueToken(gateway, 'repeated');
  await Promise.all([1, 2, 3, 4].map(async () => expectReceipt(await report({ token: secret }))));
  await expectReceipt(await report({ token: secret }));
  const events = await auditEvents(token.id);
  expect(events.filter(({ action }) => action === 'TOKEN_LEAK_REPORTED')).toHaveLength(1);
});

test('the answer is the same whatever the secret was', async () => {
  const { secret } = await issueToken(gateway, 'expired');
  gateway.clock.advance(7200);
  for (const token of [
    secret,
    createSecret('lk', systemRandom),
    createSecret('su', systemRandom),
    createSecret('zz', systemRandom),
    'nonsense',
  ]) {
    await expectReceipt(await report({ token, source: null }));
  }
});

test('SUPERUSER_KEY goes on working, and the log says loudly to change it', async () => {
  const key = gateway.superuser['authorization']?.slice('Bearer '.length) ?? '';
  await expectReceipt(await report({ token: key, source: `pasted ${key}` }));
  expect(await statusWith(gateway.superuser)).toBe(200);
  const line = gateway.log.find((one) => one.includes('Change SUPERUSER_KEY'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 50 });
  expect(line).not.toContain(key);
});

test('no credential is needed, and a bad one does not matter', async () => {
  const { secret } = await issueToken(gateway, 'bad-company');
  const headers = { authorization: 'Basic nonsense', 'X-LiveKit-Token': 'nonsense' };
  await expectReceipt(await report({ token: secret }, headers));
  expect(await statusWith({ 'X-LiveKit-Token': secret })).toBe(401);
});

test.each([
  ['nothing', 400, ''],
  ['broken JSON', 400, '{"token":'],
  ['no token', 400, {}],
  ['an empty token', 400, { token: ' ' }],
  ['a token that is no text', 400, { token: 7 }],
  ['a list', 400, ['itg_lk_x']],
  ['null', 400, 'null'],
  ['a source that is no text', 400, { token: 'a', source: {} }],
  ['a source that is too long', 400, { token: 'a', source: 'a'.repeat(401) }],
  ['a body over the limit', 413, { token: 'a'.repeat(300_000) }],
])('%s is refused with a word on what is expected', async (_what, status, body) => {
  const response = await report(body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) as string } }],
  });
});

test('too many reports from one address are held up, and told for how long', async () => {
  const from = { 'x-forwarded-for': '198.51.100.1' };
  const statuses = new Set<number>();
  for (let turn = 0; turn < 60; turn += 1) {
    statuses.add((await report({ token: 'nonsense' }, from)).status);
  }
  expect([...statuses]).toEqual([202]);
  const response = await report({ token: 'nonsense' }, from);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'RATE_LIMITED', reason: 'TOO_MANY_LEAK_REPORTS' } }],
  });
  await expectReceipt(await report({ token: 'nonsense' }));
});

test('another replica refuses a reported token by being told of it', async () => {
  const other = await startGateway({ database: gateway.database, clock: gateway.clock });
  try {
    const { secret } = await issueToken(gateway, 'replicated');
    const headers = { 'X-LiveKit-Token': secret };
    expect(await statusWith(headers, other)).toBe(200);
    await expectReceipt(await report({ token: secret }));
    // The clock stands still: what the replica remembers does not end by itself.
    await expect.poll(() => statusWith(headers, other)).toBe(401);
  } finally {
    await other.stop();
  }
});

test('while the database is away, a report is not taken as received', async () => {
  const database = await createSeverableDatabase();
  const cutOff = await startGateway({ database });
  try {
    const { secret } = await issueToken(cutOff, 'stranded');
    database.sever();
    const response = await report({ token: secret }, {}, cutOff);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('2');
  } finally {
    await cutOff.stop();
    await database.drop();
  }
});

test('no token or key is ever logged', () => {
  expect(gateway.log.join('\n')).not.toMatch(/itg_[a-z]{2}_[0-9A-Za-z]{12}/);
});
