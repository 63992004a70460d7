import { describe, expect } from 'vitest';

import {
  connect,
  connections,
  consentUrl,
  googleTest,
  readAccessToken,
  tokenReader,
  type GoogleGateway,
} from '../../support/google-gateway.js';
import { ImportGoogleConnectionMutation } from '../../support/google-operations.js';
import { changedIdToken } from '../../support/google/fault-plan.js';
import { ACCOUNT, EMULATED_CLIENT, OTHER_ACCOUNT } from '../../support/google/google-emulator.js';
import {
  changeAccount,
  disconnect,
  forgetConnections,
  identityIn,
  importToken,
  stateOf,
} from '../../support/google/identities.js';
import { firstError } from '../../support/tokens.js';

const TOKEN = 'POST /oauth2/token';
const USER_INFO = 'GET /oauth2/v2/userinfo';

const test = googleTest();

test.afterEach(({ gateway }) => forgetConnections(gateway));

describe('an address that Google has not verified', () => {
  test.for([
    ['false', { email_verified: false }],
    ['the text "false"', { email_verified: 'false' }],
    ['missing', { email_verified: undefined }],
    ['null', { email_verified: null }],
    ['the number 1', { email_verified: 1 }],
    ['a list', { email_verified: [true] }],
  ] as const)(
    'takes over no connection and makes none: %s',
    async ([_what, claims], { gateway }) => {
      const agent = await tokenReader(gateway);
      await connect(gateway, { agents: [agent.name] });
      const before = await stateOf(gateway, agent);
      for (const account of [ACCOUNT, OTHER_ACCOUNT]) {
        const fault = changedIdToken({ ...claims, sub: 'attacker' });
        gateway.google.faults.on({ request: TOKEN, times: 1 }, fault);
        const page = await connect(gateway, { account });
        expect(page.status).toBe(409);
        expect(page.text).toContain('not verified');
      }
      expect(await stateOf(gateway, agent)).toEqual(before);
      expect(await connections(gateway)).toHaveLength(1);
    },
  );

  test.for([false, 'false', undefined])(
    'is refused at an import: %s',
    async (email_verified, { gateway }) => {
      gateway.google.faults.on(
        { request: USER_INFO, times: 1 },
        { kind: 'change', change: (body) => ({ ...body, email_verified }) },
      );
      const answer = await importToken(gateway);
      expect(answer.status).toBe(409);
      expect(firstError(answer)).toMatchObject({ code: 'CONFLICT', reason: 'EMAIL_NOT_VERIFIED' });
      expect(await connections(gateway)).toEqual([]);
    },
  );

  test('is accepted once it is verified, which a text may say', async ({ gateway }) => {
    changeAccount(gateway, { emailVerified: false });
    expect((await connect(gateway)).status).toBe(409);
    changeAccount(gateway, { emailVerified: true });
    expect((await connect(gateway)).status).toBe(200);
    const fault = changedIdToken({ email_verified: 'true' });
    gateway.google.faults.on({ request: TOKEN, times: 1 }, fault);
    expect((await connect(gateway)).status).toBe(200);
  });
});

describe('an ID token is refused and nothing is connected', () => {
  test.for<[string, Record<string, unknown>]>([
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a subject that is no text', { sub: 7 }],
    ['with a NUL in its subject', { sub: 'a\0b' }],
    ['without an address', { email: undefined }],
    ['with an empty address', { email: '' }],
    ['with a NUL in its address', { email: 'a\0b@example.com' }],
    ['with a list of addresses', { email: [ACCOUNT] }],
    ['for another client', { aud: 'another.apps.googleusercontent.com' }],
    ['for two clients, without a party', { aud: ['another', 'yet-another'] }],
    ['of another issuer', { iss: 'https://accounts.example.com' }],
    ['of an issuer that looks like Google', { iss: 'https://accounts.google.com.example.com' }],
    ['that has expired', { exp: 1 }],
    ['with a nonce that nobody sent', { nonce: 'n' }],
  ])('%s', async ([_what, claims], { gateway }) => {
    gateway.google.faults.on({ request: TOKEN, times: 1 }, changedIdToken(claims));
    const page = await connect(gateway);
    expect(page.status).toBe(502);
    expect(await connections(gateway)).toEqual([]);
  });

  test('that is missing', async ({ gateway }) => {
    gateway.google.faults.on(
      { request: TOKEN, times: 1 },
      { kind: 'change', change: ({ id_token: _none, ...rest }) => rest },
    );
    expect((await connect(gateway)).status).toBe(502);
  });
});

