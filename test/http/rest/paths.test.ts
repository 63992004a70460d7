import { afterAll, describe, expect } from 'vitest';

import { calendarTest, type CalendarGateway } from '../../support/calendar-gateway.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { restApi, type AskRest } from '../../support/rest-api.js';
import { bearer, generateToken, providerHeader, uniqueName } from '../../support/tokens.js';

const POST = '/livekit/tokens/generate_token/';

const test = calendarTest();

let ask: AskRest;

test.beforeAll(async ({ gateway }) => {
  ask = await restApi(gateway.url);
});

describe('/api/calendars/', () => {
  test('answers an agent with the calendars of its account', async ({ gateway }) => {
    for (const headers of [gateway.headers, bearer(Object.values(gateway.headers)[0] ?? '')]) {
      const { status, list } = await ask('/calendars/', { headers });
      expect(status).toBe(200);
      expect(list.length).toBeGreaterThan(1);
      expect(list).toContainEqual(
        expect.objectContaining({ account: ACCOUNT, primary: true, access_role: 'OWNER' }),
      );
    }
    expect((await ask('/calendars', { headers: gateway.headers })).status).toBe(200);
  });

  test('says where a long list goes on', async ({ gateway }) => {
    const headers = gateway.headers;
    const first = await ask('/calendars/?limit=1', { headers });
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    const second = await ask(next.slice(`${gateway.url}/api`.length), { headers });
    expect([first.list.length, second.list.length]).toEqual([1, 1]);
    expect(second.list[0]?.id).not.toBe(first.list[0]?.id);
  });

  test('refuses whoever has no token, a bad one, or one for something else', async ({
    gateway,
  }) => {
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
    const wrong = providerHeader('GOOGLE_CALENDAR_MCP', token);
    const liveKit = providerHeader('LIVEKIT', token);
    const answers = await Promise.all(
      [{}, { 'x-google-mcp-token': 'nonsense' }, wrong, liveKit].map((headers) =>
        ask('/calendars/', { headers }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 403]);
    for (const { headers } of answers.slice(0, 3)) {
      expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
  });

  test('tells an agent without an account where a person can connect one', async ({ gateway }) => {
    const provider = 'GOOGLE_CALENDAR_MCP';
    const { token } = await generateToken(gateway, { provider, agent: uniqueName() });
    const { status, body } = await ask('/calendars/', { headers: providerHeader(provider, token) });
    expect([status, body.code]).toEqual([409, 'GOOGLE_CONNECTION_REQUIRED']);
    expect(body.detail).toMatch(/ connectUrl: http\S+$/);
  });

  test('says that it was Google that failed', async ({ gateway }) => {
    gateway.google.faults.on(
      { request: 'GET /calendar/v3/users/me/calendarList' },
      { kind: 'refuse', status: 403, reason: 'accessNotConfigured' },
    );
    const { status, body } = await ask('/calendars/', { headers: gateway.headers });
    gateway.google.faults.clear();
    expect([status, body.code]).toEqual([502, 'UPSTREAM_ERROR']);
  });
});

describe('requests that fit nothing here:', () => {
  test('a wrong path, method, form or size is refused in the same shape', async ({ gateway }) => {
    const headers = gateway.superuser;
    expect((await ask('/none/', { headers })).status).toBe(404);
    for (const [path, method, allow] of [
      [POST, 'GET', 'POST'],
      [POST, 'OPTIONS', 'POST'],
      ['/livekit/', 'POST', 'GET, HEAD'],
      ['/calendars', 'DELETE', 'GET, HEAD'],
    ] as const) {
      const answer = await ask(path, { method, headers });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    }
    const text = { ...headers, 'content-type': 'text/plain' };
    expect((await ask(POST, { method: 'POST', headers: text, json: '{}' })).status).toBe(415);
    const json = { agent_name: 'a', note: 'x'.repeat(300_000) };
    expect((await ask(POST, { method: 'POST', headers, json })).status).toBe(413);
    expect((await ask(POST, { method: 'POST', headers })).status).toBe(400);
  });

  test.for(['limit=0', 'limit=many', 'status=GOOD', 'agent=a&agent=b', 'after=nonsense'])(
    'the query ?%s is refused by its name',
    async (query, { gateway }) => {
      const { status, body } = await ask(`/livekit/tokens/?${query}`, {
        headers: gateway.superuser,
      });
      expect([status, body.code]).toEqual([400, 'BAD_USER_INPUT']);
      expect(body.detail).toMatch(new RegExp(`^${query.split('=')[0] ?? ''} `));
    },
  );

  test('a form of another site gets nothing, even on a trusted machine', async () => {
    const form = { agent_name: 'forged' };
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await ask(POST, { method: 'POST', form, headers })).status).toBe(401);
    expect((await ask('/livekit/tokens/current-token/', { headers })).status).toBe(401);
  });
});

