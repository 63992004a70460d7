import { afterAll, beforeAll, expect } from 'vitest';

import { gatewayTest } from '../support/gateway.js';
import {
  startOtherServer,
  startTokenClient,
  type OtherServer,
  type TestTokenClient,
} from '../support/token-client.js';
import { registerAgent } from '../support/tokens.js';

const HEADER = 'x-livekit-token';

const test = gatewayTest();

let home: OtherServer;
let away: OtherServer;
let agentClient: TestTokenClient;

beforeAll(async () => {
  away = await startOtherServer((_request, response) => response.end('away'));
  home = await startOtherServer((request, response, body) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://home');
    if (pathname === '/away') response.writeHead(307, { location: `${away.url}/?secret=1` }).end();
    else if (pathname === '/round') response.writeHead(302, { location: '/round' }).end();
    else if (pathname === '/to') {
      response.writeHead(Number(searchParams.get('status')), { location: '/here' }).end();
    } else response.end(`${request.method} ${body} ${request.headers['content-type']}`);
  });
});

afterAll(async () => {
  await Promise.all([home.stop(), away.stop()]);
});

test.beforeEach(async ({ gateway }) => {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  agentClient = startTokenClient(gateway, { agent });
});

function post(status: number): [string, RequestInit] {
  const headers = { 'content-type': 'text/x-test' };
  return [`${home.url}/to?status=${status}`, { method: 'POST', headers, body: 'body' }];
}

test('a redirection to another origin is an error, and the token is not sent there', async () => {
  await expect(agentClient.client.fetch(`${home.url}/away`)).rejects.toMatchObject({
    code: 'REDIRECTED',
    message: expect.stringMatching(/^(?!.*secret).*127\.0\.0\.1/) as string,
  });
  expect(away.received).toEqual([]);
});

test.each([
  [301, 'GET  undefined'],
  [302, 'GET  undefined'],
  [303, 'GET  undefined'],
  [307, 'POST body text/x-test'],
  [308, 'POST body text/x-test'],
])('a redirection of %i within the origin is followed with the token', async (status, expected) => {
  const [url, init] = post(status);
  const viaAddress = await agentClient.client.fetch(url, init);
  expect(await viaAddress.text()).toBe(expected);
  const viaRequest = await agentClient.client.fetch(new Request(url, init));
  expect(await viaRequest.text()).toBe(expected);
  expect(home.received.at(-1)?.headers[HEADER]).toBe(await agentClient.client.token());
});

test('a stream is not sent to a second address', async () => {
  const [url, init] = post(307);
  const stream = { ...init, body: new Blob(['body']).stream(), duplex: 'half' } as RequestInit;
  await expect(agentClient.client.fetch(url, stream)).rejects.toMatchObject({ code: 'REDIRECTED' });
});

test('redirections without end come to one', async () => {
  const before = home.received.length;
  await expect(agentClient.client.fetch(`${home.url}/round`)).rejects.toMatchObject({
    code: 'REDIRECTED',
  });
  expect(home.received.length - before).toBe(6);
});

test('a caller who wants redirections as answers, or as errors, has them so', async () => {
  const manual = await agentClient.client.fetch(`${home.url}/away`, { redirect: 'manual' });
  expect(manual.status).toBe(307);
  await expect(
    agentClient.client.fetch(`${home.url}/away`, { redirect: 'error' }),
  ).rejects.toBeInstanceOf(TypeError);
  expect(away.received).toEqual([]);
});

test('the key of the agent follows no redirection', async ({ gateway }) => {
  const { client } = startTokenClient(gateway, {
    agent: 'livekit',
    agentKey: 'a-key',
    url: `${home.url}/to?status=307`,
    fetch: async (_input, init) => fetch(`${home.url}/away`, init),
  });
  await expect(client.token()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  expect(away.received).toEqual([]);
});
