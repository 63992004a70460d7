import { afterAll, beforeAll, describe, expect } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import {
  bearer,
  createAgentKey,
  currentToken,
  disableAgent,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  uniqueName,
} from '../support/tokens.js';

const test = gatewayTest();

let closed: TestGateway;

beforeAll(async () => {
  closed = await startGateway({ env: { AGENT_SYNC_TRUSTED_NETWORKS: '' } });
});

afterAll(() => closed.stop());

describe.each(providers)('an agent of $id', ({ id, header, prefix, defaultAgent }) => {
  test('fetches its token, sends it in its header, and is recognised', async ({ gateway }) => {
    const current = await gateway.send(CurrentTokenQuery, { agent: defaultAgent });
    expect(current.data?.currentToken).toMatchObject({
      agentName: defaultAgent,
      provider: id,
      header,
      valid: true,
    });
    const token = current.data?.currentToken.token ?? '';
    expect(token).toMatch(new RegExp(`^itg_${prefix}_[0-9A-Za-z]{49}$`));
    const viewer = await gateway.send(ViewerQuery, {}, { [header]: token });
    expect(viewer.data?.viewer).toMatchObject({ kind: 'AGENT', name: defaultAgent, provider: id });
  });

  test('reads its own current token by a live token, even a retiring one', async ({ gateway }) => {
    const agent = uniqueName();
    const first = await generateToken(gateway, { provider: id, agent });
    const second = await generateToken(gateway, { provider: id, agent });
    const answer = await gateway.send(
      CurrentTokenQuery,
      { agent },
      providerHeader(id, first.token),
    );
    expect(answer.data?.currentToken.token).toBe(second.token);
  });
});

test('an enrolled agent reads its own current token by its agent key', async () => {
  const agent = await registerAgent(closed, { renewal: 'AUTOMATIC' });
  const key = await createAgentKey(closed, agent);
  const answer = await closed.send(CurrentTokenQuery, { agent }, bearer(key));
  expect(answer.data?.currentToken).toMatchObject({ agentName: agent, valid: true });
});

test('the token that a superuser generated is the one that currentToken hands out', async ({
  gateway,
}) => {
  const agent = uniqueName();
  const { token, integrationToken } = await generateToken(gateway, {
    provider: 'LIVEKIT',
    agent,
    ttlSeconds: 900,
  });
  expect(await currentToken(gateway, agent)).toMatchObject({
    token,
    valid: true,
    expiresAt: integrationToken.expiresAt,
    refreshAt: new Date(gateway.clock.now().getTime() + 600_000).toISOString(),
  });
});

test('the same token is handed out until it is time to refresh', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const { token } = await currentToken(gateway, agent);
  expect((await currentToken(gateway, agent)).token).toBe(token);
});

test('without a credential nobody outside a trusted network reads a current token', async () => {
  const answer = await closed.send(CurrentTokenQuery, { agent: 'livekit' });
  expect(answer.status).toBe(401);
  expect(answer.data).toBeNull();
  expect(firstError(answer)).toMatchObject({
    code: 'UNAUTHENTICATED',
    reason: 'MISSING_CREDENTIALS',
  });
  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
});

test('an agent is refused the token of another, whether that one exists or not', async ({
  gateway,
}) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  const key = await createAgentKey(gateway, 'livekit');
  for (const headers of [providerHeader('LIVEKIT', token), bearer(key)]) {
    const ask = (agent: string) => gateway.send(CurrentTokenQuery, { agent }, headers);
    const existing = await ask('google-calendar-mcp');
    const missing = await ask(uniqueName());
    expect(existing.status).toBe(403);
    expect(firstError(existing)).toMatchObject({ code: 'FORBIDDEN', reason: 'NOT_YOUR_AGENT' });
    const { requestId: _one, ...shownOfExisting } = firstError(existing);
    const { requestId: _other, ...shownOfMissing } = firstError(missing);
    expect([missing.status, missing.errors[0]?.message, shownOfMissing]).toEqual([
      existing.status,
      existing.errors[0]?.message,
      shownOfExisting,
    ]);
  }
});

test('an agent that does not exist is not found by those who may know', async ({ gateway }) => {
  for (const headers of [gateway.superuser, {}]) {
    const answer = await gateway.send(CurrentTokenQuery, { agent: uniqueName() }, headers);
    expect(answer.status).toBe(404);
    expect(firstError(answer).code).toBe('NOT_FOUND');
  }
});

test('an outsider is not told whether an agent exists', async () => {
  const existing = await closed.send(CurrentTokenQuery, { agent: 'livekit' });
  const missing = await closed.send(CurrentTokenQuery, { agent: uniqueName() });
  expect(missing.status).toBe(existing.status);
  expect(missing.errors[0]?.message).toBe(existing.errors[0]?.message);
});

test.for([
  ['empty', ''],
  ['of 101 characters', 'a'.repeat(101)],
  ['with a space', 'voice agent'],
  ['with a letter outside ASCII', 'agént'],
  ['with a line break at its end', 'agent\n'],
] as const)(
  'an agent name %s is refused by the name of its argument',
  async ([_what, agent], { gateway }) => {
    const answer = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'agent' });
    expect(answer.errors[0]?.message).toContain('1 to 100 characters out of A-Z a-z 0-9 . _ -');
  },
);

test('an agent name with a NUL is refused before anything is asked', async ({ gateway }) => {
  const answer = await gateway.send(CurrentTokenQuery, { agent: 'agent\0' }, gateway.superuser);
  expect(answer.status).toBe(400);
  expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'agent' });
  expect(answer.errors[0]?.message).toContain('NUL');
});

describe('an agent whose renewal is manual', () => {
  test('that never had a token is told who issues one', async ({ gateway }) => {
    const agent = await registerAgent(gateway);
    const answer = await currentToken(gateway, agent);
    expect(answer).toMatchObject({ valid: false, token: null, expiresAt: null, refreshAt: null });
    expect(answer.message).toContain('generateToken');
    expect(answer.header).toBe('X-LiveKit-Token');
  });

  test('is told the same in the very instant in which its token expires', async ({ gateway }) => {
    const agent = uniqueName();
    await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 60 });
    gateway.clock.advance(59.999);
    expect((await currentToken(gateway, agent)).valid).toBe(true);
    gateway.clock.advance(0.001);
    expect(await currentToken(gateway, agent)).toMatchObject({ valid: false, token: null });
  });
});

test('a disabled agent gets no token, and is told so', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  expect((await currentToken(gateway, agent)).valid).toBe(true);
  await disableAgent(gateway, agent);
  const answer = await currentToken(gateway, agent);
  expect(answer).toMatchObject({ valid: false, token: null });
  expect(answer.message).toContain('disabled');
});
