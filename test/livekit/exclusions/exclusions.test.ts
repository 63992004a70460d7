import { afterAll, expect } from 'vitest';

import type { RoomUser } from '../../../src/livekit/room-tokens/caller.js';
import { gatewayActor } from '../../../src/platform/actor.js';
import { DEFAULT_ROOM_POLICY } from '../../../src/providers/room-policy.js';
import type { ExcludeFromLiveKitInput } from '../../generated/graphql.js';
import { startGateway, type ErrorBody, type TestGateway } from '../../support/gateway.js';
import { liveKitAgent, liveKitTest, roomToken } from '../../support/livekit/gateway.js';
import {
  EndExclusionMutation,
  ExcludeMutation,
  ExclusionsQuery,
} from '../../support/livekit/exclusion-operations.js';
import { ParticipantsQuery, RoomTokenMutation } from '../../support/livekit/operations.js';
import { closeHosts, transports } from '../../support/mcp.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, uniqueName, withSql } from '../../support/tokens.js';

const test = liveKitTest();

let replica: TestGateway;

test.beforeAll(async ({ gateway, liveKit }) => {
  const { clock, database } = gateway;
  replica = await startGateway({ database, clock, env: liveKit.env });
});

afterAll(async () => {
  await closeHosts();
  await replica.stop();
});

async function exclude(gateway: TestGateway, input: ExcludeFromLiveKitInput) {
  const { data, errors } = await gateway.send(ExcludeMutation, { input }, gateway.superuser);
  if (!data) throw new Error(errors[0]?.message);
  return data.excludeFromLiveKit;
}

const end = (gateway: TestGateway, id: string) =>
  gateway.send(EndExclusionMutation, { input: { id } }, gateway.superuser);

type Headers = Readonly<Record<string, string>>;

const ask = (gateway: TestGateway, headers: Headers, room: string, identity?: string) =>
  gateway.send(RoomTokenMutation, { input: { room, ...(identity && { identity }) } }, headers);

async function expectExcluded(answer: ReturnType<typeof ask>): Promise<void> {
  const refused = await answer;
  expect(refused.status).toBe(403);
  expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'EXCLUDED' });
}

async function expectGiven(answer: ReturnType<typeof ask>): Promise<void> {
  expect((await answer).errors).toEqual([]);
}

test('an identity is refused in its room, whoever asks, and to the letter', async ({ gateway }) => {
  const room = uniqueName('room');
  const [first, second] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  const again = await liveKitAgent(gateway, ['livekit.join'], first.name);
  const { exclusion } = await exclude(gateway, { identity: 'eve', room, durationSeconds: 600 });
  for (const { headers } of [first, second, again, { headers: gateway.superuser }]) {
    await expectExcluded(ask(gateway, headers, room, 'eve'));
    for (const other of ['Eve', 'eve ', '%65ve', 'eve2']) {
      await expectGiven(ask(gateway, headers, room, other));
    }
    await expectGiven(ask(gateway, headers, `${room}-2`, 'eve'));
  }
  await expectExcluded(ask(replica, second.headers, room, 'eve'));
  const refused = await ask(gateway, first.headers, room, 'eve');
  expect(refused.errors[0]?.message).toBe(
    `This participant was excluded and gets no room token until ${String(exclusion.endsAt)}.`,
  );
  expect(firstError(refused)).toMatchObject({ excludedUntil: exclusion.endsAt });
});

test('an agent is refused in one room or in all, under every identity and by every token', async ({
  gateway,
}) => {
  const room = uniqueName('room');
  const agent = await liveKitAgent(gateway);
  const other = await liveKitAgent(gateway);
  await exclude(gateway, { agent: agent.name, room });
  await expectExcluded(ask(gateway, agent.headers, room));
  await expectExcluded(ask(replica, agent.headers, room, 'ada'));
  await expectGiven(ask(gateway, agent.headers, uniqueName('room')));
  const renewed = await liveKitAgent(gateway, ['livekit.join'], agent.name);
  await expectExcluded(ask(gateway, renewed.headers, room));
  await exclude(gateway, { agent: agent.name });
  await expectExcluded(ask(gateway, renewed.headers, uniqueName('room')));
  await expectGiven(ask(gateway, other.headers, room, 'ada'));
});

