import { randomBytes } from 'node:crypto';

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { send, startGateway, type TestGateway } from '../support/gateway.js';
import { GenerateTokenMutation, RotateTokenMutation } from '../support/operations.js';
import { firstError, generateToken, uniqueName } from '../support/tokens.js';

const LIMITS = {
  TRUST_PROXY: '1',
  REQUESTS_PER_MINUTE: '10',
  ANONYMOUS_REQUESTS_PER_MINUTE: '3',
  TOKENS_PER_MINUTE: '4',
  ROOM_TOKENS_PER_MINUTE: '3',
  LIVEKIT_URL: 'ws://127.0.0.1:1',
  LIVEKIT_API_KEY: 'key',
  LIVEKIT_API_SECRET: randomBytes(24).toString('base64url'),
};

let database: TestDatabase;
let gateway: TestGateway;
let replica: TestGateway;

beforeAll(async () => {
  database = await createTestDatabase();
  gateway = await startGateway({ env: LIMITS, database });
  const { TOKENS_PER_MINUTE, ROOM_TOKENS_PER_MINUTE } = LIMITS;
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = LIMITS;
  replica = await startGateway({
    env: {
      TOKENS_PER_MINUTE,
      ROOM_TOKENS_PER_MINUTE,
      LIVEKIT_URL,
      LIVEKIT_API_KEY,
      LIVEKIT_API_SECRET,
    },
    database,
    clock: gateway.clock,
  });
});

afterAll(async () => {
  await gateway.stop();
  await replica.stop();
  await database.drop();
});

type Headers = Readonly<Record<string, string>>;
const viewer = (headers: Headers, path = '/graphql') =>
  send(`${gateway.url}${path}`, '{ viewer { kind } }', {}, headers);

/** A superuser of its own, so that tests do not count together. */
async function newSuperuser(): Promise<Headers> {
  const { key } = await gateway.app.services.superusers.keys.create(uniqueName(), gatewayActor);
  return { authorization: `Bearer ${key}` };
}

async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < times; turn += 1) found.push((await ask()).status);
  return found;
}

describe('requests', () => {
  test('one principal too many times is told to wait, wherever it asks', async () => {
    const headers = await newSuperuser();
    expect(await statuses(10, () => viewer(headers))).toEqual(Array(10).fill(200));
    const answer = await viewer(headers);
    expect(answer.status).toBe(429);
    expect(firstError(answer)).toMatchObject({
      code: 'RATE_LIMITED',
      reason: 'TOO_MANY_REQUESTS',
      retryAfterSeconds: 60,
    });
    expect(answer.headers.get('retry-after')).toBe('60');
    const rest = await fetch(`${gateway.url}/api/livekit/tokens/`, { headers });
    expect([rest.status, rest.headers.get('retry-after')]).toEqual([429, '60']);
    const other = await newSuperuser();
    expect((await viewer(other)).status).toBe(200);
    gateway.clock.advance(60);
    expect((await viewer(headers)).status).toBe(200);
  });

  test('without a credential an address block is held up, and nobody with one', async () => {
    const from = (address: string): Headers => ({ 'x-forwarded-for': address });
    expect(await statuses(4, () => viewer(from('2001:db8::1')))).toEqual([200, 200, 200, 429]);
    expect((await viewer(from('2001:db8::2'))).status).toBe(429);
    expect((await viewer(from('2001:db8:0:1::'))).status).toBe(200);
    const credential = await newSuperuser();
    expect((await viewer({ ...from('2001:db8::1'), ...credential })).status).toBe(200);
  });

  test('a trusted network counts as a principal', async () => {
    const from = { 'x-forwarded-for': '127.0.0.9' };
    expect(await statuses(11, () => viewer(from))).toEqual([...Array<number>(10).fill(200), 429]);
  });

  test('they are counted in the metrics', async () => {
    const headers = await newSuperuser();
    const response = await fetch(`${gateway.url}/metrics`, { headers });
    expect(await response.text()).toMatch(/limits_total\{limit="requests"\} [1-9]/);
  });
});

