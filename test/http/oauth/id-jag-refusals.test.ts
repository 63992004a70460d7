import { createHmac, createPublicKey, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import {
  CLIENT,
  JWT_BEARER,
  OTHER_CLIENT,
  rulesFor,
  SELF,
  signAssertion,
  tradeAssertion,
  writeRules,
} from '../../support/id-jag.js';
import { basic, requestToken } from '../../support/oauth.js';
import { ADMIN, TestIssuer } from '../../support/oidc-issuer.js';
import { ViewerQuery } from '../../support/operations.js';
import { TestClock } from '../../support/test-clock.js';
import { bearer, firstError, registerAgent, uniqueName } from '../../support/tokens.js';

let issuer: TestIssuer;
let stranger: TestIssuer;
let gateway: TestGateway;
const agents = { sales: uniqueName('sales'), everybody: uniqueName('everybody') };

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  stranger = await TestIssuer.start(clock);
  const { issuers, ...rules } = rulesFor(issuer, agents);
  const [entry] = issuers as object[];
  const tenant = { ...entry, tenant: 'acme', rules: [{ when: { admin: true }, agent: 'nobody' }] };
  const ID_JAG_RULES = writeRules({ ...rules, issuers: [entry, tenant] });
  const env = { ...issuer.settings, PUBLIC_URL: SELF, ID_JAG_RULES };
  gateway = await startGateway({ clock, env: { ...env, AUTH_FAILURES_PER_MINUTE: '1000000' } });
  for (const name of Object.values(agents)) {
    await registerAgent(gateway, { name, provider: 'GOOGLE_CALENDAR_MCP', renewal: 'AUTOMATIC' });
  }
});

afterAll(async () => {
  await gateway.stop();
  await Promise.all([issuer.goDown(), stranger.goDown()]);
});

const nowSeconds = () => Math.floor(gateway.clock.now().getTime() / 1000);

/** Expects that an assertion is no grant, for that reason, and is not repeated. */
async function expectRefused(assertion: string, reason: string): Promise<void> {
  const { status, headers, body } = await tradeAssertion(gateway, assertion);
  expect({ status, ...body }).toMatchObject({ status: 400, error: 'invalid_grant', reason });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(JSON.stringify(body)).not.toContain(assertion.slice(0, 12));
}

test('what these tests refuse would be accepted if it were in order', async () => {
  for (const claims of [
    {},
    { aud: [SELF] },
    { resource: SELF },
    { resource: [`${SELF}/mcp`, `${SELF}/`] },
    { exp: nowSeconds() + 3600 },
  ]) {
    expect((await tradeAssertion(gateway, await signAssertion(issuer, claims))).status).toBe(200);
  }
  const header = { typ: 'application/OAUTH-ID-JAG+jwt' };
  const assertion = await signAssertion(issuer, {}, { header });
  expect((await tradeAssertion(gateway, assertion)).status).toBe(200);
});

test('an assertion of another issuer is refused without asking anybody for keys', async () => {
  await expectRefused(await signAssertion(stranger), 'GRANT_ISSUER');
  await expectRefused(await signAssertion(issuer, { iss: `${issuer.url}/` }), 'GRANT_ISSUER');
  await expectRefused(await signAssertion(issuer, { iss: undefined }), 'GRANT_ISSUER');
  await expectRefused(await signAssertion(issuer, { iss: SELF }), 'GRANT_ISSUER');
  for (const nonsense of ['x', 'a.b.c', 'eyJ.eyJ.x', 'x'.repeat(9_000)]) {
    await expectRefused(nonsense, 'GRANT_ISSUER');
  }
  expect(stranger.requests).toEqual([]);
});

test('an assertion for another server, or for several, is refused', async () => {
  for (const aud of [`${SELF}/`, `${SELF}/mcp`, 'https://other.example.com', [], undefined]) {
    await expectRefused(await signAssertion(issuer, { aud }), 'GRANT_AUDIENCE');
  }
  const several = [SELF, 'https://other.example.com'];
  await expectRefused(await signAssertion(issuer, { aud: several }), 'GRANT_AUDIENCE');
});

