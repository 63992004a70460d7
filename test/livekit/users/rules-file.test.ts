import { rmSync } from 'node:fs';

import { expect, test } from 'vitest';

import { readUserRules } from '../../../src/livekit/users/rules-file.js';
import { startGateway } from '../../support/gateway.js';
import { USERS_AUDIENCE, writeUserRules } from '../../support/livekit/users.js';

const rule = {
  when: { groups: ['a', 'b'], admin: true, plan: 'pro' },
  identity: '{{claims.sub}}',
  rooms: ['{{claims.org}}-*', 'lobby'],
};
const everybody = { ...rule, when: {} };

/** What a start says of rules; empty where it has nothing against them. */
function problemOf(rules: unknown): string {
  const rulesPath = writeUserRules(rules);
  try {
    readUserRules({ rulesPath, projects: ['eu'] });
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'StartupError', exitCode: 78 });
    return (error as Error).message.replaceAll(rulesPath, 'FILE');
  }
}

test('rules that say what they must are read, with defaults that allow users little', () => {
  const full = {
    ...rule,
    name: '{{claims.name}} ({{identity}})',
    metadata: '{"plan":"{{claims.plan}}"}',
    attributes: { plan: '{{claims.plan}}', 'lk.kiosk': 'yes' },
    ttlSeconds: 60,
    project: 'eu',
    canPublish: false,
    canUpdateOwnMetadata: true,
    publishSources: ['MICROPHONE'],
    canConfigureRooms: true,
    dispatchRules: [{ agentName: 'helper', metadata: '{"user":"{{claims.sub}}"}' }],
  };
  expect(problemOf({ rules: [full, everybody] })).toBe('');
  const [read] = readUserRules({ rulesPath: writeUserRules({ rules: [rule] }), projects: [] });
  expect(read?.policy).toMatchObject({
    canConfigureRooms: false,
    canUpdateOwnMetadata: false,
    dispatchRules: [],
    attributes: [],
  });
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'FILE: is not JSON'],
  ['no object', [], 'FILE: '],
  ['no rule', { rules: [] }, 'FILE: rules: '],
  ['a mistyped name', { rules: [{ ...rule, room: [] }] }, 'FILE: rules[0]: Unrecognized key'],
  [
    'a claim that is a number',
    { rules: [{ ...rule, when: { level: 7 } }] },
    'FILE: rules[0].when.level: must be true, a text or a list',
  ],
  [
    'a rule behind one for everybody',
    { rules: [everybody, rule] },
    'FILE: rules[0].when: fits everybody',
  ],
  [
    'one identity for all',
    { rules: [{ ...rule, identity: 'hunter2' }] },
    'FILE: rules[0].identity: must have a claim that tells users apart',
  ],
  [
    'an identity by its room',
    { rules: [{ ...rule, identity: '{{room}}{{claims.sub}}' }] },
    'FILE: rules[0].identity: must have only the placeholders {{claims.…}}',
  ],
  [
    'an agent in a name',
    { rules: [{ ...rule, name: '{{agent}}' }] },
    'FILE: rules[0].name: must have only the placeholders {{claims.…}} and {{identity}}',
  ],
  [
    'half a placeholder',
    { rules: [{ ...rule, metadata: '{{claims.a' }] },
    'FILE: rules[0].metadata: must have only the placeholders',
  ],
  [
    'JSON that a claim could change',
    { rules: [{ ...rule, metadata: '{"level": {{claims.level}}}' }] },
    'FILE: rules[0].metadata: must be JSON if it begins with { or [',
  ],
  [
    'the same of an agent’s metadata',
    { rules: [{ ...rule, dispatchRules: [{ agentName: 'a', metadata: '[{{claims.a}}]' }] }] },
    'FILE: rules[0].dispatchRules.metadata: must be JSON if it begins with { or [',
  ],
  [
    'the same of an agent’s attributes',
    {
      rules: [
        {
          ...rule,
          dispatchRules: [{ agentName: 'a', attributes: [{ name: 'b', value: '[{{claims.a}}]' }] }],
        },
      ],
    },
    'FILE: rules[0].dispatchRules.attributes: must be JSON if it begins with { or [',
  ],
  [
    'an agent that asks for users',
    { rules: [{ ...rule, dispatchRules: [{ agentName: 'a', metadata: '{"by":"{{agent}}"}' }] }] },
    'FILE: rules[0].dispatchRules: must not have {{agent}}',
  ],
  [
    'a claim in the name of a member',
    { rules: [{ ...rule, metadata: '{"{{claims.sub}}":"yes"}' }] },
    'FILE: rules[0].metadata: must have placeholders in the values of JSON',
  ],
  [
    'JSON that is too deep',
    { rules: [{ ...rule, metadata: `${'['.repeat(60_000)}${']'.repeat(60_000)}` }] },
    'FILE: rules[0].metadata: must be JSON of at most 50 levels',
  ],
  [
    'a NUL character',
    { rules: [{ ...rule, attributes: { a: 'b\0' } }] },
    'FILE: rules[0].attributes: must not hold NUL characters',
  ],
  ['no room', { rules: [{ ...rule, rooms: [] }] }, 'FILE: rules[0].rooms: '],
  ['an empty pattern', { rules: [{ ...rule, rooms: [''] }] }, 'FILE: rules[0].rooms: must be'],
  [
    'a lifetime of a day',
    { rules: [{ ...rule, ttlSeconds: 86_400 }] },
    'FILE: rules[0].ttlSeconds: must be from 60 to 21600 seconds',
  ],
  [
    'an unknown source',
    { rules: [{ ...rule, publishSources: ['camera'] }] },
    'FILE: rules[0].publishSources[0]: ',
  ],
  [
    'a project that is not there',
    { rules: [{ ...rule, project: 'us' }] },
    'FILE: rules[0].project: must be one of the projects in LIVEKIT_PROJECTS: eu',
  ],
  [
    'any agent with any metadata',
    { rules: [{ ...rule, dispatchRules: null }] },
    'FILE: rules[0].dispatchRules: ',
  ],
])('%s is refused by its place, without the value', (_what, rules, problem) => {
  const message = problemOf(rules);
  expect(message).toContain(`LIVEKIT_USERS_RULES cannot be used:\n  ${problem}`);
  expect(message).not.toContain('hunter2');
});

