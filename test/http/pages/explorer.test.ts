import { afterAll, describe, expect } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { rawRequest, type RawHeader } from '../../support/raw-request.js';
import { firstError } from '../../support/tokens.js';

const BROWSER = ['accept', 'text/html,application/xhtml+xml,*/*;q=0.8'] as const;
const FILES = ['explorer.js', 'explorer.css', 'THIRD-PARTY-LICENSES.txt'];

const test = gatewayTest();

let production: TestGateway;

test.beforeAll(async () => {
  production = await startGateway({ env: { NODE_ENV: 'production' } });
});

afterAll(() => production.stop());

const get = (gateway: TestGateway, path: string, ...headers: RawHeader[]) =>
  rawRequest(`${gateway.url}${path}`, { path, headers });

describe('GET /graphql in a browser', () => {
  test('opens a page with operations to run, in development', async ({ gateway }) => {
    const page = await get(gateway, '/graphql', BROWSER);
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    for (const operation of ['WhoAmI', 'CurrentToken', 'GenerateToken', 'TokenChanged']) {
      expect(page.text).toContain(operation);
    }
  });

  test('runs and loads files of the gateway alone; a frame of Apollo’s is all beside them', async ({
    gateway,
  }) => {
    const page = await get(gateway, '/graphql', BROWSER);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).not.toContain('unsafe');
    expect(policy.match(/https?:\S+/g)).toEqual(['https://sandbox.embed.apollographql.com;']);
    expect(page.text).not.toMatch(/<script>|<style|(?:src|href)="(?:https?:|\/)/);
  });

  test('says in a sentence what the address is for, in production', async () => {
    for (const path of ['/graphql', '/graphql?query=%7Bviewer%7Bkind%7D%7D']) {
      const page = await get(production, path, BROWSER);
      expect([page.status, page.headers['content-type']]).toEqual([
        200,
        'text/html; charset=utf-8',
      ]);
      expect(page.text).toContain('This address is for programs');
      expect(page.text).not.toMatch(/<script|Sandbox|CSRF|ANONYMOUS/);
    }
  });

  test('refuses whoever shows a bad credential there, as everywhere', async ({ gateway }) => {
    const bad = ['x-livekit-token', 'nonsense'] as const;
    for (const each of [gateway, production]) {
      expect((await get(each, '/graphql', BROWSER, bad)).status).toBe(401);
    }
  });
});

describe('other clients are answered as programs, in development and production:', () => {
  const QUERY = '/graphql?query=%7Bviewer%7Bkind%7D%7D';

  test.for([
    ['without a preference', []],
    ['that take anything', [['accept', '*/*']]],
    ['that read JSON alone', [['accept', 'application/json']]],
  ] as readonly [string, readonly RawHeader[]][])(
    'those %s',
    async ([_what, headers], { gateway }) => {
      for (const each of [gateway, production]) {
        const refused = await get(each, QUERY, ...headers);
        expect([refused.status, firstError(refused).code]).toEqual([400, 'BAD_USER_INPUT']);
        const answered = await get(each, QUERY, ['apollo-require-preflight', '1'], ...headers);
        expect(answered.data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
      }
    },
  );

  test('those that would rather have a page, and say that they are scripts', async ({
    gateway,
  }) => {
    for (const header of ['apollo-require-preflight', 'x-apollo-operation-name'] as const) {
      for (const each of [gateway, production]) {
        const answer = await get(each, QUERY, BROWSER, [header, '1']);
        expect(answer.headers['content-type']).toContain('json');
        expect(answer.text).not.toContain('<html');
      }
    }
  });
});

describe('what the page loads', () => {
  test('is sent again only when it has changed', async ({ gateway }) => {
    for (const name of FILES) {
      const file = await get(gateway, `/graphql/${name}`);
      expect([name, file.status]).toEqual([name, 200]);
      expect(file.text.length).toBeGreaterThan(10_000);
      expect(file.headers['cache-control']).toBe('no-cache');
      const { etag = '' } = file.headers;
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(gateway, `/graphql/${name}`, ['if-none-match', known]);
        expect([known, again.status, again.text]).toEqual([known, 304, '']);
        expect(again.headers.etag).toBe(etag);
      }
      const changed = await get(gateway, `/graphql/${name}`, ['if-none-match', '"other"']);
      expect([changed.status, changed.text.length]).toEqual([200, file.text.length]);
    }
  });

  test('is told of by HEAD', async ({ gateway }) => {
    for (const name of FILES) {
      const answer = await rawRequest(`${gateway.url}/graphql/${name}`, { method: 'HEAD' });
      expect([name, answer.status, answer.text]).toEqual([name, 200, '']);
      expect(Number(answer.headers['content-length'])).toBeGreaterThan(10_000);
    }
  });

  test.for([
    '/graphql/../package.json',
    '/graphql/%2e%2e/cli/index.js',
    '/graphql/..%2fcli%2findex.js',
    '/graphql/explorer.js/../../cli/index.js',
    '/graphql/explorer.js%00.css',
    '/graphql/index.js',
    '/graphql/EXPLORER.JS',
  ])('is all that there is: %s', async (path, { gateway }) => {
    const answer = await get(gateway, path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test('is not there where no page loads it', async () => {
    for (const name of FILES) {
      expect((await get(production, `/graphql/${name}`)).status).toBe(404);
    }
  });
});
