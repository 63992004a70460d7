import { expect } from 'vitest';

import type { TestGateway } from '../../support/gateway.js';
import {
  liveKitAgent,
  liveKitTest,
  roomToken,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import {
  ExcludeMutation,
  RemoveAndExcludeMutation,
} from '../../support/livekit/exclusion-operations.js';
import { LiveKitPolicyMutation, RoomTokenMutation } from '../../support/livekit/operations.js';
import { tellGateway } from '../../support/livekit/webhooks.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

type Headers = Readonly<Record<string, string>>;

async function remove(gateway: TestGateway, room: string, identity: string, headers?: Headers) {
  const input = { room, identity, excludeSeconds: 600 };
  const by = headers ?? gateway.superuser;
  const { data, errors } = await gateway.send(RemoveAndExcludeMutation, { input }, by);
  if (!data) throw new Error(errors[0]?.message);
  return data.removeLiveKitParticipant;
}

async function isExcluded(
  gateway: TestGateway,
  headers: Headers,
  input: { room: string; identity?: string },
): Promise<boolean> {
  const { data, errors } = await gateway.send(RoomTokenMutation, { input }, headers);
  if (data) return false;
  expect(errors[0]?.extensions.reason).toBe('EXCLUDED');
  return true;
}

test('a removed participant gets no room token, by whichever agent or token', async ({
  gateway,
  liveKit,
}) => {
  const room = uniqueName('room');
  const [agent, other] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  const visit = await liveKit.join(
    (await roomToken(gateway, agent.headers, { room, identity: 'eve' })).roomToken,
  );
  const removed = await remove(gateway, room, 'eve');
  await visit.ended;
  expect(removed).toMatchObject({
    wasInRoom: true,
    exclusions: [{ agentName: null, identity: 'eve', room }],
  });
  const second = await liveKitAgent(gateway, ['livekit.join'], agent.name);
  for (const { headers } of [agent, other, second]) {
    expect(await isExcluded(gateway, headers, { room, identity: 'eve' })).toBe(true);
    expect(await isExcluded(gateway, headers, { room, identity: 'ada' })).toBe(false);
  }
  gateway.clock.advance(601);
  expect(await isExcluded(gateway, second.headers, { room, identity: 'eve' })).toBe(false);
  gateway.clock.advance(-601);
});

const ownIdentities: [string, (agent: LiveKitAgent) => object, object][] = [
  ['its name', ({ name }) => ({ identity: name }), {}],
  ['generated for it', () => ({}), {}],
  ['made from its policy', () => ({}), { identities: ['desk-*'] }],
];

test.for(ownIdentities)(
  'an agent whose own identity was removed, %s, is excluded from that room alone',
  async ([, input, liveKitPolicy], { gateway }) => {
    const room = uniqueName('room');
    const agent = await liveKitAgent(gateway);
    const policy = { agent: agent.name, liveKitPolicy };
    await gateway.send(LiveKitPolicyMutation, { input: policy }, gateway.superuser);
    const { identity } = await roomToken(gateway, agent.headers, { room, ...input(agent) });
    const removed = await remove(gateway, room, identity);
    expect(removed.wasInRoom).toBe(false);
    expect(removed.exclusions).toMatchObject([{ identity }, { agentName: agent.name, room }]);
    expect(await isExcluded(gateway, agent.headers, { room })).toBe(true);
    expect(await isExcluded(gateway, agent.headers, { room: `${room}-2` })).toBe(false);
  },
);

test('an identity that an application chose does not exclude its agent', async ({ gateway }) => {
  const room = uniqueName('room');
  const agent = await liveKitAgent(gateway);
  const identity = 'user-0123456789abcdef01';
  await roomToken(gateway, agent.headers, { room, identity });
  expect((await remove(gateway, room, identity)).exclusions).toMatchObject([{ identity }]);
  expect(await isExcluded(gateway, agent.headers, { room })).toBe(false);
});

test('agents with livekit.admin exclude in the rooms of their policy, and nowhere else', async ({
  gateway,
}) => {
  const admin = await liveKitAgent(gateway, ['livekit.admin']);
  const input = { agent: admin.name, liveKitPolicy: { rooms: ['support-*'] } };
  await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  const room = uniqueName('support');
  await remove(gateway, room, 'eve', admin.headers);
  expect(await isExcluded(gateway, gateway.superuser, { room, identity: 'eve' })).toBe(true);
  await expect(remove(gateway, uniqueName('other'), 'eve', admin.headers)).rejects.toThrow(
    'none of the rooms',
  );
  const direct = { input: { identity: 'eve', room } };
  const refused = await gateway.send(ExcludeMutation, direct, admin.headers);
  expect(firstError(refused).reason).toBe('SUPERUSER_REQUIRED');
});

test.for([0, 31_622_401])(
  'excludeSeconds of %i is refused',
  async (excludeSeconds, { gateway }) => {
    const input = { room: 'r', identity: 'eve', excludeSeconds };
    const refused = await gateway.send(RemoveAndExcludeMutation, { input }, gateway.superuser);
    expect(firstError(refused)).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input.excludeSeconds',
    });
  },
);

