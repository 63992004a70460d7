import { expect } from 'vitest';

import { ALL_SCOPES } from '../../../src/providers/registry.js';
import { gatewayTest, startGateway } from '../../support/gateway.js';
import { exchange } from '../../support/raw-connection.js';

const METADATA = '/.well-known/oauth-authorization-server';

const test = gatewayTest();

const metadataOf = async (issuer: string, url = issuer, path = '') => {
  const response = await fetch(`${url}${METADATA}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    response_types_supported: [],
    token_endpoint: `${issuer}/oauth/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    grant_types_supported: ['client_credentials'],
    scopes_supported: ALL_SCOPES,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    introspection_endpoint: `${issuer}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'Bearer'],
  });
};

test('the gateway says what it can do for OAuth clients, and no more', async ({ gateway }) => {
  await metadataOf(gateway.url);
});

test('its issuer is PUBLIC_URL, found before a path in it', async () => {
  const issuer = 'https://example.com/token/gateway';
  const gateway = await startGateway({ env: { PUBLIC_URL: `${issuer}/` } });
  await metadataOf(issuer, gateway.url);
  await metadataOf(issuer, gateway.url, '/token/gateway');
  for (const path of ['/token', '/mcp', '/token/gateway/mcp']) {
    expect((await fetch(`${gateway.url}${METADATA}${path}`)).status).toBe(404);
  }
  await gateway.stop();
});

test('a path with encoded characters in PUBLIC_URL is found as well', async () => {
  const issuer = 'https://example.com/a%20b';
  const gateway = await startGateway({ env: { PUBLIC_URL: issuer } });
  await metadataOf(issuer, gateway.url, '/a%20b');
  await gateway.stop();
});

test('the metadata are found by every spelling of their address', async ({ gateway }) => {
  const resource = '/.well-known/oauth-protected-resource';
  for (const target of [
    `http://a${METADATA}`,
    `${METADATA}/`,
    METADATA.replace('oauth', '%6fauth'),
    `http://a${resource}/mcp?x=1`,
    `${resource}/%6dcp`,
    `${resource.replace('oauth', '%6fauth')}/mcp`,
  ]) {
    const { status, body } = await exchange(gateway.url, [
      `GET ${target} HTTP/1.1`,
      'Host: a',
      'Connection: close',
    ]);
    expect([target, status]).toEqual([target, 200]);
    if (target.includes('resource')) {
      expect(JSON.parse(body)).toMatchObject({ resource: 'http://a/mcp' });
    }
  }
});

test('a host that tries to log somebody in is told what to do', async ({ gateway }) => {
  const query = '?response_type=code&client_id=x&redirect_uri=https%3A%2F%2Fhost.example.com';
  const response = await fetch(`${gateway.url}/oauth/authorize${query}`, { redirect: 'manual' });
  expect(response.status).toBe(400);
  expect(response.headers.get('location')).toBeNull();
  expect(await response.json()).toMatchObject({
    error: 'unsupported_response_type',
    error_description: expect.stringContaining('logs nobody in') as string,
  });
});
