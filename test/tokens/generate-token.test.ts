import { describe, expect } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { GenerateTokenMutation, ViewerQuery } from '../support/operations.js';
import {
  bearer,
  createAgentKey,
  createSuperuser,
  currentToken,
  disableAgent,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  tokensOf,
  uniqueName,
} from '../support/tokens.js';

const test = gatewayTest();

const inSeconds = (gateway: TestGateway, seconds: number) =>
  new Date(gateway.clock.now().getTime() + seconds * 1000).toISOString();

describe.each(providers)('for $id', ({ id, prefix, defaultScopes }) => {
  test('a superuser gets the secret and the token without it', async ({ gateway }) => {
    const agent = uniqueName();
    const { token, integrationToken } = await generateToken(gateway, {
      provider: id,
      agent,
      note: 'for the tests',
    });
    expect(token).toMatch(new RegExp(`^itg_${prefix}_[0-9A-Za-z]{49}$`));
    expect(integrationToken).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      provider: id,
      agentName: agent,
      hint: `itg_${prefix}_…${token.slice(-4)}`,
      status: 'ACTIVE',
      scopes: defaultScopes,
      issuedAt: inSeconds(gateway, 0),
      issuedBy: 'superuser bootstrap',
      expiresAt: inSeconds(gateway, 30 * 24 * 3600),
      lastUsedAt: null,
      revokedAt: null,
      revokedReason: null,
      note: 'for the tests',
    });
  });

  test('an unknown agent is registered under that provider and left to superusers', async ({
    gateway,
  }) => {
    const agent = uniqueName();
    await generateToken(gateway, { provider: id, agent, ttlSeconds: 60 });
    expect(await currentToken(gateway, agent)).toMatchObject({ provider: id, valid: true });
    gateway.clock.advance(60);
    expect((await currentToken(gateway, agent)).valid).toBe(false);
  });

  test('an agent of another provider is a conflict, and nothing changes', async ({ gateway }) => {
    const other = providers.find((one) => one.id !== id);
    const agent = await registerAgent(gateway, { provider: other?.id ?? id });
    const answer = await gateway.send(
      GenerateTokenMutation,
      { input: { provider: id, agent } },
      gateway.superuser,
    );
    expect(answer.status).toBe(409);
    expect(firstError(answer).code).toBe('CONFLICT');
    expect(answer.errors[0]?.message).toContain(other?.id);
    expect(await tokensOf(gateway, agent)).toEqual([]);
  });
});

test('a disabled agent is a conflict', async ({ gateway }) => {
  const agent = await registerAgent(gateway);
  await disableAgent(gateway, agent);
  const answer = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent } },
    gateway.superuser,
  );
  expect(answer.status).toBe(409);
  expect(firstError(answer).code).toBe('CONFLICT');
  expect(answer.errors[0]?.message).toContain('disabled');
});

test('a token says which superuser issued it', async ({ gateway }) => {
  const name = uniqueName('superuser');
  const key = await createSuperuser(gateway, name);
  const answer = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent: uniqueName() } },
    bearer(key),
  );
  expect(answer.data?.generateToken.integrationToken.issuedBy).toBe(`superuser ${name}`);
});

test('of twenty tokens generated at once each is answered and one is current', async ({
  gateway,
}) => {
  const agent = uniqueName();
  const made = await Promise.all(
    Array.from({ length: 20 }, () => generateToken(gateway, { provider: 'LIVEKIT', agent })),
  );
  const tokens = await tokensOf(gateway, agent);
  expect(tokens).toHaveLength(20);
  const [active, ...others] = tokens.filter((token) => token.status === 'ACTIVE');
  expect(others).toEqual([]);
  const current = await currentToken(gateway, agent);
  const winner = made.find((one) => one.integrationToken.id === active?.id);
  expect(current.token).toBe(winner?.token);
});

describe('is refused', () => {
  const ask = (gateway: TestGateway, headers: Record<string, string>) =>
    gateway.send(
      GenerateTokenMutation,
      { input: { provider: 'LIVEKIT', agent: 'refused' } },
      headers,
    );

  test('to a caller without a credential, even in a trusted network', async ({ gateway }) => {
    const answer = await ask(gateway, {});
    expect(answer.status).toBe(401);
    expect(firstError(answer).reason).toBe('MISSING_CREDENTIALS');
  });

  test('to an agent, by its token and by its agent key', async ({ gateway }) => {
    const agent = await registerAgent(gateway);
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const key = await createAgentKey(gateway, agent);
    for (const headers of [providerHeader('LIVEKIT', token), bearer(key)]) {
      const answer = await ask(gateway, headers);
      expect(answer.status).toBe(403);
      expect(firstError(answer)).toMatchObject({
        code: 'FORBIDDEN',
        reason: 'SUPERUSER_REQUIRED',
      });
    }
  });
});

describe('the token before it', () => {
  const twoTokens = async (
    gateway: TestGateway,
    overlapSeconds: number | undefined,
    ttlSeconds = 3600,
  ) => {
    const agent = uniqueName();
    const first = await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds });
    await generateToken(gateway, {
      provider: 'LIVEKIT',
      agent,
      ...(overlapSeconds === undefined ? {} : { overlapSeconds }),
    });
    const [, previous] = await tokensOf(gateway, agent).then((tokens) =>
      [...tokens].sort((a) => (a.id === first.integrationToken.id ? 1 : -1)),
    );
    const viewer = () => gateway.send(ViewerQuery, {}, providerHeader('LIVEKIT', first.token));
    return { previous, viewer };
  };

  test('retires, and is good for 300 seconds where nothing was said', async ({ gateway }) => {
    const { previous, viewer } = await twoTokens(gateway, undefined);
    expect(previous).toMatchObject({ status: 'RETIRING', expiresAt: inSeconds(gateway, 300) });
    gateway.clock.advance(299.999);
    expect((await viewer()).status).toBe(200);
    gateway.clock.advance(0.001);
    expect(firstError(await viewer()).reason).toBe('EXPIRED');
  });

  test('stays good for as long as was asked', async ({ gateway }) => {
    const { previous } = await twoTokens(gateway, 1800);
    expect(previous).toMatchObject({ status: 'RETIRING', expiresAt: inSeconds(gateway, 1800) });
  });

  test('never outlives its own expiry', async ({ gateway }) => {
    const { previous } = await twoTokens(gateway, 7200, 600);
    expect(previous).toMatchObject({ status: 'RETIRING', expiresAt: inSeconds(gateway, 600) });
  });

  test('is refused at once with an overlap of 0', async ({ gateway }) => {
    const { previous, viewer } = await twoTokens(gateway, 0);
    expect(previous).toMatchObject({ status: 'REVOKED', revokedAt: inSeconds(gateway, 0) });
    expect(previous?.revokedReason).toBeTruthy();
    const answer = await viewer();
    expect(answer.status).toBe(401);
    expect(firstError(answer).reason).toBe('REVOKED');
  });
});