describe('tokens', () => {
  const input = (agent: string) => ({ input: { provider: 'LIVEKIT' as const, agent } });

  test('a principal’s tokens for an agent are limited, by all replicas together', async () => {
    const [headers, agent] = [await newSuperuser(), uniqueName()];
    expect((await gateway.send(GenerateTokenMutation, input(agent), headers)).status).toBe(200);
    expect((await replica.send(GenerateTokenMutation, input(agent), headers)).status).toBe(200);
    const rotation = { input: { agent } };
    expect((await gateway.send(RotateTokenMutation, rotation, headers)).status).toBe(200);
    expect((await replica.send(RotateTokenMutation, rotation, headers)).status).toBe(200);
    for (const one of [gateway, replica]) {
      const answer = await one.send(RotateTokenMutation, rotation, headers);
      expect(answer.status).toBe(429);
      expect(answer.headers.get('retry-after')).toBe('60');
      expect(firstError(answer)).toMatchObject({
        code: 'RATE_LIMITED',
        reason: 'TOO_MANY_TOKENS',
      });
    }
    // Another agent, and another principal, are not held up.
    expect((await gateway.send(GenerateTokenMutation, input(uniqueName()), headers)).status).toBe(
      200,
    );
    const other = await newSuperuser();
    expect((await gateway.send(RotateTokenMutation, rotation, other)).status).toBe(200);
    gateway.clock.advance(60);
    expect((await replica.send(RotateTokenMutation, rotation, headers)).status).toBe(200);
    const metrics = await fetch(`${replica.url}/metrics`, { headers: replica.superuser });
    expect(await metrics.text()).toContain('limits_total{limit="tokens issued"} 1');
  });

  test('of many at once on two replicas exactly as many are issued as may be', async () => {
    const [headers, agent] = [await newSuperuser(), uniqueName()];
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, turn) =>
        (turn % 2 ? gateway : replica).send(GenerateTokenMutation, input(agent), headers),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(4).fill(200),
      ...Array<number>(6).fill(429),
    ]);
  });

  test('whoever may not issue tokens, or asks for what cannot be, is not counted', async () => {
    const [headers, agent] = [await newSuperuser(), uniqueName()];
    const { token } = await generateToken(replica, { provider: 'LIVEKIT', agent });
    const asAgent = { 'x-livekit-token': token };
    expect(
      await statuses(6, () => replica.send(RotateTokenMutation, { input: { agent } }, asAgent)),
    ).toEqual(Array(6).fill(403));
    const wrong = { input: { agent, overlapSeconds: -1 } };
    expect(await statuses(6, () => replica.send(RotateTokenMutation, wrong, headers))).toEqual(
      Array(6).fill(400),
    );
    expect((await replica.send(RotateTokenMutation, { input: { agent } }, headers)).status).toBe(
      200,
    );
  });

  test('windows that are over are removed, and a clock that was set back holds nobody up', async () => {
    const [headers, agent] = [await newSuperuser(), uniqueName()];
    expect(
      await statuses(5, () => replica.send(GenerateTokenMutation, input(agent), headers)),
    ).toContain(429);
    gateway.clock.advance(-3_600);
    expect((await replica.send(GenerateTokenMutation, input(agent), headers)).status).toBe(200);
    gateway.clock.advance(7_200);
    await replica.send(GenerateTokenMutation, input(uniqueName()), headers);
    const sql = postgres(database.directUrl, { max: 1 });
    await vi.waitFor(async () => {
      const rows = await sql`select key from rate_limits where key like ${`%${agent}%`}`;
      expect(rows).toEqual([]);
    });
    await sql.end();
  });
});

describe('room tokens', () => {
  const ask = (one: TestGateway, headers: Headers) =>
    send(
      `${one.url}/graphql`,
      'mutation { liveKitRoomToken(input: { room: "a" }) { roomToken } }',
      {},
      headers,
    );

  test('a principal’s room tokens are limited, by all replicas and paths together', async () => {
    const { token } = await generateToken(replica, { provider: 'LIVEKIT', agent: uniqueName() });
    const headers = { 'x-livekit-token': token };
    expect((await ask(gateway, headers)).status).toBe(200);
    expect((await ask(replica, headers)).status).toBe(200);
    const endpoint = () =>
      fetch(`${replica.url}/livekit/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"room_name":"a"}',
      });
    expect((await endpoint()).status).toBe(201);
    const answer = await ask(gateway, headers);
    expect([answer.status, firstError(answer).reason]).toEqual([429, 'TOO_MANY_ROOM_TOKENS']);
    expect((await endpoint()).status).toBe(429);
  });
});
