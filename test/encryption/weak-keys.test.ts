import { createHash, randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { loadConfig } from '../../src/config/load.js';

const fresh = `k1:${randomBytes(32).toString('base64')}`;
const key = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('base64');
const times = (count: number, byte: (at: number) => number) =>
  Array.from({ length: count }, (_, at) => byte(at) & 0xff);

/** What production says of settings; empty where it accepts them. */
function problemsOf(env: Record<string, string>): string {
  try {
    const production = { NODE_ENV: 'production', DATABASE_URL: 'embedded' };
    loadConfig({ ...production, TOKEN_ENCRYPTION_KEYS: fresh, ...env });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('production refuses an encryption key that is not random:', () => {
  test.each([
    ['zeros', key(times(32, () => 0))],
    ['one byte', key(times(32, () => 7))],
    ['two in turn', key(times(32, (at) => at % 2))],
    ['a pattern of sixteen', key(times(32, (at) => (at % 16) * 53))],
    ['ascending', key(times(32, (at) => at))],
    ['descending by sevens', key(times(32, (at) => 255 - at * 7))],
    ['multiples', key(times(32, (at) => at * 37))],
    ['words', Buffer.from('the encryption key of production').toString('base64')],
    [
      'a password and zeros',
      Buffer.concat([Buffer.from('correct horse 42'), Buffer.alloc(16)]).toString('base64'),
    ],
    ['hexadecimal digits', Buffer.from(randomBytes(16).toString('hex')).toString('base64')],
    [
      'half random, half zeros',
      Buffer.concat([randomBytes(16), Buffer.alloc(16)]).toString('base64'),
    ],
  ])('%s', (_what, base64) => {
    const problems = problemsOf({ TOKEN_ENCRYPTION_KEYS: `${fresh},old:${base64}` });
    expect(problems).toContain('TOKEN_ENCRYPTION_KEYS must be random');
    expect(problems).not.toContain(base64);
    expect(() => loadConfig({ TOKEN_ENCRYPTION_KEYS: `k1:${base64}` })).not.toThrow();
  });
});

describe('production refuses a superuser key that is not random:', () => {
  test.each([
    'a'.repeat(32),
    'ab'.repeat(16),
    'change-me-change-me-change-me-change-me',
    'abcdefghijklmnopqrstuvwxyz0123456789',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef',
    '0123456789abcdef0123456789abcdef',
    '00000000000000000000000000000000001',
    Buffer.alloc(32).toString('base64'),
    Buffer.from('the superuser key of production!').toString('base64url'),
    Buffer.from(times(32, (at) => at)).toString('hex'),
    Buffer.from(times(32, (at) => at)).toString('base64'),
  ])('%s', (secret) => {
    const problems = problemsOf({ SUPERUSER_KEY: secret });
    expect(problems).toContain('SUPERUSER_KEY must be random');
    expect(problems).not.toContain(secret);
    expect(() => loadConfig({ SUPERUSER_KEY: secret })).not.toThrow();
  });
});

test('production refuses the secret of a LiveKit development server', () => {
  const env = { LIVEKIT_URL: 'wss://x.example', LIVEKIT_API_KEY: 'devkey' };
  expect(problemsOf({ ...env, LIVEKIT_API_SECRET: 'secret' })).toContain('LIVEKIT_API_SECRET must');
});

test('a weak key is reported beside every other wrong setting', () => {
  const problems = problemsOf({ SUPERUSER_KEY: 'a'.repeat(32), PORT: 'x' });
  expect(problems).toContain('PORT must');
  expect(problems).toContain('SUPERUSER_KEY must be random');
});

test('random keys in every usual form are accepted', () => {
  for (let seed = 0; seed < 5_000; seed += 1) {
    const bytes = createHash('sha256').update(String(seed)).digest();
    const forms = [
      bytes.subarray(0, 16).toString('hex'),
      bytes.subarray(0, 24).toString('hex'),
      bytes.toString('hex'),
      bytes.toString('base64'),
      bytes.subarray(0, 24).toString('base64url'),
    ];
    for (const form of forms) expect(problemsOf({ SUPERUSER_KEY: form })).toBe('');
    expect(problemsOf({ TOKEN_ENCRYPTION_KEYS: `k:${bytes.toString('base64')}` })).toBe('');
  }
});
