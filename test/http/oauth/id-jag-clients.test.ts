import { afterAll, beforeAll, expect, test } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { startGateway, type GatewayOptions, type TestGateway } from '../../support/gateway.js';
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
import { basic, requestToken, sendForm } from '../../support/oauth.js';
import { TestIssuer } from '../../support/oidc-issuer.js';
import { TestClock } from '../../support/test-clock.js';
import { createAgentKey, registerAgent, uniqueName } from '../../support/tokens.js';

const clock = new TestClock();
let issuer: TestIssuer;
let stranger: TestIssuer;
let gateway: TestGateway;
const agents = { sales: uniqueName('sales'), everybody: uniqueName('everybody') };

beforeAll(async () => {
  issuer = await TestIssuer.start(clock);
  stranger = await TestIssuer.start(clock);
  gateway = await start();
});

afterAll(async () => {
  await gateway.stop();
  await Promise.all([issuer.goDown(), stranger.goDown()]);
});

async function start(env: GatewayOptions['env'] = {}): Promise<TestGateway> {
  const ID_JAG_RULES = writeRules(rulesFor(issuer, agents));
  const started = await startGateway({ clock, env: { PUBLIC_URL: SELF, ID_JAG_RULES, ...env } });
  for (const name of Object.values(agents)) {
    await registerAgent(started, { name, provider: 'GOOGLE_CALENDAR_MCP', renewal: 'AUTOMATIC' });
  }
  return started;
}

async function obtain(claims: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await tradeAssertion(gateway, await signAssertion(issuer, claims));
  expect({ status, ...body }).toMatchObject({ status: 200 });
  return String(body['access_token']);
}

const client = basic(CLIENT.id, CLIENT.secret);
const otherClient = basic(OTHER_CLIENT.id, OTHER_CLIENT.secret);

const refusalsOf = async (actorName: string) => {
  const events = await gateway.app.services.audit.list(
    { action: 'ACCESS_REFUSED' },
    { limit: 200, after: undefined },
  );
  return events
    .filter((event) => event.actorName === actorName)
    .map(({ details }) => JSON.parse(details) as unknown);
};

test('another client’s access token stays good, and the attempt is audited', async () => {
  const token = await obtain();
  const { status, body } = await sendForm(gateway, '/oauth/revoke', { token }, otherClient);
  expect({ status, ...body }).toMatchObject({
    status: 400,
    error: 'unauthorized_client',
    code: 'FORBIDDEN',
    reason: 'NOT_YOUR_TOKEN',
  });
  expect((await callMcp(gateway, token)).status).toBe(200);
  expect(await refusalsOf(OTHER_CLIENT.id)).toEqual([
    { field: 'revokeToken', reason: 'NOT_YOUR_TOKEN' },
  ]);
});

test('a grant that is for others is refused, audited, logged and counted', async () => {
  const name = agents.sales;
  const agent = { id: name, secret: await createAgentKey(gateway, name) };
  const wrong = [
    ['accessToken', name, await tradeAssertion(gateway, await signAssertion(issuer), {}, agent)],
    ['currentToken', CLIENT.id, await requestToken(gateway, {}, client)],
  ] as const;
  for (const [field, actorName, { headers, body }] of wrong) {
    expect(body).toMatchObject({ error: 'unauthorized_client', reason: 'UNAUTHORIZED_CLIENT' });
    expect(await refusalsOf(actorName)).toEqual([{ field, reason: 'UNAUTHORIZED_CLIENT' }]);
    const lines = gateway.log.map((text) => JSON.parse(text) as Record<string, unknown>);
    const requestId = headers.get('x-request-id');
    expect(lines).toContainEqual(
      expect.objectContaining({
        requestId,
        msg: 'operation',
        fields: [field],
        outcome: 'FORBIDDEN',
      }),
    );
  }
});

