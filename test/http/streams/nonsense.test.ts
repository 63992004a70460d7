import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../../support/gateway.js';
import { frameOf, OPCODE, openRawWebSocket } from '../../support/raw-websocket.js';
import type { RawWebSocket } from '../../support/raw-websocket.js';
import { CHANGES, openStreams, openWebSocket, transports } from '../../support/streams.js';
import { currentToken, generateToken } from '../../support/tokens.js';

const AGENT = 'undisturbed';
const SECRET = 'itg_su_0000000000000000000000000000000000000000000000000';

let gateway: TestGateway;
let credential: Record<string, string>;

beforeAll(async () => {
  gateway = await startGateway();
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
  const { token, header } = await currentToken(gateway, AGENT);
  credential = { [header]: token ?? '' };
});

afterAll(() => gateway.stop());

let logged = 0;

beforeEach(() => {
  logged = gateway.log.length;
});

afterEach(async () => {
  await openStreams(gateway, 0);
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  for (const open of Object.values(transports)) {
    const stream = open({ url: gateway.url, agent: AGENT, headers: credential });
    await openStreams(gateway, 1);
    stream.close();
    await openStreams(gateway, 0);
  }
  const faults = gateway.log
    .slice(logged)
    .filter((line) => (JSON.parse(line) as { level: number }).level >= 40)
    .filter((line) => !line.includes('DATABASE_DIRECT_URL')); // Said once behind a pooler.
  expect(faults).toEqual([]);
});

async function openReadySocket(): Promise<RawWebSocket> {
  const socket = await openRawWebSocket(gateway.url, gateway.superuser);
  socket.burst({ type: 'connection_init' });
  await socket.message('connection_ack');
  return socket;
}

/** Its variable may be null, and its argument not. */
const NULLABLE =
  'subscription ($agent: String = "a") { currentTokenChanged(agent: $agent) { agentName } }';
const nested = (depth: number, inside = '1') =>
  `${'{"a":'.repeat(depth)}${inside}${'}'.repeat(depth)}`;
