import { expect, test } from 'vitest';

import { loadConfig, secretsOf } from '../../src/config/load.js';

const KEYS = { LIVEKIT_API_KEY: 'APIkey', LIVEKIT_API_SECRET: 'a-secret-of-livekit' };

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ['wss://project.livekit.cloud', 'https://project.livekit.cloud', 'wss://project.livekit.cloud'],
  [
    'https://project.livekit.cloud/',
    'https://project.livekit.cloud',
    'wss://project.livekit.cloud',
  ],
  ['ws://127.0.0.1:7880', 'http://127.0.0.1:7880', 'ws://127.0.0.1:7880'],
  ['http://localhost:7880', 'http://localhost:7880', 'ws://localhost:7880'],
  ['WSS://Project.livekit.cloud', 'https://Project.livekit.cloud', 'wss://Project.livekit.cloud'],
])('%s is called and joined where it should be', (url, apiUrl, serverUrl) => {
  expect(loadConfig({ LIVEKIT_URL: url, ...KEYS }).liveKitProjects[0]).toEqual({
    name: '',
    apiUrl,
    serverUrl,
    apiKey: 'APIkey',
    apiSecret: 'a-secret-of-livekit',
  });
});

test('none of the settings is no project, and some of them are a mistake', () => {
  expect(loadConfig({}).liveKitProjects).toEqual([]);
  const url = problemsOf({ LIVEKIT_URL: 'ws://localhost:7880' });
  expect(url).toContain('LIVEKIT_API_KEY is required with LIVEKIT_URL');
  expect(url).toContain('LIVEKIT_API_SECRET is required with LIVEKIT_URL');
  expect(problemsOf(KEYS)).toContain('LIVEKIT_URL is required with LIVEKIT_API_KEY');
});

test.each([
  'project.livekit.cloud',
  'ftp://project.livekit.cloud',
  'wss://user:hunter2@project.livekit.cloud',
  'wss://project.livekit.cloud/?secret=hunter2',
  ' wss://project.livekit.cloud',
  'wss://project.livekit.cloud\n',
  'wss://project.live\tkit.cloud',
  'wss://project.livekit.cloud/a b',
  'wss:project.livekit.cloud',
  'wss:/project.livekit.cloud',
  'wss:///project.livekit.cloud',
  'wss:\\\\project.livekit.cloud',
  'wss://project.livekit.cloud\0',
  'wss://project.live\u200Bkit.cloud',
  'wss://project.livekit.cloud?',
])('%s is no address of a LiveKit server', (LIVEKIT_URL) => {
  const problem = problemsOf({ LIVEKIT_URL, ...KEYS });
  expect(problem).toContain('LIVEKIT_URL must be a ws, wss, http or https URL');
  expect(problem).not.toContain('hunter2');
});

test('a second key has its secret, and a project before it', () => {
  const second = { LIVEKIT_SECOND_API_KEY: 'APIb', LIVEKIT_SECOND_API_SECRET: 'another-secret' };
  const project = { LIVEKIT_URL: 'ws://localhost:7880', ...KEYS };
  const config = loadConfig({ ...project, ...second });
  expect(config.liveKitProjects[0]?.secondKey).toEqual({
    apiKey: 'APIb',
    apiSecret: 'another-secret',
  });
  expect(secretsOf(config)).toContain('another-secret');
  expect(problemsOf(second)).toContain('LIVEKIT_URL is required with LIVEKIT_SECOND_API_KEY');
  expect(problemsOf({ ...project, LIVEKIT_SECOND_API_KEY: 'APIb' })).toContain(
    'LIVEKIT_SECOND_API_SECRET is required with LIVEKIT_SECOND_API_KEY',
  );
});

test('two secrets for one key are a mistake', () => {
  const project = { LIVEKIT_URL: 'ws://localhost:7880', ...KEYS };
  const second = { LIVEKIT_SECOND_API_KEY: 'APIkey', LIVEKIT_SECOND_API_SECRET: 'another-secret' };
  expect(problemsOf({ ...project, ...second })).toContain(
    'LIVEKIT_SECOND_API_KEY must not be LIVEKIT_API_KEY with another secret',
  );
  const same = { ...second, LIVEKIT_SECOND_API_SECRET: KEYS.LIVEKIT_API_SECRET };
  expect(problemsOf({ ...project, ...same })).toBe('');
});

test('the secret is kept out of the log, and out of the refusal of a bad one', () => {
  const config = loadConfig({ LIVEKIT_URL: 'ws://localhost', ...KEYS });
  expect(secretsOf(config)).toContain(KEYS.LIVEKIT_API_SECRET);
  const problem = problemsOf({ LIVEKIT_URL: 'ws://localhost', ...KEYS, LIVEKIT_API_SECRET: 'a b' });
  expect(problem).toContain('LIVEKIT_API_SECRET must be');
  expect(problem).not.toContain('a b');
});
