import { afterAll, beforeAll, describe, expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { providers } from '../../src/providers/registry.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { RotateTokenMutation } from '../support/operations.js';
import { rawQuery, type RawHeader } from '../support/raw-request.js';
import { openStatementGate, type StatementGate } from '../support/statement-gate.js';
import { firstError, generateToken, uniqueName } from '../support/tokens.js';

const WRONG = ['authorization', 'Bearer wrong'] as const;

const test = gatewayTest({ env: { AUTH_FAILURES_PER_MINUTE: '3', TRUST_PROXY: '1' } });

let address = 0;

/** Sends from an address that only this test has. */
function client(gateway: TestGateway): (...headers: RawHeader[]) => ReturnType<typeof rawQuery> {
  address += 1;
  const from = ['x-forwarded-for', `192.0.2.${String(address)}`] as const;
  return (...headers) => rawQuery(gateway.url, '{ viewer { kind } }', [from, ...headers]);
}

test('too many wrong credentials from one address are held up, and told for how long', async ({
  gateway,
}) => {
  const ask = client(gateway);
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(WRONG)).status).toBe(401);
  const answer = await ask(WRONG);
  expect(answer.status).toBe(429);
  expect(firstError(answer).code).toBe('RATE_LIMITED');
  const seconds = Number(answer.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(firstError(answer).retryAfterSeconds).toBe(seconds);
});

test('a good credential and none at all still pass from that address', async ({ gateway }) => {
  const ask = client(gateway);
  for (let turn = 0; turn < 5; turn += 1) await ask(WRONG);
  const good = await ask(['authorization', gateway.superuser['authorization'] ?? '']);
  expect(good.data).toEqual({ viewer: { kind: 'SUPERUSER' } });
  expect((await ask()).data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
});

test('a token that was good once is told that it is no longer, however often it comes', async ({
  gateway,
}) => {
  const agent = uniqueName();
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  await gateway.send(
    RotateTokenMutation,
    { input: { agent, overlapSeconds: 0 } },
    gateway.superuser,
  );
  const ask = client(gateway);
  for (let turn = 0; turn < 5; turn += 1) {
    const answer = await ask(['X-LiveKit-Token', token]);
    expect([answer.status, firstError(answer).reason]).toEqual([401, 'REVOKED']);
  }
});

test('another address is not held up', async ({ gateway }) => {
  const [one, other] = [client(gateway), client(gateway)];
  for (let turn = 0; turn < 5; turn += 1) await one(WRONG);
  expect((await other(WRONG)).status).toBe(401);
});

test.for([
  ['a wrong token in its header', ['X-LiveKit-Token', 'wrong']],
  ['an empty header', ['X-LiveKit-Token', '']],
  ['another scheme', ['authorization', 'Basic d3Jvbmc=']],
] as const)('%s counts as a wrong credential', async ([_what, header], { gateway }) => {
  const ask = client(gateway);
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(header)).status).toBe(401);
  expect((await ask(header)).status).toBe(429);
});

test('held-up credentials are counted in the metrics', async ({ gateway }) => {
  const ask = client(gateway);
  for (let turn = 0; turn < 4; turn += 1) await ask(WRONG);
  const response = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
  expect(await response.text()).toMatch(
    /token_gateway_limits_total\{limit="wrong credentials"\} [1-9]/,
  );
});