test('an assertion for another client, or of an issuer that is not for it, is refused', async () => {
  for (const id of [OTHER_CLIENT.id, CLIENT.id.toUpperCase(), '', 7]) {
    await expectRefused(await signAssertion(issuer, { client_id: id }), 'GRANT_CLIENT');
  }
  await expectRefused(await signAssertion(issuer, { client_id: undefined }), 'GRANT_MALFORMED');
  const stolen = await tradeAssertion(gateway, await signAssertion(issuer), {}, OTHER_CLIENT);
  expect(stolen.body).toMatchObject({ error: 'invalid_grant', reason: 'GRANT_CLIENT' });
  const others = await signAssertion(issuer, { client_id: OTHER_CLIENT.id });
  const own = await tradeAssertion(gateway, others, {}, OTHER_CLIENT);
  expect(own.body).toMatchObject({ error: 'invalid_grant', reason: 'GRANT_CLIENT' });
});

test('an assertion for another resource is refused', async () => {
  const other = 'https://other.example.com/mcp';
  for (const resource of [other, [`${SELF}/mcp`, other], 7, [null], '', `${SELF}/mcp#x`]) {
    await expectRefused(await signAssertion(issuer, { resource }), 'GRANT_RESOURCE');
  }
  const { body } = await tradeAssertion(gateway, await signAssertion(issuer), { resource: other });
  expect(body).toMatchObject({ error: 'invalid_target' });
});

test('an assertion is good once, and another one of the same user too', async () => {
  const assertion = await signAssertion(issuer);
  expect((await tradeAssertion(gateway, assertion)).status).toBe(200);
  await expectRefused(assertion, 'GRANT_USED');
  gateway.clock.advance(200);
  await expectRefused(assertion, 'GRANT_USED');
  const id = randomUUID();
  const [one, two] = [await signAssertion(issuer, { jti: id }), await signAssertion(issuer)];
  expect((await tradeAssertion(gateway, one)).status).toBe(200);
  expect((await tradeAssertion(gateway, two)).status).toBe(200);
  await expectRefused(await signAssertion(issuer, { jti: id, sub: 'another' }), 'GRANT_USED');
});

test('an assertion that is over, too early or good for too long is refused', async () => {
  const assertion = await signAssertion(issuer, { exp: nowSeconds() + 60 });
  gateway.clock.advance(90);
  await expectRefused(assertion, 'GRANT_EXPIRED');
  const soon = nowSeconds() + 31;
  await expectRefused(
    await signAssertion(issuer, { iat: soon, exp: soon + 60 }),
    'GRANT_MALFORMED',
  );
  await expectRefused(await signAssertion(issuer, { nbf: soon }), 'GRANT_MALFORMED');
  await expectRefused(await signAssertion(issuer, { exp: nowSeconds() + 3601 }), 'GRANT_MALFORMED');
  for (const claim of ['exp', 'iat', 'jti', 'sub']) {
    await expectRefused(await signAssertion(issuer, { [claim]: undefined }), 'GRANT_MALFORMED');
  }
});

test('an id and a subject are short texts that can be stored', async () => {
  for (const claim of ['jti', 'sub']) {
    for (const value of ['', 7, 'x'.repeat(256), 'a\0b', '\ud800', ['x']]) {
      await expectRefused(await signAssertion(issuer, { [claim]: value }), 'GRANT_MALFORMED');
    }
  }
});

test('no other JWT of the issuer is a grant, and an assertion is no other credential', async () => {
  for (const typ of ['JWT', 'at+jwt', 'id-jag+jwt', undefined]) {
    await expectRefused(await signAssertion(issuer, {}, { header: { typ } }), 'GRANT_MALFORMED');
  }
  await gateway.app.services.agentSubjects.bind(agents.sales, 'job', gatewayActor);
  for (const claims of [ADMIN, { sub: 'job' }]) {
    const assertion = await signAssertion(issuer, { ...claims, aud: 'token-gateway' });
    const shown = await gateway.send(ViewerQuery, {}, bearer(assertion));
    expect(firstError(shown)).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MALFORMED' });
  }
  const login = await issuer.sign({ sub: 'job' });
  expect((await gateway.send(ViewerQuery, {}, bearer(login))).status).toBe(200);
  await expectRefused(login, 'GRANT_MALFORMED');
});

