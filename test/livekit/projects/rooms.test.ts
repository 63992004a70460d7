import { expect } from 'vitest';

import type { TestGateway } from '../../support/gateway.js';
import {
  ExcludeMutation,
  RemoveAndExcludeMutation,
  UsageQuery,
} from '../../support/livekit/exclusion-operations.js';
import { liveKitAgent, roomToken, setPolicy } from '../../support/livekit/gateway.js';
import {
  DispatchAgentMutation,
  ParticipantsQuery,
  RevokeWithRoomsMutation,
  RoomKeyMutation,
  RoomTokenMutation,
} from '../../support/livekit/operations.js';
import { projectsTest } from '../../support/livekit/projects.js';
import type { LiveKitServer } from '../../support/livekit/server.js';
import { tellGateway } from '../../support/livekit/webhooks.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = projectsTest();

type Headers = Readonly<Record<string, string>>;

/** An agent of each project, and a room of the same name. */
async function pair(gateway: TestGateway) {
  const [here, there] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  await setPolicy(gateway, there, { project: 'eu' });
  return { here, there, room: uniqueName('room') };
}

async function enter(gateway: TestGateway, server: LiveKitServer, headers: Headers, room: string) {
  const { roomToken: jwt } = await roomToken(gateway, headers, { room, identity: 'eve' });
  return server.join(jwt);
}

const ask = (gateway: TestGateway, headers: Headers, room: string, identity?: string) =>
  gateway.send(RoomTokenMutation, { input: { room, ...(identity && { identity }) } }, headers);

async function countIn(gateway: TestGateway, room: string, project: string) {
  const { data } = await gateway.send(ParticipantsQuery, { project, room }, gateway.superuser);
  return data?.liveKitParticipants.totalCount;
}

test('a removal reaches one project, and so does its exclusion', async ({ gateway, home, eu }) => {
  const { here, there, room } = await pair(gateway);
  const stays = await enter(gateway, home, here.headers, room);
  const leaves = await enter(gateway, eu, there.headers, room);
  const input = { project: 'eu', room, identity: 'eve', excludeSeconds: 600 };
  const { data } = await gateway.send(RemoveAndExcludeMutation, { input }, gateway.superuser);
  expect(data?.removeLiveKitParticipant.wasInRoom).toBe(true);
  await leaves.ended;
  expect([await countIn(gateway, room, ''), await countIn(gateway, room, 'eu')]).toEqual([1, 0]);
  const refused = await ask(gateway, there.headers, room, 'eve');
  expect(firstError(refused).reason).toBe('EXCLUDED');
  expect((await ask(gateway, here.headers, room, 'eve')).errors).toEqual([]);
  await stays.leave();
});

test('an exclusion without a project holds, and removes, in every one', async ({
  gateway,
  home,
  eu,
}) => {
  const { here, there, room } = await pair(gateway);
  const visits = [
    await enter(gateway, home, here.headers, room),
    await enter(gateway, eu, there.headers, room),
  ];
  const input = { room, identity: 'eve', removeFromRooms: true };
  const { data } = await gateway.send(ExcludeMutation, { input }, gateway.superuser);
  const outcomes = data?.excludeFromLiveKit.roomRemovals?.map(({ outcome }) => outcome);
  expect(outcomes).toEqual(['REMOVED', 'REMOVED']);
  for (const { ended } of visits) await ended;
  for (const { headers } of [here, there]) {
    expect(firstError(await ask(gateway, headers, room, 'eve')).reason).toBe('EXCLUDED');
  }
});

test('a revocation removes from the project that the room token was for', async ({
  gateway,
  eu,
}) => {
  const { there, room } = await pair(gateway);
  const visit = await enter(gateway, eu, there.headers, room);
  await setPolicy(gateway, there, { project: null });
  const input = { id: there.tokenId, removeFromRooms: true };
  const { data } = await gateway.send(RevokeWithRoomsMutation, { input }, gateway.superuser);
  expect(data?.revokeToken.roomRemovals).toMatchObject([{ room, outcome: 'REMOVED' }]);
  await visit.ended;
});

