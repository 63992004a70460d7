import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import {
  CurrentTokenQuery,
  GenerateTokenMutation,
  IntegrationTokenQuery,
  RevokeAgentTokensMutation,
  RevokeTokenMutation,
  RotateTokenMutation,
  ViewerQuery,
} from '../support/operations.js';

const test = gatewayTest();

async function generate(
  gateway: TestGateway,
  agent: string,
  input: { ttlSeconds?: number; scopes?: string[] } = {},
) {
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent, ...input } },
    gateway.superuser,
  );
  expect(made.errors).toEqual([]);
  const { token = '', integrationToken } = made.data?.generateToken ?? {};
  return { token, id: integrationToken?.id ?? '' };
}

const rotate = (
  gateway: TestGateway,
  input: { agent: string; overlapSeconds?: number; reason?: string },
) => gateway.send(RotateTokenMutation, { input }, gateway.superuser);

const use = (gateway: TestGateway, token: string) =>
  gateway.send(ViewerQuery, {}, { 'X-LiveKit-Token': token });

const stateOf = async (gateway: TestGateway, id: string) =>
  (await gateway.send(IntegrationTokenQuery, { id }, gateway.superuser)).data?.integrationToken;

test('a rotation inherits scopes and lifetime, and both tokens are good during the overlap', async ({
  gateway,
}) => {
  const old = await generate(gateway, 'rotated', { ttlSeconds: 7200, scopes: ['livekit.admin'] });
  gateway.clock.advance(600);
  const next = await rotate(gateway, { agent: 'rotated', overlapSeconds: 60 });
  const made = next.data?.rotateToken.integrationToken;
  expect(made).toMatchObject({ scopes: ['livekit.admin'], status: 'ACTIVE' });
  const livedSeconds =
    (Date.parse(made?.expiresAt ?? '') - Date.parse(made?.issuedAt ?? '')) / 1000;
  expect(livedSeconds).toBe(7200);
  expect((await stateOf(gateway, old.id))?.status).toBe('RETIRING');
  expect((await use(gateway, old.token)).status).toBe(200);
  expect((await use(gateway, next.data?.rotateToken.token ?? '')).status).toBe(200);
  gateway.clock.advance(60);
  expect((await use(gateway, old.token)).errors[0]?.extensions.reason).toBe('EXPIRED');
  expect((await use(gateway, next.data?.rotateToken.token ?? '')).status).toBe(200);
});

test('the overlap never reaches past the old expiry', async ({ gateway }) => {
  const old = await generate(gateway, 'short', { ttlSeconds: 60 });
  const before = await stateOf(gateway, old.id);
  await rotate(gateway, { agent: 'short', overlapSeconds: 3600 });
  expect((await stateOf(gateway, old.id))?.expiresAt).toBe(before?.expiresAt);
});

test('a rotation without overlap revokes the old token at once, with its reason', async ({
  gateway,
}) => {
  const old = await generate(gateway, 'leaked');
  await rotate(gateway, { agent: 'leaked', overlapSeconds: 0, reason: 'seen in a log' });
  expect((await use(gateway, old.token)).errors[0]?.extensions.reason).toBe('REVOKED');
  expect(await stateOf(gateway, old.id)).toMatchObject({
    status: 'REVOKED',
    revokedReason: 'seen in a log',
  });
});

test('an agent without a valid token has nothing to rotate', async ({ gateway }) => {
  await generate(gateway, 'spent', { ttlSeconds: 60 });
  gateway.clock.advance(60);
  expect((await rotate(gateway, { agent: 'spent' })).errors[0]?.extensions.code).toBe('CONFLICT');
  expect((await rotate(gateway, { agent: 'nobody' })).errors[0]?.extensions.code).toBe('NOT_FOUND');
});

test('forty rotations at once leave one current token and no gap', async ({ gateway }) => {
  await generate(gateway, 'busy');
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => rotate(gateway, { agent: 'busy', overlapSeconds: 60 })),
  );
  const tokens = answers.map((answer) => answer.data?.rotateToken.token ?? '');
  expect(new Set(tokens).size).toBe(40);
  const current = await gateway.send(CurrentTokenQuery, { agent: 'busy' }, gateway.superuser);
  expect(tokens).toContain(current.data?.currentToken.token);
  const uses = await Promise.all(tokens.map((token) => use(gateway, token)));
  expect(uses.every((answer) => answer.status === 200)).toBe(true);
});

test('a revoked token is refused from the answer on, however often it is revoked', async ({
  gateway,
}) => {
  const { id, token } = await generate(gateway, 'revoked');
  expect((await use(gateway, token)).status).toBe(200);
  const revoke = (reason: string) =>
    gateway.send(RevokeTokenMutation, { input: { id, reason } }, gateway.superuser);
  const first = await revoke('no longer needed');
  expect((await use(gateway, token)).errors[0]?.extensions.reason).toBe('REVOKED');
  gateway.clock.advance(5);
  const second = await revoke('again');
  expect(second.data?.revokeToken.integrationToken).toEqual(
    first.data?.revokeToken.integrationToken,
  );
});

test('all of an agent’s good tokens are revoked together, and the agent heals if it may', async ({
  gateway,
}) => {
  const first = await generate(gateway, 'wiped');
  const second = await generate(gateway, 'wiped');
  const wipe = () =>
    gateway.send(
      RevokeAgentTokensMutation,
      { input: { agent: 'wiped', reason: 'the machine was stolen' } },
      gateway.superuser,
    );
  expect((await wipe()).data?.revokeAgentTokens.revokedCount).toBe(2);
  expect((await wipe()).data?.revokeAgentTokens.revokedCount).toBe(0);
  for (const { token } of [first, second]) expect((await use(gateway, token)).status).toBe(401);
  const current = await gateway.send(CurrentTokenQuery, { agent: 'wiped' }, gateway.superuser);
  expect(current.data?.currentToken).toMatchObject({ valid: false, token: null });
});

test('an unknown id and a malformed one are told apart', async ({ gateway }) => {
  const revoke = (id: string) =>
    gateway.send(RevokeTokenMutation, { input: { id } }, gateway.superuser);
  const unknown = await revoke('00000000-0000-4000-8000-000000000000');
  expect(unknown.errors[0]?.extensions.code).toBe('NOT_FOUND');
  const malformed = await revoke('itg_lk_nonsense');
  expect(malformed.errors[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    argument: 'input.id',
  });
});