test('Google’s issuer is one in both of its spellings', async ({ gateway }) => {
  for (const iss of ['accounts.google.com', 'https://accounts.google.com']) {
    gateway.google.faults.on({ request: TOKEN, times: 1 }, changedIdToken({ iss }));
    expect((await connect(gateway)).status).toBe(200);
  }
  expect(await connections(gateway)).toHaveLength(1);
  expect(await identityIn(gateway, ACCOUNT)).toMatchObject([
    { issuer: 'https://accounts.google.com' },
  ]);
});

describe('an import', () => {
  const withUserInfo = (
    gateway: GoogleGateway,
    change: (body: Record<string, unknown>) => Record<string, unknown>,
  ) => {
    gateway.google.faults.on({ request: USER_INFO, times: 1 }, { kind: 'change', change });
  };

  test('whose userinfo names another account than its ID token is refused', async ({ gateway }) => {
    const idToken = Buffer.from(JSON.stringify({ alg: 'RS256' })).toString('base64url');
    const nowSeconds = Math.floor(Date.now() / 1000);
    const claims = {
      iss: gateway.google.url,
      aud: EMULATED_CLIENT.id,
      iat: nowSeconds,
      exp: nowSeconds + 300,
      sub: 'another-account',
    };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const { refreshToken } = await gateway.google.grant(['openid'], ACCOUNT);
    gateway.google.faults.on(
      { request: TOKEN, times: 1 },
      { kind: 'change', change: (body) => ({ ...body, id_token: `${idToken}.${payload}.c2ln` }) },
    );
    const input = { refreshToken, agents: [] };
    const answer = await gateway.send(ImportGoogleConnectionMutation, { input }, gateway.superuser);
    expect(answer.status).toBe(502);
    expect(firstError(answer)).toMatchObject({ reason: 'subjectMismatch', retryable: false });
    expect(await connections(gateway)).toEqual([]);
  });

  test.for<[string, (body: Record<string, unknown>) => Record<string, unknown>]>([
    ['no subject', ({ sub: _none, ...rest }) => rest],
    ['no address', ({ email: _none, ...rest }) => rest],
  ])('whose userinfo has %s is refused', async ([_what, change], { gateway }) => {
    withUserInfo(gateway, change);
    expect((await importToken(gateway)).status).toBe(502);
    expect(await connections(gateway)).toEqual([]);
  });

  test('of a token that may not ask who it is says so, and an outage is told from it', async ({
    gateway,
  }) => {
    gateway.google.faults.on(
      { request: USER_INFO, times: 1 },
      { kind: 'answer', status: 401, body: '{"error":"invalid_token"}' },
    );
    const refused = await importToken(gateway);
    expect(firstError(refused)).toMatchObject({ reason: 'noIdentity', retryable: false });
    expect(refused.errors[0]?.message).toContain('connectGoogleAccount');
    gateway.google.faults.on({ request: USER_INFO, times: 1 }, { kind: 'reset' });
    expect(firstError(await importToken(gateway))).toMatchObject({ retryable: true });
    expect((await importToken(gateway)).errors).toEqual([]);
  });
});

test('a name that PostgreSQL cannot hold is refused', async ({ gateway }) => {
  expect(firstError(await disconnect(gateway, 'a\0b@example.com')).code).toBe('BAD_USER_INPUT');
  await expect(consentUrl(gateway, { loginHint: 'a\0b@example.com' })).rejects.toThrow('NUL');
  const read = await readAccessToken(gateway, gateway.superuser, 'a\0');
  expect(firstError(read).code).toBe('BAD_USER_INPUT');
});
