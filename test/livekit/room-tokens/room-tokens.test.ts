import { decodeJwt } from 'jose';
import { TokenVerifier } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { LiveKitPolicyInput, LiveKitRoomTokenInput } from '../../generated/graphql.js';
import type { TestGateway } from '../../support/gateway.js';
import {
  dispatchingAgent,
  liveKitAgent,
  roomToken,
  startLiveKitGateway,
  type LiveKitAgent,
  type LiveKitGateway,
} from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation, RoomTokenMutation } from '../../support/livekit/operations.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, generateToken, providerHeader, uniqueName } from '../../support/tokens.js';

let running: LiveKitGateway;
let gateway: TestGateway;
let agent: LiveKitAgent;

beforeAll(async () => {
  running = await startLiveKitGateway();
  ({ gateway } = running);
  agent = await dispatchingAgent(gateway);
});

afterAll(() => running.stop());

const ask = (input: LiveKitRoomTokenInput, headers: Readonly<Record<string, string>>) =>
  gateway.send(RoomTokenMutation, { input }, headers);

async function agentWithPolicy(liveKitPolicy: LiveKitPolicyInput): Promise<LiveKitAgent> {
  const made = await liveKitAgent(gateway);
  const input = { agent: made.name, liveKitPolicy };
  const { errors } = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  expect(errors).toEqual([]);
  return made;
}

function verified(jwt: string) {
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = running.liveKit.env;
  return new TokenVerifier(LIVEKIT_API_KEY, LIVEKIT_API_SECRET).verify(jwt);
}

test('a room token has every claim as documented, and LiveKit’s own verifier accepts it', async () => {
  const before = Math.floor(Date.now() / 1000);
  const made = await roomToken(gateway, agent.headers, {
    room: 'claims',
    identity: 'ada',
    name: 'Ada',
    metadata: '{"seat":1}',
    attributes: [{ name: 'language', value: 'en' }],
    ttlSeconds: 600,
    grants: { canPublishData: false, publishSources: ['MICROPHONE'] },
    agentDispatch: [{ agentName: 'helper', metadata: 'hello' }],
    roomConfig: { emptyTimeoutSeconds: 30, maxParticipants: 4 },
  });
  const claims = await verified(made.roomToken);
  const { nbf = 0, exp = 0 } = claims;
  expect(claims).toEqual({
    iss: running.liveKit.env.LIVEKIT_API_KEY,
    sub: 'ada',
    nbf,
    exp: nbf + 600,
    name: 'Ada',
    metadata: '{"seat":1}',
    attributes: { language: 'en' },
    video: {
      roomJoin: true,
      room: 'claims',
      canPublish: true,
      canPublishSources: ['microphone'],
      canSubscribe: true,
      canPublishData: false,
      canUpdateOwnMetadata: false,
    },
    roomConfig: {
      emptyTimeout: 30,
      maxParticipants: 4,
      agents: [{ agentName: 'helper', metadata: 'hello' }],
    },
  });
  expect(nbf).toBeGreaterThanOrEqual(before);
  expect(nbf).toBeLessThanOrEqual(Date.now() / 1000);
  expect(made).toMatchObject({
    serverUrl: running.liveKit.env.LIVEKIT_URL,
    room: 'claims',
    identity: 'ada',
    issuedAt: new Date(nbf * 1000).toISOString(),
    expiresAt: new Date(exp * 1000).toISOString(),
  });
});

test('with nothing asked for it lasts 15 minutes, says every right, and has a new identity', async () => {
  const [one, other] = [
    await roomToken(gateway, agent.headers, { room: 'r' }),
    await roomToken(gateway, agent.headers, { room: 'r' }),
  ];
  const { nbf = 0, exp, sub, video } = await verified(one.roomToken);
  expect(exp).toBe(nbf + 900);
  expect(sub).toMatch(new RegExp(`^${agent.name}-[0-9a-f]{18}$`));
  expect(other.identity).not.toBe(one.identity);
  expect(video).toEqual({
    roomJoin: true,
    room: 'r',
    canPublish: true,
    canSubscribe: true,
    canPublishData: true,
    canUpdateOwnMetadata: false,
  });
});

