import { rmSync } from 'node:fs';

import { expect, test } from 'vitest';

import { loadConfig } from '../../../src/config/load.js';
import { readGrantRules } from '../../../src/grants/rules-file.js';
import { startGateway } from '../../support/gateway.js';
import { digestOf, SELF, writeRules } from '../../support/id-jag.js';

const ISSUER = 'https://login.example.com';
const client = { id: 'host', secretSha256: digestOf('secret') };
const rule = { when: { groups: ['a', 'b'], admin: true }, agent: 'desk' };
const issuer = { issuer: ISSUER, clients: ['host'], rules: [rule] };
const good = { clients: [client], issuers: [issuer] };

/** What a start says of rules; empty where it has nothing against them. */
function problemOf(rules: unknown): string {
  const rulesPath = writeRules(rules);
  try {
    readGrantRules({ rulesPath, issuer: SELF });
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'StartupError', exitCode: 78 });
    return (error as Error).message.replaceAll(rulesPath, 'FILE');
  }
}

test('rules that say what they must are read', () => {
  expect(problemOf(good)).toBe('');
  const both = [digestOf('one'), digestOf('two').toUpperCase()];
  expect(problemOf({ ...good, clients: [{ ...client, secretSha256: both }] })).toBe('');
  const tenants = [issuer, { ...issuer, tenant: 'acme' }];
  expect(problemOf({ ...good, issuers: tenants })).toBe('');
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'FILE: is not JSON'],
  ['no object', [], 'FILE: '],
  ['no client', { ...good, clients: [] }, 'FILE: clients: '],
  [
    'a secret in clear',
    { ...good, clients: [{ id: 'host', secretSha256: 'the secret itself' }] },
    'FILE: clients[0].secretSha256: must be the SHA-256 of the secret',
  ],
  ['a mistyped name', { ...good, issuer: [] }, 'FILE: Unrecognized key: "issuer"'],
  [
    'an issuer in clear',
    { ...good, issuers: [{ ...issuer, issuer: 'http://login.example.com' }] },
    'FILE: issuers[0].issuer: must be an https URL',
  ],
  [
    'the gateway itself',
    { ...good, issuers: [{ ...issuer, issuer: SELF }] },
    'FILE: the gateway itself',
  ],
  [
    'an unknown client',
    { ...good, issuers: [{ ...issuer, clients: ['host', 'other'] }] },
    'FILE: issuers[0].clients[1]: is none of the clients',
  ],
  [
    'a client twice',
    { ...good, clients: [client, client] },
    'FILE: clients[1].id: stands there twice',
  ],
  [
    'an issuer twice',
    { ...good, issuers: [issuer, issuer] },
    'FILE: issuers[1].issuer: stands there twice',
  ],
  [
    'an impossible agent',
    { ...good, issuers: [{ ...issuer, rules: [{ ...rule, agent: 'two words' }] }] },
    'FILE: issuers[0].rules[0].agent: must be 1 to 100 characters',
  ],
  [
    'an unknown scope',
    { ...good, issuers: [{ ...issuer, rules: [{ ...rule, scopes: ['calendar.raed'] }] }] },
    'FILE: issuers[0].rules[0].scopes[0]: must be scopes of this gateway',
  ],
  [
    'a claim that is a number',
    { ...good, issuers: [{ ...issuer, rules: [{ ...rule, when: { level: 7 } }] }] },
    'FILE: issuers[0].rules[0].when.level: must be true, a text or a list',
  ],
  [
    'a rule behind one for everybody',
    { ...good, issuers: [{ ...issuer, rules: [{ ...rule, when: {} }, rule] }] },
    'FILE: issuers[0].rules[0].when: fits everybody',
  ],
])('%s is refused by its place', (_what, rules, problem) => {
  const message = problemOf(rules);
  expect(message).toContain(`ID_JAG_RULES cannot be used:\n  ${problem}`);
  expect(message).not.toContain('the secret itself');
});

test('all that is wrong is named at once', () => {
  const message = problemOf({
    clients: [{ ...client, id: 'two words' }],
    issuers: [{ ...issuer, rules: [{ agent: 'desk' }] }],
  });
  expect(message).toContain('clients[0].id');
  expect(message).toContain('issuers[0].rules[0].when');
});

test('a gateway does not start by rules that cannot be used', async () => {
  const ID_JAG_RULES = writeRules(good);
  rmSync(ID_JAG_RULES);
  const env = { PUBLIC_URL: SELF, ID_JAG_RULES };
  await expect(startGateway({ env })).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringContaining('cannot be read (ENOENT)') as string,
  });
});

test('rules need the address under which assertions name the gateway', () => {
  const ID_JAG_RULES = '/etc/token-gateway/id-jag.json';
  expect(() => loadConfig({ ID_JAG_RULES })).toThrow('PUBLIC_URL is required with ID_JAG_RULES');
  const PUBLIC_URL = 'http://gateway.example.com';
  expect(() => loadConfig({ ID_JAG_RULES, PUBLIC_URL })).toThrow('PUBLIC_URL must be https');
  expect(loadConfig({ ID_JAG_RULES, PUBLIC_URL: 'http://localhost:4000/' }).idJag).toEqual({
    rulesPath: ID_JAG_RULES,
    issuer: 'http://localhost:4000',
  });
});
