import { describe, expect } from 'vitest';

import { gatewayTest, type ErrorBody, type TestGateway } from '../support/gateway.js';
import { openRawWebSocket } from '../support/raw-websocket.js';
import { bearer, currentToken, generateToken, uniqueName } from '../support/tokens.js';

/** An answer that says what is wrong needs no more. */
const MOST_CHARACTERS = 4_000;
const MOST_MESSAGE_CHARACTERS = 600;

const test = gatewayTest({ env: { ANONYMOUS_REQUESTS_PER_MINUTE: '0' } });

const long = (length: number) => 'x'.repeat(length);
const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`zz${String(index)}`, 1]));

const GENERATE = 'mutation ($i: GenerateTokenInput!) { generateToken(input: $i) { token } }';
const SUBSCRIBE = 'subscription ($i: String!) { currentTokenChanged(agent: $i) { agentName } }';
const EVENTS = 'query ($f: AuditEventFilter) { auditEvents(filter: $f) { totalCount } }';

async function refusal(response: Response): Promise<readonly ErrorBody[]> {
  const text = await response.text();
  expect(response.status).toBeLessThan(500);
  expect(text.length, text.slice(0, 500)).toBeLessThan(MOST_CHARACTERS);
  const { errors } = JSON.parse(text) as { errors: ErrorBody[] };
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, extensions } of errors) {
    expect(message.length).toBeLessThan(MOST_MESSAGE_CHARACTERS);
    expect(extensions.code).toMatch(/^[A-Z_]+$/);
    expect(extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  }
  return errors;
}

