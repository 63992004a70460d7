import { expect } from 'vitest';

import type { RoomUser } from '../../../src/livekit/room-tokens/caller.js';
import { gatewayActor } from '../../../src/platform/actor.js';
import { DEFAULT_ROOM_POLICY } from '../../../src/providers/room-policy.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import {
  liveKitAgent,
  liveKitTest,
  roomToken,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation, RoomTokenMutation } from '../../support/livekit/operations.js';
import { tellGateway } from '../../support/livekit/webhooks.js';
import { firstError, uniqueName, withSql } from '../../support/tokens.js';

const test = liveKitTest();

/** An agent with patterns of identities, to which the gateway gave one in a new room. */
async function desk(gateway: TestGateway, identities = ['desk-*']) {
  const agent = await liveKitAgent(gateway);
  await setIdentities(gateway, agent, identities);
  const { room, identity } = await roomToken(gateway, agent.headers, { room: uniqueName('room') });
  return { agent, room, identity };
}

async function setIdentities(gateway: TestGateway, { name }: LiveKitAgent, identities: string[]) {
  const input = { agent: name, liveKitPolicy: { identities } };
  const { errors } = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  expect(errors).toEqual([]);
}

async function mayTake(
  gateway: TestGateway,
  headers: LiveKitAgent['headers'],
  input: { room: string; identity: string },
): Promise<boolean> {
  const answer = await gateway.send(RoomTokenMutation, { input }, headers);
  if (answer.data) return true;
  expect(firstError(answer)).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'OUTSIDE_POLICY',
    argument: 'input.identity',
  });
  return false;
}

function issueToUser(gateway: TestGateway, subject: string, room: string, identity: string) {
  const issuer = 'https://login.example.com';
  const user: RoomUser = { issuer, subject, claims: {}, policy: DEFAULT_ROOM_POLICY };
  const caller = { actor: gatewayActor, agent: undefined, user };
  return gateway.app.services.roomTokens.issue({ room, identity }, caller);
}

test('an identity that was made from an agent’s policy is no other agent’s', async ({
  gateway,
}) => {
  const { agent, room, identity } = await desk(gateway);
  expect(identity).toMatch(/^desk-[0-9a-f]{18}$/);
  const other = await liveKitAgent(gateway);
  expect(await mayTake(gateway, other.headers, { room, identity })).toBe(false);
  // Without webhooks nobody knows whether it has left.
  gateway.clock.advance(24 * 3600);
  const later = await liveKitAgent(gateway);
  expect(await mayTake(gateway, later.headers, { room, identity })).toBe(false);
  gateway.clock.advance(-24 * 3600);
  expect(await mayTake(gateway, agent.headers, { room, identity })).toBe(true);
  expect(await mayTake(gateway, other.headers, { room: `${room}-2`, identity })).toBe(true);
  expect(await mayTake(gateway, other.headers, { room, identity: identity.slice(0, -1) })).toBe(
    true,
  );
  expect(await mayTake(gateway, gateway.superuser, { room, identity })).toBe(true);
});

test('it is free when its participant has left and its room token is over', async ({
  gateway,
  liveKit,
}) => {
  const { room, identity } = await desk(gateway);
  const other = await liveKitAgent(gateway);
  for (const event of ['participant_joined', 'participant_left'] as const) {
    await tellGateway(gateway, liveKit, { event, room, identity, sid: 'PA_1' });
  }
  expect(await mayTake(gateway, other.headers, { room, identity })).toBe(false);
  gateway.clock.advance(7 * 3600);
  expect(await mayTake(gateway, other.headers, { room, identity })).toBe(true);
  gateway.clock.advance(-7 * 3600);
});

test('an agent may take it whose policy names it', async ({ gateway }) => {
  const { room, identity } = await desk(gateway);
  const other = await liveKitAgent(gateway);
  await setIdentities(gateway, other, ['desk-*', '*']);
  expect(await mayTake(gateway, other.headers, { room, identity })).toBe(false);
  await setIdentities(gateway, other, [identity]);
  expect(await mayTake(gateway, other.headers, { room, identity })).toBe(true);
});

