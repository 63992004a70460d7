import { ExternalE2EEKeyProvider } from 'livekit-client';
import { expect } from 'vitest';

import { startGateway, type TestGateway } from '../../support/gateway.js';
import {
  liveKitAgent,
  liveKitTest,
  setPolicy,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import { RoomKeyMutation } from '../../support/livekit/operations.js';
import { tellGateway } from '../../support/livekit/webhooks.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { bearer, createAgentKey, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

type Asked = Pick<LiveKitAgent, 'headers'>;

async function ask(gateway: TestGateway, { headers }: Asked, room: string, ttlSeconds = 60) {
  const answer = await gateway.send(RoomKeyMutation, { input: { room, ttlSeconds } }, headers);
  expect(answer.errors).toEqual([]);
  return answer.data?.liveKitRoomToken;
}

async function keyOf(gateway: TestGateway, agent: Asked, room: string): Promise<string | null> {
  return (await ask(gateway, agent, room))?.e2eeKey ?? null;
}

async function sharing(gateway: TestGateway): Promise<LiveKitAgent> {
  const agent = await liveKitAgent(gateway);
  await setPolicy(gateway, agent, { sharesE2eeKey: true });
  return agent;
}

async function atEndpoint(gateway: TestGateway, headers: Asked['headers'], room: string) {
  const response = await fetch(`${gateway.url}/livekit/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ room_name: room }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Record<string, string>;
}

test('all who share the key of a room have the same, of each room another', async ({ gateway }) => {
  const [one, other] = [await sharing(gateway), await sharing(gateway)];
  const [room, elsewhere] = [uniqueName('room'), uniqueName('room')];
  const key = await keyOf(gateway, one, room);
  expect(key).toMatch(/^itg_ee_[0-9A-Za-z]{49}$/);
  expect(await keyOf(gateway, other, room)).toBe(key);
  expect(await keyOf(gateway, { headers: gateway.superuser }, room)).toBe(key);
  expect(await keyOf(gateway, one, elsewhere)).not.toBe(key);
});

test('an agent whose policy does not share it gets none', async ({ gateway }) => {
  const agent = await liveKitAgent(gateway);
  expect(await keyOf(gateway, agent, uniqueName('room'))).toBeNull();
  expect(await atEndpoint(gateway, agent.headers, 'r')).not.toHaveProperty('e2ee_key');
});

test('the endpoint returns it to agents by token and by key, and to no superuser', async ({
  gateway,
}) => {
  const agent = await sharing(gateway);
  const room = uniqueName('room');
  const key = await keyOf(gateway, agent, room);
  const agentKey = await createAgentKey(gateway, agent.name);
  for (const headers of [agent.headers, bearer(agentKey)]) {
    expect(await atEndpoint(gateway, headers, room)).toMatchObject({ e2ee_key: key });
  }
  expect(await atEndpoint(gateway, gateway.superuser, room)).not.toHaveProperty('e2ee_key');
});

test('LiveKit’s key provider takes it, as it takes that of everybody else', async ({ gateway }) => {
  const room = uniqueName('room');
  const provided = [];
  for (const agent of [await sharing(gateway), await sharing(gateway)]) {
    const provider = new ExternalE2EEKeyProvider();
    await provider.setKey((await keyOf(gateway, agent, room)) ?? '');
    provided.push(provider.getKeys().length);
  }
  expect(provided).toEqual([1, 1]);
});

test('gateways that are asked at the same moment make one key', async ({ gateway, liveKit }) => {
  const { database, clock } = gateway;
  const replica = await startGateway({ database, clock, env: liveKit.env });
  try {
    const agents = await Promise.all(Array.from({ length: 6 }, () => sharing(gateway)));
    const room = uniqueName('room');
    const keys = await Promise.all(
      agents.flatMap((agent) => [keyOf(gateway, agent, room), keyOf(replica, agent, room)]),
    );
    expect(new Set(keys).size).toBe(1);
    expect(keys).not.toContain(null);
  } finally {
    await replica.stop();
  }
});

test('every answer is in the audit log, without the key', async ({ gateway }) => {
  const agent = await sharing(gateway);
  const room = uniqueName('room');
  await keyOf(gateway, agent, room);
  const filter = { agent: agent.name, action: 'ROOM_E2EE_KEY_READ' as const };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  expect(data?.auditEvents.nodes).toMatchObject([
    { tokenId: agent.tokenId, details: JSON.stringify({ room }) },
  ]);
});

test('who may not join is not told the key', async ({ gateway }) => {
  const agent = await sharing(gateway);
  await setPolicy(gateway, agent, { rooms: ['lobby'] });
  const answer = await gateway.send(RoomKeyMutation, { input: { room: 'vault' } }, agent.headers);
  expect(answer.data).toBeNull();
  expect(answer.errors[0]?.extensions.reason).toBe('OUTSIDE_POLICY');
});

test('a room that ended gets a new key once nobody can come by a token of before', async ({
  gateway,
  liveKit,
}) => {
  const agent = await sharing(gateway);
  const room = uniqueName('room');
  const key = await keyOf(gateway, agent, room);
  gateway.clock.advance(1);
  await tellGateway(gateway, liveKit, {
    event: 'room_finished',
    room,
    at: gateway.clock.now(),
  });
  expect(await keyOf(gateway, agent, room)).toBe(key);
  gateway.clock.advance(1);
  await tellGateway(gateway, liveKit, { event: 'room_finished', room, at: gateway.clock.now() });
  // LiveKit itself gives those who are in a room new tokens, good for ten minutes and a leeway.
  gateway.clock.advance(700);
  expect(await keyOf(gateway, agent, room)).not.toBe(key);
});

test('a room that somebody joined after its end keeps its key, however the news come', async ({
  gateway,
  liveKit,
}) => {
  const agent = await sharing(gateway);
  const room = uniqueName('room');
  const key = await keyOf(gateway, agent, room);
  const endedAt = gateway.clock.now();
  gateway.clock.advance(5);
  const joinedAt = gateway.clock.now();
  const joined = { event: 'participant_joined', room, identity: 'late', joinedAt } as const;
  await tellGateway(gateway, liveKit, joined);
  await tellGateway(gateway, liveKit, { event: 'room_finished', room, at: endedAt });
  gateway.clock.advance(24 * 3600);
  expect(await keyOf(gateway, agent, room)).toBe(key);
});

test('without news of a room its key is good for 30 days from its last use', async ({
  gateway,
}) => {
  const agent = await sharing(gateway);
  const room = uniqueName('room');
  const key = await keyOf(gateway, agent, room);
  const days = async (count: number) => {
    gateway.clock.advance(count * 24 * 3600);
    const { headers } = await liveKitAgent(gateway, undefined, agent.name);
    return keyOf(gateway, { headers }, room);
  };
  expect(await days(29)).toBe(key);
  expect(await days(29)).toBe(key);
  expect(await days(31)).not.toBe(key);
});