test('an identity without a claim is good for a rule about one user', () => {
  expect(problemOf({ rules: [{ ...rule, when: { sub: 'u-1' }, identity: 'boss' }] })).toBe('');
  const two = { ...rule, when: { sub: ['u-1', 'u-2'] }, identity: 'boss' };
  expect(problemOf({ rules: [two] })).toContain('rules[0].identity');
});

test('all that is wrong is named at once', () => {
  const message = problemOf({
    rules: [
      { ...rule, identity: 'one', rooms: [''] },
      { ...rule, when: 7 },
    ],
  });
  expect(message).toContain('rules[0].identity');
  expect(message).toContain('rules[0].rooms');
  expect(message).toContain('rules[1].when');
});

test('a gateway does not start by rules that cannot be used', async () => {
  const LIVEKIT_USERS_RULES = writeUserRules({ rules: [rule] });
  rmSync(LIVEKIT_USERS_RULES);
  const env = {
    LIVEKIT_URL: 'ws://localhost:7880',
    LIVEKIT_API_KEY: 'devkey',
    LIVEKIT_API_SECRET: 'a-secret-of-livekit',
    LIVEKIT_USERS_ISSUER: 'https://login.example.com',
    LIVEKIT_USERS_AUDIENCE: USERS_AUDIENCE,
    LIVEKIT_USERS_RULES,
  };
  await expect(startGateway({ env })).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringContaining('cannot be read (ENOENT)') as string,
  });
});