const list = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a WebSocket', () => {
  test.each([
    ['an empty frame', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1'],
    ['a message without a type', '{}'],
    ['a type that is a list', '{"type":["subscribe"]}'],
    ['a type of objects', '{"type":"constructor"}'],
    ['a server’s message', '{"type":"next","id":"1","payload":{}}'],
    ['a server’s error', '{"type":"error","id":"1","payload":[{"message":""}]}'],
    ['a subscription without an id', '{"type":"subscribe","payload":{"query":""}}'],
    ['an id that is a number', '{"type":"subscribe","id":1,"payload":{"query":""}}'],
    ['an empty id', '{"type":"subscribe","id":"","payload":{"query":""}}'],
    ['a payload that is a text', '{"type":"subscribe","id":"1","payload":"{ a }"}'],
    ['a query that is none', '{"type":"subscribe","id":"1","payload":{"query":{}}}'],
    ['variables in a list', '{"type":"subscribe","id":"1","payload":{"query":"","variables":[]}}'],
    [
      'an operation’s name in a list',
      '{"type":"subscribe","id":"1","payload":{"query":"","operationName":[]}}',
    ],
    ['a second connection_init', '{"type":"connection_init"}'],
    ['a ping whose payload is a list', `{"type":"ping","payload":${list(100_000)}}`],
    ['lists in lists', list(100_000)],
  ])('with %s is closed as the client’s mistake', async (_case, text) => {
    const socket = await openReadySocket();
    socket.frame(OPCODE.text, text);
    const { code } = await socket.closing;
    expect(code).toBeOneOf([4400, 4429]);
    socket.drop();
  });

  test.each([
    ['invalid UTF-8', frameOf(OPCODE.text, Buffer.from([0xc3, 0x28])), 1007],
    ['binary nonsense', frameOf(OPCODE.binary, Buffer.from([0, 1, 2])), 4400],
    ['an empty binary frame', frameOf(OPCODE.binary, ''), 4400],
    ['a frame over the limit', frameOf(OPCODE.text, 'x'.repeat(256 * 1024 + 1)), 1009],
    ['an unknown opcode', frameOf(3, ''), 1002],
    ['a continuation of nothing', frameOf(0, 'x'), 1002],
    ['a long ping', frameOf(OPCODE.ping, 'x'.repeat(126)), 1002],
    ['a frame without a mask', Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
  ])('with %s is closed', async (_case, bytes, expected) => {
    const socket = await openReadySocket();
    socket.socket.write(bytes);
    expect((await socket.closing).code).toBe(expected);
    socket.drop();
  });

  test.each([
    ['a list', '[]', 4400],
    ['a text', '"x"', 4400],
    ['depth', nested(40_000), 4401],
    [
      'many keys',
      JSON.stringify(
        Object.fromEntries(Array.from({ length: 20_000 }, (_v, i) => [`k${String(i)}`, 1])),
      ),
      4401,
    ],
    ['a prototype', '{"__proto__":{"authorization":"x"},"constructor":{"prototype":{}}}', 4401],
    ['a credential in a list', `{"authorization":["Bearer ${SECRET}"]}`, 4401],
    ['a credential in an object', '{"Authorization":{"toString":1}}', 4401],
    ['a credential of another shape', `{"x-livekit-token":"${'x'.repeat(200_000)}"}`, 4401],
    ['a credential with line ends', '{"authorization":"Bearer a\\r\\nb: c"}', 4401],
    [
      'two spellings of a credential',
      `{"authorization":"Bearer ${SECRET}","AUTHORIZATION":"x"}`,
      4401,
    ],
  ])('whose connection_init has %s is closed', async (_case, payload, expected) => {
    const socket = await openRawWebSocket(gateway.url, { via: '1.1 a-proxy' });
    socket.frame(OPCODE.text, `{"type":"connection_init","payload":${payload}}`);
    const { code, reason } = await socket.closing;
    expect(code).toBe(expected);
    expect(reason).not.toContain(SECRET);
    socket.drop();
  });

  test('answers a ping with its payload, and closes when it is nested too deeply', async () => {
    const socket = await openReadySocket();
    socket.burst({ type: 'ping', payload: { sentAt: 7 } });
    expect((await socket.message('pong')).payload).toEqual({ sentAt: 7 });
    socket.frame(OPCODE.text, `{"type":"ping","payload":${nested(40_000)}}`);
    await Promise.race([socket.closing, socket.message('pong')]);
    socket.drop();
  });

  test('that is sent more than it reads is cut off', async () => {
    const socket = await openReadySocket();
    socket.socket.pause();
    const pings = Buffer.concat(
      Array.from({ length: 5_000 }, () => frameOf(OPCODE.ping, 'x'.repeat(125))),
    );
    const cut = new Promise((resolve) => socket.socket.once('error', resolve));
    const flood = setInterval(() => socket.socket.write(pings), 1);
    await cut;
    clearInterval(flood);
    socket.drop();
  });

  test('survives whatever is asked of it, and refuses it as the client’s mistake', async () => {
    const payload = fc.record(
      {
        query: fc.oneof(
          fc.string(),
          fc.constant(CHANGES),
          fc.constantFrom('{ viewer { kind } }', 'subscription {', 'mutation { a }'),
        ),
        variables: fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
        operationName: fc.option(fc.string()),
        documentId: fc.jsonValue(),
        extensions: fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
      },
      { requiredKeys: ['query'] },
    );
    const socket = await openReadySocket();
    let id = 0;
    await fc.assert(
      fc.asyncProperty(payload, async (sent) => {
        id += 1;
        socket.burst({ id: String(id), type: 'subscribe', payload: sent });
        const { payload: errors } = await socket.message('error', String(id));
        expect(JSON.stringify(errors)).not.toMatch(/INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE/);
      }),
      { numRuns: 100 },
    );
    socket.drop();
  });
});

