import { decodeJwt } from 'jose';
import { TokenSource } from 'livekit-client';
import { TokenVerifier } from 'livekit-server-sdk';
import { expect } from 'vitest';

import { systemRandom } from '../../../src/platform/crypto.js';
import { createSecret } from '../../../src/platform/secrets/secret.js';
import type { ErrorBody } from '../../support/gateway.js';
import {
  dispatchingAgent,
  liveKitAgent,
  liveKitTest,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation } from '../../support/livekit/operations.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { bearer, generateToken, uniqueName } from '../../support/tokens.js';

const ORIGIN = 'https://app.example';

const test = liveKitTest({ env: { CORS_ORIGINS: ORIGIN } });

let agent: LiveKitAgent;
let url: string;

test.beforeAll(async ({ gateway }) => {
  agent = await dispatchingAgent(gateway);
  url = `${gateway.url}/livekit/token`;
});

async function post(body: unknown, headers: Readonly<Record<string, string>> = agent.headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    server_url: string;
    participant_token: string;
    room_name: string;
    participant_name: string;
    errors?: ErrorBody[];
  };
  return { status: response.status, headers: response.headers, answer };
}

test('livekit-client’s TokenSource gets a token with only an URL and the header', async ({
  liveKit,
}) => {
  const source = TokenSource.endpoint(url, { headers: agent.headers });
  const { serverUrl, participantToken } = await source.fetch({});
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = liveKit.env;
  expect(serverUrl).toBe(LIVEKIT_URL);
  const verifier = new TokenVerifier(LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  const { sub, nbf = 0, exp, video } = await verifier.verify(participantToken);
  expect(sub).toMatch(new RegExp(`^${agent.name}-[0-9a-f]{18}$`));
  expect(exp).toBe(nbf + 900);
  expect(video?.room).toMatch(/^room-[0-9a-f]{18}$/);
  const visit = await liveKit.join(participantToken);
  await visit.leave();
});

test('everything that TokenSource can say arrives', async () => {
  const source = TokenSource.endpoint(url, { headers: bearer(agent.secret) });
  const { participantToken } = await source.fetch({
    roomName: 'lobby',
    participantIdentity: 'ada',
    participantName: 'Ada',
    participantMetadata: 'm',
    participantAttributes: { language: 'en' },
    agentName: 'helper',
    agentMetadata: 'hello',
    deployment: 'blue',
  });
  expect(decodeJwt(participantToken)).toMatchObject({
    sub: 'ada',
    name: 'Ada',
    metadata: 'm',
    attributes: { language: 'en' },
    video: { room: 'lobby' },
    roomConfig: { agents: [{ agentName: 'helper', metadata: 'hello', deployment: 'blue' }] },
  });
});

test('the answer is 201 with where and as whom, and is not to be stored', async () => {
  const body = { room_name: 'r', participant_name: 'Ada', room_config: {} };
  const { status, headers, answer } = await post(body);
  expect(status).toBe(201);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(answer).toEqual({
    server_url: expect.stringMatching(/^wss?:/) as unknown,
    participant_token: expect.stringMatching(/^eyJ/) as unknown,
    room_name: 'r',
    participant_name: 'Ada',
  });
  const nameless = await post({ room_name: 'r', participant_identity: 'ada' });
  expect(nameless.answer).toMatchObject({ room_name: 'r', participant_name: 'ada' });
  expect(decodeJwt(answer.participant_token)).not.toHaveProperty('roomConfig');
});

test('a room’s configuration arrives, but for what only LiveKit’s operator may say', async () => {
  const { answer } = await post({
    room_name: 'r',
    room_config: { empty_timeout: 10, max_participants: 2, metadata: 'm', agents: null },
  });
  expect(decodeJwt(answer.participant_token)).toMatchObject({
    roomConfig: { emptyTimeout: 10, maxParticipants: 2, metadata: 'm' },
  });
  const recorded = await post({ room_config: { egress: { room: {} } } });
  expect(recorded.status).toBe(400);
  expect(recorded.answer.errors?.[0]?.extensions.argument).toBe('room_config.egress');
});

test('all that is wrong is said at once, in the endpoint’s names', async () => {
  const { status, answer } = await post({
    room_name: 'r'.repeat(257),
    participant_attributes: { a: 'x'.repeat(70_000) },
    room_config: { max_participants: -1 },
  });
  expect(status).toBe(400);
  expect(answer.errors?.[0]?.extensions).toMatchObject({
    argument: 'room_name',
    problems: [
      { path: 'room_name' },
      { path: expect.stringMatching(/^participant_attributes/) as unknown },
      { path: 'room_config.max_participants' },
    ],
  });
});

test('however much is wrong, the answer is short', async () => {
  const wrong = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, at) => [`k${String(at)}`, 1]),
  );
  const { status, answer } = await post({ participant_attributes: wrong });
  expect(status).toBe(400);
  expect(answer.errors?.[0]?.extensions.problems).toHaveLength(10);
  expect(JSON.stringify(answer).length).toBeLessThan(2_000);
});

