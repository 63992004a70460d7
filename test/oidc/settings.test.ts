import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.js';
import { parseSuperuserClaim } from '../../src/config/superuser-claim.js';
import { hasClaim } from '../../src/oidc/identity.js';
import { createRedact } from '../../src/platform/secrets/redact.js';

const ISSUER = 'https://login.example.com/realms/company';

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('the three settings are read together, and none of them is no OIDC', () => {
  expect(loadConfig({}).oidc).toBeUndefined();
  expect(loadConfig({ OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: 'token-gateway' }).oidc).toEqual({
    issuer: ISSUER,
    audience: 'token-gateway',
    superuserClaim: undefined,
  });
});

test('an issuer without an audience, and the reverse, are mistakes', () => {
  expect(problemsOf({ OIDC_ISSUER: ISSUER })).toContain('OIDC_AUDIENCE is required');
  expect(problemsOf({ OIDC_AUDIENCE: 'x' })).toContain('OIDC_ISSUER is required');
  expect(problemsOf({ OIDC_SUPERUSER_CLAIM: 'x' })).toContain('OIDC_ISSUER is required');
  const all = problemsOf({ OIDC_ISSUER: 'http://x', OIDC_SUPERUSER_CLAIM: '=' });
  for (const name of ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_SUPERUSER_CLAIM']) {
    expect(all).toContain(`  ${name} `);
  }
});

describe('the superuser claim', () => {
  const oidc = {
    OIDC_ISSUER: ISSUER,
    OIDC_AUDIENCE: 'token-gateway',
    OIDC_SUPERUSER_CLAIM: 'groups=admins',
  };
  test.each([
    {},
    { OIDC_SUPERUSER_AUDIENCE: 'token-gateway-admin' },
    { OIDC_SUPERUSER_SCOPE: 'token-gateway.admin' },
    { OIDC_SUPERUSER_CLIENTS: 'admin-console, cli' },
    // A client has to ask for a scope, so this claim is a requirement itself.
    { OIDC_SUPERUSER_CLAIM: 'scope=token-gateway.admin' },
    { OIDC_SUPERUSER_CLAIM: 'scp=token-gateway.admin' },
  ])('can be set with %j beside it', (settings) => {
    expect(problemsOf({ ...oidc, ...settings })).toBe('');
  });

  test('alone is a mistake everywhere when the audience is the one for MCP hosts', () => {
    for (const audience of ['https://gateway.example.com', 'https://gateway.example.com/mcp']) {
      const env = { ...oidc, OIDC_AUDIENCE: audience, PUBLIC_URL: 'https://gateway.example.com/' };
      const message = problemsOf(env);
      for (const name of ['AUDIENCE', 'SCOPE', 'CLIENTS']) {
        expect(message).toContain(`OIDC_SUPERUSER_${name}`);
      }
      expect(problemsOf({ ...env, OIDC_SUPERUSER_SCOPE: 'admin' })).toBe('');
    }
  });

  test('has an audience of its own, for which MCP hosts obtain no JWT', () => {
    const PUBLIC_URL = 'https://gateway.example.com';
    for (const audience of ['token-gateway', PUBLIC_URL, `${PUBLIC_URL}/mcp`]) {
      const env = { ...oidc, PUBLIC_URL, OIDC_SUPERUSER_AUDIENCE: audience };
      expect(problemsOf(env)).toContain('OIDC_SUPERUSER_AUDIENCE must differ');
    }
  });

  test('is required by what it needs beside it', () => {
    for (const name of ['AUDIENCE', 'SCOPE', 'CLIENTS']) {
      const env = { OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: 'x', [`OIDC_SUPERUSER_${name}`]: 'y' };
      expect(problemsOf(env)).toContain('OIDC_SUPERUSER_CLAIM is required');
    }
    const wrong = {
      OIDC_SUPERUSER_AUDIENCE: 'two words',
      OIDC_SUPERUSER_SCOPE: 'two words',
      OIDC_SUPERUSER_CLIENTS: 'one,,two',
    };
    const message = problemsOf({ ...oidc, ...wrong });
    for (const name of Object.keys(wrong)) expect(message).toContain(`  ${name} must be`);
  });
});

test('an issuer is https, or this very machine', () => {
  const isAccepted = (issuer: string) =>
    problemsOf({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: 'x' }) === '';
  for (const issuer of [ISSUER, `${ISSUER}/`, 'http://localhost:8080', 'http://127.0.0.1:1']) {
    expect(isAccepted(issuer), issuer).toBe(true);
  }
  expect(isAccepted('http://[::1]:8080')).toBe(true);
  for (const issuer of [
    'http://login.example.com',
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'https://user:password@login.example.com',
    `${ISSUER}?tenant=1`,
    `${ISSUER}#x`,
    'login.example.com',
    'file:///etc',
    ` ${ISSUER}`,
  ]) {
    expect(isAccepted(issuer), issuer).toBe(false);
  }
});

test.each<[string, unknown, boolean]>([
  ['token_gateway_superuser', { token_gateway_superuser: true }, true],
  ['token_gateway_superuser', { token_gateway_superuser: 'true' }, false],
  ['token_gateway_superuser', { token_gateway_superuser: 1 }, false],
  ['token_gateway_superuser', { token_gateway_superuser: ['x'] }, false],
  ['groups=admins', { groups: ['staff', 'admins'] }, true],
  ['groups=admins', { groups: 'admins' }, true],
  ['groups=admins', { groups: 'admins staff' }, false],
  ['groups=admins', { groups: ['admins-of-nothing', 'Admins'] }, false],
  ['groups=admins', { groups: [['admins']] }, false],
  ['groups=cn=admins,ou=it', { groups: ['cn=admins,ou=it'] }, true],
  ['scope=gateway.admin', { scope: 'openid gateway.admin' }, true],
  ['scope=gateway.admin', { scope: 'openid gateway.administrate' }, false],
  ['scp=gateway.admin', { scp: ['gateway.admin'] }, true],
  ['realm_access.roles=admin', { realm_access: { roles: ['admin'] } }, true],
  ['realm_access.roles=admin', { realm_access: 'roles=admin' }, false],
  ['https://example.com/roles=admin', { 'https://example.com/roles': ['admin'] }, true],
  ['email=a@x.com|b@x.com', { email: 'b@x.com', email_verified: true }, true],
  ['email=a@x.com|b@x.com', { email: 'b@x.com' }, false],
  ['email=a@x.com|b@x.com', { email: 'b@x.com', email_verified: 'true' }, false],
  ['constructor.name=Object', {}, false],
  ['__proto__', {}, false],
])('%s on %j is %s', (text, claims, expected) => {
  const wanted = parseSuperuserClaim(text);
  if (!wanted) throw new Error(`${text} is no claim.`);
  expect(hasClaim(claims as object as never, wanted)).toBe(expected);
});

test('a superuser claim without a name, or with an empty value, is a mistake', () => {
  for (const text of ['', '=', '=x', 'groups=', 'groups=a|', 'two words', 'two words=x']) {
    expect(parseSuperuserClaim(text), text).toBeUndefined();
  }
});

test('what looks like a JWT is taken out of logs, whole or cut', () => {
  const redact = createRedact();
  const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLXNpZ25hdHVyZQ';
  for (const text of [jwt, `"${jwt}"`, `token=${jwt}&x`, `_${jwt}`, jwt.slice(0, 30)]) {
    expect(redact(text)).toContain('eyJ[redacted]');
    expect(redact(text)).not.toMatch(/eyJ\w|c2lnbmF0/);
  }
  expect(redact('eyJ')).toBe('eyJ');
});