test('a participant joins by it', async () => {
  const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room: uniqueName('room') });
  const visit = await running.liveKit.join(jwt);
  await visit.leave();
});

describe('a policy', () => {
  test.each<[string, LiveKitPolicyInput, Partial<LiveKitRoomTokenInput>, string]>([
    ['room', { rooms: ['other-*'] }, {}, 'input.room'],
    ['identity', { identities: ['guest-*'] }, { identity: 'boss' }, 'input.identity'],
    ['right', { canPublish: false }, { grants: { canPublish: true } }, 'input.grants.canPublish'],
    [
      'source',
      { publishSources: ['MICROPHONE'] },
      { grants: { publishSources: ['CAMERA'] } },
      'input.grants.publishSources',
    ],
    [
      'own metadata',
      {},
      { grants: { canUpdateOwnMetadata: true } },
      'input.grants.canUpdateOwnMetadata',
    ],
    [
      'configuration',
      { canConfigureRooms: false },
      { roomConfig: { maxParticipants: 2 } },
      'input.roomConfig',
    ],
    [
      'dispatch',
      { canConfigureRooms: false, dispatchRules: null },
      { agentDispatch: [{ agentName: 'a' }] },
      'input.agentDispatch',
    ],
    [
      'attribute',
      { attributes: ['seat', 'lang-*'] },
      { attributes: [{ name: 'role', value: 'admin' }] },
      'input.attributes',
    ],
    [
      'phone number',
      {},
      { attributes: [{ name: 'sip.phoneNumber', value: '+15550100' }] },
      'input.attributes',
    ],
    [
      'state of an agent',
      { attributes: ['*', '*.state', 'lk*'] },
      { attributes: [{ name: 'lk.agent.state', value: 'speaking' }] },
      'input.attributes',
    ],
    ['lifetime', { maxTtlSeconds: 120 }, { ttlSeconds: 121 }, 'input.ttlSeconds'],
  ])('refuses a %s beyond it', async (_, policy, input, argument) => {
    const { headers } = await agentWithPolicy(policy);
    const refused = await ask({ room: 'support-1', ...input }, headers);
    expect(refused.status).toBe(403);
    expect(firstError(refused)).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'OUTSIDE_POLICY',
      argument,
    });
  });

  test('narrows what was not asked for, and holds from its change on', async () => {
    const bound = await agentWithPolicy({ rooms: ['support-*', 'lobby'] });
    const before = await roomToken(gateway, bound.headers, { room: 'lobby' });
    expect(decodeJwt(before.roomToken)).toMatchObject({ video: { canPublish: true } });
    const input = {
      agent: bound.name,
      liveKitPolicy: { canPublish: false, publishSources: ['CAMERA' as const] },
    };
    const changed = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
    expect(changed.data?.updateAgent.agent.liveKitPolicy).toEqual({
      rooms: ['support-*', 'lobby'],
      identities: ['*'],
      canPublish: false,
      canSubscribe: true,
      canPublishData: true,
      canUpdateOwnMetadata: false,
      publishSources: ['CAMERA'],
      canConfigureRooms: true,
    });
    const after = await roomToken(gateway, bound.headers, { room: 'support-7' });
    const { video } = decodeJwt(after.roomToken) as { video: Record<string, unknown> };
    expect(video).toMatchObject({ canPublish: false, canSubscribe: true });
    // LiveKit would take sources that are named for allowed.
    expect(video).not.toHaveProperty('canPublishSources');
  });

  test('is for agents of a provider that has rooms', async () => {
    const agentName = uniqueName();
    await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent: agentName });
    const input = { agent: agentName, liveKitPolicy: { canPublish: false } };
    const refused = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
    expect(firstError(refused)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.liveKitPolicy',
    });
  });
});