test('a client that this process has not met passes while its neighbours guess', async () => {
  const strict = await start({ AUTH_FAILURES_PER_MINUTE: '2' });
  try {
    const assertion = await signAssertion(issuer);
    const guess = () => tradeAssertion(strict, assertion, {}, { ...CLIENT, secret: 'wrong' });
    for (const status of [401, 401, 429, 429]) expect((await guess()).status).toBe(status);
    expect((await tradeAssertion(strict, assertion)).status).toBe(200);
    expect((await guess()).status).toBe(429);
  } finally {
    await strict.stop();
  }
});

test('a client’s requests are counted as its own, not as those of its address', async () => {
  const env = { ANONYMOUS_REQUESTS_PER_MINUTE: '1', REQUESTS_PER_MINUTE: '3' };
  const strict = await start(env);
  try {
    const trade = async () => tradeAssertion(strict, await signAssertion(issuer));
    for (const status of [200, 200, 200, 429]) expect((await trade()).status).toBe(status);
    expect((await trade()).body).toMatchObject({
      error: 'temporarily_unavailable',
      reason: 'TOO_MANY_REQUESTS',
    });
    const other = await sendForm(strict, '/oauth/revoke', { token: 'x' }, otherClient);
    expect(other.status).toBe(200);
  } finally {
    await strict.stop();
  }
});

test('what the issuer signed is no guess, whatever else is wrong with it', async () => {
  const strict = await start({ AUTH_FAILURES_PER_MINUTE: '2' });
  try {
    const now = Math.floor(clock.now().getTime() / 1000);
    const reasonOf = async (assertion: string) => {
      const { status, body } = await tradeAssertion(strict, assertion);
      return status === 400 ? body['reason'] : status;
    };
    for (const claims of [
      { exp: now + 3601 },
      { cnf: { jkt: 'x' } },
      { nbf: now + 60 },
      { iat: now + 60, exp: now + 120 },
      { jti: 7 },
      { sub: undefined },
    ]) {
      expect(await reasonOf(await signAssertion(issuer, claims))).toBe('GRANT_MALFORMED');
    }
    const login = await signAssertion(issuer, {}, { header: { typ: 'JWT' } });
    expect(await reasonOf(login)).toBe('GRANT_MALFORMED');
    expect(await reasonOf(await signAssertion(issuer, { tenant: 'other' }))).toBe('GRANT_ISSUER');
    expect(await reasonOf(await signAssertion(stranger))).toBe('GRANT_ISSUER');
    expect(await reasonOf(await signAssertion(stranger, { iss: issuer.url }))).toBe(
      'GRANT_MALFORMED',
    );
    expect(await reasonOf('x')).toBe(429);
    expect(await reasonOf(await signAssertion(issuer))).toBe(200);
  } finally {
    await strict.stop();
  }
});

test('what many users of one client do is audited for each of them', async () => {
  const ids = new Set<unknown>();
  for (let user = 0; user < 25; user += 1) {
    const token = await obtain({ sub: `user-${String(user)}` });
    expect((await callMcp(gateway, token)).status).toBe(200);
  }
  const reads = await gateway.app.services.audit.list(
    { agentName: agents.everybody, action: 'TOKEN_READ' },
    { limit: 200, after: undefined },
  );
  for (const { details } of reads) {
    ids.add((JSON.parse(details) as { accessTokenId?: string }).accessTokenId);
  }
  expect(ids.size).toBeGreaterThanOrEqual(25);
});

test('a host is told to ask for more where that can help, and for what it has', async () => {
  const { agents: service } = gateway.app.services;
  const name = agents.everybody;
  const challengeTo = async (token: string): Promise<string | null> => {
    const call = { name: 'create-event', arguments: {} };
    const { status, headers } = await callMcp(gateway, token, 'tools/call', call);
    expect(status).toBe(403);
    return headers.get('www-authenticate');
  };
  const narrow = await obtain({ scope: 'calendar.read' });
  expect(await challengeTo(narrow)).toContain('scope="calendar.read calendar.write"');
  await service.update(name, { scopes: ['calendar.read'] }, gatewayActor);
  expect(await challengeTo(narrow)).toBeNull();
});
