import { decodeJwt } from 'jose';
import { TokenSource, type TokenSourceFetchOptions } from 'livekit-client';
import { expect } from 'vitest';

import {
  dispatchingAgent,
  liveKitAgent,
  liveKitTest,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation } from '../../support/livekit/operations.js';

const test = liveKitTest();

let agent: LiveKitAgent;
let url: string;

test.beforeAll(async ({ gateway }) => {
  agent = await dispatchingAgent(gateway);
  url = `${gateway.url}/livekit/token`;
});

const JSON_TYPE = { 'content-type': 'application/json' };

async function ask(init: RequestInit): Promise<{ status: number; token: string }> {
  const headers = { ...agent.headers, ...(init.headers as Record<string, string>) };
  const response = await fetch(url, { method: 'POST', ...init, headers });
  const { participant_token: token = '' } = (await response.json()) as {
    participant_token?: string;
  };
  return { status: response.status, token };
}

test.for<[TokenSourceFetchOptions, object | undefined]>([
  [{}, undefined],
  [{ agentName: 'helper' }, { agents: [{ agentName: 'helper' }] }],
  [{ agentName: '' }, { agents: [{}] }],
  [{ agentMetadata: 'm' }, { agents: [{ metadata: 'm' }] }],
  [{ agentMetadata: '' }, { agents: [{}] }],
  [{ deployment: 'blue' }, { agents: [{ deployment: 'blue' }] }],
  [{ deployment: '' }, { agents: [{}] }],
  [{ agentName: '', agentMetadata: '', deployment: '' }, { agents: [{}] }],
  [
    { agentName: 'helper', agentMetadata: 'm', deployment: 'blue' },
    { agents: [{ agentName: 'helper', metadata: 'm', deployment: 'blue' }] },
  ],
])('TokenSource.fetch(%j) dispatches what it says', async ([options, claim], { liveKit }) => {
  for (const address of [url, `${url}/`]) {
    const source = TokenSource.endpoint(address, { headers: agent.headers });
    const { participantToken } = await source.fetch({ ...options, roomName: 'r' });
    expect(decodeJwt(participantToken)['roomConfig']).toEqual(claim);
    if (options.deployment) continue;
    const visit = await liveKit.join(participantToken);
    await visit.leave();
  }
});

test('TokenSource.fetch with empty texts and no attributes asks for nothing', async () => {
  const source = TokenSource.endpoint(url, { headers: agent.headers });
  const { participantToken } = await source.fetch({
    roomName: '',
    participantName: '',
    participantIdentity: '',
    participantMetadata: '',
    participantAttributes: {},
  });
  const { sub, ...claims } = decodeJwt(participantToken);
  expect(sub).toMatch(new RegExp(`^${agent.name}-[0-9a-f]{18}$`));
  expect(Object.keys(claims).sort()).toEqual(['exp', 'iss', 'nbf', 'video']);
});

test.for([
  [{ maxParticipants: 2, metadata: 'm' }],
  [{ max_participants: 2, metadata: 'm' }],
  [{ max_participants: '2', metadata: 'm' }],
  [{ max_participants: '2.0', metadata: 'm' }],
  [{ max_participants: '2e0', metadata: 'm' }],
  [{ max_participants: 2, metadata: 'm', tags: {}, name: '', egress: null, agents: [] }],
  [{ max_participants: 2, metadata: 'm', emptyTimeout: 0, sync_streams: false }],
  [{ max_participants: 2, metadata: 'm', a_field_of_the_future: '' }],
])('protobuf’s JSON is read however it is written: %j', async ([room_config]) => {
  const body = JSON.stringify({ roomName: 'lobby', participant_name: null, room_config });
  const { status, token } = await ask({ headers: JSON_TYPE, body });
  expect(status).toBe(201);
  expect(decodeJwt(token)).toMatchObject({ video: { room: 'lobby' } });
  expect(decodeJwt(token)['roomConfig']).toEqual({ maxParticipants: 2, metadata: 'm' });
});

