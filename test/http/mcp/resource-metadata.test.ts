import { afterAll, beforeAll, describe, expect, test as plainTest } from 'vitest';

import { TOOL_SCOPES } from '../../../src/mcp/tool-scope.js';
import { freePort } from '../../support/free-port.js';
import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { endWithFile, makeFolder } from '../../support/leftovers.js';
import { hasProxy, startProxy, type Proxy } from '../../support/proxies.js';

const METADATA = '/.well-known/oauth-protected-resource';
const ISSUER = 'https://login.example.com';

const test = gatewayTest();

async function resourceAt(url: string): Promise<unknown> {
  const response = await fetch(url);
  const body = (await response.json()) as { resource?: string };
  return response.ok ? body.resource : response.status;
}

/** Where the challenge of a request without a credential leads. */
async function challenged(url: string): Promise<string | undefined> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(response.status).toBe(401);
  return /resource_metadata="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
}

describe('The description of the protected resource', () => {
  test('stands at its own address, for everybody', async ({ gateway }) => {
    for (const path of ['', '/mcp']) {
      const response = await fetch(`${gateway.url}${METADATA}${path}`);
      expect(await response.json()).toEqual({
        resource: `${gateway.url}${path}`,
        authorization_servers: [gateway.url],
        scopes_supported: TOOL_SCOPES,
        bearer_methods_supported: ['header'],
        resource_name: 'Token Gateway',
      });
    }
  });

  test('is found with a final slash or a query, and at no other path', async ({ gateway }) => {
    const { url } = gateway;
    expect(await resourceAt(`${url}${METADATA}/`)).toBe(url);
    expect(await resourceAt(`${url}${METADATA}/mcp/`)).toBe(`${url}/mcp`);
    expect(await resourceAt(`${url}${METADATA}/mcp?agent=x`)).toBe(`${url}/mcp`);
    expect(await resourceAt(`${url}${METADATA}/graphql`)).toBe(404);
    expect(await challenged(`${url}/mcp/`)).toBe(`${url}${METADATA}/mcp`);
  });
});

describe('A gateway that others see elsewhere', () => {
  plainTest('names that address, and who its callers log in with', async () => {
    const env = {
      PUBLIC_URL: 'https://gateway.example.com',
      OIDC_ISSUER: ISSUER,
      OIDC_AUDIENCE: 'https://gateway.example.com/mcp',
    };
    const other = await startGateway({ env });
    const response = await fetch(`${other.url}${METADATA}/mcp`);
    await other.stop();
    expect(await response.json()).toMatchObject({
      resource: 'https://gateway.example.com/mcp',
      authorization_servers: [ISSUER, 'https://gateway.example.com'],
    });
  });

  plainTest('under a path answers with and without it, whatever is in the path', async () => {
    const publicUrl = 'https://example.com/a:b/*/c%20d/';
    const other = await startGateway({ env: { PUBLIC_URL: publicUrl } });
    const found = await Promise.all(
      ['/mcp', '/a:b/*/c%20d/mcp', '/a:b/*/c%20d', '/another/mcp'].map((path) =>
        resourceAt(`${other.url}${METADATA}${path}`),
      ),
    );
    await other.stop();
    expect(found).toEqual([`${publicUrl}mcp`, `${publicUrl}mcp`, publicUrl.slice(0, -1), 404]);
  });
});

describe.skipIf(!hasProxy('nginx under a path'))('Behind nginx, under a path', () => {
  let gateway: TestGateway;
  let proxy: Proxy;

  beforeAll(async () => {
    const [port, gatewayPort] = [await freePort(), await freePort()];
    const env = { PORT: String(gatewayPort), PUBLIC_URL: `http://127.0.0.1:${port}/gateway` };
    gateway = await startGateway({ env });
    const ports = [gatewayPort, gatewayPort] as const;
    proxy = await startProxy('nginx under a path', makeFolder(), ports, port);
    endWithFile(proxy.child);
  });

  afterAll(async () => {
    await proxy.stop();
    await gateway.stop();
  });

  plainTest('the challenge leads to the description, which names the address asked', async () => {
    const address = `${proxy.url}/mcp`;
    const metadata = await challenged(address);
    expect(await resourceAt(metadata ?? '')).toBe(address);
  });

  plainTest('who looks where RFC 9728 says finds it too', async () => {
    const { origin } = new URL(proxy.url);
    expect(await resourceAt(`${origin}${METADATA}/gateway/mcp`)).toBe(`${proxy.url}/mcp`);
    expect(await resourceAt(`${origin}${METADATA}/gateway`)).toBe(proxy.url);
  });
});
