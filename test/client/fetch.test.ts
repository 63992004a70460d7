import { afterEach, expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { RevokeTokenMutation, RotateTokenMutation } from '../support/operations.js';
import {
  startOtherServer,
  startTokenClient,
  type OtherServer,
  type TestTokenClient,
} from '../support/token-client.js';
import { createAgentKey, disableAgent, registerAgent, tokensOf } from '../support/tokens.js';

const HEADER = 'x-livekit-token';
const VIEWER = JSON.stringify({ query: '{ viewer { name } }' });

const test = gatewayTest();

let agent: string;
let agentClient: TestTokenClient;
let others: OtherServer[] = [];

test.beforeEach(async ({ gateway }) => {
  agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  const agentKey = await createAgentKey(gateway, agent);
  agentClient = startTokenClient(gateway, { agent, agentKey });
});

afterEach(async () => {
  await Promise.all(others.map((other) => other.stop()));
  others = [];
});

async function otherServer(...of: Parameters<typeof startOtherServer>): Promise<OtherServer> {
  const other = await startOtherServer(...of);
  others.push(other);
  return other;
}

/** A server that takes tokens as its caller says. */
function serverThatTakes(isTaken: (token: string) => boolean): Promise<OtherServer> {
  return otherServer((request, response, body) => {
    response.statusCode = isTaken(String(request.headers[HEADER])) ? 200 : 401;
    response.end(body);
  });
}

/** Replaces the agent's token, and the one before it is refused from now on. */
async function rotate(gateway: TestGateway): Promise<void> {
  const input = { agent, overlapSeconds: 0 };
  const { errors } = await gateway.send(RotateTokenMutation, { input }, gateway.superuser);
  expect(errors).toEqual([]);
}

const ask = (): Promise<Response> =>
  agentClient.client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: VIEWER,
  });

test('a path is one of the gateway, and carries the token in the header of its provider', async () => {
  const response = await ask();
  expect(await response.json()).toEqual({ data: { viewer: { name: agent } } });
  expect(agentClient.sent.at(-1)?.headers.get(HEADER)).toBe(await agentClient.client.token());
  expect(agentClient.sent.at(-1)?.headers.has('authorization')).toBe(false);
});

test('200 calls at the moment of a rotation cost one request for the token, and none fails', async ({
  gateway,
}) => {
  await agentClient.client.token();
  await rotate(gateway);
  const answers = await Promise.all(Array.from({ length: 200 }, ask));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 200));
  expect(agentClient.tokenRequests()).toBe(2);
});

test('200 calls at the moment of a renewal cost one request for the token, and none fails', async ({
  gateway,
}) => {
  const first = await agentClient.client.token();
  gateway.clock.advance(25 * 86_400);
  const answers = await Promise.all(Array.from({ length: 200 }, ask));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  await expect.poll(() => agentClient.client.token()).not.toBe(first);
  expect(agentClient.tokenRequests()).toBe(2);
});

test('a call whose answer comes after the renewal is sent again without asking', async ({
  gateway,
}) => {
  const first = await agentClient.client.token();
  let refuse = (): void => undefined;
  const refused = new Promise<void>((resolve) => (refuse = resolve));
  const other = await otherServer((request, response) => {
    if (request.headers[HEADER] !== first) response.end();
    else
      void refused.then(() => {
        response.writeHead(401).end();
      });
  });
  const slow = agentClient.client.fetch(other.url);
  await rotate(gateway);
  await ask();
  refuse();
  expect((await slow).status).toBe(200);
  expect(agentClient.tokenRequests()).toBe(2);
});

test('a second 401 is the answer', async ({ gateway }) => {
  const other = await serverThatTakes(() => false);
  await agentClient.client.token();
  await rotate(gateway);
  expect((await agentClient.client.fetch(other.url)).status).toBe(401);
  expect(other.received).toHaveLength(2);
  expect(agentClient.tokenRequests()).toBe(2);
});

test('where the gateway has no other token a 401 is the answer, and it is not asked at each', async ({
  gateway,
}) => {
  const other = await serverThatTakes(() => false);
  for (let call = 1; call <= 10; call += 1) {
    expect((await agentClient.client.fetch(other.url)).status).toBe(401);
    expect(other.received).toHaveLength(call);
  }
  expect(agentClient.tokenRequests()).toBe(2);
  gateway.clock.advance(1);
  await agentClient.client.fetch(other.url);
  gateway.clock.advance(1);
  await agentClient.client.fetch(other.url);
  expect(agentClient.tokenRequests()).toBe(3);
  expect((await ask()).status).toBe(200);
});

