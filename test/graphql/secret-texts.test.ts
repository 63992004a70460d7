import postgres from 'postgres';
import { describe, expect } from 'vitest';

import { createOperations } from '../../src/operator/operations.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { gatewayTest, send, type TestGateway } from '../support/gateway.js';
import { percentEncoded } from '../support/percent-encoded.js';
import { firstError, uniqueName } from '../support/tokens.js';

const LIVEKIT_SECRET = 'livekit+api/secret"of\\these-tests%';
const GOOGLE_SECRET = 'google-client-secret-of-these-tests';
/** As long as a name may be, and of the characters of one. */
const SUPERUSER_KEY = 'superuser-key.of_these_tests-0123456789';
const KEY = Buffer.alloc(32, 251);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const SECRETS: readonly (readonly [what: string, text: string])[] = [
  ['an integration token', createSecret('lk', systemRandom)],
  ['an agent key', createSecret('ag', systemRandom)],
  ['the superuser key', SUPERUSER_KEY],
  ['the secret of LiveKit', LIVEKIT_SECRET],
  ['the secret of Google’s client', GOOGLE_SECRET],
  ['an encryption key', KEY.toString('base64')],
  ['an encryption key in base64url', KEY.toString('base64url')],
  ['an encryption key in hexadecimal', KEY.toString('hex')],
  ['a JWT', `eyJhbGciOiJIUzI1NiJ9.${base64('{"sub":"alice"}')}.c2lnbmF0dXJl`],
  ['Google’s access token', 'ya29.a0AfH6SMBxxxxxxxxxxxxxxxx'],
  ['Google’s refresh token', '1//0exxxxxxxxxxxxxxxxxxxxxxxxx'],
  ['a client secret of Google', 'GOCSPX-xxxxxxxxxxxxxxxxxxxxxxxx'],
  ['a percent-encoded literal', encodeURIComponent(LIVEKIT_SECRET)],
  [
    'the same in lower case',
    encodeURIComponent(LIVEKIT_SECRET).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['the same, encoded twice', encodeURIComponent(encodeURIComponent(LIVEKIT_SECRET))],
  ['a token, percent-encoded throughout', percentEncoded(createSecret('gc', systemRandom))],
  [
    'the same, encoded three times',
    encodedTimes(2, percentEncoded(createSecret('gc', systemRandom))),
  ],
  ['a token as Basic’s password', base64(`desk:${createSecret('lk', systemRandom)}`)],
  [
    'a token in the middle of base64url',
    `AB${base64url(`{"t":"${createSecret('lk', systemRandom)}"}`)}`,
  ],
  ['a token in hexadecimal', Buffer.from(createSecret('su', systemRandom)).toString('hex')],
  ['a token with escapes of JSON', createSecret('lk', systemRandom).replace('i', '\\u0069')],
  ['a token with escapes of HTML', createSecret('lk', systemRandom).replace('_', '&#95;')],
  ['a JWT without its signature', `eyJhbGciOiJIUzI1NiJ9.${base64url('{"sub":"alice"}')}`],
  [
    'Google’s refresh token in base64',
    base64('{"refresh_token":"1//0exxxxxxxxxxxxxxxxxxxxxxxxx"}'),
  ],
  ['a literal quoted as JSON', JSON.stringify(LIVEKIT_SECRET)],
  ['a literal quoted twice', JSON.stringify(JSON.stringify(LIVEKIT_SECRET))],
  ['a literal in base64', base64(LIVEKIT_SECRET)],
  ['a literal as Basic’s password', base64(`a:${SUPERUSER_KEY}`)],
  ['the same at another offset', base64(`ab:${SUPERUSER_KEY}`)],
  ['a literal in base64url', Buffer.from(LIVEKIT_SECRET).toString('base64url')],
];

function encodedTimes(times: number, text: string): string {
  return Array.from({ length: times }).reduce<string>(
    (encoded) => encodeURIComponent(encoded),
    text,
  );
}

const test = gatewayTest({
  env: {
    TRUST_PROXY: '1',
    SUPERUSER_KEY,
    TOKEN_ENCRYPTION_KEYS: `k1:${KEY.toString('base64')}`,
    LIVEKIT_URL: 'ws://127.0.0.1:1',
    LIVEKIT_API_KEY: 'key',
    LIVEKIT_API_SECRET: LIVEKIT_SECRET,
    GOOGLE_CLIENT_ID: 'client',
    GOOGLE_CLIENT_SECRET: GOOGLE_SECRET,
  },
});

let tokenId: string;
const asSuperuser = { authorization: `Bearer ${SUPERUSER_KEY}` };

test.beforeAll(async ({ gateway }) => {
  const made = await run(
    gateway,
    'mutation { generateToken(input: { provider: LIVEKIT, agent: "standing" }) { integrationToken { id } } }',
    {},
  );
  tokenId = (made.data as { generateToken: { integrationToken: { id: string } } }).generateToken
    .integrationToken.id;
});

const run = (gateway: TestGateway, query: string, variables: Readonly<Record<string, unknown>>) =>
  send(`${gateway.url}/graphql`, query, variables, asSuperuser);

const mutation = (field: string, type: string, selection: string): string =>
  `mutation M($input: ${type}!) { ${field}(input: $input) { ${selection} } }`;
const GENERATE = mutation('generateToken', 'GenerateTokenInput', 'integrationToken { id }');
const ROTATE = mutation('rotateToken', 'RotateTokenInput', 'integrationToken { id }');
const REVOKE = mutation('revokeToken', 'RevokeTokenInput', 'integrationToken { id }');
const REVOKE_ALL = mutation('revokeAgentTokens', 'RevokeAgentTokensInput', 'revokedCount');
const REGISTER = mutation('registerAgent', 'RegisterAgentInput', 'agent { name }');
const BIND = mutation('bindAgentSubject', 'BindAgentSubjectInput', 'agentSubject { subject }');
const CONNECT = mutation('connectGoogleAccount', 'ConnectGoogleAccountInput', 'consentUrl');
const ROOM_TOKEN = mutation('liveKitRoomToken', 'LiveKitRoomTokenInput', 'roomToken');

type Arguments = (text: string) => Readonly<Record<string, unknown>>;
const TEXTS: readonly (readonly [argument: string, document: string, input: Arguments])[] = [
  ['input.note', GENERATE, (note) => ({ provider: 'LIVEKIT', agent: uniqueName(), note })],
  ['input.reason', ROTATE, (reason) => ({ agent: 'standing', reason })],
  ['input.reason', REVOKE, (reason) => ({ id: tokenId, reason })],
  ['input.reason', REVOKE_ALL, (reason) => ({ agent: 'standing', reason })],
  ['input.agent', GENERATE, (agent) => ({ provider: 'LIVEKIT', agent })],
  ['input.name', REGISTER, (name) => ({ provider: 'LIVEKIT', name })],
  [
    'input.liveKitPolicy.rooms',
    REGISTER,
    (room) => ({ provider: 'LIVEKIT', name: uniqueName(), liveKitPolicy: { rooms: ['a', room] } }),
  ],
  ['input.subject', BIND, (subject) => ({ agent: 'standing', subject })],
  ['input.loginHint', CONNECT, (loginHint) => ({ agents: ['standing'], loginHint })],
  ['input.room', ROOM_TOKEN, (room) => ({ room })],
  ['input.identity', ROOM_TOKEN, (identity) => ({ room: 'a', identity })],
  ['input.metadata', ROOM_TOKEN, (metadata) => ({ room: 'a', metadata })],
  [
    'input.attributes.value',
    ROOM_TOKEN,
    (value) => ({ room: 'a', attributes: [{ name: 'a', value }] }),
  ],
];

describe.each(SECRETS)('%s', (_what, secret) => {
  test.for(TEXTS)('is refused in %s', async ([argument, document, input], { gateway }) => {
    const answer = await run(gateway, document, { input: input(`see ${secret}!`) });
    expect([answer.status, firstError(answer)]).toEqual([
      400,
      expect.objectContaining({ code: 'BAD_USER_INPUT', argument }),
    ]);
    expect(JSON.stringify(answer.errors)).not.toContain(secret);
  });

  test('is refused in the note of the older REST path', async ({ gateway }) => {
    const response = await fetch(`${gateway.url}/api/livekit/tokens/generate_token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...asSuperuser },
      body: JSON.stringify({ agent_name: uniqueName(), note: secret }),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('note must not hold');
  });

  test('is refused by LiveKit’s token endpoint', async ({ gateway }) => {
    const response = await fetch(`${gateway.url}/livekit/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...asSuperuser },
      body: JSON.stringify({ room_name: 'a', participant_attributes: { [secret]: 'a' } }),
    });
    expect(response.status).toBe(400);
  });

  test('is refused on the command line', async ({ gateway }) => {
    const operate = createOperations(gateway.app.services);
    const reason = operate('token revoke', { id: tokenId, reason: secret });
    await expect(reason).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(operate('superuser create', { name: secret })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('is refused in the source of a leak report, which then revokes nothing', async ({
    gateway,
  }) => {
    const made = await run(
      gateway,
      mutation('generateToken', 'GenerateTokenInput', 'token integrationToken { id }'),
      {
        input: { provider: 'LIVEKIT', agent: uniqueName() },
      },
    );
    const { token } = (made.data as { generateToken: { token: string } }).generateToken;
    const response = await fetch(`${gateway.url}/leaks`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `192.0.2.${String(SECRETS.findIndex(([, one]) => one === secret))}`,
      },
      body: JSON.stringify({ token, source: `see ${secret}` }),
    });
    expect(response.status).toBe(400);
    const viewer = await send(
      `${gateway.url}/graphql`,
      '{ viewer { kind } }',
      {},
      { 'x-livekit-token': token },
    );
    expect(viewer.errors).toEqual([]);
  });
});

