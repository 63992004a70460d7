import { afterAll, describe, expect } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { exchange } from '../support/raw-connection.js';
import { rawQuery, rawRequest, type RawHeader } from '../support/raw-request.js';
import { firstError } from '../support/tokens.js';

/** The origin of a page that the gateway sends to somebody who asks 127.0.0.1:4000. */
const HERE = 'http://127.0.0.1:4000';
const CURRENT = '{ currentToken(agent: "livekit") { valid } }';

const test = gatewayTest();

let proxied: TestGateway;
let elsewhere: TestGateway;
let publicGateway: TestGateway;

test.beforeAll(async ({ gateway }) => {
  const { database } = gateway;
  proxied = await startGateway({ database, env: { TRUST_PROXY: '1' } });
  elsewhere = await startGateway({
    database,
    env: { AGENT_SYNC_TRUSTED_NETWORKS: '10.0.0.0/8,2001:db8::/32', TRUST_PROXY: '2' },
  });
  publicGateway = await startGateway({
    database,
    env: { PUBLIC_URL: 'https://gateway.example:8443/', TRUST_PROXY: '1' },
  });
});

afterAll(async () => {
  await Promise.all([proxied.stop(), elsewhere.stop(), publicGateway.stop()]);
});

async function isTrusted(target: TestGateway, ...headers: RawHeader[]): Promise<boolean> {
  const answer = await rawQuery(target.url, CURRENT, headers);
  if (answer.status === 200) return true;
  expect(answer.status).toBe(401);
  expect(firstError(answer).reason).toBe('MISSING_CREDENTIALS');
  return false;
}

describe('a caller on this machine reads a current token without a credential', () => {
  test.for([
    ['by name', 'localhost'],
    ['by name and port', 'localhost:4000'],
    ['by a name in upper case', 'LOCALHOST:4000'],
    ['by a name under localhost', 'gateway.localhost'],
    ['by address', '127.0.0.1'],
    ['by another loopback address', '127.8.8.8:4000'],
    ['by its address of version 6', '[::1]:4000'],
  ] as const)('when it asks for the host %s', async ([_what, host], { gateway }) => {
    expect(await isTrusted(gateway, ['host', host])).toBe(true);
  });

  test.for([
    ['no page', []],
    ['the address bar', [['sec-fetch-site', 'none']]],
  ] as const)('when the request came from %s', async ([_what, headers], { gateway }) => {
    expect(await isTrusted(gateway, ...headers)).toBe(true);
  });
});

