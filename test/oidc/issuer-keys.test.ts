import { afterEach, beforeEach, expect, test } from 'vitest';

import { startGateway, type TestGateway } from '../support/gateway.js';
import { ADMIN, TestIssuer } from '../support/oidc-issuer.js';
import { ViewerQuery } from '../support/operations.js';
import { TestClock } from '../support/test-clock.js';

let issuer: TestIssuer;
let gateway: TestGateway;

beforeEach(async () => {
  const clock = new TestClock();
  issuer = await TestIssuer.start(clock);
  gateway = await startGateway({ clock, env: issuer.settings });
});

afterEach(async () => {
  await gateway.stop();
  await issuer.goDown();
});

const show = (headers: Readonly<Record<string, string>>) => gateway.send(ViewerQuery, {}, headers);
const showKey = async (kid: string, header = {}) =>
  (await show(await issuer.bearer(ADMIN, { kid, header }))).status;
const keyRequests = () => issuer.requests.filter((path) => path === '/jwks').length;

async function expectOutage(headers: Readonly<Record<string, string>>): Promise<void> {
  const answer = await show(headers);
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('www-authenticate')).toBeNull();
  expect(answer.errors[0]?.extensions).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    reason: 'OIDC_ISSUER_UNAVAILABLE',
  });
}

test('nothing is fetched before the first JWT, and then once for many', async () => {
  expect(issuer.requests).toEqual([]);
  const headers = await issuer.bearer(ADMIN);
  const answers = await Promise.all(Array.from({ length: 20 }, () => show(headers)));
  expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(issuer.requests).toEqual(['/.well-known/openid-configuration', '/jwks']);
});

test('signatures by every algorithm with a public key are accepted', async () => {
  for (const alg of ['RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA']) {
    await issuer.addKey(alg, { alg });
    gateway.clock.advance(10);
    expect(await showKey(alg), alg).toBe(200);
  }
});

test('a JWT signed by a new key is accepted while the gateway runs', async () => {
  expect(await showKey('first')).toBe(200);
  await issuer.addKey('second');
  gateway.clock.advance(10);
  expect(await showKey('second')).toBe(200);
  expect(await showKey('first')).toBe(200);
  expect(keyRequests()).toBe(2);
});

test('unknown key ids make the gateway ask once in ten seconds, not more', async () => {
  expect(await showKey('first')).toBe(200);
  for (let round = 1; round <= 3; round += 1) {
    gateway.clock.advance(10);
    for (const kid of ['guess-1', 'guess-2', 'guess-3']) {
      const answer = await show(await issuer.bearer(ADMIN, { header: { kid } }));
      expect(answer.errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
    }
    expect(keyRequests()).toBe(1 + round);
  }
});

test('a key that the issuer took back is refused after ten minutes', async () => {
  const headers = await issuer.bearer({ ...ADMIN, exp: 4_000_000_000 });
  expect((await show(headers)).status).toBe(200);
  await issuer.addKey('second', { drop: true });
  gateway.clock.advance(599);
  expect((await show(headers)).status).toBe(200);
  gateway.clock.advance(1);
  expect((await show(headers)).errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
});

test('a JWT that names no key is checked with each that would do', async () => {
  await issuer.addKey('second');
  const header = { kid: undefined };
  expect(await showKey('first', header)).toBe(200);
  expect(await showKey('second', header)).toBe(200);
  const stranger = await TestIssuer.start(gateway.clock);
  const foreign = await stranger.bearer({ ...ADMIN, iss: issuer.url }, { header });
  expect((await show(foreign)).errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
  await stranger.goDown();
});

test('an issuer that is away from the start is an outage, and not for longer than it lasts', async () => {
  const headers = await issuer.bearer(ADMIN);
  await issuer.goDown();
  await expectOutage(headers);
  expect((await gateway.send(ViewerQuery, {}, gateway.superuser)).status).toBe(200);
  await issuer.goUp();
  await expectOutage(headers); // not asked again within ten seconds
  expect(issuer.requests).toEqual([]);
  gateway.clock.advance(10);
  expect((await show(headers)).status).toBe(200);
});

test('with known keys JWTs are accepted through an outage of a day', async () => {
  const headers = await issuer.bearer({ ...ADMIN, exp: 4_000_000_000 });
  expect((await show(headers)).status).toBe(200);
  await issuer.goDown();
  for (const seconds of [10, 600, 80_000]) {
    gateway.clock.advance(seconds);
    expect((await show(headers)).status).toBe(200);
  }
  const wrong = await show(await issuer.bearer({ aud: 'somebody-else' }));
  expect(wrong.errors[0]?.extensions).toMatchObject({ reason: 'MALFORMED' });
  gateway.clock.advance(86_400 - 80_610);
  await expectOutage(headers);
  await issuer.goUp();
  gateway.clock.advance(10);
  expect((await show(headers)).status).toBe(200);
});

test('a key that is not known during an outage is no refusal', async () => {
  expect(await showKey('first')).toBe(200);
  await issuer.addKey('second');
  const headers = await issuer.bearer(ADMIN, { kid: 'second' });
  await issuer.goDown();
  gateway.clock.advance(10);
  await expectOutage(headers);
  await issuer.goUp();
  gateway.clock.advance(10);
  expect((await show(headers)).status).toBe(200);
});

test('a clock that is set back makes the gateway ask again', async () => {
  expect(await showKey('first')).toBe(200);
  gateway.clock.advance(-3_600);
  expect(await showKey('first')).toBe(200);
  expect(keyRequests()).toBe(2);
});
