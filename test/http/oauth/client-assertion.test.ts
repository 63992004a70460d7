import { afterAll, beforeAll, expect, test } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { requestToken, type TokenAnswer } from '../../support/oauth.js';
import { ADMIN, TestIssuer } from '../../support/oidc-issuer.js';
import { TestClock } from '../../support/test-clock.js';
import { currentToken, disableAgent, registerAgent } from '../../support/tokens.js';

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

let issuer: TestIssuer;
let gateway: TestGateway;
let agent: string;

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  gateway = await startGateway({ clock, env: issuer.settings });
  agent = await registerAgent(gateway, { renewal: 'AUTOMATIC' });
  await gateway.app.services.agentSubjects.bind(agent, 'job', gatewayActor);
});

afterAll(async () => {
  await gateway.stop();
  await issuer.goDown();
});

const show = (assertion: string, form: Record<string, string> = {}): Promise<TokenAnswer> =>
  requestToken(gateway, { client_assertion_type: TYPE, client_assertion: assertion, ...form });

test('a workload gets its agent’s current token by its JWT alone', async () => {
  const jwt = await issuer.sign({ sub: 'job' });
  const { token } = await currentToken(gateway, agent);
  for (const form of [{}, { client_id: agent }]) {
    const { status, body } = await show(jwt, form);
    expect(status).toBe(200);
    expect(body).toMatchObject({ access_token: token, token_type: 'Bearer' });
  }
});

test('the client_id beside a JWT must be the agent’s', async () => {
  const jwt = await issuer.sign({ sub: 'job' });
  const { status, body } = await show(jwt, { client_id: 'another' });
  expect({ status, ...body }).toMatchObject({
    status: 401,
    error: 'invalid_client',
    reason: 'CLIENT_MISMATCH',
  });
});

test('a JWT that is nobody’s, a superuser’s or not in order is no client’s', async () => {
  const now = Math.floor(gateway.clock.now().getTime() / 1000);
  const wrong: [string, string][] = [
    [await issuer.sign({ sub: 'stranger' }), 'UNKNOWN'],
    [await issuer.sign({ sub: 'admin', ...ADMIN }), 'AGENT_REQUIRED'],
    [await issuer.sign({ sub: 'job', exp: now - 60 }), 'EXPIRED'],
    [await issuer.sign({ sub: 'job', aud: 'another' }), 'MALFORMED'],
    [await issuer.sign({ sub: 'job', iss: 'https://other.example.com' }), 'MALFORMED'],
    [await issuer.sign({ sub: 'job' }, { header: { typ: 'oauth-id-jag+jwt' } }), 'MALFORMED'],
    ['nonsense', 'MALFORMED'],
    [(await currentToken(gateway, agent)).token ?? '', 'MALFORMED'],
  ];
  for (const [jwt, reason] of wrong) {
    const { status, body } = await show(jwt);
    expect({ status, ...body }).toMatchObject({ status: 401, error: 'invalid_client', reason });
    expect(JSON.stringify(body)).not.toContain(jwt);
  }
});

test('a JWT that was granted less than the token can do gets none', async () => {
  const enough = await issuer.sign({ sub: 'job', scope: 'openid livekit.join' });
  expect((await show(enough)).status).toBe(200);
  const { status, body } = await show(await issuer.sign({ sub: 'job', scope: 'livekit.admin' }));
  expect({ status, ...body }).toMatchObject({
    status: 400,
    error: 'invalid_scope',
    reason: 'INSUFFICIENT_SCOPE',
  });
});

test('the type of the assertion must be named', async () => {
  const jwt = await issuer.sign({ sub: 'job' });
  for (const type of ['', 'urn:ietf:params:oauth:client-assertion-type:saml2-bearer']) {
    const { status, body } = await show(jwt, { client_assertion_type: type });
    expect({ status, ...body }).toMatchObject({ status: 400, error: 'invalid_request' });
  }
});

test('while the issuer is away a workload is told to wait', async () => {
  const away = await TestIssuer.start(gateway.clock);
  const other = await startGateway({ clock: gateway.clock, env: away.settings });
  try {
    const jwt = await away.sign({ sub: 'job' });
    await away.goDown();
    const form = { client_assertion_type: TYPE, client_assertion: jwt };
    const { status, headers, body } = await requestToken(other, form);
    expect({ status, ...body }).toMatchObject({
      status: 503,
      error: 'temporarily_unavailable',
      reason: 'OIDC_ISSUER_UNAVAILABLE',
    });
    expect(headers.get('retry-after')).toBe('10');
  } finally {
    await other.stop();
  }
});

test('a disabled agent’s workload gets nothing', async () => {
  const jwt = await issuer.sign({ sub: 'job' });
  await disableAgent(gateway, agent);
  const { status, body } = await show(jwt);
  expect({ status, ...body }).toMatchObject({ status: 401, reason: 'AGENT_DISABLED' });
});

test('no JWT is in the log', () => {
  expect(gateway.log.join('')).not.toMatch(/eyJ[\w-]{8}/);
});
