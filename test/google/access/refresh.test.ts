import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import {
  connect,
  connectionOf,
  readAccessToken,
  startGoogleGateway,
  tokenReader,
  type GoogleGateway,
} from '../../support/google-gateway.js';
import type { Fault } from '../../support/google/fault-plan.js';
import { ACCOUNT } from '../../support/google/google-emulator.js';
import { currentToken, firstError, withSql } from '../../support/tokens.js';

const TOKEN = 'POST /oauth2/token';
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

let gateway: GoogleGateway;
let agent: { name: string; headers: Record<string, string> };

beforeAll(async () => {
  gateway = await startGoogleGateway();
  agent = await tokenReader(gateway);
});

// A fresh consent heals whatever the test before has broken.
beforeEach(async () => {
  await connect(gateway, { agents: [agent.name] });
  gateway.google.forget();
});

afterEach(() => {
  gateway.google.faults.clear();
});

afterAll(() => gateway.stop());

const read = () => readAccessToken(gateway, agent.headers);
const accessToken = async () => (await read()).data?.googleAccessToken.accessToken;
const accounts = () => gateway.app.services.google.accounts;
const superuser = { kind: 'SUPERUSER', id: 'id', name: 'name' } as const;
const wanted = { connection: ACCOUNT, neededScopes: [] };
const refreshes = () => gateway.google.count(TOKEN);
const fail = (fault: Fault, times?: number) => {
  gateway.google.faults.on({ request: TOKEN, ...(times === undefined ? {} : { times }) }, fault);
};
const refuse = (body: Record<string, string>): Fault => ({
  kind: 'answer',
  status: 400,
  body: JSON.stringify(body),
});

describe('an access token', () => {
  test('is fetched once and used until shortly before its end', async () => {
    const first = await accessToken();
    gateway.clock.advance(HOUR_SECONDS - 301);
    expect(await accessToken()).toBe(first);
    expect(refreshes()).toBe(0);
  });

  test('near its end is replaced while it goes on being used', async () => {
    const first = await accessToken();
    gateway.clock.advance(HOUR_SECONDS - 200);
    fail({ kind: 'delay', ms: 100 }, 1);
    const meanwhile = await Promise.all([accessToken(), accessToken(), accessToken()]);
    expect(new Set(meanwhile)).toEqual(new Set([first]));
    await expect.poll(accessToken).not.toBe(first);
    expect(refreshes()).toBe(1);
  });

  test('near its end goes on being used while Google is in trouble, which is left in peace', async () => {
    const first = await accessToken();
    gateway.clock.advance(HOUR_SECONDS - 200);
    fail({ kind: 'answer', status: 503, body: 'busy' });
    expect(await accessToken()).toBe(first);
    await expect.poll(async () => (await connectionOf(gateway)).lastError).toContain('503');
    expect(await accessToken()).toBe(first);
    expect(refreshes()).toBe(3);
    gateway.google.faults.clear();
    gateway.clock.advance(31);
    expect(await accessToken()).toBe(first);
    await expect.poll(accessToken).not.toBe(first);
  });

  test('past its end is replaced once, however many callers wait for it', async () => {
    const first = await accessToken();
    gateway.clock.advance(HOUR_SECONDS);
    const tokens = await Promise.all(Array.from({ length: 20 }, accessToken));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(first);
    expect(refreshes()).toBe(1);
  });

  test('that Google refuses before its end is replaced once', async () => {
    const signal = AbortSignal.timeout(10_000);
    const account = await accounts().accountFor(superuser, wanted, signal);
    gateway.google.expireAccessTokens();
    const renewed = await Promise.all([
      accounts().renewed(account, signal),
      accounts().renewed(account, signal),
    ]);
    renewed.push(await accounts().renewed(account, signal));
    expect(new Set(renewed.map((one) => one.accessToken)).size).toBe(1);
    expect(renewed[0].accessToken).not.toBe(account.accessToken);
    expect(refreshes()).toBe(1);
  });
});

