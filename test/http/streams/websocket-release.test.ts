import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../../support/gateway.js';
import { openRawWebSocket, type RawWebSocket } from '../../support/raw-websocket.js';
import { CHANGES, openStreams, openWebSocket } from '../../support/streams.js';
import { generateToken } from '../../support/tokens.js';

const AGENT = 'released';

const test = gatewayTest({ env: { OPEN_STREAMS_PER_ADDRESS: '250' } });

test.beforeAll(async ({ gateway }) => {
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
});

test.afterEach(async ({ gateway }) => {
  await openStreams(gateway, 0);
  const stream = openWebSocket({ url: gateway.url, agent: AGENT, headers: gateway.superuser });
  await openStreams(gateway, 1);
  stream.close();
  await openStreams(gateway, 0);
});

const subscribe = (id: string, agent = AGENT) => ({
  id,
  type: 'subscribe',
  payload: { query: CHANGES, variables: { agent } },
});
const complete = (id: string) => ({ id, type: 'complete' });

async function openReadySocket(gateway: TestGateway): Promise<RawWebSocket> {
  const socket = await openRawWebSocket(gateway.url, gateway.superuser);
  socket.burst({ type: 'connection_init' });
  await socket.message('connection_ack');
  return socket;
}

test('a subscription that is completed while it opens, and asked for again, is one stream', async ({
  gateway,
}) => {
  const socket = await openReadySocket(gateway);
  socket.burst(subscribe('1'), complete('1'), subscribe('1'));
  await openStreams(gateway, 1);
  socket.burst(complete('1'));
  await openStreams(gateway, 0);
  socket.burst(subscribe('1'), complete('1'), subscribe('1'), complete('1'), subscribe('1'));
  await openStreams(gateway, 1);
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
  await socket.message('next', '1');
  expect(socket.messages.filter(({ type }) => type === 'next')).toHaveLength(1);
  socket.drop();
});

test('a refused subscription does not take the id away from the one that follows', async ({
  gateway,
}) => {
  const socket = await openReadySocket(gateway);
  socket.burst(subscribe('1', 'nobody'), complete('1'), subscribe('1'));
  await openStreams(gateway, 1);
  socket.burst(complete('1'));
  await openStreams(gateway, 0);
  socket.burst(subscribe('1'));
  await openStreams(gateway, 1);
  socket.drop();
});

test('forty rounds of subscriptions that are completed at once leave every place free', async ({
  gateway,
}) => {
  for (let round = 0; round < 40; round += 1) {
    const socket = await openReadySocket(gateway);
    const pairs = Array.from({ length: 5 }, () => [subscribe('1'), complete('1')]).flat();
    socket.burst(...pairs, subscribe('1'));
    socket.drop();
  }
});

test.for([
  ['is completed', [subscribe('1'), complete('1')]],
  ['is asked for under an id in use', [subscribe('1'), subscribe('1')]],
  ['comes before a second connection_init', [subscribe('1'), { type: 'connection_init' }]],
  ['comes before nonsense', [subscribe('1'), { type: 'nonsense' }]],
] as const)(
  'a subscription that %s while it opens is given back',
  async ([_case, messages], { gateway }) => {
    for (let round = 0; round < 10; round += 1) {
      const socket = await openReadySocket(gateway);
      socket.burst(...messages);
      await openStreams(gateway, 0);
      socket.drop();
    }
  },
);

test('subscriptions whose connection is dropped while they open are given back', async ({
  gateway,
}) => {
  for (let round = 0; round < 20; round += 1) {
    const socket = await openReadySocket(gateway);
    socket.burst(subscribe('1'), subscribe('2'), subscribe('3'));
    socket.drop();
  }
});

test('a connection that is dropped while it is authenticated is forgotten', async ({ gateway }) => {
  for (let round = 0; round < 20; round += 1) {
    const socket = await openRawWebSocket(gateway.url, gateway.superuser);
    socket.burst({ type: 'connection_init' }, subscribe('1'));
    socket.drop();
  }
});

test('a stream whose connection is dropped during an event is given back', async ({ gateway }) => {
  const socket = await openReadySocket(gateway);
  socket.burst(subscribe('1'), subscribe('2'));
  await openStreams(gateway, 2);
  const issued = generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
  socket.drop();
  await issued;
});

test('an id that is in use closes the connection, however long it is', async ({ gateway }) => {
  const socket = await openReadySocket(gateway);
  const id = 'x'.repeat(10_000);
  socket.burst(subscribe(id), subscribe(id));
  expect(await socket.closing).toEqual({ code: 4409, reason: 'Subscriber already exists' });
});

test('completing what is not open does nothing', async ({ gateway }) => {
  const socket = await openReadySocket(gateway);
  socket.burst(complete('1'), complete('__proto__'), subscribe('__proto__'), complete('2'));
  await openStreams(gateway, 1);
  socket.burst(complete('__proto__'));
  await openStreams(gateway, 0);
  socket.drop();
});

test('one connection has 200 subscriptions at most, those being opened and given up included', async ({
  gateway,
}) => {
  const socket = await openReadySocket(gateway);
  const ids = Array.from({ length: 220 }, (_value, index) => String(index));
  socket.burst(...ids.map((id) => subscribe(id)));
  await openStreams(gateway, 200);
  const { payload } = await socket.message('error');
  expect(payload).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', reason: 'TOO_MANY_STREAMS', retryAfterSeconds: 5 } },
  ]);
  const other = await openReadySocket(gateway);
  other.burst(subscribe('1'));
  await openStreams(gateway, 201);
  socket.burst(complete('0'), subscribe('new'));
  await openStreams(gateway, 201);
  socket.drop();
  other.drop();
});

test('a client that subscribes and completes without a pause holds nothing and can go on', async ({
  gateway,
}) => {
  const socket = await openReadySocket(gateway);
  // Fewer than a connection may have, should each take its time to open.
  const ids = Array.from({ length: 180 }, (_value, index) => String(index));
  socket.burst(...ids.flatMap((id) => [subscribe(id), complete(id)]));
  await openStreams(gateway, 0);
  await expect.poll(async () => (await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  socket.burst(subscribe('last'));
  await openStreams(gateway, 1);
  socket.drop();
});
