import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';

import { expect, test } from 'vitest';

import { loadConfig, secretsOf } from '../../../src/config/load.js';
import { startGateway } from '../../support/gateway.js';
import { writeProjects } from '../../support/livekit/projects.js';

const HOME = {
  LIVEKIT_URL: 'wss://home.livekit.cloud',
  LIVEKIT_API_KEY: 'APIhome',
  LIVEKIT_API_SECRET: 'a-secret-of-home',
};
const eu = {
  name: 'eu',
  url: 'wss://eu.livekit.cloud',
  apiKey: 'APIeu',
  apiSecret: 'hunter2-of-eu',
};
const us = { ...eu, name: 'us', apiKey: 'APIus' };
const second = { secondApiKey: 'APIeu2', secondApiSecret: 'hunter2-of-eu-again' };

/** What a start says of a file; empty where it has nothing against it. */
function problemOf(projects: unknown, env: Readonly<Record<string, string>> = HOME): string {
  const file = writeProjects(projects);
  try {
    loadConfig({ ...env, LIVEKIT_PROJECTS: file });
    return '';
  } catch (error) {
    expect(error).toMatchObject({ name: 'StartupError', exitCode: 78 });
    return (error as Error).message.replaceAll(file, 'FILE');
  }
}

test('projects are read beside the default one, and their secrets are kept out of the log', () => {
  const LIVEKIT_PROJECTS = writeProjects([{ ...eu, ...second }, us]);
  const config = loadConfig({ ...HOME, LIVEKIT_PROJECTS });
  expect(config.liveKitProjects).toMatchObject([
    { name: '', apiUrl: 'https://home.livekit.cloud' },
    {
      name: 'eu',
      apiUrl: 'https://eu.livekit.cloud',
      serverUrl: 'wss://eu.livekit.cloud',
      apiKey: 'APIeu',
      secondKey: { apiKey: 'APIeu2' },
    },
    { name: 'us', apiKey: 'APIus' },
  ]);
  const secrets = [HOME.LIVEKIT_API_SECRET, eu.apiSecret, second.secondApiSecret];
  expect(secretsOf(config)).toEqual(expect.arrayContaining(secrets));
});

test('there need be no default project', () => {
  const config = loadConfig({ LIVEKIT_PROJECTS: writeProjects([eu]) });
  expect(config.liveKitProjects.map(({ name }) => name)).toEqual(['eu']);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'FILE: is not JSON'],
  ['no list', { eu }, 'FILE: '],
  ['a mistyped field', [{ ...eu, key: '' }], 'FILE: [0]: Unrecognized key'],
  ['a name with a space', [{ ...eu, name: 'e u' }], 'FILE: [0].name: must be 1 to 100 characters'],
  ['no name', [{ ...eu, name: '' }], 'FILE: [0].name: must be 1 to 100 characters'],
  ['one name twice', [eu, { ...us, name: 'eu' }], 'FILE: [1].name: must be that of one project'],
  ['no secret', [{ ...eu, apiSecret: undefined }], 'FILE: [0].apiSecret: '],
  ['a short secret', [{ ...eu, apiSecret: 'short' }], 'FILE: [0].apiSecret: must be 6 to 500'],
  ['a URL with a query', [{ ...eu, url: 'wss://a.b?c=hunter2' }], 'FILE: [0].url: must be a ws,'],
  [
    'half of a second key',
    [{ ...eu, secondApiKey: 'APIeu2' }],
    'FILE: [0].secondApiSecret: is required with its other half',
  ],
  [
    'one key with two secrets',
    [{ ...eu, ...second, secondApiKey: 'APIeu' }],
    'FILE: [0].secondApiKey: must not be apiKey with another secret',
  ],
  [
    'the key of another project',
    [eu, { ...us, apiKey: 'APIeu', apiSecret: 'another-hunter2' }],
    'FILE: [1].apiKey: must not be a key of another project',
  ],
  [
    'the key of the default project',
    [{ ...eu, ...second, secondApiKey: 'APIhome' }],
    'FILE: [0].secondApiKey: must not be a key of another project',
  ],
])('%s is refused by its place, without a secret', (_what, projects, problem) => {
  const message = problemOf(projects);
  expect(message).toContain(`LIVEKIT_PROJECTS cannot be used:\n  ${problem}`);
  expect(message).not.toContain('hunter2');
});

test('in production a secret must be random, as that of the default project', () => {
  const production = {
    NODE_ENV: 'production',
    DATABASE_URL: 'embedded',
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  };
  const weak = problemOf([{ ...eu, apiSecret: 'aaaaaaaaaaaaaaaa' }], production);
  expect(weak).toContain('FILE: [0].apiSecret: must be random when NODE_ENV is production');
  const apiSecret = randomBytes(32).toString('base64url');
  expect(problemOf([{ ...eu, apiSecret }], production)).toBe('');
});

test('a gateway does not start by a file that is not there', async () => {
  const LIVEKIT_PROJECTS = writeProjects([eu]);
  rmSync(LIVEKIT_PROJECTS);
  await expect(startGateway({ env: { LIVEKIT_PROJECTS } })).rejects.toMatchObject({
    exitCode: 78,
    message: expect.stringContaining(`${LIVEKIT_PROJECTS}: cannot be read (ENOENT)`) as string,
  });
});
