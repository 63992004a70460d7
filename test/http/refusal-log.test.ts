import { once } from 'node:events';

import { describe, expect, vi } from 'vitest';
import { WebSocket } from 'ws';

import { gatewayActor } from '../../src/platform/actor.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { unverifiedIssuer } from '../../src/platform/secrets/unverified-issuer.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { percentEncoded } from '../support/percent-encoded.js';
import { openConnection } from '../support/raw-connection.js';
import { rawRequest, type RawHeader } from '../support/raw-request.js';
import { generateToken, uniqueName } from '../support/tokens.js';

type Line = Readonly<Record<string, unknown>>;

const test = gatewayTest({
  env: {
    TRUST_PROXY: '1',
    LIVEKIT_URL: 'ws://127.0.0.1:1',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: 'livekit-api-secret-of-these-tests',
  },
});

let place = 0;

function newAddress(): string {
  place += 1;
  return `192.0.2.${String(place)}`;
}

function linesOf(gateway: TestGateway, address: string): Line[] {
  return gateway.log
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line['address'] === address);
}

/** Sends a request from an address of its own and returns what the log says of that address. */
async function logged(
  gateway: TestGateway,
  path: string,
  options: { method?: string; type?: string; headers?: readonly RawHeader[]; body?: string } = {},
): Promise<Line> {
  const address = newAddress();
  await rawRequest(`${gateway.url}${path}`, {
    method: 'POST',
    ...options,
    headers: [
      ['x-forwarded-for', address],
      ['content-type', options.type ?? 'application/json'],
      ...(options.headers ?? []),
    ],
  });
  const [line, ...more] = linesOf(gateway, address);
  expect(more).toEqual([]);
  if (!line) throw new Error('The log says nothing of that address.');
  return line;
}

const VIEWER = JSON.stringify({ query: '{ viewer { kind } }' });
const MCP_CALL = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
const bearer = (secret: string): RawHeader => ['authorization', `Bearer ${secret}`];
const hintOf = (secret: string): string => `${secret.slice(0, 7)}…${secret.slice(-4)}`;
const jwtOf = (claims: object): string =>
  `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

const FORM = 'application/x-www-form-urlencoded';
const stranger = createSecret('lk', systemRandom);

describe('every refusal of a credential has the address and the hint:', () => {
  test.for<[string, string, Parameters<typeof logged>[2]]>([
    ['GraphQL', '/graphql', { body: VIEWER }],
    [
      'an event stream',
      '/graphql/stream',
      { headers: [['accept', 'text/event-stream']], body: VIEWER },
    ],
    ['REST', '/api/livekit/tokens/', { method: 'GET' }],
    ['MCP', '/mcp', { body: MCP_CALL }],
    ['metrics', '/metrics', { method: 'GET' }],
    ['introspection', '/oauth/introspect', { type: FORM, body: 'token=a' }],
    ['LiveKit’s token endpoint', '/livekit/token', { body: '{}' }],
  ])('%s', async ([_what, path, options], { gateway }) => {
    const headers = [...(options?.headers ?? []), bearer(stranger)];
    expect(await logged(gateway, path, { ...options, headers })).toMatchObject({
      msg: 'refused',
      outcome: 'UNAUTHENTICATED',
      hint: hintOf(stranger),
    });
  });

  test('a WebSocket', async ({ gateway }) => {
    const address = newAddress();
    const socket = new WebSocket(
      `${gateway.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
      { headers: { 'x-forwarded-for': address } },
    );
    await once(socket, 'open');
    socket.send(
      JSON.stringify({
        type: 'connection_init',
        payload: { authorization: `Bearer ${stranger}` },
      }),
    );
    await once(socket, 'close');
    expect(linesOf(gateway, address)).toEqual([
      expect.objectContaining({ outcome: 'UNAUTHENTICATED', hint: hintOf(stranger) }),
    ]);
  });
});