test('a configuration’s name is a preset’s, and its tags are signed', async () => {
  const room_config = { name: 'lecture', tags: { team: 'sales' } };
  const { token } = await ask({ headers: JSON_TYPE, body: JSON.stringify({ room_config }) });
  expect(decodeJwt(token)).toMatchObject({
    roomPreset: 'lecture',
    roomConfig: { tags: { team: 'sales' } },
  });
});

test('what protobuf writes for a field that nobody has set configures no room', async ({
  gateway,
}) => {
  const bound = await liveKitAgent(gateway);
  const input = { agent: bound.name, liveKitPolicy: { canConfigureRooms: false } };
  await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  const unset = {
    name: '',
    emptyTimeout: 0,
    departureTimeout: 0,
    maxParticipants: 0,
    metadata: '',
    minPlayoutDelay: '0',
    maxPlayoutDelay: 0,
    syncStreams: false,
    agents: [],
    tags: {},
  };
  const body = (room_config: object) =>
    JSON.stringify({ room_name: 'r', participant_attributes: {}, room_config });
  const headers = { ...JSON_TYPE, ...bound.headers };
  const { status, token } = await ask({ headers, body: body(unset) });
  expect(status).toBe(201);
  expect(Object.keys(decodeJwt(token)).sort()).toEqual(['exp', 'iss', 'nbf', 'sub', 'video']);
  expect((await ask({ headers, body: body({ ...unset, maxParticipants: 1 }) })).status).toBe(403);
});

test('a number of a room’s configuration has all of its 32 bits', async () => {
  const body = (max_participants: unknown) =>
    JSON.stringify({ room_name: 'r', room_config: { max_participants } });
  const { token } = await ask({ headers: JSON_TYPE, body: body('4294967295') });
  expect(decodeJwt(token)['roomConfig']).toEqual({ maxParticipants: 4_294_967_295 });
  expect((await ask({ headers: JSON_TYPE, body: body(4_294_967_296) })).status).toBe(400);
});

test('both spellings of an agent arrive, its attributes too', async () => {
  const agents = [
    { agentName: 'a', attributes: { tier: 'gold' }, restartPolicy: 'JRP_ON_FAILURE' },
    { agent_name: 'b', attributes: {}, restart_policy: 0 },
  ];
  const body = JSON.stringify({ room_name: 'r', roomConfig: { agents } });
  const { token } = await ask({ headers: JSON_TYPE, body });
  expect(decodeJwt(token)['roomConfig']).toEqual({
    agents: [{ agentName: 'a', attributes: { tier: 'gold' } }, { agentName: 'b' }],
  });
});

test.for<[string, RequestInit, number]>([
  ['no body, said to be JSON', { headers: JSON_TYPE }, 201],
  ['an empty body, said to be JSON', { headers: JSON_TYPE, body: '' }, 201],
  ['no body at all', {}, 201],
  ['null', { headers: JSON_TYPE, body: 'null' }, 201],
  ['an empty object', { headers: JSON_TYPE, body: '{}' }, 201],
  [
    'a charset',
    { headers: { 'content-type': 'application/json; charset=UTF-8' }, body: '{}' },
    201,
  ],
  ['a space', { headers: JSON_TYPE, body: ' ' }, 400],
  ['a form', { body: new URLSearchParams({ room_name: 'r' }) }, 415],
  ['a text', { body: '{}' }, 415],
  ['a list', { headers: JSON_TYPE, body: '[]' }, 400],
  ['nesting without an end', { headers: JSON_TYPE, body: '{"x":'.repeat(30_000) }, 400],
  [
    'a deep field that is not known',
    { headers: JSON_TYPE, body: `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
    400,
  ],
])('%s is answered as protobuf’s JSON would be', async ([_, init, status]) => {
  expect((await ask(init)).status).toBe(status);
});

test('whoever comes by another method is told which one it is', async () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
    const response = await fetch(url, { method, headers: agent.headers });
    expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST']);
    await response.body?.cancel();
  }
});