test('a revoked token is replaced, since the gateway has the next one at once', async ({
  gateway,
}) => {
  await agentClient.client.token();
  const [token] = await tokensOf(gateway, agent);
  const input = { id: token?.id ?? '' };
  await gateway.send(RevokeTokenMutation, { input }, gateway.superuser);
  expect((await ask()).status).toBe(200);
});

test('a disabled agent gets one error for all its calls, and then sends its token no more', async ({
  gateway,
}) => {
  await agentClient.client.token();
  await disableAgent(gateway, agent);
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, ask));
  const errors = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason as unknown);
  expect(new Set(errors).size).toBe(1);
  expect(errors[0]).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(agentClient.tokenRequests()).toBe(2);
  const sent = agentClient.sent.length;
  await expect(ask()).rejects.toBe(errors[0]);
  expect(agentClient.sent).toHaveLength(sent);
});

test.each([403, 404, 429, 500, 502, 503])(
  'an answer of %i is left to the caller',
  async (status) => {
    const other = await otherServer((_request, response) => {
      response.writeHead(status, { 'retry-after': '1' }).end('no');
    });
    const response = await agentClient.client.fetch(other.url);
    expect([response.status, await response.text()]).toEqual([status, 'no']);
    expect(other.received).toHaveLength(1);
    expect(agentClient.tokenRequests()).toBe(1);
  },
);

const form = (): FormData => {
  const data = new FormData();
  data.set('field', 'value');
  return data;
};

test.for<[string, () => RequestInit['body'], RegExp]>([
  ['a text', () => 'value', /^value$/],
  ['bytes', () => new TextEncoder().encode('value'), /^value$/],
  ['a buffer', () => new TextEncoder().encode('value').buffer, /^value$/],
  ['a blob', () => new Blob(['value']), /^value$/],
  ['parameters', () => new URLSearchParams({ field: 'value' }), /^field=value$/],
  ['a form', form, /name="field"\r\n\r\nvalue/],
])('%s is sent again', async ([_kind, body, expected], { gateway }) => {
  const first = await agentClient.client.token();
  const other = await serverThatTakes((token) => token !== first);
  await rotate(gateway);
  const response = await agentClient.client.fetch(other.url, {
    method: 'POST',
    body: body() ?? null,
  });
  expect(response.status).toBe(200);
  expect(other.received.map((request) => expected.test(request.body))).toEqual([true, true]);
});

test('a Request is sent again from a copy, its own headers kept', async ({ gateway }) => {
  const first = await agentClient.client.token();
  const other = await serverThatTakes((token) => token !== first);
  await rotate(gateway);
  const headers = { 'x-kept': 'yes' };
  const request = new Request(other.url, { method: 'POST', headers, body: 'value' });
  const response = await agentClient.client.fetch(request);
  expect([response.status, await response.text()]).toEqual([200, 'value']);
  expect(other.received.map(({ body, headers: own }) => [body, own['x-kept']])).toEqual([
    ['value', 'yes'],
    ['value', 'yes'],
  ]);
});

test('a stream is not sent again, but the next call has the new token', async ({ gateway }) => {
  const first = await agentClient.client.token();
  const other = await serverThatTakes((token) => token !== first);
  await rotate(gateway);
  const stream = new Blob(['value']).stream();
  const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
  expect((await agentClient.client.fetch(other.url, init)).status).toBe(401);
  expect(other.received).toHaveLength(1);
  expect((await agentClient.client.fetch(other.url)).status).toBe(200);
  expect(other.received).toHaveLength(2);
});

test('a call that its caller gives up is given up, also while it waits for the token', async () => {
  const giveUp = new AbortController();
  agentClient.setNetwork(async (input, init) => {
    giveUp.abort();
    await new Promise((resolve) => setImmediate(resolve));
    return fetch(input, init);
  });
  await expect(
    agentClient.client.fetch('/graphql', { signal: giveUp.signal }),
  ).rejects.toMatchObject({ name: 'AbortError' });
  expect(agentClient.sent).toHaveLength(1);
  await expect(
    agentClient.client.fetch('/graphql', { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ name: 'AbortError' });
});
