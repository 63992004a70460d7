import { afterAll, beforeAll, expect, test } from 'vitest';

import { startGateway, type TestGateway } from './support/gateway.js';
import { rawQuery, type RawHeader } from './support/raw-request.js';
import { RotateTokenMutation } from './support/operations.js';
import { firstError, generateToken, uniqueName } from './support/tokens.js';

const WRONG = ['authorization', 'Bearer wrong'] as const;

let gateway: TestGateway;
let address = 0;

beforeAll(async () => {
  gateway = await startGateway({ env: { AUTH_FAILURES_PER_MINUTE: '3', TRUST_PROXY: '1' } });
});

afterAll(() => gateway.stop());

/** Sends from an address that only this test has. */
function client(): (...headers: RawHeader[]) => ReturnType<typeof rawQuery> {
  address += 1;
  const from = ['x-forwarded-for', `192.0.2.${String(address)}`] as const;
  return (...headers) => rawQuery(gateway.url, '{ viewer { kind } }', [from, ...headers]);
}

test('too many wrong credentials from one address are held up, and told for how long', async () => {
  const ask = client();
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(WRONG)).status).toBe(401);
  const answer = await ask(WRONG);
  expect(answer.status).toBe(429);
  expect(firstError(answer).code).toBe('RATE_LIMITED');
  const seconds = Number(answer.headers['retry-after']);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(firstError(answer).retryAfterSeconds).toBe(seconds);
});

test('a good credential and none at all still pass from that address', async () => {
  const ask = client();
  for (let turn = 0; turn < 5; turn += 1) await ask(WRONG);
  const good = await ask(['authorization', gateway.superuser['authorization'] ?? '']);
  expect(good.data).toEqual({ viewer: { kind: 'SUPERUSER' } });
  expect((await ask()).data).toEqual({ viewer: { kind: 'ANONYMOUS' } });
});

test('a token that was good once is told that it is no longer, however often it comes', async () => {
  const agent = uniqueName();
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  await gateway.send(
    RotateTokenMutation,
    { input: { agent, overlapSeconds: 0 } },
    gateway.superuser,
  );
  const ask = client();
  for (let turn = 0; turn < 5; turn += 1) {
    const answer = await ask(['X-LiveKit-Token', token]);
    expect([answer.status, firstError(answer).reason]).toEqual([401, 'REVOKED']);
  }
});

test('another address is not held up', async () => {
  const [one, other] = [client(), client()];
  for (let turn = 0; turn < 5; turn += 1) await one(WRONG);
  expect((await other(WRONG)).status).toBe(401);
});

test.each([
  ['a wrong token in its header', ['X-LiveKit-Token', 'wrong']],
  ['an empty header', ['X-LiveKit-Token', '']],
  ['another scheme', ['authorization', 'Basic d3Jvbmc=']],
] as const)('%s counts as a wrong credential', async (_what, header) => {
  const ask = client();
  for (let turn = 0; turn < 3; turn += 1) expect((await ask(header)).status).toBe(401);
  expect((await ask(header)).status).toBe(429);
});

test('held-up credentials are counted in the metrics', async () => {
  const ask = client();
  for (let turn = 0; turn < 4; turn += 1) await ask(WRONG);
  const response = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
  expect(await response.text()).toMatch(
    /token_gateway_limits_total\{limit="wrong credentials"\} [1-9]/,
  );
});
