import { RoomServiceClient } from 'livekit-server-sdk';
import { describe, expect } from 'vitest';

import type { TestGateway } from '../../support/gateway.js';
import {
  dispatchingAgent,
  liveKitAgent,
  liveKitTest,
  roomToken,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import {
  DispatchAgentMutation,
  LiveKitPolicyMutation,
  ParticipantsQuery,
  RemoveParticipantMutation,
  RoomsQuery,
} from '../../support/livekit/operations.js';
import type { LiveKitServer } from '../../support/livekit/server.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

let admin: LiveKitAgent;

test.beforeAll(async ({ gateway }) => {
  admin = await dispatchingAgent(gateway, ['livekit.join', 'livekit.admin']);
});

async function visit(gateway: TestGateway, liveKit: LiveKitServer, room: string, identity: string) {
  const input = {
    room,
    identity,
    name: identity.toUpperCase(),
    metadata: 'm',
    attributes: [{ name: 'language', value: 'en' }],
    roomConfig: { metadata: 'about the room' },
  };
  const { roomToken: jwt } = await roomToken(gateway, admin.headers, input);
  return { jwt, visit: await liveKit.join(jwt) };
}

const participants = (gateway: TestGateway, room: string, headers = admin.headers) =>
  gateway.send(ParticipantsQuery, { room }, headers);
const remove = (gateway: TestGateway, room: string, identity: string, headers = admin.headers) =>
  gateway.send(RemoveParticipantMutation, { input: { room, identity } }, headers);

test('open rooms and who is in them are listed, page by page', async ({ gateway, liveKit }) => {
  const room = uniqueName('room');
  const names = [`${room}-a`, `${room}-b`, `${room}-c`];
  const visits = await Promise.all(names.map((name) => visit(gateway, liveKit, name, 'ada')));
  const found: string[] = [];
  const pageAfter = async (after: string | null) =>
    (await gateway.send(RoomsQuery, { first: 2, after }, gateway.superuser)).data?.liveKitRooms;
  let page = await pageAfter(null);
  while (page) {
    found.push(...page.nodes.map(({ name }) => name));
    if (!page.pageInfo.hasNextPage) break;
    page = await pageAfter(page.pageInfo.endCursor ?? null);
  }
  expect(found).toHaveLength(page?.totalCount ?? 0);
  expect(found).toEqual([...found].sort());
  expect(found).toEqual(expect.arrayContaining(names));
  const answer = await participants(gateway, names[0] ?? '');
  const [ada, ...others] = answer.data?.liveKitParticipants.nodes ?? [];
  expect(others).toEqual([]);
  expect(ada).toMatchObject({
    identity: 'ada',
    name: 'ADA',
    kind: 'STANDARD',
    metadata: 'm',
    attributes: [{ name: 'language', value: 'en' }],
  });
  expect(Date.parse(ada?.joinedAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
  await Promise.all(visits.map((one) => one.visit.leave()));
});

test('a room that is not open has nobody in it', async ({ gateway }) => {
  const { data } = await participants(gateway, uniqueName('room'));
  expect(data?.liveKitParticipants).toEqual({ nodes: [], totalCount: 0 });
});

test('a room with the largest numbers that LiveKit takes hides no other from the list', async ({
  gateway,
  liveKit,
}) => {
  const name = uniqueName('room');
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = liveKit.env;
  const sdk = new RoomServiceClient(LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  const most = 2 ** 32 - 1;
  await sdk.createRoom({ name, emptyTimeout: most, maxParticipants: most });
  const { data } = await gateway.send(RoomsQuery, {}, gateway.superuser);
  expect(data?.liveKitRooms.nodes.find((room) => room.name === name)).toMatchObject({
    emptyTimeoutSeconds: 2 ** 31 - 1,
    maxParticipants: 2 ** 31 - 1,
  });
  await sdk.deleteRoom(name);
});

test('a participant is removed, and that is audited', async ({ gateway, liveKit }) => {
  const room = uniqueName('room');
  const { visit: ada } = await visit(gateway, liveKit, room, 'ada');
  const { data } = await remove(gateway, room, 'ada');
  await ada.ended;
  expect(data?.removeLiveKitParticipant).toMatchObject({ room, identity: 'ada' });
  expect((await participants(gateway, room)).data?.liveKitParticipants.totalCount).toBe(0);
  const again = await remove(gateway, room, 'ada');
  expect([again.status, firstError(again).code]).toEqual([404, 'NOT_FOUND']);
  const filter = { action: 'ROOM_PARTICIPANT_REMOVED' as const, agent: admin.name };
  const log = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  expect(log.data?.auditEvents.nodes.map(({ details }) => JSON.parse(details) as unknown)).toEqual([
    { room, identity: 'ada' },
  ]);
});

test('an agent is sent into a room that is open, and into no other', async ({
  gateway,
  liveKit,
}) => {
  const room = uniqueName('room');
  const dispatch = (input: { room: string; agentName: string; metadata?: string }) =>
    gateway.send(DispatchAgentMutation, { input }, admin.headers);
  const early = await dispatch({ room, agentName: 'helper' });
  expect(firstError(early).code).toBe('NOT_FOUND');
  const { visit: ada } = await visit(gateway, liveKit, room, 'ada');
  const { data } = await dispatch({ room, agentName: 'helper', metadata: 'hello' });
  expect(data?.dispatchLiveKitAgent.dispatch).toMatchObject({
    room,
    agentName: 'helper',
    metadata: 'hello',
  });
  await ada.leave();
});

test('an agent governs the rooms of its policy alone', async ({ gateway, liveKit }) => {
  const bound = await liveKitAgent(gateway, ['livekit.admin']);
  const policy = { agent: bound.name, liveKitPolicy: { rooms: ['mine-*'] } };
  await gateway.send(LiveKitPolicyMutation, { input: policy }, gateway.superuser);
  const [mine, other] = [uniqueName('mine'), uniqueName('other')];
  const visits = [
    await visit(gateway, liveKit, mine, 'ada'),
    await visit(gateway, liveKit, other, 'ada'),
  ];
  const rooms = await gateway.send(RoomsQuery, {}, bound.headers);
  expect(rooms.data?.liveKitRooms.nodes.map(({ name }) => name)).toEqual([mine]);
  const input = { room: other, agentName: 'helper' };
  for (const refused of [
    await participants(gateway, other, bound.headers),
    await remove(gateway, other, 'ada', bound.headers),
    await gateway.send(DispatchAgentMutation, { input }, bound.headers),
  ]) {
    expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_POLICY' });
  }
  expect(
    (await participants(gateway, mine, bound.headers)).data?.liveKitParticipants.totalCount,
  ).toBe(1);
  await Promise.all(visits.map((one) => one.visit.leave()));
});

// A real server cannot be told to fail.
describe.skipIf(process.env['LIVEKIT_URL'])('when LiveKit is not well', () => {
  const list = (gateway: TestGateway) => gateway.send(RoomsQuery, {}, gateway.superuser);
  const faults = (liveKit: LiveKitServer) => {
    if (!liveKit.faults) throw new Error('This server cannot be told to fail.');
    return liveKit.faults;
  };

  test.for([
    ['fails', { status: 500, body: '{"code":"internal","msg":"boom"}' }, 'INTERNAL', true],
    ['is busy', { status: 503, body: 'busy', type: 'text/plain' }, 'HTTP_503', true],
    [
      'has had enough',
      { status: 429, body: '{"code":"resource_exhausted","msg":"slow down"}' },
      'RESOURCE_EXHAUSTED',
      true,
    ],
    [
      'refuses the call',
      { status: 400, body: '{"code":"invalid_argument","msg":"no"}' },
      'INVALID_ARGUMENT',
      false,
    ],
    ['is something else', { status: 200, body: '<html>' }, 'UNREADABLE_ANSWER', true],
    ['speaks of nothing', { status: 200, body: 'null' }, 'UNREADABLE_ANSWER', true],
    ['speaks otherwise', { status: 200, body: '{"rooms":5}' }, 'UNREADABLE_ANSWER', true],
    ['is behind a slow proxy', { status: 408, body: '', type: 'text/plain' }, 'HTTP_408', true],
    [
      'has no such service',
      { status: 404, body: 'nothing', type: 'text/plain' },
      'HTTP_404',
      false,
    ],
  ] as const)(
    'and %s, the error says so',
    async ([_, answer, reason, retryable], { gateway, liveKit }) => {
      faults(liveKit).answer = answer;
      const failed = await list(gateway);
      faults(liveKit).answer = undefined;
      expect(failed.status).toBe(502);
      expect(firstError(failed)).toMatchObject({ code: 'UPSTREAM_ERROR', reason, retryable });
      expect(failed.headers.get('retry-after')).toBe(retryable ? '5' : null);
      expect(failed.errors[0]?.message).not.toMatch(/boom|slow down/);
    },
  );

  test.for([
    { status: 404, body: 'nothing', type: 'text/plain' },
    { status: 301, body: '', type: 'text/plain' },
    { status: 404, body: '{"code":"bad_route","msg":"no handler"}' },
  ])(
    'and is not at its address, the error names the setting: %j',
    async (answer, { gateway, liveKit }) => {
      faults(liveKit).answer = answer;
      const failed = await list(gateway);
      faults(liveKit).answer = undefined;
      expect(firstError(failed)).toMatchObject({ code: 'UPSTREAM_ERROR', retryable: false });
      expect(failed.errors[0]?.message).toContain('LIVEKIT_URL');
    },
  );

  test.for([
    ['ahead of', 3600],
    ['behind', -3600],
  ] as const)(
    'a clock that is %s the gateway’s is named, and the token it quotes is not',
    async ([word, offset], { gateway, liveKit }) => {
      faults(liveKit).clockOffsetSeconds = offset;
      const failed = await list(gateway);
      faults(liveKit).clockOffsetSeconds = 0;
      expect(firstError(failed)).toMatchObject({
        code: 'UPSTREAM_ERROR',
        reason: 'CLOCK_SKEW',
        retryable: false,
      });
      expect(failed.errors[0]?.message).toMatch(
        new RegExp(`^LiveKit's clock is 3[56]\\d\\d seconds ${word} the gateway's`),
      );
      expect(gateway.log.join('\n')).not.toMatch(/eyJ[\w-]{8}/);
    },
  );

  test('a wrong clock is warned of when a room token is signed, which nobody waits for', async ({
    gateway,
    liveKit,
  }) => {
    faults(liveKit).clockOffsetSeconds = 300;
    gateway.clock.advance(600);
    await roomToken(gateway, admin.headers, { room: 'r' });
    await expect.poll(() => gateway.log.join('\n')).toContain('seconds behind the gateway');
    faults(liveKit).clockOffsetSeconds = 0;
    gateway.clock.advance(-600);
  });
});
