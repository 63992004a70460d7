import { expect } from 'vitest';

import { providers } from '../../src/providers/registry.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { ViewerQuery } from '../support/operations.js';
import {
  bearer,
  createAgentKey,
  createSuperuser,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  uniqueName,
} from '../support/tokens.js';

const test = gatewayTest();

const viewer = async (gateway: TestGateway, headers: Record<string, string>) =>
  (await gateway.send(ViewerQuery, {}, headers)).data?.viewer;

test('a request without a credential is anonymous', async ({ gateway }) => {
  expect(await viewer(gateway, {})).toEqual({
    kind: 'ANONYMOUS',
    name: null,
    provider: null,
    scopes: [],
  });
});

test('the key of SUPERUSER_KEY is the superuser bootstrap', async ({ gateway }) => {
  expect(await viewer(gateway, gateway.superuser)).toEqual({
    kind: 'SUPERUSER',
    name: 'bootstrap',
    provider: null,
    scopes: [],
  });
});

test('a stored superuser key is the superuser of that name', async ({ gateway }) => {
  const name = uniqueName('superuser');
  const key = await createSuperuser(gateway, name);
  expect(await viewer(gateway, bearer(key))).toMatchObject({ kind: 'SUPERUSER', name });
});

test.for(providers)(
  'a token of $id is its agent, with its provider and scopes',
  async (provider, { gateway }) => {
    const agent = uniqueName();
    const scopes = [...provider.defaultScopes];
    const { token } = await generateToken(gateway, { provider: provider.id, agent, scopes });
    const expected = { kind: 'AGENT', name: agent, provider: provider.id, scopes };
    expect(await viewer(gateway, providerHeader(provider.id, token))).toEqual(expected);
    expect(await viewer(gateway, bearer(token))).toEqual(expected);
  },
);

test('an agent key is the enrolled agent, which has no scopes', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  const key = await createAgentKey(gateway, agent);
  expect(await viewer(gateway, bearer(key))).toEqual({
    kind: 'ENROLLED_AGENT',
    name: agent,
    provider: 'GOOGLE_CALENDAR_MCP',
    scopes: [],
  });
});

test('a bad credential is refused although viewer is open to everybody', async ({ gateway }) => {
  const answer = await gateway.send(ViewerQuery, {}, bearer('nonsense'));
  expect(answer.status).toBe(401);
  expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
});

test('an answer to somebody is not kept by caches on its way', async ({ gateway }) => {
  const answer = await gateway.send(ViewerQuery, {}, gateway.superuser);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