test('an assertion bound to a key, of an event, or with details is refused', async () => {
  for (const claims of [
    { cnf: { jkt: 'x' } },
    { events: {} },
    { authorization_details: [{ type: 'calendar' }] },
  ]) {
    await expectRefused(await signAssertion(issuer, claims), 'GRANT_MALFORMED');
  }
});

test('what was not signed by the issuer’s private key is refused', async () => {
  await expectRefused(await signAssertion(stranger, { iss: issuer.url }), 'GRANT_MALFORMED');
  const [header = '', , signature = ''] = (await signAssertion(issuer)).split('.');
  const [, payload = ''] = (await signAssertion(issuer)).split('.');
  await expectRefused([header, payload, signature].join('.'), 'GRANT_MALFORMED');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const [jwk] = issuer.publicKeys;
  const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  for (const alg of ['none', 'HS256']) {
    const input = `${encode({ alg, typ: 'oauth-id-jag+jwt', kid: 'first' })}.${payload}`;
    const mac = createHmac('sha256', pem).update(input).digest('base64url');
    await expectRefused(`${input}.${alg === 'none' ? '' : mac}`, 'GRANT_MALFORMED');
  }
});

test('a tenant is trusted by itself, and a user whom no rule fits gets nothing', async () => {
  await expectRefused(await signAssertion(issuer, { tenant: 'other' }), 'GRANT_ISSUER');
  await expectRefused(await signAssertion(issuer, { tenant: 'acme' }), 'GRANT_SUBJECT');
  const missing = await signAssertion(issuer, { tenant: 'acme', admin: true });
  await expectRefused(missing, 'GRANT_AGENT');
});

test('a client needs its own secret, and an assertion', async () => {
  const assertion = await signAssertion(issuer);
  const wrong = [
    await tradeAssertion(gateway, assertion, {}, { ...CLIENT, secret: OTHER_CLIENT.secret }),
    await tradeAssertion(gateway, assertion, {}, { ...CLIENT, id: 'nobody' }),
    await requestToken(gateway, { grant_type: JWT_BEARER, assertion }),
    await requestToken(gateway, { grant_type: JWT_BEARER, assertion, client_id: CLIENT.id }),
  ];
  for (const { status, body } of wrong) {
    expect({ status, ...body }).toMatchObject({ status: 401, error: 'invalid_client' });
  }
  const header = basic(CLIENT.id, CLIENT.secret);
  for (const form of [{}, { assertion: '' }]) {
    const { body } = await requestToken(gateway, { grant_type: JWT_BEARER, ...form }, header);
    expect(body).toMatchObject({ error: 'invalid_request', argument: 'assertion' });
  }
  const byForm = { client_id: CLIENT.id, client_secret: CLIENT.secret };
  const { status } = await requestToken(gateway, { grant_type: JWT_BEARER, assertion, ...byForm });
  expect(status).toBe(200);
});

test('wrong secrets and assertions count as wrong credentials', async () => {
  const env = {
    PUBLIC_URL: SELF,
    ID_JAG_RULES: writeRules(rulesFor(issuer, agents)),
    AUTH_FAILURES_PER_MINUTE: '2',
  };
  const strict = await startGateway({ clock: gateway.clock, env });
  const wrong = { ...CLIENT, secret: 'wrong' };
  expect((await tradeAssertion(strict, 'x', {}, wrong)).status).toBe(401);
  expect((await tradeAssertion(strict, 'x')).body).toMatchObject({ error: 'invalid_grant' });
  for (const client of [CLIENT, wrong]) {
    const { status, headers } = await tradeAssertion(strict, 'x', {}, client);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('60');
  }
  await strict.stop();
});

test('neither assertions nor secrets are logged', () => {
  const log = gateway.log.join('\n');
  expect(log).not.toMatch(/eyJ[\w-]{8}/);
  expect(log).not.toContain(CLIENT.secret);
});