describe('every other refusal has the address:', () => {
  test.for([
    ['a leak report', '/leaks', { body: '{}' }],
    ['Google’s callback', '/oauth/google/callback?state=unknown', { method: 'GET' }],
    ['a webhook without a signature', '/livekit/webhook', { body: '{}' }],
    ['a path where nothing is', '/nowhere', { method: 'GET' }],
    ['a path that cannot be decoded', '/%E0%A4%A', { method: 'GET' }],
    ['a body that is not JSON', '/graphql', { body: '{' }],
  ] as const)('%s', async ([_what, path, options], { gateway }) => {
    expect(await logged(gateway, path, options)).toMatchObject({ msg: 'refused' });
  });

  test('a connection that may not become a WebSocket', async ({ gateway }) => {
    const address = newAddress();
    const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/nowhere`, {
      headers: { 'x-forwarded-for': address },
    });
    await once(socket, 'error');
    expect(linesOf(gateway, address)).toEqual([expect.objectContaining({ outcome: 'NOT_FOUND' })]);
  });

  test('what is not HTTP, by the address of the connection', async ({ gateway }) => {
    const connection = await openConnection(gateway.url);
    connection.write('NONSENSE\r\n\r\n');
    await connection.closed;
    expect(linesOf(gateway, '127.0.0.1')).toContainEqual(
      expect.objectContaining({ msg: 'refused', status: 400 }),
    );
  });
});

test('every operation has the address', async ({ gateway }) => {
  expect(await logged(gateway, '/graphql', { body: VIEWER })).toMatchObject({
    msg: 'operation',
    outcome: 'OK',
  });
});

test('a secret with a wrong checksum has its hint too', async ({ gateway }) => {
  const wrong = stranger.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect(
    await logged(gateway, '/graphql', { body: VIEWER, headers: [bearer(wrong)] }),
  ).toMatchObject({
    reason: 'MALFORMED',
    hint: hintOf(wrong),
  });
});

test('what only resembles a secret is not shown at all', async ({ gateway }) => {
  const line = await logged(gateway, '/graphql', {
    body: VIEWER,
    headers: [bearer('itg_lk_' + 'x'.repeat(48))],
  });
  expect(line).not.toHaveProperty('hint');
});

test.for(['REVOKED', 'EXPIRED', 'AGENT_DISABLED'])(
  '%s names the agent',
  async (reason, { gateway }) => {
    const agent = uniqueName();
    const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 60 });
    const { tokens, agents } = gateway.app.services;
    if (reason === 'REVOKED') await tokens.revokeAll(agent, undefined, gatewayActor);
    if (reason === 'EXPIRED') gateway.clock.advance(60);
    if (reason === 'AGENT_DISABLED') await agents.update(agent, { enabled: false }, gatewayActor);
    expect(
      await logged(gateway, '/graphql', { body: VIEWER, headers: [bearer(token)] }),
    ).toMatchObject({
      reason,
      agent,
      hint: hintOf(token),
    });
  },
);

test('an agent key that was revoked names the agent', async ({ gateway }) => {
  const { agentKeys } = gateway.app.services;
  const { key, agentKey } = await agentKeys.create('livekit', gatewayActor);
  await agentKeys.revoke(agentKey.id, gatewayActor);
  expect(await logged(gateway, '/graphql', { body: VIEWER, headers: [bearer(key)] })).toMatchObject(
    {
      reason: 'REVOKED',
      agent: 'livekit',
      hint: hintOf(key),
    },
  );
});

test('a foreign JWT names its issuer, and nothing else of it', async ({ gateway }) => {
  const jwt = jwtOf({ iss: 'https://login.example.com/realm', sub: 'alice', email: 'a@b.example' });
  const line = await logged(gateway, '/graphql', { body: VIEWER, headers: [bearer(jwt)] });
  expect(line).toMatchObject({ unverifiedIssuer: 'https://login.example.com/realm' });
  expect(JSON.stringify(line)).not.toMatch(/alice|a@b/);
});

test('so does one that signs a webhook', async ({ gateway }) => {
  const line = await logged(gateway, '/livekit/webhook', {
    body: '{}',
    headers: [['authorization', jwtOf({ iss: 'another-key' })]],
  });
  expect(line).toMatchObject({ unverifiedIssuer: 'another-key' });
});

test('a secret in the place of the issuer is redacted', async ({ gateway }) => {
  const jwt = jwtOf({ iss: `https://login.example.com/${stranger}` });
  await logged(gateway, '/graphql', { body: VIEWER, headers: [bearer(jwt)] });
  expect(gateway.log.join('\n')).not.toContain(stranger);
});

test.each([
  ['a long issuer is cut', 'x'.repeat(5_000), 'x'.repeat(200)],
  ['control characters are taken out', 'a\u001b[31m\nb\u2028c', 'a [31m b c'],
  [
    'a password in a URL is taken out',
    'https://user:word@a.example/x?key=1#y',
    'https://a.example/x',
  ],
  ['an encoded secret is taken out', `https://a.example/${percentEncoded(stranger)}`, '[redacted]'],
  ['a number is no issuer', 7, undefined],
  ['an object is none', { a: 1 }, undefined],
])('%s', (_what, iss, shown) => {
  expect(unverifiedIssuer(jwtOf({ iss }))).toBe(shown);
});

test.each([
  ['nothing', ''],
  ['two parts', 'a.b'],
  ['no JSON', 'a.b.c'],
  ['null', `a.${Buffer.from('null').toString('base64url')}.c`],
  ['more than 8 KiB', jwtOf({ iss: 'a', filler: 'x'.repeat(9_000) })],
])('%s has no issuer', (_what, jwt) => {
  expect(unverifiedIssuer(jwt)).toBeUndefined();
});

test('no refusal shows a secret or a digest of it', async ({ gateway }) => {
  await vi.waitFor(() => expect(gateway.log.length).toBeGreaterThan(20));
  const text = gateway.log.join('\n');
  expect(text).not.toMatch(/itg_[a-z]{2}_[0-9A-Za-z]{12}/);
  expect(text).not.toMatch(/eyJ[\w-]{8}/);
});
