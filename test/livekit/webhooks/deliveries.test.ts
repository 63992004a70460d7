import { createHash, randomUUID } from 'node:crypto';

import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { TestGateway } from '../../support/gateway.js';
import {
  liveKitAgent,
  roomToken,
  startLiveKitGateway,
  type LiveKitAgent,
  type LiveKitGateway,
} from '../../support/livekit/gateway.js';
import { RevokeWithRoomsMutation } from '../../support/livekit/operations.js';
import { AuditEventsQuery } from '../../support/operations.js';
import type { ErrorBody } from '../../support/send.js';
import { firstError, uniqueName } from '../../support/tokens.js';

let running: LiveKitGateway;
let gateway: TestGateway;

beforeAll(async () => {
  running = await startLiveKitGateway();
  ({ gateway } = running);
});

afterAll(() => running.stop());

interface Told {
  readonly event: string;
  readonly room: string;
  readonly identity?: string;
  readonly sid?: string;
  /** How many seconds ago the participant joined. */
  readonly age?: number;
}

/**
 * An event as LiveKit's server writes it: protobuf's JSON, where whole numbers of 64 bits are
 * texts.
 */
function bodyOf({ event, room, identity, sid = 'PA_1', age = 0 }: Told): string {
  const joinedAtMs = Date.now() - age * 1000;
  return JSON.stringify({
    event,
    id: `EV_${randomUUID()}`,
    createdAt: String(Math.floor(Date.now() / 1000)),
    room: { sid: 'RM_1', name: room },
    ...(identity === undefined
      ? {}
      : {
          participant: {
            sid,
            identity,
            joinedAt: String(Math.floor(joinedAtMs / 1000)),
            joinedAtMs: String(joinedAtMs),
            aFieldOfTheFuture: true,
          },
        }),
  });
}