describe('the refresh token', () => {
  test('is kept when an answer has none', async () => {
    for (let hour = 0; hour < 3; hour += 1) {
      gateway.clock.advance(HOUR_SECONDS);
      expect(await accessToken()).toEqual(expect.any(String));
    }
    expect(refreshes()).toBe(3);
  });

  test('is replaced when an answer has another', async () => {
    const { refreshToken } = await gateway.google.grant(['openid', 'email']);
    fail({ kind: 'change', change: (body) => ({ ...body, refresh_token: refreshToken }) }, 1);
    gateway.clock.advance(HOUR_SECONDS);
    expect((await read()).errors).toEqual([]);
    await fetch(`${gateway.google.url}/oauth2/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: refreshToken }),
    });
    gateway.clock.advance(HOUR_SECONDS);
    expect(firstError(await read()).reason).toBe('NEEDS_CONSENT');
  });
});

describe('a refused grant', () => {
  test('needs consent: the agent learns where, the superuser why, and both are well again after it', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    fail(refuse({ error: 'invalid_grant', error_description: 'Token has been revoked.' }), 1);
    const refused = await read();
    expect(refused.errors[0]?.extensions).toMatchObject({
      code: 'GOOGLE_CONNECTION_REQUIRED',
      reason: 'NEEDS_CONSENT',
      account: ACCOUNT,
    });
    const { connectUrl } = refused.errors[0]?.extensions as unknown as { connectUrl: string };
    expect((await fetch(connectUrl)).status).toBe(200);
    expect(await connectionOf(gateway)).toMatchObject({
      state: 'NEEDS_CONSENT',
      warnings: [],
    });
    expect((await connectionOf(gateway)).lastError).toContain('invalid_grant');
    // It is not asked again and again for what it has refused.
    await read();
    expect(refreshes()).toBe(1);
    expect(gateway.log.some((line) => line.includes('needs consent'))).toBe(true);

    await connect(gateway, { agents: [agent.name] });
    expect((await read()).errors).toEqual([]);
    expect(await connectionOf(gateway)).toMatchObject({ state: 'ACTIVE', lastError: null });
  });

  test('seven days after the consent tells of a consent screen in Testing', async () => {
    gateway.clock.advance(7 * DAY_SECONDS);
    fail(refuse({ error: 'invalid_grant' }), 1);
    expect(firstError(await read())).toMatchObject({ reason: 'NEEDS_CONSENT' });
    const connection = await connectionOf(gateway);
    expect(connection.lastError).toContain('seven days');
    expect(connection.warnings.map(({ kind }) => kind)).toEqual(['TESTING_MODE_SUSPECTED']);
  });

  test('whose refresh token was replaced meanwhile marks nothing, and nobody fails', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    fail({ kind: 'hang' }, 1);
    const reading = read();
    await expect.poll(refreshes).toBe(1);
    await connect(gateway, { agents: [agent.name] });
    gateway.google.faults.clear();
    fail(refuse({ error: 'invalid_grant' }), 1);
    expect((await reading).errors).toEqual([]);
    expect(refreshes()).toBe(3);
    expect(await connectionOf(gateway)).toMatchObject({ state: 'ACTIVE', lastError: null });
  });

  test('by the organisation’s session control says so', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    fail(refuse({ error: 'invalid_grant', error_subtype: 'invalid_rapt' }), 1);
    await read();
    expect((await connectionOf(gateway)).lastError).toContain('session control');
  });
});

describe('while Google is in trouble', () => {
  test.each<[string, Fault, Fault]>([
    [
      'a 503 and a 429',
      { kind: 'answer', status: 503, body: 'busy', contentType: 'text/plain' },
      { kind: 'answer', status: 429, body: '{"error":"rate_limit_exceeded"}' },
    ],
    [
      'a cut connection and malformed JSON',
      { kind: 'reset' },
      { kind: 'answer', status: 200, body: '{"access_token":' },
    ],
    [
      'HTML and an answer of another shape',
      { kind: 'answer', status: 200, body: '<p>Hi</p>', contentType: 'text/html' },
      { kind: 'answer', status: 200, body: '{"ok":true}' },
    ],
  ])('%s are overcome within the request', async (_what, first, second) => {
    gateway.clock.advance(HOUR_SECONDS);
    fail(first, 1);
    fail(second, 1);
    expect((await read()).errors).toEqual([]);
    expect(refreshes()).toBe(3);
  });

  test('a storm of 503s ends in an error to retry, and the connection stays what it is', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    fail({ kind: 'answer', status: 503, body: 'busy' });
    const answer = await read();
    expect(answer.status).toBe(502);
    expect(firstError(answer)).toMatchObject({
      code: 'UPSTREAM_ERROR',
      reason: 'backendError',
      retryable: true,
      retryAfterSeconds: 2,
    });
    const { state, lastError } = await connectionOf(gateway);
    expect(state).toBe('ACTIVE');
    expect(lastError).toContain('503');
    gateway.google.faults.clear();
    expect((await read()).errors).toEqual([]);
    expect((await connectionOf(gateway)).lastError).toBeNull();
  });

  test('a caller waits no longer than it wants to, and token queries do not wait at all', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    fail({ kind: 'hang' });
    const waiting = expect(
      accounts().accountFor(superuser, wanted, AbortSignal.timeout(300)),
    ).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
      reason: 'timeout',
      details: { retryable: true },
    });
    const asked = Array.from({ length: 20 }, () => currentToken(gateway, agent.name));
    expect((await Promise.all(asked)).every(({ valid }) => valid)).toBe(true);
    await waiting;
  });

  test('a client that Google does not know is the operator’s to mend, not the owner’s', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    fail({ kind: 'answer', status: 401, body: '{"error":"invalid_client"}' }, 1);
    const answer = await read();
    expect(firstError(answer)).toMatchObject({ code: 'UPSTREAM_ERROR', retryable: false });
    expect(answer.errors[0]?.message).toContain('GOOGLE_CLIENT_SECRET');
    expect((await connectionOf(gateway)).state).toBe('ACTIVE');
  });
});

describe('several gateways on one database', () => {
  test('refresh once between them, and nobody fails', async () => {
    const others = await Promise.all(
      [1, 2, 3].map(() => startGoogleGateway({ ...gateway, google: gateway.google })),
    );
    const all = [gateway, ...others];
    await Promise.all(all.map((one) => readAccessToken(one, agent.headers)));
    gateway.clock.advance(HOUR_SECONDS);
    fail({ kind: 'delay', ms: 200 }, 1);
    const answers = await Promise.all(
      all.flatMap((one) => [1, 2, 3, 4, 5].map(() => readAccessToken(one, agent.headers))),
    );
    expect(answers.flatMap((answer) => answer.errors)).toEqual([]);
    expect(new Set(answers.map(({ data }) => data?.googleAccessToken.accessToken)).size).toBe(1);
    expect(refreshes()).toBe(1);
    for (const other of others) await other.stop();
  });

  test('wait for one that is asking, and go on without one that died', async () => {
    gateway.clock.advance(HOUR_SECONDS);
    const lease = (seconds: number) =>
      withSql(
        gateway.database,
        (sql) => sql`update google_connections
          set lease_holder = gen_random_uuid(), lease_until = now() + ${seconds} * interval '1 second'`,
      );
    await lease(0.5);
    const waiting = read();
    expect(refreshes()).toBe(0);
    expect((await waiting).errors).toEqual([]);
    expect(refreshes()).toBe(1);
  });
});

test('a connection that nobody uses is used once a day, so that its end is noticed', async () => {
  const { upkeep } = gateway.app.services.google;
  await upkeep.run();
  expect(refreshes()).toBe(0);
  gateway.clock.advance(DAY_SECONDS + 1);
  await upkeep.run();
  await upkeep.run();
  expect(refreshes()).toBe(1);
  gateway.clock.advance(DAY_SECONDS + 1);
  fail(refuse({ error: 'invalid_grant' }), 1);
  await upkeep.run();
  expect((await connectionOf(gateway)).state).toBe('NEEDS_CONSENT');
});
