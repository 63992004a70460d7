import { afterAll, beforeAll, expect, test } from 'vitest';

import { permissions } from '../../../src/graphql/access/permissions.js';
import { CONFIRM } from '../../../src/mcp/elicitation/question.js';
import { gatewayActor } from '../../../src/platform/actor.js';
import type { Principal } from '../../../src/request/principal.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import {
  callMcp,
  CLIENT,
  OTHER_CLIENT,
  rulesFor,
  SELF,
  signAssertion,
  toolsOf,
  tradeAssertion,
  writeRules,
} from '../../support/id-jag.js';
import { introspect } from '../../support/introspection.js';
import { askMcp, META, type McpAnswer } from '../../support/mcp-request.js';
import { basic, requestToken, sendForm } from '../../support/oauth.js';
import { TestIssuer } from '../../support/oidc-issuer.js';
import { CurrentTokenQuery, ViewerQuery } from '../../support/operations.js';
import { TestClock } from '../../support/test-clock.js';
import {
  bearer,
  createAgentKey,
  currentToken,
  disableAgent,
  firstError,
  registerAgent,
  uniqueName,
} from '../../support/tokens.js';

let issuer: TestIssuer;
let gateway: TestGateway;
const agents = { sales: uniqueName('sales'), everybody: uniqueName('everybody') };

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  const ID_JAG_RULES = writeRules(rulesFor(issuer, agents));
  gateway = await startGateway({ clock, env: { PUBLIC_URL: SELF, ID_JAG_RULES } });
  for (const name of Object.values(agents)) {
    await registerAgent(gateway, { name, provider: 'GOOGLE_CALENDAR_MCP', renewal: 'AUTOMATIC' });
  }
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

/** An access token for a user, for sales unless told otherwise. */
async function obtain(claims: Record<string, unknown> = { groups: ['sales'] }): Promise<string> {
  const { status, body } = await tradeAssertion(gateway, await signAssertion(issuer, claims));
  expect({ status, ...body }).toMatchObject({ status: 200 });
  return String(body['access_token']);
}

const events = (action: 'ACCESS_TOKEN_ISSUED' | 'ACCESS_TOKEN_REVOKED' | 'TOKEN_READ') =>
  gateway.app.services.audit.list(
    { agentName: agents.sales, action },
    { limit: 50, after: undefined },
  );

test('a client acts for a user as the agent that the first rule names, for five minutes', async () => {
  const inSales = await tradeAssertion(
    gateway,
    await signAssertion(issuer, { groups: ['staff', 'sales'], resource: `${SELF}/mcp` }),
  );
  expect(inSales.status).toBe(200);
  expect(inSales.headers.get('cache-control')).toBe('no-store');
  expect(inSales.body).toEqual({
    access_token: expect.stringMatching(/^eyJ/) as string,
    token_type: 'Bearer',
    expires_in: 300,
    scope: 'calendar.read',
  });
  const token = String(inSales.body['access_token']);
  expect(await toolsOf(gateway, token)).toContain('list-calendars');
  expect(await toolsOf(gateway, token)).not.toContain('create-event');
  const another = await tradeAssertion(gateway, await signAssertion(issuer));
  expect(another.body).toMatchObject({ scope: 'calendar.read calendar.write' });
  expect(await toolsOf(gateway, String(another.body['access_token']))).toContain('create-event');
  gateway.clock.advance(299);
  expect((await callMcp(gateway, token)).status).toBe(200);
  gateway.clock.advance(1);
  const over = await callMcp(gateway, token);
  expect(over.status).toBe(401);
  expect(over.headers.get('www-authenticate')).toContain('error="invalid_token"');
  expect(over.body).toMatchObject({ error: { data: { reason: 'EXPIRED' } } });
});

test('what one user is asked, another user of the same agent cannot answer', async () => {
  const attendees = Array.from({ length: 11 }, (_, n) => ({ email: `guest${n}@example.com` }));
  const input = { summary: 'Party', start: '2030-03-25', attendees };
  const meta = { ...META, 'io.modelcontextprotocol/clientCapabilities': { elicitation: {} } };
  const create = async (token: string, round = {}): Promise<McpAnswer> => {
    const params = { name: 'create-event', arguments: input, ...round };
    return askMcp({ url: gateway.url, headers: bearer(token) }, 'tools/call', { params, meta });
  };
  const [ann, ben] = [await obtain({ sub: 'ann' }), await obtain({ sub: 'ben' })];
  const { result } = await create(ann);
  expect(result).toMatchObject({ resultType: 'input_required' });
  const inputResponses = { [CONFIRM]: { action: 'accept', content: {} } };
  const round = { requestState: result?.['requestState'], inputResponses };
  expect((await create(ben, round)).error?.code).toBe(-32_602);
  expect((await create(ann, round)).result).toMatchObject({ resultType: 'complete' });
});