describe('the end of these paths', () => {
  const SUCCESSOR = '</graphql>; rel="successor-version"; title="query currentToken"';
  const started: TestGateway[] = [];
  const start = async (
    gateway: CalendarGateway,
    env: Record<string, string>,
  ): Promise<TestGateway> => {
    const other = await startGateway({ env, database: gateway.database });
    started.push(other);
    return other;
  };
  const path = '/api/livekit/tokens/current-token/';

  afterAll(() => Promise.all(started.map((one) => one.stop())));

  test('is announced by headers that name the operation in their place, on errors too', async ({
    gateway,
  }) => {
    for (const headers of [{}, { 'x-livekit-token': 'nonsense' }]) {
      const answer = await fetch(`${gateway.url}${path}`, { headers });
      expect(answer.headers.get('deprecation')).toMatch(/^@\d{10}$/);
      expect(answer.headers.get('sunset')).toBeNull();
      expect(answer.headers.get('link')).toBe(
        `${SUCCESSOR}, </api/docs>; rel="deprecation"; type="text/html"`,
      );
    }
  });

  test('has a date where one is set, and no page where that is off', async ({ gateway }) => {
    const other = await start(gateway, { LEGACY_API_SUNSET: '2027-12-31', API_DOCS: 'off' });
    const { headers } = await fetch(`${other.url}${path}`);
    expect(headers.get('sunset')).toBe('Fri, 31 Dec 2027 23:59:59 GMT');
    expect(headers.get('link')).toBe(SUCCESSOR);
    expect((await fetch(`${other.url}/api/docs`)).status).toBe(404);
    expect((await fetch(`${other.url}/api/openapi.json`)).status).toBe(404);
  });

  test('leads to the address that others see, where that is known', async ({ gateway }) => {
    const PUBLIC_URL = 'https://example.com/gateway';
    const { headers } = await fetch(`${(await start(gateway, { PUBLIC_URL })).url}${path}`);
    expect(headers.get('link')?.match(/<[^>]+>/g)).toEqual([
      `<${PUBLIC_URL}/graphql>`,
      `<${PUBLIC_URL}/api/docs>`,
    ]);
  });

  test('is not announced where that is off, and has come where they are off', async ({
    gateway,
  }) => {
    const quiet = await start(gateway, { LEGACY_API: 'quiet' });
    const { headers } = await fetch(`${quiet.url}${path}`);
    expect([headers.get('deprecation'), headers.get('link')]).toEqual([null, null]);
    const off = await start(gateway, { LEGACY_API: 'off' });
    for (const url of [path, '/api/calendars/', '/api/docs', '/api/openapi.json']) {
      expect((await fetch(`${off.url}${url}`)).status).toBe(404);
    }
  });

  test('whoever guesses credentials here is told to wait', async ({ gateway }) => {
    const other = await start(gateway, { AUTH_FAILURES_PER_MINUTE: '1' });
    const guess = await restApi(other.url);
    const headers = { 'x-livekit-token': 'nonsense' };
    expect((await guess('/livekit/', { headers })).status).toBe(401);
    const { status, headers: answered } = await guess('/livekit/', { headers });
    expect([status, Number(answered.get('retry-after')) > 0]).toEqual([429, true]);
  });
});
