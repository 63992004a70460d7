import { expect, onTestFinished, test } from 'vitest';

import { startGateway, type TestGateway } from '../../support/gateway.js';
import { OPCODE, openRawWebSocket, type RawWebSocket } from '../../support/raw-websocket.js';
import {
  CHANGES,
  openStreams,
  openWebSocket,
  statusOf,
  transports,
} from '../../support/streams.js';
import { currentToken, generateToken } from '../../support/tokens.js';

const AGENT = 'admitted';
const operator = { kind: 'OPERATOR', name: null, address: null, requestId: null } as const;

async function startedGateway(env: Record<string, string> = {}): Promise<TestGateway> {
  const gateway = await startGateway({ env });
  onTestFinished(() => gateway.stop());
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
  return gateway;
}

const init = (payload?: unknown) => ({ type: 'connection_init', ...(payload ? { payload } : {}) });
const subscribe = (id: string) => ({
  id,
  type: 'subscribe',
  payload: { query: CHANGES, variables: { agent: AGENT } },
});

async function openSilent(
  url: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<RawWebSocket[]> {
  const sockets: RawWebSocket[] = [];
  for (let at = 0; at < count; at += 1) sockets.push(await openRawWebSocket(url, headers));
  onTestFinished(() => {
    for (const socket of sockets) socket.drop();
  });
  return sockets;
}

test.each([
  ['with no payload', init()],
  ['with an empty payload', init({})],
  ['with nothing that is a credential', init({ authorisation: 'x', list: [1, { deep: true }] })],
])(
  'where nobody is trusted, a connection_init %s closes the connection',
  async (_case, message) => {
    const gateway = await startedGateway({ AGENT_SYNC_TRUSTED_NETWORKS: '' });
    const [socket] = await openSilent(gateway.url, 1);
    socket?.burst(message);
    expect(await socket?.closing).toEqual({
      code: 4401,
      reason: 'UNAUTHENTICATED MISSING_CREDENTIALS',
    });
  },
);

test('a connection that does not answer the closing handshake is closed all the same', async () => {
  const gateway = await startedGateway({ AGENT_SYNC_TRUSTED_NETWORKS: '' });
  const [socket] = await openSilent(gateway.url, 1);
  socket?.burst(init());
  await socket?.closed;
});

test('a verifier, who may subscribe to nothing, is not let in', async () => {
  const gateway = await startedGateway();
  const { key } = await gateway.app.services.verifiers.create('back-end', operator);
  const [socket] = await openSilent(gateway.url, 1);
  socket?.burst(init({ authorization: `Bearer ${key}` }));
  expect(await socket?.closing).toEqual({ code: 4403, reason: 'FORBIDDEN AGENT_REQUIRED' });
});

test('connections that say nothing keep no agent out, by header or by parameter', async () => {
  const gateway = await startedGateway({
    OPEN_STREAMS_PER_ADDRESS: '8',
    OPEN_STREAMS_TOTAL: '16',
    AGENT_SYNC_TRUSTED_NETWORKS: '',
  });
  const { token, header } = await currentToken(gateway, AGENT);
  const credential = { [header]: token ?? '' };
  const silent = await openSilent(gateway.url, 30);
  await silent[0]?.closed;
  const streams = [
    openWebSocket({ url: gateway.url, agent: AGENT, headers: credential }),
    openWebSocket({ url: gateway.url, agent: AGENT, connectionParams: credential }),
    transports['event stream']({ url: gateway.url, agent: AGENT, headers: credential }),
  ];
  await openStreams(gateway, 3);
  for (const stream of streams) stream.close();
});

test('connections of many addresses that say nothing keep no agent out', async () => {
  const gateway = await startedGateway({
    OPEN_STREAMS_PER_ADDRESS: '8',
    OPEN_STREAMS_TOTAL: '16',
    TRUST_PROXY: '1',
  });
  const { token, header } = await currentToken(gateway, AGENT);
  for (let at = 0; at < 40; at += 1) {
    await openSilent(gateway.url, 1, { 'x-forwarded-for': `10.0.0.${String(at)}` });
  }
  const connectionParams = { [header]: token ?? '' };
  const stream = openWebSocket({ url: gateway.url, agent: AGENT, connectionParams });
  await openStreams(gateway, 1);
  stream.close();
});

test.each(Object.entries(transports))(
  'by %s, a place is reserved for those who show a credential',
  async (_name, open) => {
    const gateway = await startedGateway({ OPEN_STREAMS_PER_ADDRESS: '4' });
    const { url } = gateway;
    for (let count = 1; count <= 3; count += 1) {
      open({ url, agent: AGENT });
      await openStreams(gateway, count);
    }
    const { errors, code, status } = await open({ url, agent: AGENT }).ended;
    expect([errors?.[0]?.extensions.code, code, status]).toContainEqual(
      expect.toBeOneOf(['RATE_LIMITED', 1013, 429]),
    );
    const headers = gateway.superuser;
    open({ url, agent: AGENT, headers });
    await openStreams(gateway, 4);
    expect(statusOf(await open({ url, agent: AGENT, headers }).ended)).toBe(429);
  },
);

test.each(Object.entries(transports))(
  'by %s, the addresses of one IPv6 network have their streams together',
  async (_name, open) => {
    const gateway = await startedGateway({ OPEN_STREAMS_PER_ADDRESS: '2', TRUST_PROXY: '1' });
    const subscribeFrom = (address: string) =>
      open({
        url: gateway.url,
        agent: AGENT,
        headers: { ...gateway.superuser, 'x-forwarded-for': address },
      });
    subscribeFrom('2001:db8:0:1::1');
    await openStreams(gateway, 1);
    subscribeFrom('2001:db8:0:1:ffff::2');
    await openStreams(gateway, 2);
    expect(statusOf(await subscribeFrom('2001:db8:0:1::3').ended)).toBe(429);
    subscribeFrom('2001:db8:0:2::1');
    await openStreams(gateway, 3);
    subscribeFrom('::ffff:10.0.0.1');
    await openStreams(gateway, 4);
    subscribeFrom('10.0.0.1');
    await openStreams(gateway, 5);
    expect(statusOf(await subscribeFrom('10.0.0.1').ended)).toBe(429);
  },
);

test('a connection without a subscription is closed after a while, pings or not', async () => {
  const gateway = await startedGateway({ OPEN_STREAMS_IDLE_SECONDS: '1' });
  const [idle, pinging, completing, busy] = await openSilent(gateway.url, 4, gateway.superuser);
  for (const socket of [idle, pinging, completing, busy]) {
    socket?.burst(init());
    await socket?.message('connection_ack');
  }
  busy?.burst(subscribe('1'));
  const chatter = setInterval(() => {
    pinging?.burst({ type: 'ping' }, { type: 'pong' });
    pinging?.frame(OPCODE.ping, 'here');
    completing?.burst({ type: 'complete', id: 'nothing' });
  }, 100);
  const closing = { code: 1001, reason: 'No subscription is open' };
  expect(await idle?.closing).toEqual(closing);
  expect(await pinging?.closing).toEqual(closing);
  expect(await completing?.closing).toEqual(closing);
  clearInterval(chatter);
  await openStreams(gateway, 1);
  busy?.burst({ type: 'complete', id: '1' });
  expect(await busy?.closing).toEqual(closing);
});

test('a connection that never says anything is closed within seconds', async () => {
  const gateway = await startedGateway();
  const [socket] = await openSilent(gateway.url, 1);
  expect(await socket?.closing).toMatchObject({ code: 4408 });
});

// The gateway lets two of its pings pass, which takes it half a minute.
test('a client that is no longer there is cut off, even if something goes on sending pongs', async () => {
  const gateway = await startedGateway();
  const [gone, ponging] = await openSilent(gateway.url, 2, gateway.superuser);
  for (const socket of [gone, ponging]) {
    socket?.burst(init());
    await socket?.message('connection_ack');
    socket?.burst(subscribe('1'));
  }
  await openStreams(gateway, 2);
  const chatter = setInterval(() => ponging?.frame(OPCODE.pong, ''), 100);
  await Promise.all([gone?.closed, ponging?.closed]);
  clearInterval(chatter);
  await openStreams(gateway, 0);
}, 120_000);

test('a refused upgrade leaves no connection open, whatever its client does', async () => {
  const gateway = await startedGateway();
  const [socket] = await openSilent(gateway.url, 1, { origin: 'https://elsewhere.example' });
  expect(await socket?.closed).toContain('ORIGIN_NOT_ALLOWED');
});