describe('guesses of well-formed secrets', () => {
  let database: TestDatabase;
  let gate: StatementGate;
  let gated: TestGateway;
  let other: TestGateway;
  let place = 0;

  beforeAll(async () => {
    const env = { AUTH_FAILURES_PER_MINUTE: '3', TRUST_PROXY: '1' };
    database = await createTestDatabase();
    gate = await openStatementGate(database.url);
    gated = await startGateway({ env, database: { ...database, url: gate.url } });
    other = await startGateway({ env, database, clock: gated.clock });
  });

  afterAll(async () => {
    await gated.stop();
    await other.stop();
    await gate.close();
    await database.drop();
  });

  const ask = (address: string, ...headers: RawHeader[]) =>
    rawQuery(gated.url, '{ viewer { kind name } }', [['x-forwarded-for', address], ...headers]);
  const guess = (address: string, prefix = 'lk') =>
    ask(address, ['authorization', `Bearer ${createSecret(prefix, systemRandom)}`]);
  const newAddress = (): string => {
    place += 1;
    return `203.0.113.${String(place)}`;
  };
  async function flood(address: string): Promise<void> {
    while ((await guess(address)).status !== 429);
  }

  test.each([...providers.map(({ prefix }) => prefix), 'su', 've', 'ag'])(
    'after too many, one more of itg_%s costs the database nothing',
    async (prefix) => {
      const address = newAddress();
      for (let turn = 0; turn < 3; turn += 1)
        expect((await guess(address, prefix)).status).toBe(401);
      const before = gate.statements();
      for (let turn = 0; turn < 20; turn += 1) {
        expect((await guess(address, prefix)).status).toBe(429);
      }
      // A gateway asks a few things by itself, whenever it likes.
      expect(gate.statements() - before).toBeLessThan(10);
    },
  );

  test('many at once cost no more look-ups than one after the other', async () => {
    const address = newAddress();
    const before = gate.statements();
    const answers = await Promise.all(Array.from({ length: 200 }, () => guess(address)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(197);
    expect(gate.statements() - before).toBeGreaterThanOrEqual(3);
    expect(gate.statements() - before).toBeLessThan(13);
  });

  test('many valid ones at once that were never seen before are all accepted', async () => {
    const address = newAddress();
    const { agentKeys } = other.app.services;
    await other.app.services.agents.require('agent', 'livekit');
    const keys = await Promise.all(
      Array.from({ length: 20 }, async () => (await agentKeys.create('livekit', gatewayActor)).key),
    );
    const answers = await Promise.all(
      keys.map((key) => ask(address, ['authorization', `Bearer ${key}`])),
    );
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 200));
  });

  test('an agent at the same address is served throughout, rotations included', async () => {
    const address = newAddress();
    const agent = uniqueName();
    const { token } = await generateToken(other, { provider: 'LIVEKIT', agent });
    expect((await ask(address, ['X-LiveKit-Token', token])).status).toBe(200);
    await flood(address);
    expect((await ask(address, ['X-LiveKit-Token', token])).status).toBe(200);
    // Another replica issues the next token, and this one forgets what it remembers of the agent.
    await other.send(RotateTokenMutation, { input: { agent } }, other.superuser);
    const { data } = await rawQuery(gated.url, `{ currentToken(agent: "${agent}") { token } }`, [
      ['x-forwarded-for', address],
      ['X-LiveKit-Token', token],
    ]);
    const next = (data as { currentToken: { token: string } }).currentToken.token;
    expect(next).not.toBe(token);
    await flood(address);
    const answer = await ask(address, ['X-LiveKit-Token', next]);
    expect([answer.status, answer.data]).toEqual([200, { viewer: { kind: 'AGENT', name: agent } }]);
  });

  test.each([
    [
      'a token',
      async () => (await generateToken(gated, { provider: 'LIVEKIT', agent: uniqueName() })).token,
    ],
    [
      'an agent key',
      async () => (await gated.app.services.agentKeys.create('livekit', gatewayActor)).key,
    ],
    [
      'a superuser key',
      async () => (await gated.app.services.superusers.keys.create(uniqueName(), gatewayActor)).key,
    ],
  ])('%s that this gateway has just issued is accepted from there', async (_what, issue) => {
    const address = newAddress();
    await flood(address);
    const secret = await issue();
    expect((await ask(address, ['authorization', `Bearer ${secret}`])).status).toBe(200);
  });

  test.each([
    [
      'a token',
      async () => (await generateToken(other, { provider: 'LIVEKIT', agent: uniqueName() })).token,
    ],
    [
      'an agent key',
      async () => (await other.app.services.agentKeys.create('livekit', gatewayActor)).key,
    ],
    [
      'a superuser key',
      async () => (await other.app.services.superusers.keys.create(uniqueName(), gatewayActor)).key,
    ],
    [
      'a verifier key',
      async () => (await other.app.services.verifiers.create(uniqueName(), gatewayActor)).key,
    ],
  ])(
    '%s that another replica issued is accepted from there, before and in a flood',
    async (_what, issue) => {
      const address = newAddress();
      const earlier = await issue();
      await flood(address);
      const during = await issue();
      for (const secret of [earlier, during]) {
        await expect
          .poll(async () => (await ask(address, ['authorization', `Bearer ${secret}`])).status)
          .toBe(200);
      }
      expect((await guess(address)).status).toBe(429);
    },
  );

  test('a flood beside changes costs a statement for each of them at most', async () => {
    const address = newAddress();
    await flood(address);
    const cost = async (): Promise<number> => {
      const before = gate.statements();
      for (let turn = 0; turn < 5; turn += 1) {
        await generateToken(other, { provider: 'LIVEKIT', agent: uniqueName() });
        const answers = await Promise.all(Array.from({ length: 50 }, () => guess(address)));
        expect(answers.filter(({ status }) => status !== 429)).toEqual([]);
      }
      return gate.statements() - before;
    };
    // On a busy machine the feed may be late, and the gateway trusts no memory until it is back.
    await expect.poll(cost).toBeLessThan(25);
  });

  test('a token that another replica revoked is refused there, as unknown or revoked', async () => {
    const address = newAddress();
    const agent = uniqueName();
    const { token } = await generateToken(other, { provider: 'LIVEKIT', agent });
    await flood(address);
    await expect
      .poll(async () => (await ask(address, ['X-LiveKit-Token', token])).status)
      .toBe(200);
    await other.send(RotateTokenMutation, { input: { agent, overlapSeconds: 0 } }, other.superuser);
    await expect
      .poll(async () => (await ask(address, ['X-LiveKit-Token', token])).status)
      .toBe(401);
  });

  test('wrong checksums count, and are never looked up', async () => {
    const address = newAddress();
    const wrong = createSecret('lk', systemRandom).replace(/.$/, (last) =>
      last === '0' ? '1' : '0',
    );
    // On a busy machine the feed may be late, and the gateway trusts no memory until it is back.
    await expect
      .poll(async () => {
        const earlier = gate.statements();
        await ask(newAddress(), ['X-LiveKit-Token', wrong]);
        return gate.statements() - earlier;
      })
      .toBe(0);
    const before = gate.statements();
    const statuses: number[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      statuses.push((await ask(address, ['X-LiveKit-Token', wrong])).status);
    }
    expect(statuses).toEqual([401, 401, 401, ...Array.from({ length: 37 }, () => 429)]);
    expect((await guess(address)).status).toBe(429);
    // A few are the gateway's own, such as the uses of credentials that it writes down.
    expect(gate.statements() - before).toBeLessThan(20);
  });

  test.each([
    ['addresses of one IPv6 network', (turn: number) => `2001:db8:0:7::${String(turn + 1)}`],
    ['one address from many ports', (turn: number) => `198.51.100.7:${String(50_000 + turn)}`],
    [
      'an IPv4 address in either form',
      (turn: number) => (turn % 2 ? '::ffff:198.51.100.8' : '198.51.100.8'),
    ],
  ])('%s are one client', async (_what, addressOf) => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) statuses.push((await guess(addressOf(turn))).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });

  test('neighbouring IPv6 networks are not', async () => {
    await flood('2001:db8:0:8::1');
    expect((await guess('2001:db8:0:9::1')).status).toBe(401);
  });
});
