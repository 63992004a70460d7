import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { exchange, openConnection } from '../support/raw-connection.js';

const test = gatewayTest();

const BODY = '{"query":"{viewer{kind}}"}';
const CHUNK = `${BODY.length.toString(16)}\r\n${BODY}\r\n`;
const JSON_BODY = 'Content-Type: application/json';
const LENGTH = `Content-Length: ${BODY.length}`;
const POST = 'POST /graphql HTTP/1.1';
const CHUNKED = 'Transfer-Encoding: chunked';

const ask = (gateway: TestGateway, start: string, lines: readonly string[], body = BODY) =>
  exchange(gateway.url, [start, 'Host: a', 'Connection: close', ...lines], body);

test.for<[string, string, string[], string, number]>([
  [
    'Authorization twice',
    POST,
    [JSON_BODY, LENGTH, 'Authorization: a', 'Authorization: b'],
    BODY,
    401,
  ],
  [
    'two kinds of credentials',
    POST,
    [JSON_BODY, LENGTH, 'X-LiveKit-Token: a', 'Authorization: b'],
    BODY,
    401,
  ],
  [
    'a credential that is named hop-by-hop',
    POST,
    [JSON_BODY, LENGTH, 'X-LiveKit-Token: a', 'Connection: X-LiveKit-Token'],
    BODY,
    401,
  ],
  ['two ways to frame a body', POST, [JSON_BODY, 'Content-Length: 5', CHUNKED], '0\r\n\r\n', 400],
  ['two lengths', POST, [JSON_BODY, 'Content-Length: 5', 'Content-Length: 6'], BODY, 400],
  ['an unknown framing', POST, [JSON_BODY, 'Transfer-Encoding: identity'], BODY, 400],
  [
    'chunks that are compressed',
    POST,
    [JSON_BODY, 'Transfer-Encoding: gzip, chunked'],
    '0\r\n\r\n',
    400,
  ],
  ['a broken chunk', POST, [JSON_BODY, CHUNKED], 'zz\r\n', 400],
  ['a line break in a header', POST, [JSON_BODY, LENGTH, 'X-A: b\r\n c'], BODY, 400],
  ['a space before a colon', POST, [JSON_BODY, LENGTH, 'X-A : b'], BODY, 400],
  [
    'a method in a header',
    'POST /leaks HTTP/1.1',
    [JSON_BODY, LENGTH, 'X-HTTP-Method-Override: GET'],
    BODY,
    400,
  ],
  ['a path that is no text', 'GET /%ff%fe HTTP/1.1', [], '', 400],
  ['a path that climbs', 'GET /%2e%2e/livez HTTP/1.1', [], '', 404],
  ['a very long path', `GET /graphql/${'a'.repeat(9_000)} HTTP/1.1`, [], '', 404],
  ['a very long id', `GET /api/livekit/tokens/${'a'.repeat(300)}/ HTTP/1.1`, [], '', 414],
  ['TRACE', 'TRACE /graphql HTTP/1.1', [], '', 404],
  ['an unknown method', 'PROPFIND /graphql HTTP/1.1', [], '', 404],
  ['HTTP/2', 'PRI * HTTP/2.0', [], '', 400],
  ['a target of *', 'GET * HTTP/1.1', [], '', 404],
])(
  '%s is a client’s fault, with the usual body',
  async ([_what, start, lines, body, status], { gateway }) => {
    const answer = await ask(gateway, start, lines, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toHaveProperty('errors.0.extensions.requestId');
  },
);

test.for<[string, string, string[], string]>([
  [
    'chunks with extensions',
    POST,
    [CHUNKED],
    `${CHUNK.replace('\r\n', ';a=b;c="d"\r\n')}0\r\n\r\n`,
  ],
  ['a credential in a trailer', POST, [CHUNKED], `${CHUNK}0\r\nAuthorization: Bearer a\r\n\r\n`],
  ['a target in absolute form', 'POST http://a/graphql HTTP/1.1', [LENGTH], BODY],
  ['an encoded path', 'POST /%67raphql HTTP/1.1', [LENGTH], BODY],
])('%s changes nothing', async ([_what, start, lines, body], { gateway }) => {
  const answer = await ask(gateway, start, [JSON_BODY, ...lines], body);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('"kind":"ANONYMOUS"');
});

test('requests that are pipelined are answered in their order', async ({ gateway }) => {
  const connection = await openConnection(gateway.url);
  const request = (last: string) =>
    `${POST}\r\nHost: a\r\n${JSON_BODY}\r\n${LENGTH}\r\n${last}\r\n${BODY}`;
  const bad = `GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n`;
  connection.write(request('') + bad + request('Connection: close\r\n'));
  await connection.closed;
  expect(connection.received.match(/HTTP\/1\.1 \d+/g)).toEqual([
    'HTTP/1.1 200',
    'HTTP/1.1 404',
    'HTTP/1.1 200',
  ]);
});