test('a secret in the place of a name is not said', async () => {
  const secret = createSecret('lk', systemRandom);
  const { status, answer } = await post({ participant_attributes: { [secret]: 1 } });
  expect(status).toBe(400);
  expect(JSON.stringify(answer)).not.toContain(secret);
});

test.each([
  ['[]', 'The request body'],
  ['"text"', 'The request body'],
  [{ room_name: 1 }, 'room_name'],
  [{ room_config: { min_playout_delay: -1 } }, 'room_config.min_playout_delay'],
  [{ room_config: { empty_timeout: -1 } }, 'room_config.empty_timeout'],
  [{ room: 'r' }, 'room'],
  [{ room_name: 'r'.repeat(257) }, 'room_name'],
  [{ participant_attributes: { a: 1 } }, 'participant_attributes.a'],
  [{ room_config: { agents: [null] } }, 'room_config.agents.0'],
  [{ room_config: { agents: [{ agent_name: 1 }] } }, 'room_config.agents.0.agent_name'],
  [{ room_config: { agents: [{ restart_policy: 1 }] } }, 'room_config.agents.0.restart_policy'],
  [{ room_config: { max_participants: 'many' } }, 'room_config.max_participants'],
  [{ room_config: { max_participants: ' 1' } }, 'room_config.max_participants'],
  [{ room_config: { maxParticipants: 1.5 } }, 'room_config.max_participants'],
  [{ room_config: { sync_streams: 'true' } }, 'room_config.sync_streams'],
  [{ room_config: { tags: { a: 1 } } }, 'room_config.tags.a'],
  [{ room_config: { tags: { '': 'b' } } }, 'room_config.tags'],
  [{ room_config: { name: 'p'.repeat(257) } }, 'room_config.name'],
  [{ room_config: [] }, 'room_config'],
  [{ room_name: 'a', roomName: 'b' }, 'room_name'],
  [{ room_name: 'a', roomName: null }, 'room_name'],
  [{ participant_attributes: { a: null } }, 'participant_attributes.a'],
  [{ participant_metadata: 'nul\0' }, 'participant_metadata'],
  [{ participant_name: 'half \uD83D' }, 'participant_name'],
  [{ [`itg_lk_${'a'.repeat(49)}`]: 1 }, 'one field'],
])('bad input is refused by the field’s name: case %#', async (body, argument) => {
  const { status, answer } = await post(body);
  expect(status).toBe(400);
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

test('what is no JSON, and too much of it, is refused', async () => {
  expect((await post('{')).answer.errors?.[0]?.extensions.reason).toBe('MALFORMED_JSON');
  expect((await post({ room_name: 'r'.repeat(300_000) })).status).toBe(413);
  const form = await fetch(url, { method: 'POST', headers: agent.headers, body: new FormData() });
  expect(form.status).toBe(415);
});

test('who may not use liveKitRoomToken is refused the same way, and that is audited', async ({
  gateway,
}) => {
  const calendar = uniqueName();
  const { token } = await generateToken(gateway, {
    provider: 'GOOGLE_CALENDAR_MCP',
    agent: calendar,
  });
  const cases: [Record<string, string>, number, string][] = [
    [{}, 401, 'MISSING_CREDENTIALS'],
    [{ 'X-LiveKit-Token': 'nonsense' }, 401, 'MALFORMED'],
    [{ 'X-LiveKit-Token': token }, 401, 'WRONG_PROVIDER'],
    [bearer(token), 403, 'INSUFFICIENT_SCOPE'],
  ];
  for (const [headers, status, reason] of cases) {
    const refused = await post({}, headers);
    expect([refused.status, refused.answer.errors?.[0]?.extensions.reason]).toEqual([
      status,
      reason,
    ]);
  }
  const filter = { action: 'ACCESS_REFUSED' as const, agent: calendar };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  expect(data?.auditEvents.nodes.map(({ details }) => JSON.parse(details) as unknown)).toEqual([
    { field: 'liveKitRoomToken', reason: 'INSUFFICIENT_SCOPE' },
  ]);
});

test('an agent that may use one room alone need not name it', async ({ gateway }) => {
  const bound = await liveKitAgent(gateway);
  const input = { agent: bound.name, liveKitPolicy: { rooms: ['lobby'] } };
  await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  const { answer } = await post({}, bound.headers);
  expect(decodeJwt(answer.participant_token)).toMatchObject({ video: { room: 'lobby' } });
  const refused = await post({ room_name: 'other' }, bound.headers);
  expect(refused.status).toBe(403);
  expect(refused.answer.errors?.[0]?.extensions.argument).toBe('room_name');
});

test('pages of the allowed origins may ask', async () => {
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-livekit-token',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  const { status, headers } = await post({}, { ...agent.headers, origin: ORIGIN });
  expect(status).toBe(201);
  expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
});
