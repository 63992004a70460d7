import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseEnv, promisify } from 'node:util';

import { decodeJwt } from 'jose';
import { TokenSource } from 'livekit-client';
import { expect } from 'vitest';

import { loadConfig } from '../../../src/config/load.js';
import { usersTest } from '../../support/livekit/user-gateway.js';
import { askAs } from '../../support/livekit/users.js';

const ADDRESS = 'https://gateway.example.com';
const page = readFileSync('docs/livekit-users.md', 'utf8');

/** The snippets of a language, in their order. */
function snippets(language: string): readonly string[] {
  const found = page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)\n\`\`\`$`, 'gms'));
  return [...found].map(([, text = '']) => text);
}

const [settings = '', curl = ''] = snippets('sh');
const [rulesFile = ''] = snippets('json');
const [browserCode = ''] = snippets('js');
const { rules } = JSON.parse(rulesFile) as { rules: readonly unknown[] };

const test = usersTest({ rules });

const CUSTOMER = {
  sub: 'u-7',
  name: 'Ada',
  email: 'ada@acme.example',
  email_verified: true,
  company: 'acme',
};

test('the settings on the page, and those in .env.example, are good ones', () => {
  const project = {
    LIVEKIT_URL: 'ws://localhost:7880',
    LIVEKIT_API_KEY: 'devkey',
    LIVEKIT_API_SECRET: 'a-secret-of-livekit',
  };
  const documented = loadConfig({ ...project, ...parseEnv(settings) });
  expect(documented.corsOrigins).toEqual(['https://app.example.com']);
  const example = readFileSync('.env.example', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#LIVEKIT_USERS_'))
    .map((line) => line.slice(1))
    .join('\n');
  const { liveKitUsers } = loadConfig({ ...project, ...parseEnv(example) });
  expect(liveKitUsers).toEqual(documented.liveKitUsers);
});

test('the page’s code takes a user from the login into the room', async ({
  gateway,
  liveKit,
  issuer,
}) => {
  /** LiveKit's `Room` without media, for which there is nothing but browsers. */
  class RoomWithoutMedia {
    async connect(_serverUrl: string, participantToken: string): Promise<void> {
      const visit = await liveKit.join(participantToken);
      await visit.leave();
      joined.push(decodeJwt(participantToken));
    }
  }
  const joined: unknown[] = [];
  const code = browserCode
    .replace(/^import .*$/m, '')
    .replace(ADDRESS, gateway.url)
    .replaceAll('await room.connect', 'return room.connect');
  const names = ['Room', 'TokenSource', 'getAccessToken'];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the page's own code is run
  const run = new Function(...names, `return (async () => {${code}})()`) as (
    ...parts: readonly unknown[]
  ) => Promise<void>;
  await run(RoomWithoutMedia, TokenSource, () => issuer.sign(CUSTOMER));
  expect(joined).toMatchObject([
    {
      sub: 'u-7',
      name: 'Ada',
      metadata: '{"email":"ada@acme.example"}',
      attributes: { company: 'acme' },
      video: { room: 'acme/standup', canPublishSources: ['camera', 'microphone'] },
    },
  ]);
});

test('the page’s curl gets a room token', async ({ gateway, issuer }) => {
  const { stdout } = await promisify(execFile)('sh', ['-c', curl.replace(ADDRESS, gateway.url)], {
    env: { ...process.env, JWT: await issuer.sign(CUSTOMER) },
  });
  expect(JSON.parse(stdout)).toMatchObject({ room_name: 'acme/standup', participant_name: 'Ada' });
});

test('the page’s rules tell support from customers, and strangers from both', async ({
  gateway,
  issuer,
}) => {
  const support = await issuer.sign({
    sub: 's-1',
    name: 'Sue',
    realm_access: { roles: ['support'] },
  });
  const helped = await askAs(gateway, support, { room_name: 'acme/standup' });
  expect(decodeJwt(helped.body.participant_token)).toMatchObject({
    sub: 'support/s-1',
    name: 'Sue, support',
  });
  const elsewhere = await askAs(gateway, await issuer.sign(CUSTOMER), { room_name: 'other/x' });
  expect(elsewhere.refusal[1]).toBe('OUTSIDE_POLICY');
  const stranger = await askAs(gateway, await issuer.sign({ ...CUSTOMER, email_verified: false }));
  expect(stranger.refusal[1]).toBe('NO_USER_RULE');
});

test('the page names every reason that users are refused for', () => {
  const sources = ['filling.ts', 'user.service.ts'].map((file) =>
    readFileSync(`src/livekit/users/${file}`, 'utf8'),
  );
  const reasons = [...sources.join('').matchAll(/reason: '(\w+)'/g)].map(([, reason]) => reason);
  expect(reasons).toContain('CLAIM_MISSING');
  for (const reason of reasons) expect(page).toContain(`\`${String(reason)}\``);
});