describe('a web page in a browser on this machine is refused', () => {
  test.for([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil-localhost',
    'gateway.example',
    '10.0.0.1',
    '0.0.0.0',
    'localhost.',
  ])('when its name resolves to us: Host %s', async (host, { gateway }) => {
    expect(await isTrusted(gateway, ['host', host])).toBe(false);
  });

  test.for([
    ['another site, by its Origin', [['origin', 'https://evil.example']]],
    ['another port, by its Origin', [['origin', 'http://localhost:1']]],
    ['no site, by its Origin', [['origin', 'null']]],
    ['an empty Origin', [['origin', '']]],
    ['another site, by its Referer', [['referer', 'https://evil.example/page']]],
    ['an empty Referer', [['referer', '']]],
    ['another site, by Sec-Fetch-Site', [['sec-fetch-site', 'cross-site']]],
    ['a sibling, by Sec-Fetch-Site', [['sec-fetch-site', 'same-site']]],
    [
      'two sites',
      [
        ['sec-fetch-site', 'none'],
        ['Sec-Fetch-Site', 'none'],
      ],
    ],
    ['the gateway itself, by its Origin', [['origin', HERE]]],
    ['the gateway itself, by its Referer', [['referer', `${HERE}/graphql`]]],
    ['the gateway itself, by Sec-Fetch-Site', [['sec-fetch-site', 'same-origin']]],
  ] as readonly [string, readonly RawHeader[]][])(
    'when it is one of %s',
    async ([_what, headers], { gateway }) => {
      const host = ['host', '127.0.0.1:4000'] as const;
      expect(await isTrusted(gateway, host, ...headers)).toBe(false);
    },
  );

  test('on every way to a current token', async ({ gateway }) => {
    const subscription = encodeURIComponent(
      'subscription { currentTokenChanged(agent: "livekit") { changedAt } }',
    );
    const paths: [string, ...RawHeader[]][] = [
      ['/metrics'],
      ['/api/livekit/tokens/current-token/'],
      [`/graphql?query=${encodeURIComponent(CURRENT)}`, ['apollo-require-preflight', '1']],
      [`/graphql/stream?query=${subscription}`, ['accept', 'text/event-stream']],
    ];
    const own = ['sec-fetch-site', 'same-origin'] as const;
    for (const [path, ...headers] of paths) {
      const answer = await rawRequest(`${gateway.url}${path}`, { headers: [own, ...headers] });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});

describe('PUBLIC_URL', () => {
  const near = ['x-forwarded-for', '127.0.0.1'] as const;

  test.each(['gateway.example:8443', 'GATEWAY.example:8443', 'localhost'])(
    'makes %s one of our own names',
    async (host) => {
      expect(await isTrusted(publicGateway, ['host', host], near)).toBe(true);
    },
  );

  test.each(['gateway.example', 'gateway.example:80', 'evil.example'])(
    'leaves %s a stranger',
    async (host) => {
      expect(await isTrusted(publicGateway, ['host', host], near)).toBe(false);
    },
  );

  test.for(['https://gateway.example', 'http://192.0.2.1:4000', 'https://localhost.example'])(
    'without TRUST_PROXY switches the trusted networks off: %s',
    async (url, { gateway }) => {
      const { database } = gateway;
      const env = { PUBLIC_URL: url, AGENT_SYNC_TRUSTED_NETWORKS: '127.0.0.0/8' };
      const published = await startGateway({ database, env });
      try {
        expect(await isTrusted(published, ['host', 'localhost'])).toBe(false);
        expect(await isTrusted(published, ['host', new URL(url).host])).toBe(false);
        expect((await rawRequest(`${published.url}/metrics`)).status).toBe(401);
      } finally {
        await published.stop();
      }
    },
  );

  test.for(['http://localhost:4000', 'http://127.0.0.1', 'http://[::1]:4000'])(
    'that is this machine leaves them on: %s',
    async (url, { gateway }) => {
      const local = await startGateway({ database: gateway.database, env: { PUBLIC_URL: url } });
      try {
        expect(await isTrusted(local, ['host', new URL(url).host])).toBe(true);
      } finally {
        await local.stop();
      }
    },
  );
});

describe('behind a proxy that is not believed', () => {
  test.for([
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-for', '203.0.113.9'],
    ['x-forwarded-proto', 'https'],
    ['x-forwarded-anything', ''],
    ['forwarded', 'for=127.0.0.1'],
    ['forwarded-for', '127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
    ['cf-connecting-ip', '127.0.0.1'],
    ['cf-ray', '230b030023ae2822-SJC'],
    ['cdn-loop', 'cloudflare'],
    ['true-client-ip', '127.0.0.1'],
    ['x-client-ip', '127.0.0.1'],
    ['x-cluster-client-ip', '127.0.0.1'],
    ['fly-client-ip', '127.0.0.1'],
    ['fastly-client-ip', '127.0.0.1'],
    ['x-envoy-external-address', '127.0.0.1'],
    ['x-envoy-expected-rq-timeout-ms', '15000'],
    ['x-amzn-trace-id', 'Root=1-67891233-abcdef012345678912345678'],
    ['x-azure-clientip', '127.0.0.1'],
    ['x-original-forwarded-for', '127.0.0.1'],
    ['x-request-start', 't=1'],
    ['akamai-origin-hop', '1'],
    ['tailscale-user-login', 'someone@example.com'],
    ['ngrok-auth-user-email', 'someone@example.com'],
    ['x-scheme', 'https'],
    ['x-vercel-forwarded-for', '127.0.0.1'],
  ] as const)('nobody is trusted: %s: %s', async ([name, value], { gateway }) => {
    expect(await isTrusted(gateway, [name, value])).toBe(false);
  });

  test('nobody is trusted by HTTP/1.0, which nginx speaks', async ({ gateway }) => {
    const asked = (target: string, version: string) =>
      exchange(gateway.url, [
        `GET ${target} HTTP/${version}`,
        'Host: 127.0.0.1:4000',
        'Apollo-Require-Preflight: 1',
        'Connection: close',
      ]);
    for (const target of [
      `/graphql?query=${encodeURIComponent(CURRENT)}`,
      '/metrics',
      '/api/livekit/tokens/current-token/',
    ]) {
      expect((await asked(target, '1.1')).status).toBe(200);
      expect((await asked(target, '1.0')).status).toBe(401);
    }
  });

  test('every way to a current token is closed', async ({ gateway }) => {
    const via = ['via', '1.1 proxy'] as const;
    const subscription = encodeURIComponent(
      'subscription { currentTokenChanged(agent: "livekit") { changedAt } }',
    );
    const paths: [string, ...RawHeader[]][] = [
      ['/metrics'],
      ['/api/google-calendar-mcp/tokens/current-token/'],
      [`/graphql/stream?query=${subscription}`, ['accept', 'text/event-stream']],
    ];
    for (const [path, ...headers] of paths) {
      const answer = await rawRequest(`${gateway.url}${path}`, { headers: [via, ...headers] });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });
});

describe('behind a proxy that is believed', () => {
  test.each([
    ['127.0.0.1', true],
    ['203.0.113.9', false],
    ['127.0.0.1, 203.0.113.9', false],
    ['203.0.113.9, 127.0.0.1', true],
    ['127.0.0.1:5555', true],
    ['203.0.113.9:5555', false],
    ['::1', true],
    ['[::1]', true],
    ['[::1]:5555', true],
    ['::ffff:127.0.0.1', true],
    ['[::FFFF:7f00:1]:80', true],
    ['localhost', false],
    ['unknown', false],
    ['_hidden', false],
    ['127.0.0.1:', false],
    ['127.0.0.1:99999', false],
    ['127.0.0.1:http', false],
    ['127.1', false],
    ['0x7f.0.0.1', false],
    ['"127.0.0.1"', false],
    ['[127.0.0.1', false],
    ['::1:', false],
    ['127.0.0.1 127.0.0.1', false],
    ['127.0.0.1;', false],
    ['<script>, 127.0.0.1', true],
    ['127.0.0.1, <script>', false],
    ['', false],
    [' , ', false],
  ])('the last address that it adds counts: %s', async (addresses, expected) => {
    expect(await isTrusted(proxied, ['x-forwarded-for', addresses])).toBe(expected);
  });

  test.each([
    ['10.1.2.3, 192.0.2.1', true],
    ['::ffff:10.1.2.3, 192.0.2.1', true],
    ['2001:db8::7, 192.0.2.1', true],
    ['2001:db9::7, 192.0.2.1', false],
    ['10.1.2.3, 11.0.0.1, 192.0.2.1', false],
    ['192.0.2.1', false],
    ['10.1.2.3', false],
    ['10.1.2.3,', false],
  ])('two of them are walked through, no more: %s', async (addresses, expected) => {
    expect(await isTrusted(elsewhere, ['x-forwarded-for', addresses])).toBe(expected);
  });

  test('a request that it reports no address for is not trusted', async () => {
    expect(await isTrusted(proxied)).toBe(false);
    expect((await rawRequest(`${proxied.url}/metrics`)).status).toBe(401);
    expect(await isTrusted(proxied, ['forwarded', 'for=127.0.0.1'])).toBe(false);
    expect(await isTrusted(proxied, ['x-real-ip', '127.0.0.1'])).toBe(false);
  });

  test('a caller on this machine is a stranger where only other networks are trusted', async () => {
    expect(await isTrusted(elsewhere)).toBe(false);
  });
});

test('a trusted network stands in for currentToken alone', async ({ gateway }) => {
  const answer = await rawQuery(gateway.url, '{ integrationTokens { totalCount } }');
  expect(answer.status).toBe(401);
});