test('it is in the audit log who acts for whom, and what is done leads there', async () => {
  const token = await obtain({ groups: ['sales'], sub: 'ann' });
  await callMcp(gateway, token);
  const issued = await events('ACCESS_TOKEN_ISSUED');
  const found = issued.find(({ details }) => details.includes('"ann"'));
  expect(found).toMatchObject({
    actorKind: 'DELEGATE',
    actorName: CLIENT.id,
    address: '127.0.0.1',
  });
  const details = JSON.parse(found?.details ?? '{}') as Record<string, unknown>;
  expect(details).toMatchObject({
    issuer: issuer.url,
    subject: 'ann',
    client: CLIENT.id,
    scopes: 'calendar.read',
  });
  const { accessTokenId } = details;
  const reads = (await events('TOKEN_READ')).map((event) => JSON.parse(event.details) as object);
  expect(reads).toContainEqual({ accessTokenId });
});

test('the scopes are those that request, assertion, rule and agent have in common', async () => {
  const trade = async (claims: Record<string, unknown>, form: Record<string, string> = {}) =>
    (await tradeAssertion(gateway, await signAssertion(issuer, claims), form)).body;
  const hosts = { scope: 'calendar.read calendar.write livekit.join' };
  expect(await trade({}, hosts)).toMatchObject({ scope: 'calendar.read calendar.write' });
  expect(await trade({ scope: 'calendar.write' }, hosts)).toMatchObject({
    scope: 'calendar.write',
  });
  expect(await trade({ scope: 'calendar.read calendar.write', groups: ['sales'] })).toMatchObject({
    scope: 'calendar.read',
  });
  const left = [
    await trade({ scope: 'calendar.write', groups: ['sales'] }),
    await trade({ scope: 'calendar.write' }, { scope: 'calendar.read' }),
    await trade({ scope: 'livekit.join' }),
  ];
  for (const body of left) expect(body).toMatchObject({ error: 'invalid_scope' });
  expect(await trade({}, { scope: 'openid' })).toMatchObject({ error: 'invalid_scope' });
  expect(await trade({ scope: 'openid' })).toMatchObject({
    error: 'invalid_grant',
    reason: 'GRANT_SCOPE',
  });
});

