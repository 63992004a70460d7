import { gzipSync } from 'node:zlib';

import { describe, expect } from 'vitest';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

import { gatewayTest } from '../support/gateway.js';
import { FORM_BODY, JSON_BODY, rawCaller, type RawCaller } from '../support/raw-caller.js';
import { exchange } from '../support/raw-connection.js';
import { rawRequest, type RawHeader } from '../support/raw-request.js';
import { firstError, uniqueName } from '../support/tokens.js';

const test = gatewayTest();

let call: RawCaller;

const GENERATE = `mutation ($input: GenerateTokenInput!) {
  generateToken(input: $input) { integrationToken { id } }
}`;

test.beforeAll(({ gateway }) => {
  call = rawCaller(gateway);
});

const UNSTORABLE = ['\0', 'a\0b', '\ud800', 'a\udc00b', '\udbff\udbff'];

describe('a text that cannot be stored is refused, and named:', () => {
  const current = 'query ($agent: String!) { currentToken(agent: $agent) { valid } }';

  test.each(UNSTORABLE)('in the variables of a query, run once or compiled: %j', async (agent) => {
    for (let run = 0; run < 4; run += 1) {
      const answer = await call.ask(current, { agent });
      expect(answer.status).toBe(400);
      expect(answer.errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'agent',
      });
    }
  });

  test.each(UNSTORABLE)('in an input object: %j', async (note) => {
    const answer = await call.ask(GENERATE, {
      input: { provider: 'LIVEKIT', agent: uniqueName(), note },
    });
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.extensions.argument).toBe('input.note');
  });

  test('in a document, and in the variables of a GET', async () => {
    const literal = await call.ask('{ currentToken(agent: "a\\u0000b") { valid } }');
    expect([literal.status, firstError(literal).code]).toEqual([400, 'BAD_USER_INPUT']);
    const variables = encodeURIComponent('{"agent":"\\ud800"}');
    const answer = await call.get(
      `/graphql?query=${encodeURIComponent(current)}&variables=${variables}`,
    );
    expect([answer.status, firstError(answer).code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  test('in a subscription, by stream and by WebSocket', async ({ gateway }) => {
    const query =
      'subscription ($agent: String!) { currentTokenChanged(agent: $agent) { changedAt } }';
    const variables = { agent: 'a\0' };
    const path = `/graphql/stream?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
    expect((await call.get(path, ['accept', 'text/event-stream'])).status).toBe(400);
    const client = createClient({
      url: `${gateway.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { ...gateway.superuser },
    });
    const refusal = await new Promise((resolve) => {
      client.subscribe(
        { query, variables },
        { next: resolve, error: resolve, complete: () => undefined },
      );
    });
    await client.dispose();
    expect(refusal).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'agent' } }]);
  });

  test.each([
    ['POST', '/leaks', JSON.stringify({ token: 'x', source: 'a\0' })],
    ['POST', '/leaks', JSON.stringify({ token: '\ud800' })],
    ['POST', '/livekit/token', JSON.stringify({ room_name: '\ud800' })],
    ['POST', '/livekit/token', JSON.stringify({ participant_attributes: { 'a\0': 'x' } })],
    [
      'POST',
      '/api/livekit/tokens/generate_token/',
      JSON.stringify({ agent_name: 'x', note: '\ud800' }),
    ],
    [
      'POST',
      '/mcp',
      JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x', params: { name: '\0' } }),
    ],
    ['FORM', '/api/livekit/tokens/generate_token/', 'agent_name=x&note=%00'],
    ['FORM', '/oauth/introspect', 'token=%00'],
    ['FORM', '/oauth/google/connect', 'agent=%00&key=x'],
    ['GET', '/api/calendars/?connection=%00', ''],
    ['GET', '/api/livekit/tokens/current-token/?agent=%00', ''],
    ['GET', '/oauth/google/connect?connection=%00', ''],
    ['GET', '/oauth/google/callback?state=%00&code=%00', ''],
  ])('by %s %s %j', async (kind, path, body) => {
    const answer =
      kind === 'GET'
        ? await call.get(path)
        : await call.post(path, body, kind === 'FORM' ? FORM_BODY : JSON_BODY);
    expect(answer.status).toBe(400);
  });

  test('and whole characters beyond the first plane pass', async () => {
    const note = 'for 🚪 the lobby \u{10ffff}\u0001';
    const answer = await call.ask(GENERATE, {
      input: { provider: 'LIVEKIT', agent: uniqueName(), note },
    });
    expect(answer.status).toBe(200);
  });
});

describe('an instant outside the years 1 to 9999, in UTC, is refused:', () => {
  const asVariable =
    'query ($since: DateTime) { auditEvents(filter: { since: $since }) { nodes { id } } }';

  test.each([
    '0000-01-01T00:00:00Z',
    '0000-12-31T23:59:59.999Z',
    '0001-01-01T00:00:00+23:59',
    '9999-12-31T23:59:59-23:59',
    '9999-12-31T23:59:59.999-00:01',
    '10000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
  ])('%s', async (since) => {
    for (let run = 0; run < 4; run += 1) {
      const answer = await call.ask(asVariable, { since });
      expect([answer.status, firstError(answer).code]).toEqual([400, 'BAD_USER_INPUT']);
    }
    expect(
      (await call.ask(`{ auditEvents(filter: { since: "${since}" }) { nodes { id } } }`)).status,
    ).toBe(400);
  });

  test.each([
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00-23:59',
    '9999-12-31T23:59:59.999Z',
    '9999-12-31T23:59:59.999+23:59',
  ])('%s is not', async (since) => {
    expect((await call.ask(asVariable, { since })).status).toBe(200);
  });
});

