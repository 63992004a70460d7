import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

import postgres from 'postgres';
import { describe, expect, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

import { gatewayTest, startGateway, type TestGateway } from '../../support/gateway.js';
import { createSeverableDatabase } from '../../support/severable-database.js';
import {
  CHANGES,
  openEventStream,
  openStreams,
  openWebSocket,
  statusOf,
  transports,
} from '../../support/streams.js';

const operator = { kind: 'OPERATOR', name: null, address: null, requestId: null } as const;

const test = gatewayTest({ env: { CORS_ORIGINS: 'https://app.example.com' } });

test.beforeAll(async ({ gateway }) => {
  await currentToken(gateway, 'livekit');
});

test.afterEach(({ gateway }) => openStreams(gateway, 0));

async function currentToken(gateway: TestGateway, agent: string): Promise<string> {
  const reader = { actor: operator, presentedTokenId: undefined };
  return (await gateway.app.services.currentTokens.current(agent, reader)).token ?? '';
}

async function startedGateway(env: Record<string, string>): Promise<TestGateway> {
  const started = await startGateway({ env });
  onTestFinished(() => started.stop());
  return started;
}

describe.each(Object.entries(transports))('by %s', (_name, open) => {
  test('a caller from a trusted network needs no credential', async ({ gateway }) => {
    const stream = open({ url: gateway.url });
    await openStreams(gateway, 1);
    stream.close();
  });

  test('pages of allowed origins and the gateway’s own may listen', async ({ gateway }) => {
    for (const origin of ['https://app.example.com', gateway.url]) {
      const stream = open({ url: gateway.url, headers: { ...gateway.superuser, origin } });
      await openStreams(gateway, 1);
      stream.close();
      await openStreams(gateway, 0);
    }
  });

  test('each address has so many streams, and gets the place of a closed one back', async () => {
    const { url, superuser, ...limited } = await startedGateway({
      OPEN_STREAMS_PER_ADDRESS: '2',
      TRUST_PROXY: '1',
    });
    const subscribe = (address: string) =>
      open({ url, headers: { ...superuser, 'x-forwarded-for': `9.9.9.9, ${address}` } });
    const counted = { url, superuser, ...limited };
    const first = subscribe('10.0.0.1');
    subscribe('10.0.0.1');
    await openStreams(counted, 2);
    expect(statusOf(await subscribe('10.0.0.1').ended)).toBe(429);
    subscribe('10.0.0.2');
    await openStreams(counted, 3);
    first.close();
    await openStreams(counted, 2);
    subscribe('10.0.0.1');
    await openStreams(counted, 3);
  });

  test('all addresses together have so many streams', async () => {
    const limited = await startedGateway({ OPEN_STREAMS_TOTAL: '1' });
    const { url, superuser: headers } = limited;
    open({ url, headers });
    await openStreams(limited, 1);
    expect(statusOf(await open({ url, headers }).ended)).toBe(429);
  });

  test('a token that was issued while the feed of changes was cut off is told afterwards', async ({
    gateway,
  }) => {
    const stream = open({ url: gateway.url, headers: gateway.superuser });
    await openStreams(gateway, 1);
    const replica = await startGateway({ database: gateway.database, clock: gateway.clock });
    const sql = postgres(gateway.database.directUrl, { max: 1 });
    onTestFinished(async () => {
      await sql.end();
      await replica.stop();
    });
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'token-gateway feed' and datname = current_database()`;
    const { secret } = await replica.app.services.tokens.rotate({ agent: 'livekit' }, operator);
    expect((await stream.next()).currentToken.token).toBe(secret);
    stream.close();
  });

  test('the loss of the database ends the streams, since nobody’s rights are known then', async () => {
    const database = await createSeverableDatabase();
    const cut = await startGateway({ database });
    onTestFinished(async () => {
      await cut.stop();
      await database.drop();
    });
    const { key } = await cut.app.services.superusers.keys.create('dana', operator);
    const stream = open({ url: cut.url, headers: { authorization: `Bearer ${key}` } });
    await openStreams(cut, 1);
    database.sever();
    const end = await stream.ended;
    expect(end.errors?.[0]?.extensions).toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      reason: 'DATABASE_UNAVAILABLE',
    });
  });

  test('a shutdown tells every listener and does not wait for them', async () => {
    const stopping = await startGateway();
    const stream = open({ url: stopping.url, headers: stopping.superuser });
    await openStreams(stopping, 1);
    expect((await fetch(`${stopping.url}/readyz`)).status).toBe(200);
    const startedAt = performance.now();
    await stopping.stop();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    const end = await stream.ended;
    expect(end.code ?? end.errors?.[0]?.extensions.reason).toBeOneOf([1001, 'SHUTTING_DOWN']);
  });
});

describe('a WebSocket', () => {
  test.for(['Authorization', 'authorization', 'x-livekit-token'])(
    'may carry its credential as the connection parameter %s',
    async (name, { gateway }) => {
      const token = await currentToken(gateway, 'livekit');
      const value = name === 'x-livekit-token' ? token : `Bearer ${token}`;
      const headers = { via: '1.1 a-proxy' };
      const connectionParams = { [name]: value, unrelated: { deep: true } };
      const stream = openWebSocket({ url: gateway.url, headers, connectionParams });
      await openStreams(gateway, 1);
      stream.close();
    },
  );

  test.for([
    [{ authorization: 'Bearer itg_su_nonsense' }, 4401, 'UNAUTHENTICATED UNKNOWN'],
    [{ 'x-livekit-token': 7 }, 4401, 'UNAUTHENTICATED MALFORMED'],
  ] as const)(
    'with the connection parameters %o is closed',
    async ([connectionParams, code, reason], { gateway }) => {
      const end = await openWebSocket({ url: gateway.url, connectionParams }).ended;
      expect(end.code).toBe(code);
      expect(end.reason).toMatch(reason.slice(0, 15));
    },
  );

  test('whose headers and parameters name different principals is closed', async ({ gateway }) => {
    const connectionParams = { 'x-livekit-token': await currentToken(gateway, 'livekit') };
    const headers = gateway.superuser;
    const end = await openWebSocket({ url: gateway.url, headers, connectionParams }).ended;
    expect(end).toEqual({ code: 4400, reason: 'AMBIGUOUS_CREDENTIALS' });
  });

  test('is closed together with the stream whose credential ended', async ({ gateway }) => {
    const { key } = await gateway.app.services.superusers.keys.create('socket-owner', operator);
    const socket = new WebSocket(`${gateway.url}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    const messages: { type: string; payload?: unknown }[] = [];
    socket.on('message', (data: Buffer) => {
      messages.push(JSON.parse(data.toString()) as { type: string });
    });
    const payload = { query: CHANGES, variables: { agent: 'livekit' } };
    const authorization = `Bearer ${key}`;
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    await openStreams(gateway, 1);
    const closed = once(socket, 'close');
    await gateway.app.services.superusers.keys.revoke('socket-owner', operator);
    const [code] = (await closed) as [number];
    expect(code).toBe(4401);
    expect(messages.map(({ type }) => type)).toEqual(['connection_ack', 'error']);
  });

  test('is found at /graphql alone', async ({ gateway }) => {
    const socket = new WebSocket(`${gateway.url}/elsewhere`, 'graphql-transport-ws');
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  test('with a message that is too large is closed, and others go on', async ({ gateway }) => {
    const socket = new WebSocket(`${gateway.url}/graphql`, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send('x'.repeat(256 * 1024 + 1));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    const stream = openWebSocket({ url: gateway.url });
    await openStreams(gateway, 1);
    stream.close();
  });

  test.for(['{"type":"nonsense"}', '{"type":"connection_ack"}', 'no JSON'])(
    'with the message %s, which makes no sense, is closed',
    async (message, { gateway }) => {
      const socket = new WebSocket(`${gateway.url}/graphql`, 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(message);
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(4400);
    },
  );

  test('is not forced on a request that offers another upgrade', async ({ gateway }) => {
    const body = JSON.stringify({ query: '{ viewer { kind } }' });
    const sent = request(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        connection: 'Upgrade, HTTP2-Settings',
        upgrade: 'h2c',
        'http2-settings': 'AAMAAABkAAQAAP__',
        'content-length': Buffer.byteLength(body),
      },
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [import('node:http').IncomingMessage];
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(await text(response))).toEqual({ data: { viewer: { kind: 'ANONYMOUS' } } });
  });
});

describe('an event stream', () => {
  const accept = 'text/event-stream';

  test('opens by GET, as a browser’s EventSource does', async ({ gateway }) => {
    const query = new URLSearchParams({ query: CHANGES, variables: '{"agent":"livekit"}' });
    const stop = new AbortController();
    const response = await fetch(`${gateway.url}/graphql/stream?${query.toString()}`, {
      headers: { accept },
      signal: stop.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('no-store');
    stop.abort();
  });

  test('is refused with the status, headers and body of any other refusal', async ({ gateway }) => {
    const response = await fetch(`${gateway.url}/graphql/stream`, {
      method: 'POST',
      headers: { accept, 'content-type': 'application/json', via: '1.1 a-proxy' },
      body: JSON.stringify({ query: CHANGES, variables: { agent: 'livekit' } }),
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(await response.json()).toMatchObject({
      errors: [
        {
          path: ['currentTokenChanged'],
          extensions: {
            code: 'UNAUTHENTICATED',
            reason: 'MISSING_CREDENTIALS',
            requestId: response.headers.get('x-request-id'),
          },
        },
      ],
    });
  });

  test.for([
    ['no query', '{}', accept, 400],
    ['a list', '[]', accept, 400],
    ['variables that are none', '{"query":"{ a }","variables":[]}', accept, 400],
    ['an Accept header that asks for JSON', '{"query":"{ a }"}', 'application/json', 406],
  ] as const)(
    'is refused to a request with %s',
    async ([_case, body, wanted, status], { gateway }) => {
      const response = await fetch(`${gateway.url}/graphql/stream`, {
        method: 'POST',
        headers: { accept: wanted, 'content-type': 'application/json', ...gateway.superuser },
        body,
      });
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      });
    },
  );

  test('that its reader closes leaves nothing behind', async ({ gateway }) => {
    const stream = openEventStream({ url: gateway.url });
    await openStreams(gateway, 1);
    stream.close();
    await openStreams(gateway, 0);
    expect(gateway.log.join('')).toContain('stream ended');
  });
});
