import { expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.js';

const PROJECT = {
  LIVEKIT_URL: 'ws://localhost:7880',
  LIVEKIT_API_KEY: 'devkey',
  LIVEKIT_API_SECRET: 'a-secret-of-livekit',
};
const ISSUER = 'https://login.example.com/realms/customers';
const USERS = {
  ...PROJECT,
  LIVEKIT_USERS_ISSUER: ISSUER,
  LIVEKIT_USERS_AUDIENCE: 'livekit-rooms',
  LIVEKIT_USERS_RULES: '/etc/token-gateway/livekit-users.json',
};
const OIDC = { OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: 'token-gateway' };

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('users have an issuer of their own, or that of superusers and agents', () => {
  expect(loadConfig({}).liveKitUsers).toBeUndefined();
  expect(loadConfig(OIDC).liveKitUsers).toBeUndefined();
  const own = {
    issuer: ISSUER,
    audience: 'livekit-rooms',
    otherAudiences: [],
    rulesPath: '/etc/token-gateway/livekit-users.json',
  };
  expect(loadConfig(USERS).liveKitUsers).toEqual(own);
  const second = { ...OIDC, OIDC_ISSUER: 'https://login.example.com/realms/company' };
  expect(loadConfig({ ...USERS, ...second }).liveKitUsers).toEqual(own);
  const { LIVEKIT_USERS_ISSUER: _own, ...shared } = USERS;
  const same = { ...own, otherAudiences: ['token-gateway'] };
  expect(loadConfig({ ...shared, ...OIDC }).liveKitUsers).toEqual(same);
  expect(loadConfig({ ...USERS, ...OIDC }).liveKitUsers).toEqual(same);
});

test('a part of the settings is a mistake', () => {
  const problems = problemsOf({ LIVEKIT_USERS_AUDIENCE: 'livekit-rooms' });
  expect(problems).toContain('LIVEKIT_USERS_RULES is required with LIVEKIT_USERS_AUDIENCE');
  expect(problems).toContain('LIVEKIT_USERS_ISSUER is required with LIVEKIT_USERS_AUDIENCE');
  expect(problems).toContain('LIVEKIT_URL is required with LIVEKIT_USERS_AUDIENCE');
  expect(problemsOf({ ...PROJECT, LIVEKIT_USERS_ISSUER: ISSUER })).toContain(
    'LIVEKIT_USERS_AUDIENCE is required with LIVEKIT_USERS_ISSUER',
  );
});

test.each(['OIDC_AUDIENCE', 'OIDC_SUPERUSER_AUDIENCE'])(
  'users of the same issuer do not share %s',
  (name) => {
    const admins = { OIDC_SUPERUSER_CLAIM: 'admin', OIDC_SUPERUSER_AUDIENCE: 'admins' };
    const env = { ...USERS, ...OIDC, ...admins, [name]: USERS.LIVEKIT_USERS_AUDIENCE };
    expect(problemsOf(env)).toContain('LIVEKIT_USERS_AUDIENCE must differ from OIDC_AUDIENCE and');
    expect(problemsOf({ ...env, OIDC_ISSUER: 'https://login.example.com' })).toBe('');
  },
);

test.each(['http://login.example.com', 'https://user:hunter2@login.example.com', 'login'])(
  '%s is no issuer',
  (LIVEKIT_USERS_ISSUER) => {
    const problems = problemsOf({ ...USERS, LIVEKIT_USERS_ISSUER });
    expect(problems).toContain('LIVEKIT_USERS_ISSUER must be an https URL');
    expect(problems).not.toContain('hunter2');
  },
);