test('identities that agents chose themselves stay free, and so do those of a policy', async ({
  gateway,
}) => {
  const room = uniqueName('room');
  const [first, second] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  for (const { headers } of [first, second, first]) {
    expect(await mayTake(gateway, headers, { room, identity: 'alice' })).toBe(true);
  }
  const kiosk = await desk(gateway, ['kiosk']);
  expect(kiosk.identity).toBe('kiosk');
  expect(await mayTake(gateway, first.headers, { room: kiosk.room, identity: 'kiosk' })).toBe(true);
});

test('agents and users do not take each other’s identities, nor users those of users', async ({
  gateway,
}) => {
  const room = uniqueName('room');
  const agent = await liveKitAgent(gateway);
  await issueToUser(gateway, 'u1', room, 'ada');
  await issueToUser(gateway, 'u1', room, 'ada');
  expect(await mayTake(gateway, agent.headers, { room, identity: 'ada' })).toBe(false);
  const refusal = { code: 'FORBIDDEN', reason: 'IDENTITY_TAKEN' };
  await expect(issueToUser(gateway, 'u2', room, 'ada')).rejects.toMatchObject(refusal);
  expect(await mayTake(gateway, agent.headers, { room, identity: 'bob' })).toBe(true);
  await expect(issueToUser(gateway, 'u2', room, 'bob')).rejects.toMatchObject(refusal);
  await issueToUser(gateway, 'u2', room, 'eve');
  await setIdentities(gateway, agent, ['ada']);
  expect(await mayTake(gateway, agent.headers, { room, identity: 'ada' })).toBe(true);
});

test('several who ask for the identity at the same time are told apart', async ({ gateway }) => {
  const { agent, room, identity } = await desk(gateway);
  const other = await liveKitAgent(gateway);
  const asked = Array.from({ length: 10 }, (_, at) =>
    mayTake(gateway, (at % 2 === 0 ? agent : other).headers, { room, identity }),
  );
  expect(await Promise.all(asked)).toEqual(asked.map((_, at) => at % 2 === 0));
});

test('one of several users gets an identity that all ask for at the same time', async ({
  gateway,
  liveKit,
}) => {
  const { clock, database } = gateway;
  const replica = await startGateway({ database, clock, env: liveKit.env });
  try {
    for (let round = 0; round < 10; round += 1) {
      const room = uniqueName('room');
      // What comes behind this one is written down together.
      const first = issueToUser(gateway, 'u0', room, 'other');
      const asked = [gateway, gateway, replica, replica].map((at, index) =>
        issueToUser(at, `u${String(index)}`, room, 'ada'),
      );
      const answers = await Promise.allSettled(asked);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await first;
    }
  } finally {
    await replica.stop();
  }
});

test('one who came back by a newer room token and has left is known to have left', async ({
  gateway,
  liveKit,
}) => {
  const room = uniqueName('room');
  const { headers } = await liveKitAgent(gateway);
  const place = { room, identity: 'ada' };
  const after = (seconds: number) => new Date(gateway.clock.now().getTime() + seconds * 1000);
  const tell = (event: 'participant_joined' | 'participant_left', sid: string, joinedAt: Date) =>
    tellGateway(gateway, liveKit, { ...place, event, sid, joinedAt });
  await roomToken(gateway, headers, place);
  // Their own instants are whole seconds, by which the newest is told.
  await withSql(
    gateway.database,
    (sql) => sql`update room_admissions set issued_at = issued_at - interval '9 s'
      where room = ${room}`,
  );
  await tell('participant_joined', 'PA_1', after(1));
  await roomToken(gateway, headers, place);
  await tell('participant_left', 'PA_1', after(1));
  await tell('participant_joined', 'PA_2', after(5));
  await tell('participant_left', 'PA_2', after(5));
  gateway.clock.advance(24 * 3600);
  await issueToUser(gateway, 'u1', room, 'ada');
  gateway.clock.advance(-24 * 3600);
});