test('an identity that is claimed in one project is free in the other', async ({ gateway }) => {
  const { here, there, room } = await pair(gateway);
  await setPolicy(gateway, here, { identities: ['desk-*'] });
  const { identity } = await roomToken(gateway, here.headers, { room });
  expect((await ask(gateway, there.headers, room, identity)).errors).toEqual([]);
  const other = await liveKitAgent(gateway);
  const refused = await ask(gateway, other.headers, room, identity);
  expect(firstError(refused)).toMatchObject({ reason: 'OUTSIDE_POLICY' });
});

test('webhooks count for the agent of the project whose key signed them', async ({
  gateway,
  home,
  eu,
}) => {
  const { here, there, room } = await pair(gateway);
  const place = { room, identity: 'ada' };
  for (const { headers } of [here, there]) await roomToken(gateway, headers, place);
  const now = Date.now();
  const day = (offset: number) => new Date(now + offset * 86_400_000).toISOString().slice(0, 10);
  const joins = async (name: string) => {
    const period = { from: day(-1), to: day(1) };
    const { data } = await gateway.send(UsageQuery, { name, ...period }, gateway.superuser);
    const { joinCount, connectedMinutes } = data?.agent?.liveKitUsage ?? {};
    return [joinCount, connectedMinutes];
  };
  const joinedAt = new Date(now - 120_000);
  const both = { ...place, sid: `PA_${room}`, joinedAt };
  const joined = { ...both, event: 'participant_joined' as const, id: `EV_1${room}` };
  await tellGateway(gateway, eu, joined);
  expect([await joins(here.name), await joins(there.name)]).toEqual([
    [0, 0],
    [1, 0],
  ]);
  await tellGateway(gateway, home, joined);
  await tellGateway(gateway, home, { ...both, event: 'room_finished', at: new Date(now) });
  expect([await joins(here.name), await joins(there.name)]).toEqual([
    [1, 2],
    [1, 0],
  ]);
  await tellGateway(gateway, eu, { ...both, event: 'participant_left', at: new Date(now) });
  expect(await joins(there.name)).toEqual([1, 2]);
});

test('the same dispatch is sent once in each project', async ({ gateway, home, eu }) => {
  const room = uniqueName('room');
  for (const server of [home, eu]) await server.openRoom(room);
  for (const [project, isNew] of [
    ['', true],
    ['eu', true],
    ['eu', false],
    ['', false],
  ] as const) {
    const input = { project, room, agentName: 'helper' };
    const { data } = await gateway.send(DispatchAgentMutation, { input }, gateway.superuser);
    expect(data?.dispatchLiveKitAgent.isNew).toBe(isNew);
  }
});

test('the status names each project', async ({ gateway }) => {
  const { findings } = await gateway.app.services.status.lookAtRunning();
  const subjects = findings.filter(({ code }) => code === 'CLOCK_RIGHT').map((one) => one.subject);
  expect(subjects).toEqual(['LiveKit', 'LiveKit project eu']);
});

test('rooms of one name have keys of their own for end-to-end encryption', async ({ gateway }) => {
  const { here, there, room } = await pair(gateway);
  await setPolicy(gateway, here, { sharesE2eeKey: true });
  await setPolicy(gateway, there, { sharesE2eeKey: true });
  const keyFor = async (headers: Headers) => {
    const { data } = await gateway.send(RoomKeyMutation, { input: { room } }, headers);
    return data?.liveKitRoomToken.e2eeKey;
  };
  const keys = [await keyFor(here.headers), await keyFor(there.headers)];
  expect(keys).toEqual([expect.stringMatching(/^itg_ee_/), expect.stringMatching(/^itg_ee_/)]);
  expect(keys[0]).not.toBe(keys[1]);
  expect(await keyFor(here.headers)).toBe(keys[0]);
});
