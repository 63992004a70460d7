import { expect } from 'vitest';

import type { AuditAction } from '../../../src/platform/audit-action.js';
import { systemRandom } from '../../../src/platform/crypto.js';
import { createSecret } from '../../../src/platform/secrets/secret.js';
import { gatewayTest, type TestGateway } from '../../support/gateway.js';
import { basic, requestToken, sendForm, type TokenAnswer } from '../../support/oauth.js';
import { ViewerQuery } from '../../support/operations.js';
import { bearer, createAgentKey, firstError, registerAgent } from '../../support/tokens.js';

const test = gatewayTest();

/** An agent, its credential as a client, and its current token. */
async function newAgent(gateway: TestGateway) {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const key = await createAgentKey(gateway, agent);
  const client = basic(agent, key);
  const { body } = await requestToken(gateway, {}, client);
  return { agent, key, client, token: String(body['access_token']) };
}

const revoke = (
  gateway: TestGateway,
  token: string,
  client: Record<string, string>,
  form: Record<string, string> = {},
): Promise<TokenAnswer> => sendForm(gateway, '/oauth/revoke', { token, ...form }, client);

const eventsOf = async (gateway: TestGateway, agentName: string, action: AuditAction) =>
  gateway.app.services.audit.list({ agentName, action }, { limit: 10, after: undefined });

test('an agent ends its own token, and gets the next one', async ({ gateway }) => {
  const { agent, client, token } = await newAgent(gateway);
  const answer = await revoke(gateway, token, client, { token_type_hint: 'access_token' });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({});
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const refused = await gateway.send(ViewerQuery, {}, bearer(token));
  expect(firstError(refused)).toMatchObject({ reason: 'REVOKED' });
  const [event] = await eventsOf(gateway, agent, 'TOKEN_REVOKED');
  expect(event).toMatchObject({
    actorKind: 'ENROLLED_AGENT',
    actorName: agent,
    details: JSON.stringify({ reason: 'Its agent revoked it at /oauth/revoke.' }),
  });
  const next = await requestToken(gateway, {}, client);
  expect(next.status).toBe(200);
  expect(next.body['access_token']).not.toBe(token);
});

test('a revocation is logged and counted as one by revokeToken is', async ({ gateway }) => {
  const { agent, client, token } = await newAgent(gateway);
  const count = async () => {
    const headers = { authorization: gateway.superuser['authorization'] ?? '' };
    const text = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
    return Number(
      /operations_total\{field="revokeToken",outcome="OK"\} (\d+)/.exec(text)?.[1] ?? 0,
    );
  };
  const before = await count();
  const { headers } = await revoke(gateway, token, client);
  expect(await count()).toBe(before + 1);
  const lines = gateway.log.map((text) => JSON.parse(text) as Record<string, unknown>);
  const requestId = headers.get('x-request-id');
  expect(lines.find((line) => line['requestId'] === requestId)).toMatchObject({
    msg: 'operation',
    operation: 'oauth/revoke',
    fields: ['revokeToken'],
    name: agent,
    outcome: 'OK',
  });
});

test('a token that is worth nothing is answered like one that was ended', async ({ gateway }) => {
  const { agent, client, token } = await newAgent(gateway);
  for (const one of [token, token, createSecret('lk', systemRandom), `${token}x`, 'eyJ.x.y', '?']) {
    const answer = await revoke(gateway, one, client, { token_type_hint: 'anything' });
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: {} });
  }
  expect(await eventsOf(gateway, agent, 'TOKEN_REVOKED')).toHaveLength(1);
});

test('another agent’s token stays good, and the attempt is audited', async ({ gateway }) => {
  const [one, other] = [await newAgent(gateway), await newAgent(gateway)];
  const { status, body } = await revoke(gateway, other.token, one.client);
  expect({ status, ...body }).toMatchObject({
    status: 400,
    error: 'unauthorized_client',
    code: 'FORBIDDEN',
    reason: 'NOT_YOUR_AGENT',
  });
  expect((await gateway.send(ViewerQuery, {}, bearer(other.token))).errors).toEqual([]);
  const [event] = await eventsOf(gateway, one.agent, 'ACCESS_REFUSED');
  expect(JSON.parse(event?.details ?? '')).toEqual({
    field: 'revokeToken',
    reason: 'NOT_YOUR_AGENT',
  });
});

test('a key is no token, and stays good', async ({ gateway }) => {
  const { client, key } = await newAgent(gateway);
  for (const one of [key, createSecret('su', systemRandom), createSecret('ve', systemRandom)]) {
    const { status, body } = await revoke(gateway, one, client);
    expect({ status, ...body }).toMatchObject({ status: 400, error: 'unsupported_token_type' });
  }
  expect((await requestToken(gateway, {}, client)).status).toBe(200);
});

test('nobody revokes a token without a client’s credential, and what is missing is named', async ({
  gateway,
}) => {
  const { client, token } = await newAgent(gateway);
  const anonymous = await revoke(gateway, token, {});
  expect({ status: anonymous.status, ...anonymous.body }).toMatchObject({
    status: 401,
    error: 'invalid_client',
  });
  expect((await revoke(gateway, token, bearer(token))).status).toBe(401);
  expect((await gateway.send(ViewerQuery, {}, bearer(token))).errors).toEqual([]);
  for (const form of ['', 'token=', `token=${token}&token=${token}`]) {
    const { status, body } = await sendForm(gateway, '/oauth/revoke', form, client);
    expect({ status, ...body }).toMatchObject({ status: 400, error: 'invalid_request' });
  }
});