test('a user is refused everywhere, and others of its issuer are not', async ({ gateway }) => {
  const issue = (issuer: string, subject: string) => {
    const user: RoomUser = { issuer, subject, claims: {}, policy: DEFAULT_ROOM_POLICY };
    const caller = { actor: gatewayActor, agent: undefined, user };
    const order = { room: uniqueName('room'), identity: subject };
    return gateway.app.services.roomTokens.issue(order, caller);
  };
  const [issuer, other] = ['https://login.example.com', 'https://other.example.com'];
  const { exclusion } = await exclude(gateway, { user: { issuer, subject: 'u1' } });
  expect(exclusion).toMatchObject({ user: { issuer, subject: 'u1' }, endsAt: null, room: null });
  await expect(issue(issuer, 'u1')).rejects.toMatchObject({ reason: 'EXCLUDED' });
  await issue(issuer, 'u2');
  await issue(other, 'u1');
  await exclude(gateway, { user: { subject: 'u1' } });
  await expect(issue(other, 'u1')).rejects.toMatchObject({ reason: 'EXCLUDED' });
});

test('an exclusion ends by itself, or when a superuser ends it', async ({ gateway }) => {
  const room = uniqueName('room');
  const { headers } = await liveKitAgent(gateway);
  await exclude(gateway, { identity: 'eve', room, durationSeconds: 600 });
  gateway.clock.advance(601);
  await expectGiven(ask(gateway, headers, room, 'eve'));
  const { exclusion } = await exclude(gateway, { identity: 'eve', room, reason: 'rude' });
  await expectExcluded(ask(gateway, headers, room, 'eve'));
  expect((await end(gateway, exclusion.id)).errors).toEqual([]);
  await expectGiven(ask(replica, headers, room, 'eve'));
  expect(firstError(await end(gateway, exclusion.id)).code).toBe('NOT_FOUND');
  const { data } = await gateway.send(AuditEventsQuery, {}, gateway.superuser);
  const events = data?.auditEvents.nodes.filter(({ details }) => details.includes(exclusion.id));
  expect(events?.map(({ action }) => action).sort()).toEqual([
    'ROOM_EXCLUSION_CREATED',
    'ROOM_EXCLUSION_ENDED',
  ]);
  expect(JSON.parse(events?.[0]?.details ?? '')).toMatchObject({ room, reason: 'rude' });
  gateway.clock.advance(-601);
});

test('excluding again holds for the longer of both times, and is one exclusion', async ({
  gateway,
}) => {
  const target = { identity: 'eve', room: uniqueName('room') };
  const first = await exclude(gateway, { ...target, durationSeconds: 600 });
  const shorter = await exclude(gateway, { ...target, durationSeconds: 60 });
  expect(shorter.exclusion).toEqual(first.exclusion);
  const longer = await exclude(gateway, { ...target });
  expect(longer.exclusion).toEqual({ ...first.exclusion, endsAt: null });
});

test('exclusions are listed by pages, of an agent or a room', async ({ gateway }) => {
  const room = uniqueName('room');
  const { name: agent } = await liveKitAgent(gateway);
  for (const identity of ['a', 'b', 'c']) await exclude(gateway, { identity, room });
  await exclude(gateway, { agent, room });
  const page = async (variables: object) =>
    (await gateway.send(ExclusionsQuery, variables, gateway.superuser)).data?.liveKitExclusions;
  expect(await page({ agent })).toMatchObject({ totalCount: 1, nodes: [{ agentName: agent }] });
  const first = await page({ room, first: 3 });
  expect(first?.totalCount).toBe(4);
  const rest = await page({ room, first: 3, after: first?.pageInfo.endCursor ?? null });
  expect(rest?.pageInfo.hasNextPage).toBe(false);
  const all = [...(first?.nodes ?? []), ...(rest?.nodes ?? [])];
  expect(new Set(all.map(({ identity }) => identity))).toEqual(new Set(['a', 'b', 'c', null]));
});