describe('an event stream', () => {
  const ask = (init: RequestInit & { search?: string }): Promise<Response> =>
    fetch(`${gateway.url}/graphql/stream${init.search ?? ''}`, {
      ...init,
      headers: { accept: 'text/event-stream', ...gateway.superuser, ...(init.headers as object) },
    });
  const query = encodeURIComponent(CHANGES);

  test.each([
    ['nothing', ''],
    ['a query without a value', 'query'],
    ['an empty query', 'query='],
    ['half an escape', 'query=%'],
    ['invalid UTF-8', 'query=%ff'],
    ['two queries', `query=${query}&query=${query}`],
    ['no variables', `query=${query}`],
    ['empty variables', `query=${query}&variables=`],
    ['variables that are null', `query=${query}&variables=null`],
    ['variables in a list', `query=${query}&variables=[]`],
    ['a number in place of variables', `query=${query}&variables=1`],
    ['half an object of variables', `query=${query}&variables={`],
    ['variables twice', `query=${query}&variables={}&variables={}`],
    ['a variable that is null', `query=${query}&variables={"agent":null}`],
    ['a variable that is a list', `query=${query}&variables={"agent":["a"]}`],
    ['a variable with a prototype', `query=${query}&variables={"agent":{"__proto__":1}}`],
    ['a deep variable', `query=${query}&variables={"agent":${encodeURIComponent(list(500))}}`],
    ['two names', `query=${query}&operationName=a&operationName=b`],
    ['the name of a prototype', `query=${query}&operationName=__proto__`],
    ['two ids', 'documentId=a&documentId=b'],
    ['a query and an id', `query=${query}&documentId=x`],
    ['a prototype', '__proto__[query]=x'],
    ['a query operation', `query=${encodeURIComponent('{ viewer { kind } }')}`],
    ['a mutation', `query=${encodeURIComponent('mutation { revokeToken }')}`],
    ['an argument that is null', `query=${encodeURIComponent(NULLABLE)}&variables={"agent":null}`],
  ])('asked for by GET with %s is refused as the client’s mistake', async (_case, search) => {
    const response = await ask({ search: `?${search}` });
    expect(response.status).toBe(400);
    expect(await response.json()).not.toMatchObject({ data: {} });
  });

  test.each([
    ['nothing', undefined, 400],
    ['null', 'null', 400],
    ['a text', '"x"', 400],
    ['half an object', '{"query":', 400],
    ['a prototype', '{"__proto__":{"query":"x"}}', 400],
    ['a query that is a list', '{"query":["x"]}', 400],
    ['a query that is an object', '{"query":{"toString":1}}', 400],
    ['an id that is an object', '{"documentId":{}}', 400],
    ['a name that is a number', `{"query":"{ a }","operationName":1}`, 400],
    ['variables that are a text', `{"query":"{ a }","variables":"{}"}`, 400],
    ['deep variables', `{"query":${JSON.stringify(CHANGES)},"variables":${nested(40_000)}}`, 400],
    [
      'a document of many tokens',
      JSON.stringify({ query: `subscription { ${'a '.repeat(2_000)} }` }),
      400,
    ],
    [
      'deep documents',
      JSON.stringify({ query: `subscription ${'{ a '.repeat(400)}${'}'.repeat(400)}` }),
      400,
    ],
    ['too much', `{"query":"${'x'.repeat(256 * 1024)}"}`, 413],
  ])(
    'asked for by POST with %s is refused as the client’s mistake',
    async (_case, body, status) => {
      const headers = body === undefined ? {} : { 'content-type': 'application/json' };
      const response = await ask({ method: 'POST', headers, ...(body !== undefined && { body }) });
      expect(response.status).toBe(status);
    },
  );

  test.each([
    'text/event-stream;q=0',
    'text/event-stream; q=0.000',
    'text/event-stream;charset=utf-8;q=0',
    'text/event-stream;q=0, application/json',
    'text/event-streams',
    'application/json',
    'application/json;profile="text/event-stream"',
    '*/*;q=0',
  ])('is not given to a client that accepts %j', async (accept) => {
    const response = await ask({ search: `?query=${query}`, headers: { accept } });
    expect(response.status).toBe(406);
  });

  test.each([
    'TEXT/Event-Stream',
    'text/event-stream;q=0.001',
    'text/html, text/event-stream ; q=1',
  ])('is given to a client that accepts %j', async (accept) => {
    const stop = new AbortController();
    const response = await ask({
      search: `?query=${query}&variables={"agent":"${AGENT}"}`,
      headers: { accept },
      signal: stop.signal,
    });
    expect(response.status).toBe(200);
    stop.abort();
  });
});

test.each(Object.entries(transports))(
  'by %s, a condition that turns out to be null at an event is the client’s mistake',
  async (_name, open) => {
    const query = `subscription ($on: Boolean = true) {
      currentTokenChanged(agent: "${AGENT}") { agentName @include(if: $on) }
    }`;
    const headers = gateway.superuser;
    const stream = open({ url: gateway.url, query, variables: { on: null }, headers });
    await openStreams(gateway, 1);
    await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
    const { errors } = await stream.ended;
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  },
);

test('an agent is served throughout a flood of connections, messages and requests', async () => {
  const stream = openWebSocket({ url: gateway.url, agent: AGENT, headers: credential });
  await openStreams(gateway, 1);
  const floods = Array.from({ length: 150 }, async (_value, at) => {
    const socket = await openRawWebSocket(gateway.url, at % 3 === 0 ? gateway.superuser : {});
    if (at % 2 === 0) socket.burst({ type: 'connection_init' }, { type: 'nonsense' });
    if (at % 5 === 0) socket.frame(OPCODE.text, list(50_000));
    if (at % 7 === 0) socket.drop();
    return socket;
  });
  const sockets = await Promise.all(floods);
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
  expect((await stream.next()).agentName).toBe(AGENT);
  stream.close();
  for (const socket of sockets) socket.drop();
});
