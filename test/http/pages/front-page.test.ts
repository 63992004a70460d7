import { readFileSync } from 'node:fs';

import { afterAll, describe, expect } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { rawRequest, type RawAnswer, type RawHeader } from '../../support/raw-request.js';

const { homepage } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { homepage: string };

const BROWSER = ['accept', 'text/html,application/xhtml+xml,*/*;q=0.8'] as const;

const test = gatewayTest();

let production: TestGateway;
let published: TestGateway;
let equipped: TestGateway;

test.beforeAll(async ({ gateway: { database } }) => {
  production = await startGateway({ env: { NODE_ENV: 'production', LEGACY_API: 'off' } });
  published = await startGateway({
    database,
    env: { PUBLIC_URL: 'https://example.com/gateway/', TRUST_PROXY: '1', API_DOCS: 'off' },
  });
  equipped = await startGateway({
    database,
    env: {
      TRUST_PROXY: '1',
      GOOGLE_CLIENT_ID: 'client-of-the-front-page',
      GOOGLE_CLIENT_SECRET: 'GOCSPX-secret-of-the-front-page',
      LIVEKIT_URL: 'wss://livekit.example.com',
      LIVEKIT_API_KEY: 'key-of-the-front-page',
      LIVEKIT_API_SECRET: 'livekit-secret-of-the-front-page-0123456789',
    },
  });
});

afterAll(() => Promise.all([production.stop(), published.stop(), equipped.stop()]));

const open = (gateway: TestGateway, ...headers: RawHeader[]): Promise<RawAnswer> =>
  rawRequest(`${gateway.url}/`, { headers: [BROWSER, ...headers] });

const linksIn = ({ text }: RawAnswer): string[] =>
  [...text.matchAll(/<a href="([^"]*)"/g)].map(([, address = '']) => address);

/** The address of MCP that the page tells to copy. */
const mcpIn = ({ text }: RawAnswer): string =>
  /&quot;url&quot;: &quot;(.*?)&quot;/.exec(text)?.[1] ?? '';

describe('GET / in a browser, in development,', () => {
  test('says what this is, and leads to GraphQL, the REST paths and the documentation', async ({
    gateway,
  }) => {
    const page = await open(gateway);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('LiveKit and Google Calendar MCP agents');
    expect(linksIn(page)).toEqual(['graphql', 'api/docs', homepage]);
    for (const link of ['graphql', 'api/docs']) {
      const there = await rawRequest(`${gateway.url}/${link}`, { headers: [BROWSER] });
      expect([there.status, there.headers['content-type']]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
    }
  });

  test('says what is set up, and by which settings the rest would be', async ({ gateway }) => {
    const bare = await open(gateway);
    expect(bare.text).toContain('PostgreSQL');
    expect(bare.text).toContain('GOOGLE_CLIENT_ID');
    expect(bare.text).toContain('LIVEKIT_API_SECRET');
    const full = await open(equipped);
    expect(full.text.match(/Set up\b/g)).toHaveLength(2);
    for (const value of ['GOOGLE_CLIENT_ID', 'GOCSPX', 'front-page', 'livekit.example.com']) {
      expect(full.text).not.toContain(value);
    }
  });

  test('tells the address of MCP as the reader reached it', async ({ gateway }) => {
    expect(mcpIn(await open(gateway))).toBe(`${gateway.url}/mcp`);
    const forwarded = [
      ['x-forwarded-for', '203.0.113.9'],
      ['x-forwarded-proto', 'https'],
      ['x-forwarded-host', 'gateway.example.org'],
    ] as const;
    expect(mcpIn(await open(equipped, ...forwarded))).toBe('https://gateway.example.org/mcp');
    expect(mcpIn(await open(published))).toBe('https://example.com/gateway/mcp');
  });

  test('leads to no REST paths where they are not shown', async () => {
    expect(linksIn(await open(published))).not.toContain('api/docs');
  });

  test('runs nothing and loads nothing', async ({ gateway }) => {
    const page = await open(gateway);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha/);
    expect(page.text).not.toContain('<script');
    expect(page.text).not.toMatch(/<(?:link|img|iframe)[^>]*"https?:/);
  });
});

test('in production it has a name and links, and nothing of the setup', async () => {
  const page = await open(production);
  expect(page.status).toBe(200);
  expect(linksIn(page)).toEqual(['graphql', homepage]);
  const words = page.text.replace(/<style>.*<\/style>|<title>.*<\/title>|<[^>]*>/g, '').trim();
  expect(words).toMatch(/^Token Gateway\s+GraphQL\s*Documentation$/);
});

test('a HEAD is answered as the GET would be, without the page', async ({ gateway }) => {
  const answer = await rawRequest(`${gateway.url}/`, { method: 'HEAD', headers: [BROWSER] });
  expect([answer.status, answer.text]).toEqual([200, '']);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
});

test.for([
  ['no preference', []],
  ['that of curl', [['accept', '*/*']]],
  ['JSON alone', [['accept', 'application/json']]],
  ['JSON before pages', [['accept', 'application/json, text/html;q=0.9']]],
] as readonly [string, readonly RawHeader[]][])(
  'programs find nothing at /, and are told where GraphQL is: %s',
  async ([_what, headers], { gateway }) => {
    const answer = await rawRequest(`${gateway.url}/`, { headers });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('json');
    expect(answer.errors[0]?.message).toContain('/graphql');
  },
);
