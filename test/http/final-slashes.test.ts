import { expect } from 'vitest';
import { WebSocket } from 'ws';

import { gatewayTest } from '../support/gateway.js';
import { bearer, generateToken, uniqueName } from '../support/tokens.js';

const test = gatewayTest();

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const QUERY = JSON.stringify({ query: '{ viewer { kind } }' });
const CALL = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

test.for([
  ['POST', '/graphql', JSON_TYPE, QUERY],
  ['GET', '/graphql', { accept: 'text/html' }],
  ['GET', '/graphql/explorer.js', {}],
  ['PUT', '/graphql', JSON_TYPE, QUERY],
  ['POST', '/graphql/stream', { ...JSON_TYPE, accept: 'text/event-stream' }, QUERY],
  ['POST', '/mcp', { ...JSON_TYPE, accept: 'application/json, text/event-stream' }, CALL],
  ['GET', '/mcp', {}],
  ['POST', '/livekit/token', JSON_TYPE, '{}'],
  ['POST', '/livekit/webhook', JSON_TYPE, '{}'],
  ['POST', '/oauth/token', FORM, 'grant_type=client_credentials'],
  ['POST', '/oauth/introspect', FORM, 'token=t'],
  ['POST', '/oauth/revoke', FORM, 'token=t'],
  ['POST', '/leaks', JSON_TYPE, '{}'],
  ['GET', '/livez', {}],
  ['GET', '/readyz', {}],
  ['GET', '/metrics', {}],
  ['GET', '/api/livekit', {}],
  ['GET', '/api/docs', {}],
  ['GET', '/api/openapi.json', {}],
  ['GET', '/.well-known/oauth-protected-resource', {}],
  ['GET', '/.well-known/oauth-protected-resource/mcp', {}],
  ['GET', '/.well-known/oauth-authorization-server', {}],
  ['GET', '/oauth/google/callback', {}],
  ['GET', '/nowhere', {}],
] as [string, string, Record<string, string>, string?][])(
  '%s %s does the same with a final slash, without a redirect',
  async ([method, path, headers, body], { gateway }) => {
    const agent = uniqueName();
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const ask = async (url: string) => {
      const response = await fetch(gateway.url + url, {
        method,
        headers: { ...(method === 'POST' && bearer(token)), ...headers },
        redirect: 'error',
        ...(body !== undefined && { body }),
      });
      const { status, headers: answered } = response;
      await response.body?.cancel();
      return { status, type: answered.get('content-type'), allow: answered.get('allow') };
    };
    const plain = await ask(path);
    expect(await ask(`${path}/`)).toEqual(plain);
    expect(await ask(`${path}/?a=b`)).toEqual(await ask(`${path}?a=b`));
    expect(plain.status === 404).toBe(path === '/nowhere');
  },
);

test('a page that is asked for with a final slash finds what it loads', async ({ gateway }) => {
  for (const path of ['/graphql', '/graphql/', '/api/docs', '/api/docs/']) {
    const page = await fetch(gateway.url + path, { headers: { accept: 'text/html' } });
    const links = (await page.text()).matchAll(/(?:src|href)="(?!data:)([^"]+)"/g);
    const addresses = [...links].map(([, link = '']) => new URL(link, gateway.url + path));
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) {
      const { status } = await fetch(address, { headers: { accept: '*/*' } });
      expect([address.pathname, status]).toEqual([
        address.pathname,
        address.pathname === '/' ? 404 : 200,
      ]);
    }
  }
});

test('a WebSocket opens at the path with a final slash', async ({ gateway }) => {
  const url = `${gateway.url.replace('http', 'ws')}/graphql/`;
  const socket = new WebSocket(url, 'graphql-transport-ws');
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.terminate();
});
