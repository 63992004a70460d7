import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';

const AUDIENCE = 'urn:token-gateway';

let server: Server;
let issuer: string;
let gateway: TestGateway;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(issuer, await configuration());
  server.on('request', provider.callback());
  gateway = await startGateway({
    clock: new TestClock(new Date()), // the issuer's clock is the machine's
    env: {
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: AUDIENCE,
      OIDC_SUPERUSER_CLAIM: 'token_gateway_superuser',
    },
  });
});

afterAll(async () => {
  await gateway.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Two clients that authenticate by themselves, and access tokens as JWTs (RFC 9068). */
async function configuration(): Promise<object> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const client = (id: string) => ({
    client_id: id,
    client_secret: `secret-of-${id}`,
    grant_types: ['client_credentials'],
    response_types: [],
    id_token_signed_response_alg: 'ES256',
    redirect_uris: [],
  });
  return {
    clients: [client('operator'), client('voice-agent')],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['of no matter here'] },
    extraTokenClaims: (_context: unknown, { clientId }: { clientId: string }) =>
      clientId === 'operator' ? { token_gateway_superuser: true } : undefined,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context: unknown, resource: string) => ({
          scope: '',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

async function tokenOf(client: string, resource = AUDIENCE): Promise<Record<string, string>> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client}:secret-of-${client}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  const body = (await response.json()) as { access_token?: string };
  expect(response.status, JSON.stringify(body)).toBe(200);
  return { authorization: `Bearer ${body.access_token ?? ''}` };
}

test('a client of an OpenID provider with the claim is a superuser', async () => {
  const viewer = await gateway.send(ViewerQuery, {}, await tokenOf('operator'));
  const { host } = new URL(issuer);
  expect(viewer.data?.viewer).toMatchObject({ kind: 'SUPERUSER', name: `operator@${host}` });
});

test('a client bound to an agent reads its token, and had to be bound first', async () => {
  const headers = await tokenOf('voice-agent');
  const before = await gateway.send(ViewerQuery, {}, headers);
  expect(before.errors[0]?.extensions).toMatchObject({ reason: 'UNKNOWN' });
  const input = { agent: 'livekit', subject: 'voice-agent' };
  await gateway.send(BindAgentSubjectMutation, { input }, await tokenOf('operator'));
  const current = await gateway.send(CurrentTokenQuery, { agent: 'livekit' }, headers);
  expect(current.data?.currentToken.token).toMatch(/^itg_lk_/);
});

test('a token that the provider made for another resource is refused', async () => {
  const headers = await tokenOf('operator', 'urn:another-service');
  const answer = await gateway.send(ViewerQuery, {}, headers);
  expect(answer.errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
});