test('whoever comes back by an old room token is taken out again', async ({ gateway, liveKit }) => {
  const room = uniqueName('room');
  const agent = await liveKitAgent(gateway);
  const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room, identity: 'eve' });
  const first = await liveKit.join(jwt);
  await remove(gateway, room, 'eve');
  await first.ended;
  const second = await liveKit.join(jwt);
  await tellGateway(gateway, liveKit, { event: 'participant_joined', room, identity: 'eve' });
  await second.ended;
  const events = async () => {
    const filter = { action: 'ROOM_PARTICIPANT_REMOVED' as const };
    const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
    return data?.auditEvents.nodes.filter(({ details }) => details.includes(room)) ?? [];
  };
  await expect.poll(events).toHaveLength(2);
  expect((await events()).map(({ actorName }) => actorName)).toContain('LiveKit webhook');
});

test('so is whoever came by an agent that was excluded, and nobody else', async ({
  gateway,
  liveKit,
}) => {
  const room = uniqueName('room');
  const [agent, other] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  const enter = async ({ headers }: LiveKitAgent, identity: string) => {
    const { roomToken: jwt } = await roomToken(gateway, headers, { room, identity });
    const joinsLater = () => liveKit.join(jwt);
    return { identity, joinsLater };
  };
  const [eve, ada] = [await enter(agent, 'eve'), await enter(other, 'ada')];
  await gateway.send(ExcludeMutation, { input: { agent: agent.name } }, gateway.superuser);
  const [out, stays] = [await eve.joinsLater(), await ada.joinsLater()];
  for (const identity of ['ada', 'eve']) {
    await tellGateway(gateway, liveKit, { event: 'participant_joined', room, identity });
  }
  await out.ended;
  await stays.leave();
});

test('whoever comes long after an excluded agent let in the same identity stays', async ({
  gateway,
  liveKit,
}) => {
  const room = uniqueName('room');
  const agent = await liveKitAgent(gateway);
  await roomToken(gateway, agent.headers, { room, identity: 'ada' });
  const first = { room, identity: 'ada', sid: 'PA_1', joinedAt: gateway.clock.now() };
  await tellGateway(gateway, liveKit, { ...first, event: 'participant_joined' });
  await tellGateway(gateway, liveKit, { ...first, event: 'participant_left' });
  await gateway.send(ExcludeMutation, { input: { agent: agent.name } }, gateway.superuser);
  gateway.clock.advance(24 * 3600);
  const joinedAt = gateway.clock.now();
  const { roomToken: jwt } = await roomToken(gateway, gateway.superuser, { room, identity: 'ada' });
  const visit = await liveKit.join(jwt);
  const about = { room, identity: 'ada', joinedAt };
  await tellGateway(gateway, liveKit, { ...about, event: 'participant_joined' });
  const filter = { action: 'ROOM_PARTICIPANT_JOINED' as const };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  const [newest] = data?.auditEvents.nodes.filter(({ details }) => details.includes(room)) ?? [];
  expect(newest).toMatchObject({ agentName: null });
  await remove(gateway, room, 'ada');
  await visit.ended;
  gateway.clock.advance(-24 * 3600);
});

test('a webhook is answered though LiveKit is slow, and the removal is made up for', async ({
  gateway,
  liveKit,
}) => {
  if (!liveKit.faults) return;
  const room = uniqueName('room');
  const { headers } = await liveKitAgent(gateway);
  const { roomToken: jwt } = await roomToken(gateway, headers, { room, identity: 'eve' });
  await remove(gateway, room, 'eve');
  const visit = await liveKit.join(jwt);
  liveKit.faults.answer = { status: 500, body: '{"code":"internal"}' };
  await tellGateway(gateway, liveKit, { event: 'participant_joined', room, identity: 'eve' });
  liveKit.faults.answer = undefined;
  await visit.ended;
});
