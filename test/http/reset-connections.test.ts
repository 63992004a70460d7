import { connect, type Socket } from 'node:net';

import postgres from 'postgres';
import { afterAll, expect, vi } from 'vitest';

import { gatewayTest, startGateway, type TestGateway } from '../support/gateway.js';
import { exchange } from '../support/raw-connection.js';
import { generateToken } from '../support/tokens.js';

const test = gatewayTest();

let proxied: TestGateway;

test.beforeAll(async ({ gateway }) => {
  proxied = await startGateway({ database: gateway.database, env: { TRUST_PROXY: '1' } });
});

afterAll(() => proxied.stop());

async function connected(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

/** Sends a request several times, and resets each connection before an answer can come. */
async function sendAndReset(url: string, [start = '', ...headers]: string[], body = '') {
  const lines = [start, 'Host: localhost', ...headers, `Content-Length: ${body.length}`];
  for (let count = 0; count < 10; count += 1) {
    const socket = await connected(url);
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, () => {
      socket.resetAndDestroy();
    });
    await new Promise((resolve) => socket.once('close', resolve));
  }
}

function logOf({ log }: TestGateway): Record<string, unknown>[] {
  return log.map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** The lines about a request, once there are any. */
function eventuallyLogged(target: TestGateway, requestId: string) {
  return vi.waitFor(() => {
    const lines = logOf(target).filter((line) => line['requestId'] === requestId);
    expect(lines).not.toHaveLength(0);
    return lines;
  }, 30_000);
}

const JSON_BODY = 'Content-Type: application/json';
const WRONG = `Authorization: Bearer itg_su_${'0'.repeat(49)}`;

test.for<[string, string[], string]>([
  ['/graphql', [JSON_BODY, WRONG], '{"query":"{viewer{kind}}"}'],
  ['/graphql without a credential', [JSON_BODY], '{"query":"{viewer{kind}}"}'],
  ['/graphql/stream', [JSON_BODY, WRONG, 'Accept: text/event-stream'], '{"query":"{a}"}'],
  ['/leaks', [JSON_BODY], '{"token":""}'],
  ['/mcp', [JSON_BODY, WRONG, 'Accept: application/json, text/event-stream'], '{}'],
  ['/livekit/token', [JSON_BODY, WRONG], '{}'],
  ['/livekit/webhook', [JSON_BODY], '{}'],
  ['/oauth/introspect', ['Content-Type: application/x-www-form-urlencoded', WRONG], 'token=a'],
  ['/oauth/google/connect', ['Content-Type: application/x-www-form-urlencoded'], 'agent=a&key=b'],
  ['/api/livekit/tokens/generate_token/', [JSON_BODY, WRONG], '{"agent_name":"a"}'],
  ['/%zz', [JSON_BODY], '{}'],
])(
  'a reset connection has its address in every line about %s',
  async ([path, headers, body], { gateway }) => {
    const id = `reset-post-${path.replace(/\W/g, '')}`;
    const start = `POST ${path.split(' ', 1)[0] ?? ''} HTTP/1.1`;
    await sendAndReset(gateway.url, [start, `X-Request-Id: ${id}`, ...headers], body);
    const lines = await eventuallyLogged(gateway, id);
    expect(new Set(lines.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
    expect(lines.map(({ outcome }) => outcome)).not.toContain('INTERNAL_SERVER_ERROR');
  },
);

test.for(['/metrics', '/oauth/google/callback', '/api/calendars/', '/nowhere'])(
  'nor does GET %s fail',
  async (path, { gateway }) => {
    const id = `reset-get-${path.replace(/\W/g, '')}`;
    const lines = [`GET ${path} HTTP/1.1`, `X-Request-Id: ${id}`, WRONG];
    await sendAndReset(gateway.url, lines);
    const logged = await eventuallyLogged(gateway, id);
    for (const { address, status } of logged) {
      expect([address, Number(status) < 500]).toEqual(['127.0.0.1', true]);
    }
  },
);

test('a reset WebSocket is refused by its address', async ({ gateway }) => {
  const id = 'reset-websocket';
  await sendAndReset(gateway.url, [
    'GET /elsewhere HTTP/1.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    `X-Request-Id: ${id}`,
  ]);
  for (const { address } of await eventuallyLogged(gateway, id)) expect(address).toBe('127.0.0.1');
});

test('behind a proxy the reported address stays the address', async () => {
  const id = 'reset-proxied';
  await sendAndReset(proxied.url, [
    'GET /metrics HTTP/1.1',
    'X-Forwarded-For: 192.0.2.9',
    `X-Request-Id: ${id}`,
    WRONG,
  ]);
  for (const { address } of await eventuallyLogged(proxied, id)) expect(address).toBe('192.0.2.9');
});

test('bytes that are no request, on a connection that is reset, leave no line without address', async ({
  gateway,
}) => {
  for (let count = 0; count < 10; count += 1) {
    const socket = await connected(gateway.url);
    socket.write('NONSENSE\r\n\r\n', () => socket.resetAndDestroy());
    await new Promise((resolve) => socket.once('close', resolve));
  }
  const answer = await exchange(gateway.url, ['NONSENSE']);
  expect(answer.status).toBe(400);
  for (const line of logOf(gateway).filter(({ reason }) => String(reason).startsWith('HPE'))) {
    expect(line['address']).toBe('127.0.0.1');
  }
});

test('what a reset connection has done is audited with its address', async ({ gateway }) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: 'reset' });
  await sendAndReset(gateway.url, ['POST /leaks HTTP/1.1', JSON_BODY], JSON.stringify({ token }));
  const sql = postgres(gateway.database.directUrl, { max: 1 });
  try {
    await vi.waitFor(async () => {
      const events =
        await sql`select address from audit_events where action = 'TOKEN_LEAK_REPORTED'`;
      expect([...events]).toEqual([{ address: '127.0.0.1' }]);
    }, 30_000);
  } finally {
    await sql.end();
  }
});
