import { expect } from 'vitest';

import { startGateway, gatewayTest, type TestGateway } from '../../support/gateway.js';
import { basic, requestToken, sendForm } from '../../support/oauth.js';
import { ViewerQuery } from '../../support/operations.js';
import { createSeverableDatabase } from '../../support/severable-database.js';
import {
  bearer,
  createAgentKey,
  currentToken,
  disableAgent,
  generateToken,
  registerAgent,
  tokensOf,
  uniqueName,
} from '../../support/tokens.js';

const test = gatewayTest({ env: { PUBLIC_URL: 'https://gateway.example.com' } });

/** An agent that is renewed by itself, and its key. */
async function newAgent(gateway: TestGateway): Promise<{ agent: string; key: string }> {
  const agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  return { agent, key: await createAgentKey(gateway, agent) };
}

const readsOf = (gateway: TestGateway, agentName: string) =>
  gateway.app.services.audit.list(
    { agentName, action: 'TOKEN_READ' },
    { limit: 10, after: undefined },
  );

test('an agent gets its current token by its name and key, by Basic or in the form', async ({
  gateway,
}) => {
  const { agent, key } = await newAgent(gateway);
  const byBasic = await requestToken(gateway, {}, basic(agent, key));
  const byForm = await requestToken(gateway, { client_id: agent, client_secret: key });
  const current = await currentToken(gateway, agent);
  const inSeconds = (Date.parse(String(current.refreshAt)) - gateway.clock.now().getTime()) / 1000;
  for (const { status, headers, body } of [byBasic, byForm]) {
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(body).toEqual({
      access_token: current.token,
      token_type: 'Bearer',
      expires_in: inSeconds,
      scope: 'livekit.join',
    });
  }
  const viewer = await gateway.send(ViewerQuery, {}, bearer(String(byBasic.body['access_token'])));
  expect(viewer.data?.viewer).toMatchObject({ kind: 'AGENT', name: agent });
});

test('no second token is issued, however often and by how many at once it is asked for', async ({
  gateway,
}) => {
  const { agent, key } = await newAgent(gateway);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => requestToken(gateway, {}, basic(agent, key))),
  );
  expect(new Set(answers.map(({ body }) => body['access_token'])).size).toBe(1);
  expect(await tokensOf(gateway, agent)).toHaveLength(1);
});

test('a client that asks again after expires_in gets the next token', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const first = await requestToken(gateway, {}, basic(agent, key));
  gateway.clock.advance(Number(first.body['expires_in']));
  const second = await requestToken(gateway, {}, basic(agent, key));
  expect(second.status).toBe(200);
  expect(second.body['access_token']).not.toBe(first.body['access_token']);
  expect(second.body['expires_in']).toBe(first.body['expires_in']);
});

test('a token that nobody renews is given until its end once its renewal is due', async ({
  gateway,
}) => {
  const agent = uniqueName();
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 3600 });
  const key = await createAgentKey(gateway, agent);
  const ask = () => requestToken(gateway, {}, basic(agent, key));
  expect((await ask()).body).toMatchObject({ access_token: token, expires_in: 2400 });
  gateway.clock.advance(2400.5);
  expect((await ask()).body).toMatchObject({ access_token: token, expires_in: 1199 });
  gateway.clock.advance(1200);
  const { status, body } = await ask();
  expect(status).toBe(400);
  expect(body).toMatchObject({
    error: 'unauthorized_client',
    code: 'CONFLICT',
    reason: 'NO_VALID_TOKEN',
  });
  expect(body['error_description']).toContain('token-gateway token generate');
});

test('it is audited, logged and counted as currentToken is', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const count = async () => {
    const headers = { authorization: gateway.superuser['authorization'] ?? '' };
    const text = await (await fetch(`${gateway.url}/metrics`, { headers })).text();
    return Number(/operations_total\{field="currentToken",outcome="OK"\} (\d+)/.exec(text)?.[1]);
  };
  await requestToken(gateway, {}, basic(agent, key));
  const before = await count();
  const { headers } = await requestToken(gateway, {}, basic(agent, key));
  expect(await count()).toBe(before + 1);
  const requestId = headers.get('x-request-id') ?? '';
  const events = await readsOf(gateway, agent);
  expect(events).toHaveLength(2);
  expect(events.find((event) => event.requestId === requestId)).toMatchObject({
    actorKind: 'ENROLLED_AGENT',
    actorName: agent,
    address: '127.0.0.1',
  });
  const line = gateway.log.map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(line.find((one) => one['requestId'] === requestId)).toMatchObject({
    msg: 'operation',
    operation: 'oauth/token',
    fields: ['currentToken'],
    name: agent,
    outcome: 'OK',
  });
});

