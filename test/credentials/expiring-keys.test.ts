import { afterEach, beforeEach, expect, test } from 'vitest';

import { createOperations, type RunOperation } from '../../src/operator/operations.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { CreateAgentKeyMutation } from '../support/operations.js';
import { rawQuery } from '../support/raw-request.js';
import { firstError } from '../support/tokens.js';

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

let gateway: TestGateway;
let run: RunOperation;

beforeEach(async () => {
  gateway = await startGateway({ env: { AGENT_AUTO_PROVISION: 'off' } });
  run = createOperations(gateway.app.services);
});
afterEach(() => gateway.stop());

const viewer = (key: string) =>
  rawQuery(gateway.url, '{ viewer { kind expiresAt } }', [['authorization', `Bearer ${key}`]]);
const inSeconds = (seconds: number) => new Date(gateway.clock.now().getTime() + seconds * 1000);

async function createKey(kind: string, name: string, ttlSeconds?: number): Promise<string> {
  if (kind === 'agent key') await run('agent create', { name, provider: 'LIVEKIT' });
  return ((await run(`${kind} create`, { name, ttlSeconds })) as { key: string }).key;
}

const KINDS = [
  ['superuser', 'SUPERUSER'],
  ['verifier', 'VERIFIER'],
  ['agent key', 'ENROLLED_AGENT'],
] as const;

test.each(KINDS)(
  'a key of a %s works until it expires and not a moment longer',
  async (kind, as) => {
    const key = await createKey(kind, 'passing', HOUR_SECONDS);
    const expiresAt = inSeconds(HOUR_SECONDS).toISOString();
    gateway.clock.advance(HOUR_SECONDS - 1);
    expect((await viewer(key)).data).toEqual({ viewer: { kind: as, expiresAt } });
    gateway.clock.advance(1);
    const refused = await viewer(key);
    expect(refused.status).toBe(401);
    expect(firstError(refused)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'EXPIRED' });
  },
);

test.each(KINDS)('a key of a %s without a lifetime does not expire', async (kind, as) => {
  const key = await createKey(kind, 'lasting');
  gateway.clock.advance(4_000 * DAY_SECONDS);
  expect((await viewer(key)).data).toEqual({ viewer: { kind: as, expiresAt: null } });
});

test.each(KINDS)('a lifetime out of bounds makes no key of a %s', async (kind) => {
  for (const ttlSeconds of [0, 59, -1, 366 * DAY_SECONDS + 1, 1.5]) {
    await expect(createKey(kind, `wrong${String(ttlSeconds)}`, ttlSeconds)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  }
  await createKey(kind, 'shortest', 60);
  await createKey(kind, 'longest', 366 * DAY_SECONDS);
});

test('the mutation gives an agent key a lifetime, within the same bounds', async () => {
  await run('agent create', { name: 'desk', provider: 'LIVEKIT' });
  const create = (ttlSeconds: number) =>
    gateway.send(
      CreateAgentKeyMutation,
      { input: { agent: 'desk', ttlSeconds } },
      gateway.superuser,
    );
  const made = await create(HOUR_SECONDS);
  expect(made.data?.createAgentKey.agentKey.expiresAt).toBe(inSeconds(HOUR_SECONDS).toISOString());
  expect(firstError(await create(59))).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('the last use of a key is known to the minute, and costs no write per request', async () => {
  const agentKeys = async () => {
    const query = '{ agent(name: "desk") { keys { lastUsedAt } } }';
    const answer = await rawQuery(gateway.url, query, [
      ['authorization', gateway.superuser['authorization'] ?? ''],
    ]);
    return (answer.data as { agent: { keys: { lastUsedAt: string }[] } }).agent.keys;
  };
  const superuser = await createKey('superuser', 'alice');
  const verifier = await createKey('verifier', 'billing');
  const agent = await createKey('agent key', 'desk');
  const { usage } = gateway.app.services;
  const first = gateway.clock.now().toISOString();
  for (const key of [superuser, verifier, agent]) await viewer(key);
  await usage.flush();
  gateway.clock.advance(59);
  for (const key of [superuser, verifier, agent]) await viewer(key);
  await usage.flush();
  const stored = async () => [
    ...((await run('superuser list', {})) as { lastUsedAt: Date }[]),
    ...((await run('verifier list', {})) as { lastUsedAt: Date }[]),
  ];
  expect((await stored()).map(({ lastUsedAt }) => lastUsedAt.toISOString())).toEqual([
    first,
    first,
  ]);
  expect(await agentKeys()).toEqual([{ lastUsedAt: first }]);
  gateway.clock.advance(1);
  await viewer(agent);
  await usage.flush();
  expect(await agentKeys()).toEqual([{ lastUsedAt: gateway.clock.now().toISOString() }]);
});

test('keys are announced a week before they expire, in lists and at a start', async () => {
  await createKey('superuser', 'alice', 20 * DAY_SECONDS);
  await createKey('verifier', 'billing', 20 * DAY_SECONDS);
  await createKey('agent key', 'desk', 20 * DAY_SECONDS);
  await createKey('superuser', 'lasting');
  const announced = async () => {
    const lists = await Promise.all(
      ['superuser list', 'verifier list', 'agent list'].map((name) => run(name, {})),
    );
    const rows = lists.flat() as {
      name: string;
      status?: string;
      keysExpiringSoon?: unknown[];
    }[];
    return rows
      .filter((row) => row.status === 'EXPIRES_SOON' || (row.keysExpiringSoon?.length ?? 0) > 0)
      .map(({ name }) => name);
  };
  gateway.clock.advance(13 * DAY_SECONDS - 1);
  expect(await announced()).toEqual([]);
  gateway.clock.advance(1);
  expect(await announced()).toEqual(['alice', 'billing', 'desk']);
  const shared = { database: gateway.database, clock: gateway.clock };
  const second = await startGateway({ ...shared, env: { AGENT_AUTO_PROVISION: 'off' } });
  await expect.poll(() => second.log.join('')).toContain('Keys expire within a week');
  const line = second.log.find((one) => one.includes('Keys expire within a week')) ?? '';
  for (const holder of ['superuser alice', 'verifier billing', 'agent desk']) {
    expect(line).toContain(holder);
  }
  await second.stop();
  gateway.clock.advance(7 * DAY_SECONDS);
  expect(await announced()).toEqual([]);
  await run('superuser revoke', { name: 'lasting' });
  expect(await run('superuser list', {})).toMatchObject([
    { name: 'alice', status: 'EXPIRED' },
    { name: 'lasting', status: 'REVOKED' },
  ]);
  expect(await run('agent key list', { name: 'desk' })).toMatchObject([{ status: 'EXPIRED' }]);
});

test('when the last superuser key has expired the operator makes another', async () => {
  const key = await createKey('superuser', 'only', HOUR_SECONDS);
  gateway.clock.advance(HOUR_SECONDS);
  expect((await viewer(key)).status).toBe(401);
  const next = await createKey('superuser', 'next');
  expect((await viewer(next)).data).toMatchObject({ viewer: { kind: 'SUPERUSER' } });
});