describe('what is no request of ours is a client’s fault:', () => {
  const good = '{"query":"{ viewer { kind } }"}';

  test.each([
    [
      'a number too large',
      '{"query":"query ($n: Int) { integrationTokens(first: $n) { totalCount } }","variables":{"n":1e400}}',
      400,
    ],
    [
      'an Int beyond 32 bits',
      '{"query":"{ integrationTokens(first: 2147483648) { totalCount } }"}',
      400,
    ],
    [
      '__proto__ in the variables',
      '{"query":"{ viewer { kind } }","variables":{"__proto__":{"x":1}}}',
      400,
    ],
    ['variables in a list', '{"query":"{ viewer { kind } }","variables":[]}', 400],
    ['variables in a text', '{"query":"{ viewer { kind } }","variables":"{}"}', 400],
    ['extensions in a text', '{"query":"{ viewer { kind } }","extensions":"x"}', 400],
    ['a query in a list', '{"query":["{ viewer { kind } }"]}', 400],
    ['a byte order mark', `\ufeff${good}`, 200],
    ['no object', '7', 400],
  ])('%s', async (_what, body, status) => {
    expect((await call.post('/graphql', body)).status).toBe(status);
  });

  test.for<[string, Buffer, RawHeader[], number]>([
    ['UTF-16', Buffer.from(good, 'utf16le'), [], 400],
    [
      'UTF-16 by its charset',
      Buffer.from(good, 'utf16le'),
      [['Content-Type', 'application/json; charset=utf-16']],
      415,
    ],
    [
      'Latin-1 by its charset',
      Buffer.from(good),
      [['Content-Type', 'application/json;charset="iso-8859-1"']],
      415,
    ],
    [
      'UTF-8 by its charset',
      Buffer.from(good),
      [['Content-Type', 'application/json; charset=UTF-8']],
      200,
    ],
    [
      'bytes that are no UTF-8',
      Buffer.concat([
        Buffer.from('{"query":"{viewer{kind}}","x":"'),
        Buffer.from([0xff]),
        Buffer.from('"}'),
      ]),
      [],
      400,
    ],
    [
      'surrogates in UTF-8',
      Buffer.concat([
        Buffer.from('{"query":"{viewer{kind}}","x":"'),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from('"}'),
      ]),
      [],
      400,
    ],
    ['gzip', gzipSync(good), [['Content-Encoding', 'gzip']], 415],
    ['no compression', Buffer.from(good), [['Content-Encoding', 'identity']], 200],
  ])('a body in %s', async ([_what, body, headers, status], { gateway }) => {
    const given = headers.some(([name]) => name === 'Content-Type')
      ? headers
      : [['Content-Type', 'application/json'] as const, ...headers];
    const lines = [
      'POST /graphql HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      `Content-Length: ${String(body.length)}`,
      ...given.map(([name, value]) => `${name}: ${value}`),
    ];
    expect((await exchange(gateway.url, lines, body)).status).toBe(status);
  });

  test.each([
    ['/graphql?query=%00', 400],
    ['/graphql?query=%zz', 400],
    ['/graphql?query=%ff', 400],
    ['/graphql?query=a&query=b', 400],
    ['/graphql?query=%7Bviewer%7Bkind%7D%7D&variables=%5B%5D', 400],
    ['/graphql?query=%7Bviewer%7Bkind%7D%7D&variables=%22x%22', 400],
    ['/graphql?query=%7Bviewer%7Bkind%7D%7D&variables=%7B', 400],
    ['/%zz', 400],
    ['/%00', 404],
    ['/api/livekit/tokens/%ff/', 400],
    ['/api/livekit/tokens/current-token/?agent=a&agent=b', 400],
  ])('GET %s', async (path, status) => {
    expect((await call.get(path)).status).toBe(status);
  });

  test('HEAD /graphql runs nothing', async ({ gateway }) => {
    const url = `${gateway.url}/graphql?query=%7Bviewer%7Bkind%7D%7D`;
    const answer = await rawRequest(url, { method: 'HEAD', headers: [call.authorization] });
    expect([answer.status, answer.headers['allow'], answer.text]).toEqual([405, 'GET, POST', '']);
  });

  test('chunks with trailers are read, and the trailers are not headers', async ({ gateway }) => {
    const lines = [
      'POST /graphql HTTP/1.1',
      'Host: localhost',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
      'Connection: close',
    ];
    const trailers = 'Host: evil.example\r\nAuthorization: Bearer x\r\n\r\n';
    const body = `${good.length.toString(16)}\r\n${good}\r\n0\r\n${trailers}`;
    const { status, body: text } = await exchange(gateway.url, lines, body);
    expect([status, text]).toEqual([200, expect.stringContaining('ANONYMOUS')]);
  });
});