test('a right of governing needs the scope livekit.admin, and superusers have it', async () => {
  const input = { room: 'r', grants: { roomAdmin: true, hidden: true } };
  const refused = await ask(input, agent.headers);
  expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
  const admin = await liveKitAgent(gateway, ['livekit.join', 'livekit.admin']);
  for (const headers of [admin.headers, gateway.superuser]) {
    const { roomToken: jwt } = await roomToken(gateway, headers, input);
    expect(decodeJwt(jwt)).toMatchObject({ video: { roomAdmin: true, hidden: true } });
  }
});

test('a calendar token opens no room, and a LiveKit token without the scope neither', async () => {
  const calendar = await generateToken(gateway, {
    provider: 'GOOGLE_CALENDAR_MCP',
    agent: uniqueName(),
  });
  const governor = await liveKitAgent(gateway, ['livekit.admin']);
  for (const headers of [providerHeader('GOOGLE_CALENDAR_MCP', calendar.token), governor.headers]) {
    const refused = await ask({ room: 'r' }, headers);
    expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
  }
});

test.each<[Partial<LiveKitRoomTokenInput>, string]>([
  [{ room: '' }, 'input.room'],
  [{ room: 'é'.repeat(129) }, 'input.room'],
  [{ room: 'nul\0' }, 'input.room'],
  [{ identity: 'half \uD83D' }, 'input.identity'],
  [{ identity: '' }, 'input.identity'],
  [{ name: 'n'.repeat(257) }, 'input.name'],
  [{ metadata: `itg_lk_${'a'.repeat(49)}` }, 'input.metadata'],
  [{ attributes: [{ name: 'k', value: 'v'.repeat(64 * 1024) }] }, 'input.attributes'],
  [{ attributes: [{ name: '', value: 'v' }] }, 'input.attributes'],
  [{ attributes: [1, 2].map(() => ({ name: 'k', value: 'v' })) }, 'input.attributes'],
  [{ ttlSeconds: 59 }, 'input.ttlSeconds'],
  [{ ttlSeconds: 6 * 3600 + 1 }, 'input.ttlSeconds'],
  [{ roomConfig: { maxParticipants: -1 } }, 'input.roomConfig.maxParticipants'],
  [{ agentDispatch: [{ agentName: 'n'.repeat(257) }] }, 'input.agentDispatch.agentName'],
  [
    { agentDispatch: [{ attributes: [1, 2].map(() => ({ name: 'k', value: 'v' })) }] },
    'input.agentDispatch.attributes',
  ],
])('bad input is refused by its argument’s name: case %#', async (input, argument) => {
  const refused = await ask({ room: 'r', ...input }, agent.headers);
  expect(refused.status).toBe(400);
  expect(firstError(refused)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

test('what is just within the limits passes', async () => {
  const { roomToken: jwt } = await roomToken(gateway, agent.headers, {
    room: 'é'.repeat(128),
    metadata: 'm'.repeat(128 * 1024),
    attributes: [{ name: 'k', value: 'v'.repeat(64 * 1024 - 1) }],
    ttlSeconds: 6 * 3600,
  });
  expect((await verified(jwt)).metadata).toHaveLength(128 * 1024);
});

test('a room token is in the audit log and nowhere in the application’s log', async () => {
  const { name, headers, tokenId } = await liveKitAgent(gateway);
  const input = { room: 'audited', identity: 'eve' };
  const { roomToken: jwt, expiresAt } = await roomToken(gateway, headers, input);
  const filter = { action: 'ROOM_TOKEN_ISSUED' as const, agent: name };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  const [event, ...others] = data?.auditEvents.nodes ?? [];
  expect(others).toEqual([]);
  expect(event).toMatchObject({ actorKind: 'AGENT', actorName: name, agentName: name, tokenId });
  expect(JSON.parse(event?.details ?? '')).toMatchObject({
    ...input,
    expiresAt: new Date(expiresAt).toISOString(),
  });
  const [, payload = '', signature = ''] = jwt.split('.');
  expect(gateway.log.join('\n')).not.toContain(payload);
  expect(gateway.log.join('\n')).not.toContain(signature);
});
