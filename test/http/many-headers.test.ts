import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { exchange } from '../support/raw-connection.js';
import { rawQuery, type RawHeader } from '../support/raw-request.js';
import { openRawWebSocket } from '../support/raw-websocket.js';

const test = gatewayTest();

async function isTrusted(gateway: TestGateway, ...headers: RawHeader[]): Promise<boolean> {
  const { status } = await rawQuery(
    gateway.url,
    '{ currentToken(agent: "livekit") { valid } }',
    headers,
  );
  expect(status).toBeOneOf([200, 401]);
  return status === 200;
}

/** What a WebSocket without a credential gets: a refusal, a message's type or a close reason. */
async function answerToWebSocket(
  gateway: TestGateway,
  fillers: number,
  further: Readonly<Record<string, string>> = {},
): Promise<string> {
  const headers = { a: Array.from({ length: fillers }, () => 'b'), ...further };
  const socket = await openRawWebSocket(gateway.url, headers);
  socket.burst({ type: 'connection_init' });
  const answer = await Promise.race([
    socket.message('connection_ack').then(({ type }) => type),
    socket.closing.then(({ reason }) => reason),
    socket.closed,
  ]);
  socket.drop();
  return answer;
}

const filler = (count: number): RawHeader[] => Array.from({ length: count }, () => ['a', 'b']);

test.for<RawHeader>([
  ['Via', '1.1 proxy'],
  ['X-FORWARDED-FOR', '203.0.113.9'],
  ['x-Real-iP', '203.0.113.9'],
  ['Forwarded', 'for=203.0.113.9'],
  ['Origin', 'https://evil.example'],
  ['REFERER', 'https://evil.example/'],
  ['Sec-Fetch-Site', 'cross-site'],
])('a mark behind a thousand other headers is seen: %s', async ([name, value], { gateway }) => {
  expect(await isTrusted(gateway, ...filler(1_500))).toBe(true);
  for (const count of [999, 1_000, 1_500]) {
    expect(await isTrusted(gateway, ...filler(count), [name, value])).toBe(false);
    expect(await answerToWebSocket(gateway, count, { [name]: value })).toMatch(
      / 403 |UNAUTHENTICATED/,
    );
  }
  expect(await answerToWebSocket(gateway, 1_500)).toBe('connection_ack');
});

test('a credential behind a thousand other headers is judged', async ({ gateway }) => {
  const good = ['Authorization', gateway.superuser['authorization'] ?? ''] as const;
  const bad = ['authorization', 'Bearer nonsense'] as const;
  const ask = (...headers: RawHeader[]) =>
    rawQuery(gateway.url, '{ viewer { kind } }', [...filler(1_500), ...headers]);
  expect((await ask(good)).data).toEqual({ viewer: { kind: 'SUPERUSER' } });
  expect((await ask(bad)).status).toBe(401);
  expect((await ask(good, bad)).status).toBe(401);
  expect((await ask(bad, good)).status).toBe(401);
});

test('headers beyond 16 KiB are refused', async ({ gateway }) => {
  const lines = ['GET /livez HTTP/1.1', 'Host: a', 'Connection: close'];
  const headers = Array.from({ length: 1_500 }, () => 'aaaaaa: bbbbbb');
  const answer = await exchange(gateway.url, [...lines, ...headers]);
  expect(answer.status).toBe(431);
  expect(answer.body).toContain('"code":"BAD_USER_INPUT"');
});
