import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.js';

const ENCRYPTION_KEYS = `k1:${randomBytes(32).toString('base64')}`;

test('Google is asked where it is, unless the settings say otherwise', () => {
  expect(loadConfig({}).google).toEqual({
    client: undefined,
    apiRootUrl: 'https://www.googleapis.com',
    oauthRootUrl: undefined,
    timeoutSeconds: 4,
  });
  const set = {
    GOOGLE_CLIENT_ID: 'id',
    GOOGLE_CLIENT_SECRET: 'secret',
    GOOGLE_API_ROOT_URL: 'http://localhost:4002/',
    GOOGLE_OAUTH_ROOT_URL: 'http://localhost:4002/',
    GOOGLE_TIMEOUT_SECONDS: '2',
  };
  expect(loadConfig(set).google).toEqual({
    client: { id: 'id', secret: 'secret' },
    apiRootUrl: 'http://localhost:4002',
    oauthRootUrl: 'http://localhost:4002',
    timeoutSeconds: 2,
  });
});

test.each([
  [{ GOOGLE_CLIENT_ID: 'id' }, 'GOOGLE_CLIENT_SECRET is required with GOOGLE_CLIENT_ID'],
  [{ GOOGLE_CLIENT_SECRET: 's3cr3t' }, 'GOOGLE_CLIENT_ID is required with GOOGLE_CLIENT_SECRET'],
  [{ GOOGLE_API_ROOT_URL: 'ftp://s3cr3t' }, 'GOOGLE_API_ROOT_URL must be an http or https URL'],
  [{ GOOGLE_OAUTH_ROOT_URL: 'http://s3cr3t@x' }, 'GOOGLE_OAUTH_ROOT_URL must be an http or https'],
  [
    {
      NODE_ENV: 'production',
      DATABASE_URL: 'embedded',
      TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
      GOOGLE_API_ROOT_URL: 'http://s3cr3t',
      GOOGLE_OAUTH_ROOT_URL: 'http://s3cr3t',
    },
    'GOOGLE_OAUTH_ROOT_URL must be an https URL when NODE_ENV is production',
  ],
])('%j is refused by name, without its value', (env, problem) => {
  expect(() => loadConfig(env)).toThrow(problem);
  expect(() => loadConfig(env)).not.toThrow('s3cr3t');
});