async function signatureOf(
  body: string,
  options: { secret?: string; shiftSeconds?: number } = {},
): Promise<string> {
  const { LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = running.liveKit.env;
  const nowSeconds = Math.floor(Date.now() / 1000) + (options.shiftSeconds ?? 0);
  return new SignJWT({ sha256: createHash('sha256').update(body).digest('base64') })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(LIVEKIT_API_KEY)
    .setNotBefore(nowSeconds)
    .setExpirationTime(nowSeconds + 300)
    .sign(new TextEncoder().encode(options.secret ?? LIVEKIT_API_SECRET));
}

async function deliver(body: string, authorization?: string, type = 'application/webhook+json') {
  const response = await fetch(`${gateway.url}/livekit/webhook`, {
    method: 'POST',
    headers: { 'content-type': type, ...(authorization === undefined ? {} : { authorization }) },
    body,
  });
  const { errors = [] } = (await response.json()) as { errors?: ErrorBody[] };
  return { status: response.status, errors };
}

async function tell(told: Told): Promise<void> {
  const body = bodyOf(told);
  expect((await deliver(body, await signatureOf(body))).status).toBe(200);
}

async function eventsOf(agent: LiveKitAgent) {
  const filter = { agent: agent.name };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  return (data?.auditEvents.nodes ?? []).filter(({ action }) => action.startsWith('ROOM_PART'));
}

/** Whom a revocation looks for: those who may be in a room, or may come. */
async function maybePresent({ tokenId: id }: LiveKitAgent): Promise<string[] | undefined> {
  // When every room token is over: whoever is told of then is thought to be inside.
  gateway.clock.advance(7 * 3600);
  const input = { id, removeFromRooms: true };
  const { data } = await gateway.send(RevokeWithRoomsMutation, { input }, gateway.superuser);
  gateway.clock.advance(-7 * 3600);
  return data?.revokeToken.roomRemovals?.map(({ identity }) => identity);
}

async function admitted(identity = 'ada') {
  const agent = await liveKitAgent(gateway);
  const room = uniqueName('room');
  await roomToken(gateway, agent.headers, { room, identity });
  return { agent, room, identity };
}

test('a join and a leave are audited for the agent whose token let the participant in', async () => {
  const { agent, room, identity } = await admitted();
  await tell({ event: 'participant_joined', room, identity });
  await tell({ event: 'participant_left', room, identity });
  const events = await eventsOf(agent);
  expect(events.map(({ action }) => action).sort()).toEqual([
    'ROOM_PARTICIPANT_JOINED',
    'ROOM_PARTICIPANT_LEFT',
  ]);
  for (const event of events) {
    expect(event).toMatchObject({ actorName: 'LiveKit webhook', tokenId: agent.tokenId });
    expect(JSON.parse(event.details)).toMatchObject({ room, identity, participantId: 'PA_1' });
  }
  expect(await maybePresent(agent)).toEqual([]);
});

test('whoever joined and has not left is looked for when the token is revoked', async () => {
  const { agent, room, identity } = await admitted();
  await tell({ event: 'participant_joined', room, identity });
  expect(await maybePresent(agent)).toEqual([identity]);
});

test('the end of an earlier connection does not end a later one, in whatever order they come', async () => {
  const { agent, room, identity } = await admitted();
  await tell({ event: 'participant_joined', room, identity, sid: 'PA_1', age: 60 });
  await tell({ event: 'participant_joined', room, identity, sid: 'PA_2', age: 10 });
  await tell({ event: 'participant_left', room, identity, sid: 'PA_1', age: 60 });
  await tell({ event: 'participant_joined', room, identity, sid: 'PA_0', age: 90 });
  expect(await maybePresent(agent)).toEqual([identity]);
});

test('a leave that overtook its join stands', async () => {
  const { agent, room, identity } = await admitted();
  const joined = bodyOf({ event: 'participant_joined', room, identity, age: 60 });
  const left = joined.replace('participant_joined', 'participant_left').replace('EV_', 'EV_L');
  for (const body of [left, joined]) await deliver(body, await signatureOf(body));
  expect(await maybePresent(agent)).toEqual([]);
});

test('when a room ends nobody is in it any more', async () => {
  const { agent, room, identity } = await admitted();
  await tell({ event: 'participant_joined', room, identity, age: 60 });
  await tell({ event: 'room_finished', room });
  expect(await maybePresent(agent)).toEqual([]);
  const filter = { action: 'ROOM_FINISHED' as const };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  expect(data?.auditEvents.nodes.filter(({ details }) => details.includes(room))).toHaveLength(1);
});

test('an event that is delivered twice is taken in once', async () => {
  const { agent, room, identity } = await admitted();
  const body = bodyOf({ event: 'participant_joined', room, identity });
  for (let time = 0; time < 2; time += 1) {
    expect((await deliver(body, await signatureOf(body))).status).toBe(200);
  }
  expect(await eventsOf(agent)).toHaveLength(1);
});

test('events of no use, and participants whom others let in, do no harm', async () => {
  await tell({ event: 'track_published', room: 'r', identity: 'stranger' });
  await tell({ event: 'participant_joined', room: uniqueName('room'), identity: 'stranger' });
  const body = bodyOf({ event: 'participant_joined', room: 'r' });
  expect((await deliver(body, await signatureOf(body), 'application/json')).status).toBe(200);
});

test('what LiveKit did not sign is refused, and says nothing in the log', async () => {
  const body = bodyOf({ event: 'room_finished', room: 'r' });
  const good = await signatureOf(body);
  const forged = await signatureOf(body, { secret: 'x'.repeat(43) });
  const cases: [string, string | undefined, string][] = [
    [body, undefined, 'MISSING_CREDENTIALS'],
    [body, 'nonsense', 'UNKNOWN'],
    [body, forged, 'UNKNOWN'],
    [`${body} `, good, 'UNKNOWN'],
  ];
  for (const [sent, authorization, reason] of cases) {
    const refused = await deliver(sent, authorization);
    expect([refused.status, firstError(refused).reason]).toEqual([401, reason]);
  }
  expect(gateway.log.join('\n')).not.toContain(forged.split('.')[2]);
});

test.each([
  [600, /LiveKit's clock is [56]\d\d seconds ahead of the gateway's/],
  [-600, /LiveKit's clock is [23]\d\d seconds behind the gateway's/],
])('a clock that is %i seconds off is named', async (shiftSeconds, message) => {
  const body = bodyOf({ event: 'room_finished', room: 'r' });
  const refused = await deliver(body, await signatureOf(body, { shiftSeconds }));
  expect(refused.status).toBe(401);
  expect(firstError(refused).reason).toBe('CLOCK_SKEW');
  expect(refused.errors[0]?.message).toMatch(message);
});

test('a body that is signed and still no event is refused', async () => {
  for (const body of ['', '[', '"text"']) {
    const refused = await deliver(body, await signatureOf(body));
    expect(refused.status).toBe(400);
    expect(firstError(refused).code).toBe('BAD_USER_INPUT');
  }
});