test.for([
  'ticket OPS-1234, asked for by ops@example.com',
  'rotated every 30 days: 100% automatic',
  'see https://example.com/a%20b?c=d#e',
  'a sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'token itg_lk_… of the front desk',
  'eyJ',
  'the page after eyJpZCI6MTIzNDU2Nzg5MCwicHJvdmlkZXIiOiJMSVZFS0lUIn0.',
  'the file eyJpZCI6MTIzNDU2Nzg5MH0.txt',
  'see https://example.com/a/b1//0/releases-of-november',
  'see https://example.com//1//0abcdefgh/index.html',
  'commit 3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed7e6dc881',
  '{"note": "caf\\u00e9 &#x1F600; &amp;"}',
])('a plain note is accepted: %s', async (note, { gateway }) => {
  const answer = await run(gateway, GENERATE, {
    input: { provider: 'LIVEKIT', agent: uniqueName(), note },
  });
  expect(answer.errors).toEqual([]);
});

test('whoever has no right is not told whether a text holds a secret', async ({ gateway }) => {
  const texts = [SUPERUSER_KEY, 'nothing'];
  const answers = await Promise.all(
    texts.map((note) =>
      send(
        `${gateway.url}/graphql`,
        GENERATE,
        { input: { provider: 'LIVEKIT', agent: 'a', note } },
        {},
      ),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([401, 401]);
});

test('what takes a secret on purpose still does', async ({ gateway }) => {
  const query = 'query Q($token: String!) { introspectToken(token: $token) { active } }';
  const { data } = await run(gateway, query, { token: createSecret('lk', systemRandom) });
  expect(data).toEqual({ introspectToken: { active: false } });
});

test('none of them is in the database', async ({ gateway }) => {
  const sql = postgres(gateway.database.directUrl, { max: 1 });
  try {
    const rows = await sql<{ row: string }[]>`
      select to_jsonb(t)::text as row from audit_events t
      union all select to_jsonb(t)::text from integration_tokens t
      union all select to_jsonb(t)::text from agents t`;
    const text = rows.map(({ row }) => row).join('\n');
    for (const [what, secret] of SECRETS)
      expect([what, text.includes(secret)]).toEqual([what, false]);
  } finally {
    await sql.end();
  }
});
