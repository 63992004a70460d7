import { describe, expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { openConnection } from '../support/raw-connection.js';
import type { ErrorBody } from '../support/send.js';

const test = gatewayTest();

const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const VERSION = 'Sec-WebSocket-Version: 13';
const PROTOCOL = 'Sec-WebSocket-Protocol: graphql-transport-ws';
const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket'];

/** Sends lines, which the gateway must refuse, and reads the refusal. */
async function refusalOf(gateway: TestGateway, start: string, lines: readonly string[], body = '') {
  const connection = await openConnection(gateway.url);
  connection.write(`${[start, 'Host: localhost', ...lines].join('\r\n')}\r\n\r\n${body}`);
  await connection.closed;
  const [head = '', text = ''] = connection.received.split('\r\n\r\n');
  const headers = new Map(
    head.split('\r\n').map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name.toLowerCase(), value.join(': ')] as const;
    }),
  );
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { errors } = JSON.parse(text) as { errors: ErrorBody[] };
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toMatch(/^[A-Z].*\.$/);
  expect(errors[0]?.extensions.requestId).toBe(headers.get('x-request-id'));
  const { code, reason } = errors[0]?.extensions ?? {};
  return { status: Number(head.split(' ')[1]), code, reason, headers };
}

const GET = 'GET /graphql HTTP/1.1';

describe('a WebSocket is refused with the usual body', () => {
  test.for<[string, string, readonly string[], number]>([
    ['by another method', 'POST /graphql HTTP/1.1', [...UPGRADE, KEY, VERSION, PROTOCOL], 405],
    ['by PUT', 'PUT /graphql HTTP/1.1', [...UPGRADE, KEY, VERSION, PROTOCOL], 405],
    ['by OPTIONS', 'OPTIONS /graphql HTTP/1.1', [...UPGRADE, KEY, VERSION, PROTOCOL], 405],
    ['in HTTP/1.0', 'GET /graphql HTTP/1.0', [...UPGRADE, KEY, VERSION, PROTOCOL], 400],
    ['without a key', GET, [...UPGRADE, VERSION, PROTOCOL], 400],
    ['with an empty key', GET, [...UPGRADE, 'Sec-WebSocket-Key:', VERSION, PROTOCOL], 400],
    ['with a short key', GET, [...UPGRADE, 'Sec-WebSocket-Key: YQ==', VERSION, PROTOCOL], 400],
    ['with two keys', GET, [...UPGRADE, KEY, KEY, VERSION, PROTOCOL], 400],
    ['without a version', GET, [...UPGRADE, KEY, PROTOCOL], 426],
    ['of version 12', GET, [...UPGRADE, KEY, 'Sec-WebSocket-Version: 12', PROTOCOL], 426],
    ['of a version in words', GET, [...UPGRADE, KEY, 'Sec-WebSocket-Version: x', PROTOCOL], 426],
    ['of two versions', GET, [...UPGRADE, KEY, VERSION, VERSION, PROTOCOL], 426],
    ['with broken subprotocols', GET, [...UPGRADE, KEY, VERSION, `${PROTOCOL},`], 400],
    [
      'with no subprotocol’s name',
      GET,
      [...UPGRADE, KEY, VERSION, 'Sec-WebSocket-Protocol: ;'],
      400,
    ],
    ['with one twice', GET, [...UPGRADE, KEY, VERSION, PROTOCOL, PROTOCOL], 400],
    ['at another path', 'GET /graph HTTP/1.1', [...UPGRADE, KEY, VERSION, PROTOCOL], 404],
    ['with a body', GET, [...UPGRADE, KEY, VERSION, PROTOCOL, 'Content-Length: 3'], 400],
    ['with chunks', GET, [...UPGRADE, KEY, VERSION, PROTOCOL, 'Transfer-Encoding: chunked'], 400],
  ])('%s', async ([_what, start, lines, status], { gateway }) => {
    const refusal = await refusalOf(gateway, start, lines);
    expect(refusal).toMatchObject({
      status,
      code: status === 404 ? 'NOT_FOUND' : 'BAD_USER_INPUT',
    });
    if (status === 405) expect(refusal.headers.get('allow')).toBe('GET');
    if (status === 426) expect(refusal.headers.get('sec-websocket-version')).toBe('13, 8');
  });
});

test.for(['something', '200-ok', '100-continued', ''])(
  'what expects something else than 100-continue is refused: %j',
  async (expected, { gateway }) => {
    const lines = [`Expect: ${expected}`, 'Connection: close', 'Content-Length: 0'];
    expect(await refusalOf(gateway, 'POST /leaks HTTP/1.1', lines)).toMatchObject({
      status: 417,
      code: 'BAD_USER_INPUT',
    });
  },
);

test('CONNECT is refused', async ({ gateway }) => {
  expect(await refusalOf(gateway, 'CONNECT localhost:80 HTTP/1.1', [])).toMatchObject({
    status: 405,
    reason: 'METHOD_NOT_ALLOWED',
  });
});

test.for(['*', '/', '/nowhere'])(
  'OPTIONS %s says that nothing is there',
  async (target, { gateway }) => {
    const lines = ['Connection: close', 'Content-Type: application/json', 'Content-Length: 0'];
    expect(await refusalOf(gateway, `OPTIONS ${target} HTTP/1.1`, lines)).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
  },
);
