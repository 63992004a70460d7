import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { startTokenClient, type TestTokenClient } from '../support/token-client.js';
import {
  createAgentKey,
  currentToken,
  disableAgent,
  generateToken,
  registerAgent,
  uniqueName,
} from '../support/tokens.js';

const DAY_SECONDS = 86_400;

const test = gatewayTest();

async function startAgent(
  gateway: TestGateway,
  options: { renewal?: 'AUTOMATIC' | 'MANUAL'; aheadSeconds?: number } = {},
): Promise<TestTokenClient & { agent: string }> {
  const agent = await registerAgent(gateway, { renewal: options.renewal ?? 'AUTOMATIC' });
  const agentKey = await createAgentKey(gateway, agent);
  return { ...startTokenClient(gateway, { agent, agentKey, ...options }), agent };
}

/** A gateway that refuses everybody. */
function refusal(status: number, headers: Record<string, string> = {}): typeof fetch {
  return async () => new Response('not today', { status, headers });
}

test('callers that wait for the token share one request for it', async ({ gateway }) => {
  const { client, agent, tokenRequests } = await startAgent(gateway);
  const tokens = await Promise.all(Array.from({ length: 50 }, () => client.token()));
  expect(new Set(tokens)).toEqual(new Set([(await currentToken(gateway, agent)).token]));
  expect(tokenRequests()).toBe(1);
});

