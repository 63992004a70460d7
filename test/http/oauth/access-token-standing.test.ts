import { afterAll, beforeAll, expect, test } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { systemRandom } from '../../../src/platform/crypto.js';
import { createSecret } from '../../../src/platform/secrets/secret.js';
import { send, startGateway, type TestGateway } from '../../support/gateway.js';
import {
  callMcp,
  CLIENT,
  OTHER_CLIENT,
  rulesFor,
  SELF,
  signAssertion,
  tradeAssertion,
  writeRules,
} from '../../support/id-jag.js';
import { introspect, INTROSPECT } from '../../support/introspection.js';
import { TestIssuer } from '../../support/oidc-issuer.js';
import { TestClock } from '../../support/test-clock.js';
import {
  bearer,
  disableAgent,
  generateToken,
  registerAgent,
  uniqueName,
} from '../../support/tokens.js';

const provider = 'GOOGLE_CALENDAR_MCP';
const clock = new TestClock();
let issuer: TestIssuer;
let gateway: TestGateway;
/** A superuser gives `sales` its tokens; the gateway renews those of `everybody`. */
const agents = { sales: uniqueName('sales'), everybody: uniqueName('everybody') };

beforeAll(async () => {
  issuer = await TestIssuer.start(clock);
  const ID_JAG_RULES = writeRules(rulesFor(issuer, agents));
  gateway = await startGateway({ clock, env: { PUBLIC_URL: SELF, ID_JAG_RULES } });
  await registerAgent(gateway, { name: agents.sales, provider, renewal: 'MANUAL' });
  await registerAgent(gateway, { name: agents.everybody, provider, renewal: 'AUTOMATIC' });
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

async function obtain(claims: Record<string, unknown>): Promise<string> {
  const { status, body } = await tradeAssertion(gateway, await signAssertion(issuer, claims));
  expect({ status, ...body }).toMatchObject({ status: 200 });
  return String(body['access_token']);
}

/** What back ends are told of a token, by OAuth and by GraphQL. */
async function told(token: string, { url, superuser } = gateway) {
  const oauth = await introspect({ url } as TestGateway, token, superuser);
  const graphql = await send(`${url}/graphql`, INTROSPECT, { token }, superuser);
  const { introspectToken } = graphql.data as { introspectToken: Record<string, unknown> };
  return { oauth: (await oauth.json()) as Record<string, unknown>, graphql: introspectToken };
}

async function expectWorthless(token: string, at = gateway): Promise<void> {
  const { oauth, graphql } = await told(token, at);
  expect(oauth).toEqual({ active: false });
  expect(graphql).toMatchObject({ active: false, agentName: null });
}

const reasonAtMcp = async (token: string, at = gateway): Promise<unknown> => {
  const { status, body } = await callMcp(at, token);
  const { error } = body as { error?: { data: { reason: string } } };
  return [status, error?.data.reason];
};

test('GraphQL tells of an access token what OAuth tells', async () => {
  const token = await obtain({});
  const { oauth, graphql } = await told(token);
  const [issuedAt, expiresAt] = [oauth['iat'], oauth['exp']].map((seconds) =>
    new Date(Number(seconds) * 1000).toISOString(),
  );
  expect(graphql).toEqual({
    active: true,
    tokenId: oauth['jti'],
    agentName: agents.everybody,
    provider,
    scopes: ['calendar.read', 'calendar.write'],
    issuedAt,
    expiresAt,
  });
});

test('an access token is worth nothing while its agent has no token, unless it gets one', async () => {
  const { tokens } = gateway.app.services;
  const agent = agents.sales;
  for (const end of [
    () => tokens.revokeAll(agent, undefined, gatewayActor),
    async () => clock.advance(60),
  ]) {
    await generateToken(gateway, { provider, agent, ttlSeconds: 60, overlapSeconds: 0 });
    const token = await obtain({ groups: ['sales'] });
    expect((await told(token)).oauth).toMatchObject({ active: true, scope: 'calendar.read' });
    await end();
    expect(await reasonAtMcp(token)).toEqual([403, 'AGENT_REQUIRED']);
    await expectWorthless(token);
  }
  const renewed = await obtain({});
  await tokens.revokeAll(agents.everybody, undefined, gatewayActor);
  const { oauth } = await told(renewed);
  expect(oauth).toMatchObject({ active: true, scope: 'calendar.read calendar.write' });
  expect(await reasonAtMcp(renewed)).toEqual([200, undefined]);
});

test('an access token that leaked is revoked by whoever reports it, once', async () => {
  const token = await obtain({});
  const { jti } = (await told(token)).oauth;
  const report = (secret: string) =>
    fetch(`${gateway.url}/leaks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: secret, source: 'a gist' }),
    });
  for (const one of [token, token, `${token.slice(0, -2)}xx`]) {
    expect((await report(one)).status).toBe(202);
  }
  expect(await reasonAtMcp(token)).toEqual([401, 'REVOKED']);
  await expectWorthless(token);
  const events = await gateway.app.services.audit.list(
    { agentName: agents.everybody, action: 'TOKEN_LEAK_REPORTED' },
    { limit: 10, after: undefined },
  );
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ actorKind: 'ANONYMOUS', address: '127.0.0.1' });
  expect(JSON.parse(events[0]?.details ?? '')).toEqual({
    accessTokenId: jti,
    reason: 'Reported as leaked: a gist',
  });
});

test('an access token of a client that is no longer in the rules is worth nothing', async () => {
  const token = await obtain({});
  const rules = rulesFor(issuer, agents) as {
    clients: { id: string }[];
    issuers: { clients: string[] }[];
  };
  const ID_JAG_RULES = writeRules({
    clients: rules.clients.filter(({ id }) => id !== CLIENT.id),
    issuers: rules.issuers.map((one) => ({ ...one, clients: [OTHER_CLIENT.id] })),
  });
  const { database } = gateway;
  const env = { PUBLIC_URL: SELF, ID_JAG_RULES };
  const without = await startGateway({ clock, database, env });
  try {
    expect(await reasonAtMcp(token, without)).toEqual([401, 'REVOKED']);
    await expectWorthless(token, without);
    expect(await reasonAtMcp(token)).toEqual([200, undefined]);
  } finally {
    await without.stop();
  }
});

test('of two credentials the wrong one leads to a login, however good the other is', async () => {
  const token = await obtain({});
  const response = await fetch(`${gateway.url}/mcp`, {
    method: 'POST',
    headers: {
      ...bearer(token),
      'x-google-mcp-token': createSecret('gc', systemRandom),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { data: { reason: 'UNKNOWN' } } });
  await disableAgent(gateway, agents.everybody);
  expect(await reasonAtMcp(token)).toEqual([403, 'AGENT_DISABLED']);
});