test.for<[ExcludeFromLiveKitInput, string]>([
  [{}, 'input.agent'],
  [{ agent: 'a', identity: 'b', room: 'r' }, 'input.agent'],
  [{ identity: 'b' }, 'input.room'],
  [{ identity: '', room: 'r' }, 'input.identity'],
  [{ user: { subject: '' } }, 'input.user.subject'],
  [{ identity: 'b', room: 'r', durationSeconds: 0 }, 'input.durationSeconds'],
  [{ identity: 'b', room: 'r', durationSeconds: 31_622_401 }, 'input.durationSeconds'],
])('%j is refused for %s', async ([input, argument], { gateway }) => {
  const refused = await gateway.send(ExcludeMutation, { input }, gateway.superuser);
  expect(firstError(refused)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

test('an agent that is not there cannot be excluded', async ({ gateway }) => {
  const input = { agent: uniqueName() };
  const refused = await gateway.send(ExcludeMutation, { input }, gateway.superuser);
  expect(firstError(refused).code).toBe('NOT_FOUND');
});

test('the token endpoint and join-room say that somebody is excluded, and until when', async ({
  gateway,
}) => {
  const agent = await liveKitAgent(gateway);
  const { exclusion } = await exclude(gateway, { agent: agent.name, durationSeconds: 600 });
  const response = await fetch(`${gateway.url}/livekit/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...agent.headers },
    body: JSON.stringify({ room_name: 'r' }),
  });
  expect(response.status).toBe(403);
  const { errors } = (await response.json()) as { errors: ErrorBody[] };
  expect(errors[0]?.extensions).toMatchObject({ reason: 'EXCLUDED' });
  const host = await transports[0]?.connect(gateway, agent.name);
  const called = await host?.call('join-room', { room: 'r' });
  expect(called?.problem).toMatchObject({ code: 'FORBIDDEN', reason: 'EXCLUDED' });
  expect(called?.spoken).toContain(`gets no room token until ${String(exclusion.endsAt)}`);
});

test('whoever is inside is taken out with the exclusion, where that is asked for', async ({
  gateway,
  liveKit,
}) => {
  const [room, elsewhere] = [uniqueName('room'), uniqueName('room')];
  const agent = await liveKitAgent(gateway);
  const enter = async (headers: Headers, into: string, identity: string) =>
    liveKit.join((await roomToken(gateway, headers, { room: into, identity })).roomToken);
  const inside = await enter(agent.headers, room, 'ada');
  const stays = await enter(agent.headers, elsewhere, 'ada');
  const guest = await enter(gateway.superuser, room, 'guest');
  const there = { room, identity: 'ada', outcome: 'REMOVED' };
  const order = { room, removeFromRooms: true };
  expect((await exclude(gateway, { ...order, agent: agent.name })).roomRemovals).toEqual([there]);
  await inside.ended;
  const second = await exclude(gateway, { ...order, identity: 'guest' });
  expect(second.roomRemovals).toEqual([{ ...there, identity: 'guest' }]);
  await guest.ended;
  const { data } = await gateway.send(ParticipantsQuery, { room: elsewhere }, gateway.superuser);
  expect(data?.liveKitParticipants.totalCount).toBe(1);
  await stays.leave();
});

test('a room token that was being issued during the exclusion is refused or reached', async ({
  gateway,
}) => {
  for (let round = 0; round < 8; round += 1) {
    const room = uniqueName('room');
    const agent = await liveKitAgent(gateway);
    const asked = Array.from({ length: 8 }, (_, index) =>
      ask(index % 2 === 0 ? gateway : replica, agent.headers, room, `p${String(index)}`),
    );
    const made = await exclude(gateway, { agent: agent.name, room, removeFromRooms: true });
    const handedOut = (await Promise.all(asked)).flatMap(({ data }) =>
      data ? [data.liveKitRoomToken.identity] : [],
    );
    const reached = made.roomRemovals?.map(({ identity }) => identity) ?? [];
    expect(reached.sort()).toEqual(handedOut.sort());
  }
});

test('exclusions that are over are forgotten', async ({ gateway }) => {
  const room = uniqueName('room');
  await exclude(gateway, { identity: 'eve', room, durationSeconds: 600 });
  const count = () =>
    withSql(gateway.database, (sql) => sql`select 1 from room_exclusions where room = ${room}`);
  expect(await count()).toHaveLength(1);
  gateway.clock.advance(3600);
  await roomToken(gateway, gateway.superuser, { room });
  await expect.poll(count).toHaveLength(0);
  gateway.clock.advance(-3600);
});
