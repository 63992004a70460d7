import { afterAll, expect } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { ViewerQuery } from '../support/operations.js';
import {
  currentToken,
  generateToken,
  providerHeader,
  registerAgent,
  tokensOf,
} from '../support/tokens.js';

const DAY = 24 * 3600;

const test = gatewayTest();

let replica: TestGateway;

test.beforeAll(async ({ gateway }) => {
  replica = await startGateway({ database: gateway.database, clock: gateway.clock });
});

afterAll(() => replica.stop());

const inParallel = (count: number, ask: (turn: number) => Promise<{ token: string | null }>) =>
  Promise.all(Array.from({ length: count }, async (_, turn) => (await ask(turn)).token));

test('the next token is issued from refreshAt on, and not a millisecond before', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const first = await currentToken(gateway, agent);
  gateway.clock.advance(20 * DAY - 0.001);
  expect((await currentToken(gateway, agent)).token).toBe(first.token);
  gateway.clock.advance(0.001);
  expect(first.refreshAt).toBe(gateway.clock.now().toISOString());
  const second = await currentToken(gateway, agent);
  expect(second.token).not.toBe(first.token);
  expect(second.refreshAt).toBe(
    new Date(gateway.clock.now().getTime() + 20 * DAY * 1000).toISOString(),
  );
});

test('the replaced token stays good for the overlap and is refused from its end on', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const { token } = await currentToken(gateway, agent);
  gateway.clock.advance(20 * DAY);
  await currentToken(gateway, agent);
  const statusOf = async () =>
    (await gateway.send(ViewerQuery, {}, providerHeader('LIVEKIT', token ?? ''))).status;
  gateway.clock.advance(299.999);
  expect(await statusOf()).toBe(200);
  gateway.clock.advance(0.001);
  expect(await statusOf()).toBe(401);
});

test('a hundred calls at refreshAt get one and the same new token from two gateways', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const first = await currentToken(gateway, agent);
  expect((await currentToken(replica, agent)).token).toBe(first.token);
  gateway.clock.advance(20 * DAY);
  const tokens = new Set(
    await inParallel(100, (turn) => currentToken(turn % 2 === 0 ? gateway : replica, agent)),
  );
  expect(tokens.size).toBe(1);
  expect(tokens).not.toContain(first.token);
  expect(await tokensOf(gateway, agent)).toHaveLength(2);
});

test('a hundred first calls at two gateways make one token, and everybody gets it', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const tokens = await inParallel(100, (turn) =>
    currentToken(turn % 2 === 0 ? gateway : replica, agent),
  );
  expect(new Set(tokens).size).toBe(1);
  expect(tokens).not.toContain(null);
  expect(await tokensOf(gateway, agent)).toHaveLength(1);
});

test('a renewed token has the lifetime and the scopes of the one before', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  await generateToken(gateway, {
    provider: 'LIVEKIT',
    agent,
    ttlSeconds: 3600,
    scopes: ['livekit.admin'],
  });
  gateway.clock.advance(2400);
  await currentToken(gateway, agent);
  const [newest] = await tokensOf(gateway, agent);
  expect(newest).toMatchObject({
    status: 'ACTIVE',
    issuedBy: 'automatic renewal',
    scopes: ['livekit.admin'],
    note: null,
    expiresAt: new Date(gateway.clock.now().getTime() + 3_600_000).toISOString(),
  });
});

test('an agent that slept past the expiry of its token gets the next one at once', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  await currentToken(gateway, agent);
  gateway.clock.advance(400 * DAY);
  expect(await currentToken(gateway, agent)).toMatchObject({ valid: true });
  expect((await tokensOf(gateway, agent)).map((token) => token.status)).toEqual([
    'ACTIVE',
    'EXPIRED',
  ]);
});

test('a token is never renewed for an agent whose renewal is manual', async ({ gateway }) => {
  const agent = await registerAgent(gateway);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 90 });
  gateway.clock.advance(89);
  expect((await currentToken(gateway, agent)).token).toBe(token);
  expect(await tokensOf(gateway, agent)).toHaveLength(1);
});
