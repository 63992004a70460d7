import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startGateway, type TestGateway } from './support/gateway.js';
import { rawQuery, type RawHeader } from './support/raw-request.js';
import { firstError } from './support/tokens.js';

const CURRENT = '{ currentToken(agent: "livekit") { valid } }';

let gateway: TestGateway;
let proxied: TestGateway;
let elsewhere: TestGateway;
let publicGateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway();
  const { database } = gateway;
  proxied = await startGateway({ database, env: { TRUST_PROXY: '1' } });
  elsewhere = await startGateway({
    database,
    env: { AGENT_SYNC_TRUSTED_NETWORKS: '10.0.0.0/8,2001:db8::/32', TRUST_PROXY: '2' },
  });
  publicGateway = await startGateway({
    database,
    env: { PUBLIC_URL: 'https://gateway.example:8443/' },
  });
});

afterAll(async () => {
  await Promise.all([proxied.stop(), elsewhere.stop(), publicGateway.stop()]);
  await gateway.stop();
});

async function isTrusted(target: TestGateway, ...headers: RawHeader[]): Promise<boolean> {
  const answer = await rawQuery(target.url, CURRENT, headers);
  if (answer.status === 200) return true;
  expect(answer.status).toBe(401);
  expect(firstError(answer).reason).toBe('MISSING_CREDENTIALS');
  return false;
}

describe('a caller on this machine reads a current token without a credential', () => {
  test.each([
    ['by name', 'localhost'],
    ['by name and port', 'localhost:4000'],
    ['by a name in upper case', 'LOCALHOST:4000'],
    ['by a name under localhost', 'gateway.localhost'],
    ['by address', '127.0.0.1'],
    ['by another loopback address', '127.8.8.8:4000'],
    ['by its address of version 6', '[::1]:4000'],
  ])('when it asks for the host %s', async (_what, host) => {
    expect(await isTrusted(gateway, ['host', host])).toBe(true);
  });

  test.each([
    ['no page', []],
    ['the address bar', [['sec-fetch-site', 'none']]],
    ['a page of the gateway itself', [['sec-fetch-site', 'same-origin']]],
  ] as const)('when the request came from %s', async (_what, headers) => {
    expect(await isTrusted(gateway, ...headers)).toBe(true);
  });

  test('when the Origin is the host that was asked for', async () => {
    const headers = [
      ['host', 'localhost:4000'],
      ['origin', 'http://localhost:4000'],
    ] as const;
    expect(await isTrusted(gateway, ...headers)).toBe(true);
  });
});

describe('a web page in a browser on this machine is refused', () => {
  test.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil-localhost',
    'gateway.example',
    '10.0.0.1',
    '0.0.0.0',
    'localhost@evil.example',
  ])('when its name resolves to us: Host %s', async (host) => {
    expect(await isTrusted(gateway, ['host', host])).toBe(false);
  });

  test.each([
    ['Origin', [['origin', 'https://evil.example']]],
    ['an Origin on another port', [['origin', 'http://localhost:1']]],
    ['an Origin of null', [['origin', 'null']]],
    ['Sec-Fetch-Site', [['sec-fetch-site', 'cross-site']]],
    ['Sec-Fetch-Site of a sibling', [['sec-fetch-site', 'same-site']]],
  ] as const)('when it tells of another site by %s', async (_what, headers) => {
    expect(await isTrusted(gateway, ...headers)).toBe(false);
  });
});

describe('PUBLIC_URL', () => {
  test.each(['gateway.example:8443', 'GATEWAY.example:8443', 'localhost'])(
    'makes %s one of our own names',
    async (host) => {
      expect(await isTrusted(publicGateway, ['host', host])).toBe(true);
    },
  );

  test.each(['gateway.example', 'gateway.example:80', 'evil.example'])(
    'leaves %s a stranger',
    async (host) => {
      expect(await isTrusted(publicGateway, ['host', host])).toBe(false);
    },
  );
});

describe('behind a proxy that is not believed', () => {
  test.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-for', '203.0.113.9'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])('nobody is trusted: %s: %s', async (name, value) => {
    expect(await isTrusted(gateway, [name, value])).toBe(false);
  });
});

describe('behind a proxy that is believed', () => {
  test.each([
    ['127.0.0.1', true],
    ['203.0.113.9', false],
    ['127.0.0.1, 203.0.113.9', false],
    ['203.0.113.9, 127.0.0.1', true],
    ['unknown', false],
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
  ])('two of them are walked through, no more: %s', async (addresses, expected) => {
    expect(await isTrusted(elsewhere, ['x-forwarded-for', addresses])).toBe(expected);
  });

  test('a caller on this machine is a stranger where only other networks are trusted', async () => {
    expect(await isTrusted(elsewhere)).toBe(false);
  });
});

test('a trusted network stands in for currentToken alone', async () => {
  const answer = await rawQuery(gateway.url, '{ integrationTokens { totalCount } }');
  expect(answer.status).toBe(401);
});
