import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ENCRYPTION_KEYS } from '../support/gateway.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { endWithFile, makeFolder } from '../support/leftovers.js';
import { GenerateTokenMutation } from '../support/operations.js';
import { startPostLoad } from '../support/post-load.js';
import { eventually, startProcess, type GatewayProcess } from '../support/process.js';
import { hasProxy, proxyExample, startProxy, type Proxy } from '../support/proxies.js';
import { transports } from '../support/streams.js';

const GUIDE = fileURLToPath(new URL('../../docs/operations.md', import.meta.url));
const KEY = 'superuser-key-of-the-rolling-restart-tests';
const superuser = { authorization: `Bearer ${KEY}` };
const LIMIT_MS = 120_000;
const VIEWER = JSON.stringify({ query: 'query Viewer { viewer { kind } }' });

/** How many requests may be lost: open-source nginx does not ask whether a gateway is ready. */
const proxies = [
  { name: 'nginx', mostLost: 1 },
  { name: 'haproxy', mostLost: 0 },
  { name: 'caddy', mostLost: 0 },
] as const;

test.each(proxies)('the guide shows the configuration of $name that runs here', ({ name }) => {
  expect(readFileSync(GUIDE, 'utf8')).toContain(proxyExample(name));
});

describe.each(proxies)('behind $name', ({ name, mostLost }) => {
  describe.skipIf(!hasProxy(name))('two gateways on one database', () => {
    let database: TestDatabase;
    let ports: readonly [number, number];
    let gateways: [GatewayProcess, GatewayProcess];
    let proxy: Proxy;

    const start = (port: number): Promise<GatewayProcess> =>
      startProcess({
        DATABASE_URL: database.url,
        DATA_DIR: makeFolder(),
        PORT: String(port),
        SUPERUSER_KEY: KEY,
        TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
        TRUST_PROXY: '1',
        REQUESTS_PER_MINUTE: '0',
        SHUTDOWN_DELAY_SECONDS: '5',
      });
    const operations = (): Readonly<Record<string, unknown>>[] =>
      gateways.flatMap(({ log }) => log.filter(({ msg }) => msg === 'operation'));
    const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${proxy.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...superuser, ...headers },
        body,
      });

    beforeAll(async () => {
      database = await createTestDatabase();
      ports = [await freePort(), await freePort()];
      gateways = [await start(ports[0]), await start(ports[1])];
      proxy = await startProxy(name, makeFolder(), ports);
      endWithFile(proxy.child);
    });

    afterAll(async () => {
      await proxy.stop();
      await Promise.all(gateways.map((gateway) => gateway.end('SIGTERM')));
      await database.drop();
    });

    test('see the address of the client, and not one that it makes up', async () => {
      const asked = await post('/graphql', VIEWER, { 'x-forwarded-for': '203.0.113.9' });
      expect(asked.status).toBe(200);
      const [line] = await eventually('The operation', LIMIT_MS, () => {
        const lines = operations();
        return lines.length > 0 && lines;
      });
      expect(line).toMatchObject({ address: '127.0.0.1', principal: 'SUPERUSER' });
    });

    test('know by which address they were asked', async () => {
      const metadata = await fetch(`${proxy.url}/.well-known/oauth-protected-resource/mcp`);
      expect(await metadata.json()).toMatchObject({ resource: `${proxy.url}/mcp` });
    });

    test('refuse large bodies and accept large headers in their own words', async () => {
      const body = JSON.stringify({ query: ' '.repeat(300 * 1024) });
      const large = await post('/graphql', body);
      expect(large.status).toBe(413);
      expect(await large.text()).toContain('The request body must be at most 256 KiB.');
      const headers = await post('/graphql', VIEWER, { 'x-large': 'x'.repeat(12 * 1024) });
      expect(headers.status).toBe(200);
    });

    test.each(Object.entries(transports))('are heard at once by %s', async (_, open) => {
      const stream = open({ url: proxy.url, headers: superuser, agent: 'livekit' });
      const input = { provider: 'LIVEKIT' as const, agent: 'livekit' };
      // What the stream was opened too late for is made again.
      const change = stream.next();
      let isHeard = false;
      void change.then(() => (isHeard = true));
      await eventually('The change', LIMIT_MS, async () => {
        if (!isHeard) await gateways[0].send(GenerateTokenMutation, { input }, superuser);
        return isHeard;
      });
      expect((await change).agentName).toBe('livekit');
      stream.close();
    });

    test.each([
      ['JSON', {}, 'application/json'],
      ['a stream of events', { _meta: { progressToken: 'p' } }, 'text/event-stream'],
    ])('answer MCP by %s', async (_, params, type) => {
      const input = { provider: 'LIVEKIT' as const, agent: 'mcp' };
      const issued = await gateways[0].send(GenerateTokenMutation, { input }, superuser);
      const answer = await post(
        '/mcp',
        JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params }),
        {
          accept: 'application/json, text/event-stream',
          authorization: `Bearer ${issued.data?.generateToken.token ?? ''}`,
        },
      );
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain(type);
      expect(await answer.text()).toContain('"tools":[');
    });

    test(`lose no more than ${mostLost} requests while they are restarted one by one`, async () => {
      const load = startPostLoad({
        url: `${proxy.url}/graphql`,
        headers: superuser,
        body: VIEWER,
        expected: '"kind":"SUPERUSER"',
        clients: 8,
      });
      for (const at of [0, 1] as const) {
        await eventually('Load on both', LIMIT_MS, () => gateways.every(isLoaded));
        expect(await gateways[at].end('SIGTERM')).toMatchObject({ code: 0, signal: null });
        gateways[at] = await start(ports[at]);
      }
      await eventually('Load on both', LIMIT_MS, () => gateways.every(isLoaded));
      await load.stop();
      expect(load.sent).toBeGreaterThan(100);
      expect(load.lost.slice(mostLost)).toEqual([]);
    });
  });
});

/** Whether the proxy sends requests to this process. */
function isLoaded({ log }: GatewayProcess): boolean {
  return (
    log.filter(({ msg, operation }) => msg === 'operation' && operation === 'Viewer').length > 5
  );
}
