import { randomUUID } from 'node:crypto';

import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { IntegrationTokenQuery, ViewerQuery } from '../support/operations.js';
import {
  bearer,
  createAgentKey,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  uniqueName,
} from '../support/tokens.js';

const test = gatewayTest();

const find = (gateway: TestGateway, id: string, headers = gateway.superuser) =>
  gateway.send(IntegrationTokenQuery, { id }, headers);

test('a superuser finds a token by its id, without its secret', async ({ gateway }) => {
  const { token, integrationToken } = await generateToken(gateway, {
    provider: 'GOOGLE_CALENDAR_MCP',
    agent: uniqueName(),
    note: 'found again',
  });
  const answer = await find(gateway, integrationToken.id);
  expect(answer.data?.integrationToken).toEqual(integrationToken);
  expect(JSON.stringify(answer.data)).not.toContain(token.slice(7, -4));
});

test('an id is found in whatever case it is written', async ({ gateway }) => {
  const { integrationToken } = await generateToken(gateway, {
    provider: 'LIVEKIT',
    agent: uniqueName(),
  });
  const answer = await find(gateway, integrationToken.id.toUpperCase());
  expect(answer.data?.integrationToken?.id).toBe(integrationToken.id);
});

test('an id that no token has is null, not an error', async ({ gateway }) => {
  const answer = await find(gateway, randomUUID());
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ integrationToken: null });
  expect(answer.errors).toEqual([]);
});

test.for([
  ['empty', ''],
  ['a number', '42'],
  ['a UUID with a tail', '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11 '],
  ['SQL', "' or 1=1 --"],
] as const)(
  'an id that is %s is refused by the name of its argument',
  async ([_what, id], { gateway }) => {
    const answer = await find(gateway, id);
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'id' });
    expect(answer.errors[0]?.message).toContain('UUID');
  },
);

test('the status is told from the clock and never stored', async ({ gateway }) => {
  const agent = uniqueName();
  const { integrationToken } = await generateToken(gateway, {
    provider: 'LIVEKIT',
    agent,
    ttlSeconds: 3600,
  });
  const status = async () =>
    (await find(gateway, integrationToken.id)).data?.integrationToken?.status;
  expect(await status()).toBe('ACTIVE');
  await generateToken(gateway, { provider: 'LIVEKIT', agent });
  expect(await status()).toBe('RETIRING');
  gateway.clock.advance(299.999);
  expect(await status()).toBe('RETIRING');
  gateway.clock.advance(0.001);
  expect(await status()).toBe('EXPIRED');
  gateway.clock.advance(-1);
  expect(await status()).toBe('RETIRING');
});

test('the last use is written down', async ({ gateway }) => {
  const { token, integrationToken } = await generateToken(gateway, {
    provider: 'LIVEKIT',
    agent: uniqueName(),
  });
  await gateway.send(ViewerQuery, {}, providerHeader('LIVEKIT', token));
  await gateway.app.services.usage.flush();
  const answer = await find(gateway, integrationToken.id);
  expect(answer.data?.integrationToken?.lastUsedAt).toBe(gateway.clock.now().toISOString());
});

test('nobody else is told of tokens, not even an agent of its own', async ({ gateway }) => {
  const agent = await registerAgent(gateway);
  const { token, integrationToken } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  const key = await createAgentKey(gateway, agent);
  const anonymous = await find(gateway, integrationToken.id, {});
  expect(anonymous.data).toEqual({ integrationToken: null });
  expect(firstError(anonymous)).toMatchObject({
    code: 'UNAUTHENTICATED',
    reason: 'MISSING_CREDENTIALS',
  });
  for (const headers of [providerHeader('LIVEKIT', token), bearer(key)]) {
    const answer = await find(gateway, integrationToken.id, headers);
    expect(answer.data).toEqual({ integrationToken: null });
    expect(firstError(answer)).toMatchObject({ code: 'FORBIDDEN', reason: 'SUPERUSER_REQUIRED' });
  }
});