test('an access token is good at /mcp alone, and never for the agent’s own token', async () => {
  const token = await obtain();
  const viewer = await gateway.send(ViewerQuery, {}, bearer(token));
  expect(viewer.data?.viewer).toMatchObject({ kind: 'DELEGATE', name: CLIENT.id });
  const current = await gateway.send(CurrentTokenQuery, { agent: agents.sales }, bearer(token));
  expect(firstError(current)).toMatchObject({ code: 'FORBIDDEN', reason: 'AGENT_REQUIRED' });
  const older = await fetch(
    `${gateway.url}/api/google-calendar-mcp/tokens/current-token/?agent=${agents.sales}`,
    { headers: bearer(token) },
  );
  expect(older.status).toBe(403);
  for (const form of [
    {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: token,
    },
    { client_id: agents.sales, client_secret: token },
  ]) {
    expect((await requestToken(gateway, form)).body).toMatchObject({ error: 'invalid_client' });
  }
  for (const header of ['X-Google-MCP-Token', 'X-LiveKit-Token']) {
    const answer = await gateway.send(ViewerQuery, {}, { [header]: token });
    expect(firstError(answer)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
  }
  const asGrant = await tradeAssertion(gateway, token);
  expect(asGrant.body).toMatchObject({ error: 'invalid_grant', reason: 'GRANT_ISSUER' });
});

test('no root field but viewer is open to an access token', () => {
  const delegate: Principal = {
    kind: 'DELEGATE',
    id: 'agent-id',
    name: CLIENT.id,
    agentName: agents.sales,
    provider: 'GOOGLE_CALENDAR_MCP',
    scopes: ['calendar.read', 'calendar.write', 'livekit.join'],
    accessTokenId: 'token-id',
    expiresAt: new Date(),
  };
  const open = Object.values(permissions).flatMap((fields) =>
    Object.entries(fields).flatMap(([field, decide]) =>
      decide(delegate, { agent: agents.sales }) === true ? [field] : [],
    ),
  );
  expect(open).toEqual(['viewer']);
});

test('a back end is told what an access token is worth, until it is worth nothing', async () => {
  const verifier = bearer(
    (await gateway.app.services.verifiers.create(uniqueName(), gatewayActor)).key,
  );
  const token = await obtain();
  const iat = Math.floor(gateway.clock.now().getTime() / 1000);
  expect(await (await introspect(gateway, token, verifier)).json()).toEqual({
    active: true,
    scope: 'calendar.read',
    client_id: CLIENT.id,
    sub: agents.sales,
    aud: `${SELF}/mcp`,
    iss: SELF,
    token_type: 'Bearer',
    iat,
    nbf: iat,
    exp: iat + 300,
    jti: expect.any(String) as string,
    provider: 'GOOGLE_CALENDAR_MCP',
  });
  const revoked = await sendForm(
    gateway,
    '/oauth/revoke',
    { token },
    basic(CLIENT.id, CLIENT.secret),
  );
  expect(revoked.status).toBe(200);
  for (const one of [token, `${token.slice(0, -2)}xx`, await obtain({ groups: ['x'] })]) {
    if (one !== token) gateway.clock.advance(300);
    expect(await (await introspect(gateway, one, verifier)).json()).toEqual({ active: false });
  }
});

test('a client ends its access token, and no one else does', async () => {
  const token = await obtain();
  const revoke = (id: string, secret: string) =>
    sendForm(gateway, '/oauth/revoke', { token }, basic(id, secret));
  const key = await createAgentKey(gateway, agents.sales);
  for (const [id, secret] of [
    [OTHER_CLIENT.id, OTHER_CLIENT.secret],
    [agents.sales, key],
  ] as const) {
    expect((await revoke(id, secret)).body).toMatchObject({ error: 'unauthorized_client' });
  }
  expect((await callMcp(gateway, token)).status).toBe(200);
  expect((await revoke(CLIENT.id, CLIENT.secret)).status).toBe(200);
  expect((await revoke(CLIENT.id, CLIENT.secret)).status).toBe(200);
  const refused = await callMcp(gateway, token);
  expect(refused.body).toMatchObject({ error: { data: { reason: 'REVOKED' } } });
  expect(await events('ACCESS_TOKEN_REVOKED')).toContainEqual(
    expect.objectContaining({ actorKind: 'DELEGATE', actorName: CLIENT.id }),
  );
});

test('an agent’s own token stays out of reach of clients, and clients’ grants of agents', async () => {
  const { token } = await currentToken(gateway, agents.sales);
  const header = basic(CLIENT.id, CLIENT.secret);
  const revoked = await sendForm(gateway, '/oauth/revoke', { token: token ?? '' }, header);
  expect(revoked.body).toMatchObject({ error: 'unauthorized_client' });
  expect((await requestToken(gateway, {}, header)).body).toMatchObject({
    error: 'unauthorized_client',
    reason: 'UNAUTHORIZED_CLIENT',
  });
  const key = await createAgentKey(gateway, agents.sales);
  const byAgent = await tradeAssertion(
    gateway,
    await signAssertion(issuer),
    {},
    {
      id: agents.sales,
      secret: key,
    },
  );
  expect(byAgent.body).toMatchObject({ error: 'unauthorized_client' });
});

test('what the agent may do less, and its end, hold at once', async () => {
  const token = await obtain({ groups: ['x'] });
  const { agents: service } = gateway.app.services;
  await service.update(agents.everybody, { scopes: ['calendar.read'] }, gatewayActor);
  expect(await toolsOf(gateway, token)).not.toContain('create-event');
  await disableAgent(gateway, agents.everybody);
  const { status, body } = await callMcp(gateway, token);
  expect(status).toBe(403);
  expect(body).toMatchObject({ error: { data: { reason: 'AGENT_DISABLED' } } });
  const again = await tradeAssertion(gateway, await signAssertion(issuer));
  expect(again.body).toMatchObject({ error: 'invalid_grant', reason: 'GRANT_AGENT' });
});

test('neither assertions nor access tokens nor secrets are logged', () => {
  const log = gateway.log.join('\n');
  expect(log).not.toMatch(/eyJ[\w-]{8}/);
  expect(log).not.toContain(CLIENT.secret);
});
