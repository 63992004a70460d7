import { once } from 'node:events';
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';

import { expect, onTestFinished } from 'vitest';

import { gatewayTest, type TestGateway } from '../../support/gateway.js';
import { openConnection } from '../../support/raw-connection.js';
import { CHANGES, openEventStream, openStreams } from '../../support/streams.js';
import { currentToken, generateToken, uniqueName } from '../../support/tokens.js';

const AGENT = 'streamed';

const test = gatewayTest();

test.beforeAll(async ({ gateway }) => {
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
});

test.afterEach(async ({ gateway }) => {
  await openStreams(gateway, 0);
  const stream = openEventStream({ url: gateway.url, agent: AGENT, headers: gateway.superuser });
  await openStreams(gateway, 1);
  stream.close();
  await openStreams(gateway, 0);
});

const search = new URLSearchParams({ query: CHANGES, variables: JSON.stringify({ agent: AGENT }) });
const path = `/graphql/stream?${search.toString()}`;

function head(
  gateway: TestGateway,
  method: string,
  target: string,
  headers: Record<string, string> = {},
): string {
  const all = { Host: 'localhost', Accept: 'text/event-stream', ...gateway.superuser, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

async function connected(gateway: TestGateway): Promise<Socket> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.resume();
  onTestFinished(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  return socket;
}

test.for([1, 2, 5, 30])(
  '%i requests in one burst on a dropped connection hold nothing',
  async (n, { gateway }) => {
    for (let round = 0; round < 10; round += 1) {
      const socket = await connected(gateway);
      socket.write(head(gateway, 'GET', path).repeat(n));
      socket.destroy();
    }
    const heard = await connected(gateway);
    heard.write(head(gateway, 'GET', path).repeat(n));
    await openStreams(gateway, 1);
    heard.destroy();
  },
);

test('streams that are asked for behind one another are refused, and the first is served', async ({
  gateway,
}) => {
  const connection = await openConnection(gateway.url);
  connection.write(head(gateway, 'GET', path).repeat(3));
  await openStreams(gateway, 1);
  await generateToken(gateway, { provider: 'LIVEKIT', agent: AGENT });
  await expect.poll(() => connection.received).toContain('event: next');
  expect(connection.received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  connection.destroy();
});

test('a client that sends on and on behind its stream is cut off', async ({ gateway }) => {
  const connection = await openConnection(gateway.url);
  connection.write(head(gateway, 'GET', path));
  await openStreams(gateway, 1);
  connection.write(head(gateway, 'GET', '/livez').repeat(2_000));
  await connection.closed;
});

test('what is sent behind a request for a stream is not carried out', async ({ gateway }) => {
  const agent = uniqueName();
  const query = `mutation { generateToken(input: { provider: LIVEKIT, agent: "${agent}" }) { token } }`;
  const body = JSON.stringify({ query });
  const post = head(gateway, 'POST', '/graphql', {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
  });
  const socket = await connected(gateway);
  socket.write(`${head(gateway, 'GET', path)}${post}${body}`);
  await openStreams(gateway, 1);
  socket.write(`${post}${body}`);
  socket.destroy();
  await openStreams(gateway, 0);
  await expect(currentToken(gateway, agent)).rejects.toThrow('agent');
});

test('a large body behind a stream does not hide that its client goes', async ({ gateway }) => {
  const socket = await connected(gateway);
  socket.write(head(gateway, 'GET', path));
  await openStreams(gateway, 1);
  const length = 200 * 1024;
  const post = head(gateway, 'POST', '/graphql', {
    'Content-Type': 'application/json',
    'Content-Length': String(length),
  });
  socket.write(post + ' '.repeat(length));
  socket.destroy();
});

test('an upgrade behind a stream ends both', async ({ gateway }) => {
  const socket = await connected(gateway);
  socket.write(head(gateway, 'GET', path));
  await openStreams(gateway, 1);
  const headers = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol': 'graphql-transport-ws',
  };
  socket.write(head(gateway, 'GET', '/graphql', headers));
  await once(socket, 'close');
});

test('a stream on a connection that served other requests before is given back', async ({
  gateway,
}) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (target: string): ClientRequest =>
    request(`${gateway.url}${target}`, {
      agent,
      headers: { accept: 'text/event-stream', ...gateway.superuser },
    }).end();
  const refused = `/graphql/stream?query=${encodeURIComponent('{ viewer { kind } }')}`;
  for (const target of ['/livez', refused, refused, '/livez']) {
    const [response] = (await once(ask(target), 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
  }
  const stream = ask(path);
  const [response] = (await once(stream, 'response')) as [IncomingMessage];
  expect([response.statusCode, stream.reusedSocket]).toEqual([200, true]);
  await openStreams(gateway, 1);
  stream.destroy();
  await openStreams(gateway, 0);
  agent.destroy();
});

test('requests behind a stream that was refused are refused, and the next are served', async ({
  gateway,
}) => {
  const connection = await openConnection(gateway.url);
  const refused = head(gateway, 'GET', '/graphql/stream?query=nonsense');
  connection.write(refused + head(gateway, 'GET', '/livez'));
  await expect.poll(() => connection.received).toContain('BEHIND_EVENT_STREAM');
  connection.write(head(gateway, 'GET', '/livez'));
  await expect.poll(() => connection.received).toContain('{"status":"ok"}');
  expect(connection.received).not.toMatch(/HTTP\/1\.1 5/);
  connection.destroy();
});

test.for(['HEAD', 'PUT', 'DELETE'])('%s opens no stream', async (method, { gateway }) => {
  const headers = { accept: 'text/event-stream', ...gateway.superuser };
  const response = await fetch(`${gateway.url}${path}`, { method, headers });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
});

test('a client that goes while its stream is being opened leaves nothing behind', async ({
  gateway,
}) => {
  for (let round = 0; round < 50; round += 1) {
    const socket = await connected(gateway);
    socket.write(head(gateway, 'GET', path), () => {
      socket.resetAndDestroy();
    });
  }
});
