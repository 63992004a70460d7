import { createHmac, createPublicKey } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { ADMIN, TestIssuer } from '../support/oidc-issuer.js';
import { BindAgentSubjectMutation } from '../support/oidc-operations.js';
import { ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';

let issuer: TestIssuer;
let stranger: TestIssuer;
let gateway: TestGateway;

beforeAll(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  stranger = await TestIssuer.start(clock);
  gateway = await startGateway({ clock, env: issuer.settings });
});

afterAll(async () => {
  await gateway.stop();
  await Promise.all([issuer.goDown(), stranger.goDown()]);
});

const nowSeconds = () => Math.floor(gateway.clock.now().getTime() / 1000);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const show = (jwt: string, to = gateway) =>
  to.send(ViewerQuery, {}, { authorization: `Bearer ${jwt}` });

/** Expects a refusal that tells the reason and never repeats the JWT. */
async function expectRefused(jwt: string, reason: string): Promise<string> {
  const answer = await show(jwt);
  const [error] = answer.errors;
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(error?.extensions).toMatchObject({ code: 'UNAUTHENTICATED', reason });
  expect(JSON.stringify(answer.errors)).not.toContain(jwt.slice(0, 12));
  return error?.message ?? '';
}

/** A JWT whose parts say what they like, with whatever signature. */
function forge(header: object, signature: (input: string) => string): string {
  const claims = { iss: issuer.url, aud: 'token-gateway', sub: 'mallory', ...ADMIN };
  const times = { iat: nowSeconds(), exp: nowSeconds() + 300 };
  const input = `${base64url(header)}.${base64url({ ...claims, ...times })}`;
  return `${input}.${signature(input)}`;
}

test('what these tests refuse would be accepted if it were in order', async () => {
  expect((await show(await issuer.sign(ADMIN))).status).toBe(200);
  for (const typ of ['JWT', 'at+jwt', 'application/at+jwt', undefined]) {
    expect((await show(await issuer.sign(ADMIN, { header: { typ } }))).status).toBe(200);
  }
});

test('a JWT signed by another key, or changed after it was signed, is refused', async () => {
  const foreign = await stranger.sign({ ...ADMIN, iss: issuer.url });
  await expectRefused(foreign, 'MALFORMED');
  const [header, , signature] = (await issuer.sign()).split('.');
  const claims = forge({}, () => '').split('.')[1];
  await expectRefused([header, claims, signature].join('.'), 'MALFORMED');
});

test('a JWT for another audience is refused', async () => {
  for (const aud of ['somebody-else', ['token-gateway-2'], [], '', undefined]) {
    const message = await expectRefused(await issuer.sign({ ...ADMIN, aud }), 'MALFORMED');
    expect(message).toContain('audience');
  }
  const several = await issuer.sign({ ...ADMIN, aud: ['somebody-else', 'token-gateway'] });
  expect((await show(several)).status).toBe(200);
});

test('a JWT of another issuer is refused without asking anybody for keys', async () => {
  const asked = issuer.requests.length;
  await expectRefused(await stranger.sign(ADMIN), 'MALFORMED');
  await expectRefused(await issuer.sign({ ...ADMIN, iss: `${issuer.url}/` }), 'MALFORMED');
  await expectRefused(await issuer.sign({ ...ADMIN, iss: undefined }), 'MALFORMED');
  expect(stranger.requests).toEqual([]);
  expect(issuer.requests.length).toBe(asked);
});

test('an expired JWT is refused as expired, thirty seconds of tolerance after its exp', async () => {
  const jwt = await issuer.sign({ ...ADMIN, exp: nowSeconds() + 60 });
  gateway.clock.advance(60 + 29.999);
  expect((await show(jwt)).status).toBe(200);
  gateway.clock.advance(0.001);
  await expectRefused(jwt, 'EXPIRED');
  await expectRefused(await issuer.sign({ ...ADMIN, exp: undefined }), 'MALFORMED');
  await expectRefused(await issuer.sign({ ...ADMIN, exp: '9999999999' }), 'MALFORMED');
});

test('a JWT is good from thirty seconds before its nbf and its iat on', async () => {
  for (const claim of ['nbf', 'iat']) {
    const tooSoon = await issuer.sign({ ...ADMIN, [claim]: nowSeconds() + 31 });
    await expectRefused(tooSoon, 'MALFORMED');
    gateway.clock.advance(1);
    expect((await show(tooSoon)).status).toBe(200);
  }
});

test('an unsigned JWT and one signed with the public key as a secret are refused', async () => {
  await show(await issuer.sign(ADMIN));
  for (const alg of ['none', 'None', 'nOnE']) {
    await expectRefused(
      forge({ alg, typ: 'JWT' }, () => ''),
      'MALFORMED',
    );
  }
  const [jwk] = issuer.publicKeys;
  const pem = createPublicKey({ key: jwk as never, format: 'jwk' });
  for (const format of ['spki', 'pkcs1'] as const) {
    const secret = pem.export({ type: format, format: 'pem' });
    for (const kid of ['first', undefined]) {
      const jwt = forge({ alg: 'HS256', typ: 'JWT', kid }, (input) =>
        createHmac('sha256', secret).update(input).digest('base64url'),
      );
      await expectRefused(jwt, 'MALFORMED');
    }
  }
});

test('a JWT that is no bearer token, names nobody or is too long is refused', async () => {
  await expectRefused(await issuer.sign(ADMIN, { header: { typ: 'logout+jwt' } }), 'MALFORMED');
  await expectRefused(await issuer.sign({ ...ADMIN, cnf: { jkt: 'x' } }), 'MALFORMED');
  for (const sub of [undefined, '', 7, 'a\0b', '\ud800']) {
    await expectRefused(await issuer.sign({ ...ADMIN, sub }), 'MALFORMED');
  }
  await expectRefused(await issuer.sign({ ...ADMIN, more: 'x'.repeat(8_192) }), 'MALFORMED');
  await expectRefused('eyJub3QiOi.eyJhIjoxfQ.c2ln', 'MALFORMED');
});

test('a JWT in a provider’s header is no integration token', async () => {
  const headers = { 'X-LiveKit-Token': await issuer.sign(ADMIN) };
  const answer = await gateway.send(ViewerQuery, {}, headers);
  expect(answer.errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
});

test('wrong JWTs count as wrong credentials', async () => {
  const env = { ...issuer.settings, AUTH_FAILURES_PER_MINUTE: '2' };
  const strict = await startGateway({ clock: gateway.clock, env });
  const wrong = await issuer.sign({ aud: 'somebody-else' });
  expect((await show(wrong, strict)).status).toBe(401);
  expect((await show(await issuer.sign(), strict)).status).toBe(401);
  expect((await show(wrong, strict)).status).toBe(429);
  await strict.stop();
});

test('without OIDC_ISSUER a JWT is malformed, and no subject can be bound', async () => {
  const plain = await startGateway({ clock: gateway.clock });
  const answer = await show(await issuer.sign(ADMIN), plain);
  expect(answer.errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
  const input = { agent: 'livekit', subject: 'job' };
  const bound = await plain.send(BindAgentSubjectMutation, { input }, plain.superuser);
  expect(bound.errors[0]?.extensions).toMatchObject({ reason: 'OIDC_NOT_CONFIGURED' });
  await plain.stop();
});

test('no JWT is in the log', () => {
  expect(gateway.log.length).toBeGreaterThan(0);
  expect(gateway.log.join('')).not.toMatch(/eyJ[\w-]{8}/);
});
