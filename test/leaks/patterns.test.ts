import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import {
  AGENT_KEY_PREFIX,
  createSecret,
  SUPERUSER_KEY_PREFIX,
  VERIFIER_KEY_PREFIX,
} from '../../src/platform/secrets/secret.js';
import { providers } from '../../src/providers/registry.js';

/** The text between a setting's quotes in a file of `docs/leaks`. */
function setting(file: string, name: string): string {
  const text = readFileSync(new URL(`../../docs/leaks/${file}`, import.meta.url), 'utf8');
  const [, value] = new RegExp(`^ *${name}(?:: | = )'+(.+?)'+$`, 'm').exec(text) ?? [];
  if (value === undefined) throw new Error(`${file} has no ${name}.`);
  return value;
}

/** Go's and Hyperscan's regular expressions in the words of JavaScript's. */
function github(): RegExp {
  const file = 'github-custom-pattern.yml';
  const edge = (name: string) => setting(file, name).replace(/\\A/, '^').replace(/\\z/, '$');
  const secret = setting(file, 'secret_format');
  return new RegExp(`(?:${edge('before_secret')})(${secret})(?:${edge('after_secret')})`);
}

const patterns: Record<string, RegExp> = {
  gitleaks: new RegExp(setting('gitleaks.toml', 'regex')),
  trufflehog: new RegExp(setting('trufflehog.yml', 'token')),
  GitHub: github(),
};

const prefixes = [
  ...providers.map((provider) => provider.prefix),
  SUPERUSER_KEY_PREFIX,
  AGENT_KEY_PREFIX,
  VERIFIER_KEY_PREFIX,
];

const places: Record<string, (secret: string) => string> = {
  'by itself': (secret) => secret,
  'in an environment file': (secret) => `LIVEKIT_TOKEN=${secret}\nNEXT=1`,
  'in JSON': (secret) => `{"token":"${secret}","valid":true}`,
  'in a header': (secret) => `curl -H 'X-LiveKit-Token: ${secret}' https://example.com`,
  'in a query string': (secret) => `https://example.com/?token=${secret}&a=b`,
};

describe.each(Object.keys(patterns))('the pattern for %s', (name) => {
  const find = (text: string): string | undefined => {
    const match = patterns[name]?.exec(text);
    return match?.[1] ?? match?.[0];
  };

  test.each(prefixes)('finds secrets that begin with itg_%s_, wherever they stand', (prefix) => {
    for (const place of Object.values(places)) {
      const secret = createSecret(prefix, systemRandom);
      expect(find(place(secret))).toBe(secret);
    }
  });

  test('finds none where there is none', () => {
    const secret = createSecret('lk', systemRandom);
    const others = [
      secret.slice(0, -1),
      `${secret}0`,
      secret.replace('itg_lk_', 'itg_LK_'),
      secret.replace('itg_lk_', 'itg_lkx_'),
      secret.replace('itg_lk_', 'itg-lk-'),
      secret.slice('itg_'.length),
      'itg_lk_…a1B2',
      'itg_lk_[redacted]',
    ];
    for (const other of others) expect(find(`token=${other}`)).toBeUndefined();
  });
});

test('a file tells its scanner a keyword that every secret contains', () => {
  for (const file of ['gitleaks.toml', 'trufflehog.yml']) {
    const text = readFileSync(new URL(`../../docs/leaks/${file}`, import.meta.url), 'utf8');
    expect(text).toMatch(/^(?:keywords = \["itg_"\]| {6}- itg_)$/m);
  }
});
