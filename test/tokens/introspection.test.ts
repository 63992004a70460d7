import * as oauth from 'oauth4webapi';
import { expect } from 'vitest';

import { gatewayActor } from '../../src/platform/actor.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { gatewayTest, send } from '../support/gateway.js';
import { bearer, introspect, INTROSPECT, issueToken } from '../support/introspection.js';

const ISSUER = 'https://gateway.example.com';
const NOTHING = {
  active: false,
  tokenId: null,
  agentName: null,
  provider: null,
  scopes: null,
  issuedAt: null,
  expiresAt: null,
};

const test = gatewayTest({ env: { PUBLIC_URL: ISSUER } });

let verifierKey: string;
let verifier: Record<string, string>;

test.beforeAll(async ({ gateway }) => {
  verifierKey = (await gateway.app.services.verifiers.create('billing', gatewayActor)).key;
  verifier = bearer(verifierKey);
});

test('a back end learns what a live token is worth, in the words of RFC 7662', async ({
  gateway,
}) => {
  const { secret, token } = await issueToken(gateway, 'room-agent');
  const response = await introspect(gateway, secret, verifier);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const iat = Math.floor(token.issuedAt.getTime() / 1000);
  expect(await response.json()).toEqual({
    active: true,
    scope: 'livekit.join',
    client_id: 'room-agent',
    sub: 'room-agent',
    token_type: 'Bearer',
    exp: iat + 3600,
    iat,
    nbf: iat,
    iss: ISSUER,
    jti: token.id,
    provider: 'LIVEKIT',
  });
});

test('GraphQL tells the same, to superusers as well', async ({ gateway }) => {
  const { secret, token } = await issueToken(gateway, 'calendar-agent', 'GOOGLE_CALENDAR_MCP');
  for (const headers of [verifier, gateway.superuser]) {
    const answer = await send(`${gateway.url}/graphql`, INTROSPECT, { token: secret }, headers);
    expect(answer.data).toEqual({
      introspectToken: {
        active: true,
        tokenId: token.id,
        agentName: 'calendar-agent',
        provider: 'GOOGLE_CALENDAR_MCP',
        scopes: ['calendar.read', 'calendar.write'],
        issuedAt: token.issuedAt.toISOString(),
        expiresAt: token.expiresAt.toISOString(),
      },
    });
  }
});

test('an OAuth client of another make introspects by the standard alone', async ({ gateway }) => {
  const { secret } = await issueToken(gateway, 'standard-agent');
  const server = { issuer: ISSUER, introspection_endpoint: `${gateway.url}/oauth/introspect` };
  const client = { client_id: 'billing' };
  const ask = async (token: string, key: string) => {
    const authenticate: oauth.ClientAuth = (_server, _client, _body, headers) => {
      headers.set('authorization', `Bearer ${key}`);
    };
    const options = {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- no TLS here
      [oauth.allowInsecureRequests]: true,
      additionalParameters: { token_type_hint: 'access_token' },
    };
    const response = await oauth.introspectionRequest(server, client, authenticate, token, options);
    return oauth.processIntrospectionResponse(server, client, response);
  };
  expect(await ask(secret, verifierKey)).toMatchObject({ active: true, sub: 'standard-agent' });
  expect(await ask(createSecret('lk', systemRandom), verifierKey)).toEqual({ active: false });
  await expect(ask(secret, 'wrong')).rejects.toMatchObject({
    status: 401,
    cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }, { scheme: 'basic' }],
  });
});

test('an OAuth client that authenticates by client_secret_basic needs nothing of ours', async ({
  gateway,
}) => {
  const { secret } = await issueToken(gateway, 'basic-agent');
  const server = { issuer: ISSUER, introspection_endpoint: `${gateway.url}/oauth/introspect` };
  const superuserKey = gateway.superuser['authorization']?.slice('Bearer '.length) ?? '';
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no TLS here
  const options = { [oauth.allowInsecureRequests]: true };
  const ask = async (clientId: string, key: string) => {
    const client = { client_id: clientId };
    const authenticate = oauth.ClientSecretBasic(key);
    const response = await oauth.introspectionRequest(
      server,
      client,
      authenticate,
      secret,
      options,
    );
    return oauth.processIntrospectionResponse(server, client, response);
  };
  expect(await ask('billing', verifierKey)).toMatchObject({ active: true, sub: 'basic-agent' });
  expect(await ask('an:y name%', superuserKey)).toMatchObject({ active: true });
  await expect(ask('billing', 'wrong')).rejects.toMatchObject({
    status: 401,
    cause: [{ scheme: 'bearer' }, { scheme: 'basic', parameters: { realm: 'token-gateway' } }],
  });
});

test('whatever is not a live token looks the same', async ({ gateway }) => {
  const { tokens, agents, agentKeys } = gateway.app.services;
  const revoked = await issueToken(gateway, 'revoked');
  await tokens.revoke(revoked.token.id, undefined, gatewayActor);
  const disabled = await issueToken(gateway, 'disabled');
  await agents.update('disabled', { enabled: false }, gatewayActor);
  const expired = await issueToken(gateway, 'expired');
  const { key } = await agentKeys.create('expired', gatewayActor);
  gateway.clock.advance(3600);
  const superuserKey = gateway.superuser['authorization']?.slice('Bearer '.length) ?? '';
  const worthless = [
    revoked.secret,
    disabled.secret,
    expired.secret,
    createSecret('lk', systemRandom),
    createSecret('zz', systemRandom),
    `${expired.secret}x`,
    'nonsense',
    key,
    verifierKey,
    superuserKey,
  ];
  for (const token of worthless) {
    const response = await introspect(gateway, token, verifier);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"active":false}');
    const answer = await send(`${gateway.url}/graphql`, INTROSPECT, { token }, verifier);
    expect(answer.data).toEqual({ introspectToken: NOTHING });
  }
});

test('the scopes are those that the agent still has', async ({ gateway }) => {
  const { secret } = await issueToken(gateway, 'restricted', 'GOOGLE_CALENDAR_MCP');
  await gateway.app.services.agents.update(
    'restricted',
    { scopes: ['calendar.read'] },
    gatewayActor,
  );
  expect(await (await introspect(gateway, secret, verifier)).json()).toMatchObject({
    scope: 'calendar.read',
  });
});

test('an introspection counts as a use of the token, a vain one does not', async ({ gateway }) => {
  const { tokens, usage } = gateway.app.services;
  const live = await issueToken(gateway, 'used');
  const retired = await issueToken(gateway, 'unused');
  await tokens.revoke(retired.token.id, undefined, gatewayActor);
  await introspect(gateway, live.secret, verifier);
  await introspect(gateway, retired.secret, verifier);
  await usage.flush();
  expect((await tokens.findById(live.token.id))?.lastUsedAt).toEqual(gateway.clock.now());
  expect((await tokens.findById(retired.token.id))?.lastUsedAt).toBeNull();
});

test('no token or key is ever logged', ({ gateway }) => {
  expect(gateway.log.join('\n')).not.toMatch(/itg_[a-z]{2}_[0-9A-Za-z]{12}/);
});