test('the token is asked for with the key alone, and with a function each time anew', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const key = await createAgentKey(gateway, agent);
  let asked = 0;
  const { client, sent } = startTokenClient(gateway, {
    agent,
    agentKey: async () => {
      asked += 1;
      return key;
    },
  });
  await client.token();
  expect(asked).toBe(1);
  expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${key}`);
  expect([...(sent[0]?.headers.keys() ?? [])]).not.toContain('x-livekit-token');
});

test('what the function for the key throws is thrown', async ({ gateway }) => {
  const error = new Error('The file with the key is gone.');
  const { client } = startTokenClient(gateway, {
    agent: uniqueName(),
    agentKey: () => Promise.reject(error),
  });
  await expect(client.token()).rejects.toBe(error);
});

test('from a trusted network no key is needed', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const { client, sent } = startTokenClient(gateway, { agent });
  await expect(client.token()).resolves.toMatch(/^itg_lk_/);
  expect(sent[0]?.headers.has('authorization')).toBe(false);
});

test.for(['', '/', '/graphql', '/graphql/'])(
  'the address may end in "%s"',
  async (end, { gateway }) => {
    const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
    const { client } = startTokenClient(gateway, { agent, url: gateway.url + end });
    await expect(client.token()).resolves.toMatch(/^itg_lk_/);
  },
);

test.for([0, -7 * 3600, 7 * 3600])(
  'the next token is fetched soon after refreshAt, beside the calls, with a clock %i s ahead',
  async (aheadSeconds, { gateway }) => {
    const { client, tokenRequests } = await startAgent(gateway, { aheadSeconds });
    const first = await client.token();
    gateway.clock.advance(20 * DAY_SECONDS - 1);
    await expect(client.token()).resolves.toBe(first);
    expect(tokenRequests()).toBe(1);

    // Half of a tenth of the ten days that are left, since chance says a half.
    gateway.clock.advance(DAY_SECONDS / 2 - 1);
    await expect(client.token()).resolves.toBe(first);
    expect(tokenRequests()).toBe(1);
    gateway.clock.advance(3);
    await expect(client.token()).resolves.toBe(first);
    await expect.poll(() => client.token()).not.toBe(first);
    expect(tokenRequests()).toBe(2);
  },
);

test('an expired token is not given away', async ({ gateway }) => {
  const { client, setNetwork } = await startAgent(gateway);
  const first = await client.token();
  gateway.clock.advance(31 * DAY_SECONDS);
  setNetwork(refusal(503));
  await expect(client.token()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  setNetwork(fetch);
  gateway.clock.advance(60);
  await expect(client.token()).resolves.not.toBe(first);
});

test('a token that is due serves on while the gateway is away', async ({ gateway }) => {
  const { client, setNetwork, tokenRequests } = await startAgent(gateway);
  const first = await client.token();
  gateway.clock.advance(25 * DAY_SECONDS);
  setNetwork(refusal(503));
  for (let call = 0; call < 20; call += 1) await expect(client.token()).resolves.toBe(first);
  expect(tokenRequests()).toBe(2);
});

test('a token that is renewed by hand is asked for now and then, not with each call', async ({
  gateway,
}) => {
  const { client, agent, tokenRequests } = await startAgent(gateway, { renewal: 'MANUAL' });
  await generateToken(gateway, { agent, provider: 'LIVEKIT' });
  await client.token();
  gateway.clock.advance(21 * DAY_SECONDS);
  for (let call = 0; call < 20; call += 1) await client.token();
  await expect.poll(tokenRequests).toBe(2);
  for (let call = 0; call < 20; call += 1) await client.token();
  expect(tokenRequests()).toBe(2);
});

test('an agent without a token is told what to do, and asked about again after a pause', async ({
  gateway,
}) => {
  const { client, agent, tokenRequests } = await startAgent(gateway, { renewal: 'MANUAL' });
  await expect(client.token()).rejects.toMatchObject({
    name: 'TokenClientError',
    code: 'NO_VALID_TOKEN',
    message: expect.stringContaining('generateToken') as string,
  });
  const { token } = await generateToken(gateway, { agent, provider: 'LIVEKIT' });
  await expect(client.token()).rejects.toMatchObject({ code: 'NO_VALID_TOKEN' });
  expect(tokenRequests()).toBe(1);
  gateway.clock.advance(1);
  await expect(client.token()).resolves.toBe(token);
});

test('a disabled agent gets one error for its calls, and the gateway one request', async ({
  gateway,
}) => {
  const { client, agent, tokenRequests } = await startAgent(gateway);
  await disableAgent(gateway, agent);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => client.token()));
  const errors = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason as unknown);
  expect(new Set(errors).size).toBe(1);
  expect(errors[0]).toMatchObject({
    code: 'UNAUTHENTICATED',
    extensions: { reason: 'AGENT_DISABLED', requestId: expect.any(String) as string },
  });
  expect(tokenRequests()).toBe(1);
});

test('failures in a row are spaced wider and wider, up to a minute, by chance up to half less', async ({
  gateway,
}) => {
  const { client, setNetwork, setRandom, tokenRequests } = await startAgent(gateway);
  setNetwork(refusal(500));
  const pauses = [1, 2, 4, 8, 16, 32, 60, 60];
  for (const [index, seconds] of pauses.entries()) {
    const chance = index % 2;
    setRandom(chance === 0 ? 0 : 1);
    await expect(client.token()).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER' });
    expect(tokenRequests()).toBe(index + 1);
    gateway.clock.advance((seconds * (1 + chance)) / 2 - 0.001);
    await expect(client.token()).rejects.toMatchObject({ code: 'UNREADABLE_ANSWER' });
    expect(tokenRequests()).toBe(index + 1);
    gateway.clock.advance(0.001);
  }
  setNetwork(fetch);
  await expect(client.token()).resolves.toMatch(/^itg_lk_/);
});

test.for<[string, (gateway: TestGateway) => string]>([
  ['seconds', () => '90'],
  ['an instant', (gateway) => new Date(gateway.clock.now().getTime() + 90_000).toUTCString()],
])('Retry-After in %s is waited for', async ([_form, retryAfter], { gateway }) => {
  const { client, setNetwork, tokenRequests } = await startAgent(gateway);
  setNetwork(refusal(429, { 'retry-after': retryAfter(gateway) }));
  await expect(client.token()).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    retryAfterSeconds: 90,
  });
  setNetwork(fetch);
  gateway.clock.advance(89);
  await expect(client.token()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(tokenRequests()).toBe(1);
  gateway.clock.advance(1);
  await expect(client.token()).resolves.toMatch(/^itg_lk_/);
});

test('a gateway that cannot be reached, and an address that is none, are told apart', async ({
  gateway,
}) => {
  const agent = uniqueName();
  const { client } = startTokenClient(gateway, { agent, url: 'http://127.0.0.1:1' });
  await expect(client.token()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect(() => startTokenClient(gateway, { agent, url: 'localhost' })).toThrow(TypeError);
});
