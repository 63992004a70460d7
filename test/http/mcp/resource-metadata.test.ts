import { describe, expect } from 'vitest';

import { TOOL_SCOPES } from '../../../src/mcp/tool-scope.js';
import { gatewayTest, startGateway } from '../../support/gateway.js';

const METADATA = '/.well-known/oauth-protected-resource';

const test = gatewayTest();

describe('The description of the protected resource', () => {
  test('stands at its own address, for everybody', async ({ gateway }) => {
    for (const path of ['', '/mcp']) {
      const response = await fetch(`${gateway.url}${METADATA}${path}`);
      expect(await response.json()).toEqual({
        resource: `${gateway.url}${path}`,
        scopes_supported: TOOL_SCOPES,
        bearer_methods_supported: ['header'],
        resource_name: 'Token Gateway',
      });
    }
  });

  test('names the gateway as others see it, and who its callers log in with', async () => {
    const issuer = 'https://login.example.com';
    const env = {
      PUBLIC_URL: 'https://gateway.example.com',
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: 'https://gateway.example.com/mcp',
    };
    const other = await startGateway({ env });
    const response = await fetch(`${other.url}${METADATA}/mcp`);
    await other.stop();
    expect(await response.json()).toMatchObject({
      resource: 'https://gateway.example.com/mcp',
      authorization_servers: [issuer],
    });
  });
});