test('a scope that the token has is granted, and another one is refused', async ({ gateway }) => {
  const agent = await registerAgent(gateway, {
    provider: 'GOOGLE_CALENDAR_MCP',
    renewal: 'AUTOMATIC',
    scopes: ['calendar.read'],
  });
  const client = basic(agent, await createAgentKey(gateway, agent));
  const ask = (scope: string) => requestToken(gateway, { scope }, client);
  for (const scope of ['', 'calendar.read', 'calendar.read calendar.write livekit.join']) {
    expect((await ask(scope)).body).toMatchObject({ scope: 'calendar.read', token_type: 'Bearer' });
  }
  for (const scope of ['calendar.write', 'calendar.read openid', 'nonsense', 'Calendar.read']) {
    const { status, body } = await ask(scope);
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_scope', code: 'BAD_USER_INPUT' });
  }
  expect(await readsOf(gateway, agent)).toHaveLength(3);
});

test('the resource is this gateway, and no other', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  const own = ['https://gateway.example.com', 'https://gateway.example.com/'];
  const ask = (resources: readonly string[]) =>
    sendForm(
      gateway,
      '/oauth/token',
      ['grant_type=client_credentials', ...resources.map((one) => `resource=${one}`)].join('&'),
      basic(agent, key),
    );
  for (const resource of [...own, `${own[1] ?? ''}mcp`, `${own[1] ?? ''}mcp/`]) {
    expect((await ask([resource])).status).toBe(200);
  }
  expect((await ask([...own, 'https://GATEWAY.example.com/mcp'])).status).toBe(200);
  for (const resource of [
    'https://other.example.com/mcp',
    'http://gateway.example.com/mcp',
    'https://gateway.example.com/mcpx',
    'https://gateway.example.com/mcp%23x',
    'https://gateway.example.com/mcp?x=1',
    'mcp',
  ]) {
    for (const resources of [[resource], [...own, resource]]) {
      const { status, body } = await ask(resources);
      expect(status).toBe(400);
      expect(body).toMatchObject({ error: 'invalid_target', reason: 'OTHER_RESOURCE' });
    }
  }
});

test('a disabled agent is no client any more', async ({ gateway }) => {
  const { agent, key } = await newAgent(gateway);
  expect((await requestToken(gateway, {}, basic(agent, key))).status).toBe(200);
  await disableAgent(gateway, agent);
  const { status, headers, body } = await requestToken(gateway, {}, basic(agent, key));
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toMatch(/^Basic /);
  expect(body).toMatchObject({ error: 'invalid_client', reason: 'AGENT_DISABLED' });
});

test('while the database is away a client is told to wait', async () => {
  const database = await createSeverableDatabase();
  const gateway = await startGateway({ database });
  try {
    const { agent, key } = await newAgent(gateway);
    database.sever();
    const { status, headers, body } = await requestToken(gateway, {}, basic(agent, key));
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ error: 'temporarily_unavailable', code: 'SERVICE_UNAVAILABLE' });
  } finally {
    await gateway.stop();
    await database.drop();
  }
});

test('too many requests of one agent are refused, and the others’ are not', async () => {
  const gateway = await startGateway({ env: { REQUESTS_PER_MINUTE: '2' } });
  try {
    const [one, other] = [await newAgent(gateway), await newAgent(gateway)];
    const ask = ({ agent, key }: typeof one) => requestToken(gateway, {}, basic(agent, key));
    for (let turn = 0; turn < 2; turn += 1) expect((await ask(one)).status).toBe(200);
    const { status, headers, body } = await ask(one);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('60');
    expect(body).toMatchObject({ error: 'temporarily_unavailable', reason: 'TOO_MANY_REQUESTS' });
    expect((await ask(other)).status).toBe(200);
  } finally {
    await gateway.stop();
  }
});