function post(
  gateway: TestGateway,
  body: unknown,
  path = '/graphql',
  headers: Record<string, string> = {},
) {
  return fetch(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('what is refused is told in few words, however much was sent:', () => {
  const requests: Record<string, { query: string; variables?: object; operationName?: string }> = {
    'an input with thousands of unknown fields': {
      query: GENERATE,
      variables: { i: keys(21_000) },
    },
    'a list of wrong items': {
      query: GENERATE,
      variables: { i: { provider: 'LIVEKIT', agent: 'a', scopes: Array(50_000).fill(1) } },
    },
    'an object in the place of a text': {
      query: GENERATE,
      variables: { i: { agent: keys(20_000) } },
    },
    'an enum value': { query: GENERATE, variables: { i: { provider: long(200_000), agent: 'a' } } },
    'a text in the place of a number': {
      query: 'query ($i: Int) { integrationTokens(first: $i) { totalCount } }',
      variables: { i: long(200_000) },
    },
    'an instant': { query: EVENTS, variables: { f: { since: long(200_000) } } },
    'a list in the place of an id': {
      query: 'query ($i: ID!) { integrationToken(id: $i) { id } }',
      variables: { i: [long(200_000)] },
    },
    'wrong values of many variables': {
      query: `query (${repeated(15, (one) => `$v${String(one)}: Int`)}) { ${repeated(
        15,
        (one) => `a${String(one)}: integrationTokens(first: $v${String(one)}) { totalCount }`,
      )} }`,
      variables: Object.fromEntries(
        Array.from({ length: 15 }, (_, one) => [`v${String(one)}`, long(15_000)]),
      ),
    },
    'a key with a text that cannot be stored': {
      query: '{ viewer { kind } }',
      variables: { [long(200_000)]: '\0' },
    },
    'the name of no operation': {
      query: 'query A { viewer { kind } } query B { viewer { kind } }',
      operationName: long(200_000),
    },
    'a field': { query: `{ ${long(60_000)} }` },
    'an alias': { query: `{ ${long(60_000)}: viewer { kind } }` },
    'aliases of fields that are refused': {
      query: `{ ${repeated(15, (one) => `${long(4_000)}${String(one)}: integrationToken(id: "x") { id }`)} }`,
    },
    'an argument': { query: `{ viewer(${long(60_000)}: 1) { kind } }` },
    'a field of an input': {
      query: `mutation { generateToken(input: { ${long(60_000)}: 1 }) { token } }`,
    },
    'an enum value in the document': {
      query: `{ integrationTokens(provider: ${long(60_000)}) { totalCount } }`,
    },
    'a text in the document in the place of a number': {
      query: `{ integrationTokens(first: "${long(60_000)}") { totalCount } }`,
    },
    'a list in the document': {
      query: `{ integrationTokens(first: [${repeated(450, () => '1')}]) { totalCount } }`,
    },
    'a number': { query: `{ integrationTokens(first: ${'9'.repeat(60_000)}) { totalCount } }` },
    'a fragment': { query: `{ viewer { ...${long(60_000)} } }` },
    'a type': { query: `{ ... on ${long(60_000)} { kind } }` },
    'a directive': { query: `{ viewer @${long(60_000)} { kind } }` },
    'a variable': { query: `query ($${long(60_000)}: Int) { viewer { kind } }` },
    'a variable many times': {
      query: `query (${repeated(240, () => '$a: Int')}) { viewer { kind } }`,
    },
    'fields with similar names': {
      query: `{ ${repeated(300, (one) => `integrationTokenz${String(one)}`)} }`,
    },
    'operations of one name': {
      query: repeated(20, () => `query ${long(3_000)} { viewer { kind } }`),
    },
    'definitions that cannot be executed': {
      query: repeated(300, (one) => `type A${String(one)}`),
    },
    'a text that does not end': { query: `{ viewer ${long(50_000)} "${long(5_000)}` },
  };

  test.for(Object.entries(requests))('%s', async ([_what, request], { gateway }) => {
    for (const headers of [{}, gateway.superuser]) {
      await refusal(await post(gateway, request, '/graphql', headers));
    }
  });

  test.for(Object.entries(requests))(
    '%s, by an event stream',
    async ([_what, request], { gateway }) => {
      await refusal(
        await post(gateway, request, '/graphql/stream', {
          accept: 'text/event-stream',
          ...gateway.superuser,
        }),
      );
    },
  );

  test.for(Object.entries(requests))(
    '%s, by a WebSocket',
    async ([_what, request], { gateway }) => {
      const socket = await openRawWebSocket(gateway.url, gateway.superuser);
      socket.burst({ type: 'connection_init' });
      await socket.message('connection_ack');
      socket.burst({ type: 'subscribe', id: '1', payload: request });
      const { payload } = await socket.message('error', '1');
      expect(JSON.stringify(payload).length).toBeLessThan(MOST_CHARACTERS);
      socket.drop();
    },
  );

  test.for([
    ['variables of a stream', { query: SUBSCRIBE, variables: { i: keys(20_000) } }],
    ['a stream of an agent', { query: SUBSCRIBE, variables: { i: long(2_000) } }],
  ] as const)('%s', async ([_what, request], { gateway }) => {
    const headers = { accept: 'text/event-stream', ...gateway.superuser };
    const [error] = await refusal(await post(gateway, request, '/graphql/stream', headers));
    expect(error?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test.for([
    ['a field', { query: `{ viewer { ${long(10_000)} } }` }],
    ['an operation', { query: '{ viewer { kind } }', operationName: long(10_000) }],
    [
      'variables',
      { query: 'query ($a: Int) { viewer { kind @include(if: $a) } }', variables: long(10_000) },
    ],
    [
      'the value of a variable',
      {
        query: 'query ($i: Int) { integrationTokens(first: $i) { totalCount } }',
        variables: JSON.stringify({ i: long(10_000) }),
      },
    ],
    ['extensions', { query: '{ viewer { kind } }', extensions: long(10_000) }],
    ['a document’s id', { documentId: long(10_000) }],
  ] as const)('%s by GET', async ([_what, parameters], { gateway }) => {
    const address = `${gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`;
    await refusal(await fetch(address, { headers: { 'apollo-require-preflight': 'true' } }));
  });

  test.for([
    ['a batch', [{ query: long(100_000) }]],
    ['a document’s id', { documentId: long(200_000) }],
    [
      'a persisted query',
      { extensions: { persistedQuery: { version: 1, sha256Hash: long(200_000) } } },
    ],
  ] as const)('%s', async ([_what, body], { gateway }) => {
    await refusal(await post(gateway, body));
  });

  test('and the log has few words of each', ({ gateway }) => {
    const longest = Math.max(...gateway.log.map((line) => line.length));
    expect(longest).toBeLessThan(MOST_CHARACTERS);
  });
});

test('a message that is cut keeps where the fault is and what it is', async ({ gateway }) => {
  const errors = await refusal(
    await post(gateway, { query: GENERATE, variables: { i: keys(20_000) } }),
  );
  expect(errors[0]?.message).toMatch(
    /^Variable "\$i" got invalid value \{ zz0: 1, .* … .*Field "provider" of required type "IntegrationProvider!" was not provided\.$/,
  );
});

test('a message that is cut shows no part of a secret', async ({ gateway }) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
  const query = 'query ($i: Int) { integrationTokens(first: $i) { totalCount } }';
  for (let before = 330; before < 400; before += 1) {
    const variables = { i: `${long(before)}${token}${long(400)}` };
    const [error] = await refusal(
      await post(gateway, { query, variables }, '/graphql', gateway.superuser),
    );
    expect(error?.message).not.toContain(token.slice(7, 15));
  }
});

describe('MCP tells in few words, however much was sent:', () => {
  const message = (fields: object) => ({ jsonrpc: '2.0', id: 1, ...fields });
  const call = (given: unknown) =>
    message({ method: 'tools/call', params: { name: 'get-current-time', arguments: given } });

  test.for([
    ['inputs that a tool does not take', call(keys(20_000))],
    ['an input of a long name', call({ [long(200_000)]: 1 })],
    ['inputs that are a list', call(Array(50_000).fill(1))],
    ['inputs of another type', call({ timeZone: keys(20_000) })],
    ['a value', call({ timeZone: long(200_000) })],
    ['a tool', message({ method: 'tools/call', params: { name: long(200_000) } })],
    ['a method', message({ method: long(200_000) })],
    ['unknown keys of a message', { ...message({ method: 'tools/list' }), ...keys(20_000) }],
    ['parameters', message({ method: 'tools/call', params: keys(20_000) })],
    [
      'parameters that are a list',
      message({ method: 'tools/call', params: Array(50_000).fill(1) }),
    ],
    ['an id', { jsonrpc: '2.0', id: long(200_000), method: 'tools/list', params: 7 }],
    ['an id of a good call', { jsonrpc: '2.0', id: long(200_000), method: 'ping' }],
    ['an id that is none', { jsonrpc: '2.0', id: keys(20_000), method: 'ping' }],
    [
      'a progress token',
      message({
        method: 'tools/call',
        params: { name: 'x', _meta: { progressToken: long(200_000) } },
      }),
    ],
    [
      'a client',
      message({
        method: 'initialize',
        params: {
          protocolVersion: long(100_000),
          capabilities: keys(5_000),
          clientInfo: { name: long(10_000), version: '1' },
        },
      }),
    ],
    ['nothing of the protocol', keys(20_000)],
  ] as const)('%s', async ([_what, body], { gateway }) => {
    const agent = uniqueName();
    await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent });
    const { token } = await currentToken(gateway, agent);
    const response = await post(gateway, body, '/mcp', {
      accept: 'application/json, text/event-stream',
      ...bearer(token ?? ''),
    });
    const text = await response.text();
    expect(response.status).toBeLessThan(500);
    expect(text.length, text.slice(0, 600)).toBeLessThan(MOST_CHARACTERS);
    expect(text).not.toBe('');
  });
});
