import { AgentDispatchClient } from 'livekit-server-sdk';
import { describe, expect } from 'vitest';

import type { DispatchLiveKitAgentInput } from '../../generated/graphql.js';
import type { TestGateway } from '../../support/gateway.js';
import {
  dispatchingAgent,
  liveKitTest,
  roomToken,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import {
  DeleteDispatchMutation,
  DispatchAgentMutation,
  DispatchesQuery,
} from '../../support/livekit/operations.js';
import type { LiveKitServer } from '../../support/livekit/server.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

let admin: LiveKitAgent;

test.beforeAll(async ({ gateway }) => {
  admin = await dispatchingAgent(gateway, ['livekit.admin']);
});

const dispatch = (gateway: TestGateway, input: DispatchLiveKitAgentInput) =>
  gateway.send(DispatchAgentMutation, { input }, admin.headers);
/** Those that somebody asked for: the room's own to the workers without a name is left out. */
async function list(gateway: TestGateway, room: string) {
  const { data } = await gateway.send(DispatchesQuery, { room }, admin.headers);
  return data?.liveKitAgentDispatches.nodes.filter(({ agentName }) => agentName !== '') ?? [];
}
async function audited(gateway: TestGateway, room: string) {
  const filter = { action: 'ROOM_AGENT_DISPATCHED' as const, agent: admin.name };
  const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  return data?.auditEvents.nodes
    .map(({ details }) => JSON.parse(details) as { room: string; dispatchId: string })
    .filter((details) => details.room === room);
}
const remove = (gateway: TestGateway, room: string, id: string) =>
  gateway.send(DeleteDispatchMutation, { input: { room, id } }, admin.headers);

async function openRoom(liveKit: LiveKitServer): Promise<string> {
  const room = uniqueName('room');
  await liveKit.openRoom(room);
  return room;
}

test('an agent is told everything that a room token can tell it', async ({ gateway, liveKit }) => {
  const room = await openRoom(liveKit);
  const said = {
    room,
    agentName: 'helper',
    metadata: 'hello',
    deployment: 'blue',
    attributes: [{ name: 'tier', value: 'gold' }],
  };
  const { data } = await dispatch(gateway, said);
  expect(data?.dispatchLiveKitAgent).toMatchObject({
    dispatch: { ...said, isOver: false },
    isNew: true,
  });
  const createdAt = data?.dispatchLiveKitAgent.dispatch.createdAt ?? '';
  expect(Date.parse(createdAt)).toBeGreaterThan(Date.now() - 60_000);
});

test('dispatches are listed and taken back, and that is audited', async ({ gateway, liveKit }) => {
  const room = await openRoom(liveKit);
  const closed = { room: uniqueName('room') };
  const none = await gateway.send(DispatchesQuery, closed, admin.headers);
  expect(none.data?.liveKitAgentDispatches).toEqual({ nodes: [], totalCount: 0 });
  for (const agentName of ['one', 'two']) await dispatch(gateway, { room, agentName });
  const nodes = await list(gateway, room);
  expect(nodes.map(({ agentName }) => agentName).sort()).toEqual(['one', 'two']);
  const id = nodes[0]?.id ?? '';
  expect((await remove(gateway, room, id)).data?.deleteLiveKitAgentDispatch).toEqual({ room, id });
  expect(await list(gateway, room)).toHaveLength(1);
  for (const gone of [await remove(gateway, room, id), await remove(gateway, 'closed', id)]) {
    expect(firstError(gone).code).toBe('NOT_FOUND');
  }
  const nul = await remove(gateway, room, 'nul\0');
  expect(firstError(nul)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.id' });
  const filter = { action: 'ROOM_AGENT_DISPATCH_DELETED' as const, agent: admin.name };
  const log = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  expect(log.data?.auditEvents.nodes.map(({ details }) => JSON.parse(details) as unknown)).toEqual([
    { room, dispatchId: id },
  ]);
});

test('the same order sends one agent, another order another one', async ({ gateway, liveKit }) => {
  const room = await openRoom(liveKit);
  const orders: Omit<DispatchLiveKitAgentInput, 'room'>[] = [
    { agentName: 'helper' },
    { agentName: 'helper', metadata: 'm' },
    { agentName: 'helper', deployment: 'blue' },
    { agentName: 'helper', attributes: [{ name: 'a', value: 'b' }] },
  ];
  for (const isNew of [true, false]) {
    for (const order of orders) {
      const { data } = await dispatch(gateway, { room, ...order });
      expect(data?.dispatchLiveKitAgent.isNew).toBe(isNew);
    }
  }
  await Promise.all([1, 2, 3].map(() => dispatch(gateway, { room, agentName: 'crowd' })));
  expect(await list(gateway, room)).toHaveLength(orders.length + 1);
});

test('workers without a name are sent, though every room opens with an order of its own to them', async ({
  gateway,
  liveKit,
}) => {
  const room = await openRoom(liveKit);
  const first = await dispatch(gateway, { room });
  expect(first.data?.dispatchLiveKitAgent).toMatchObject({
    dispatch: { agentName: '' },
    isNew: true,
  });
  const again = await dispatch(gateway, { room, agentName: '', metadata: '' });
  expect(again.data?.dispatchLiveKitAgent).toEqual({
    ...first.data?.dispatchLiveKitAgent,
    isNew: false,
  });
});

test('an order that comes later than a retry would is another one', async ({
  gateway,
  liveKit,
}) => {
  const room = await openRoom(liveKit);
  for (const order of [{ room, agentName: 'helper' }, { room }]) {
    const send = async () => (await dispatch(gateway, order)).data?.dispatchLiveKitAgent.isNew;
    expect([await send(), await send()]).toEqual([true, false]);
    gateway.clock.advance(120);
    const later = await send();
    gateway.clock.advance(-120);
    expect(later).toBe(true);
  }
});

test('what a gateway sent that did not live to write it down is audited by the retry', async ({
  gateway,
  liveKit,
}) => {
  const room = await openRoom(liveKit);
  const { LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET } = liveKit.env;
  const sdk = new AgentDispatchClient(LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET);
  const { id } = await sdk.createDispatch(room, 'helper', { metadata: 'm' });
  for (let time = 0; time < 2; time += 1) {
    const { data } = await dispatch(gateway, { room, agentName: 'helper', metadata: 'm' });
    expect(data?.dispatchLiveKitAgent).toMatchObject({ dispatch: { id }, isNew: false });
  }
  expect(await audited(gateway, room)).toEqual([{ room, dispatchId: id, agentName: 'helper' }]);
});

// A real server cannot be told to fail.
describe.skipIf(process.env['LIVEKIT_URL'])('when LiveKit takes too long', () => {
  const faults = ({ faults: told }: LiveKitServer) => {
    if (!told) throw new Error('This server cannot be told to fail.');
    return told;
  };

  test('whoever waited can ask again, and no second agent comes', async ({ gateway, liveKit }) => {
    const room = await openRoom(liveKit);
    const order = { room, agentName: 'helper' };
    faults(liveKit).dispatchDelayMs = 6_500;
    const late = await dispatch(gateway, order);
    expect(firstError(late)).toMatchObject({
      code: 'UPSTREAM_ERROR',
      reason: 'TIMEOUT',
      retryable: true,
      retryAfterSeconds: 5,
    });
    faults(liveKit).dispatchDelayMs = 0;
    for (let time = 0; time < 2; time += 1) {
      const { data } = await dispatch(gateway, order);
      expect(data?.dispatchLiveKitAgent.isNew).toBe(false);
    }
    expect(await list(gateway, room)).toHaveLength(1);
    expect(await audited(gateway, room)).toHaveLength(1);
  });

  test.for([
    ['deadline_exceeded', 408],
    ['canceled', 408],
    ['aborted', 409],
    ['unavailable', 503],
  ] as const)(
    'and says so itself, by %s, it is retryable',
    async ([code, status], { gateway, liveKit }) => {
      const room = await openRoom(liveKit);
      faults(liveKit).answer = { status, body: JSON.stringify({ code, msg: 'request timed out' }) };
      const failed = await dispatch(gateway, { room, agentName: 'helper' });
      faults(liveKit).answer = undefined;
      expect(firstError(failed)).toMatchObject({
        code: 'UPSTREAM_ERROR',
        reason: code.toUpperCase(),
        retryable: true,
      });
    },
  );

  test('and fails once nobody waits any more, the log has it', async ({ gateway, liveKit }) => {
    const room = uniqueName('room');
    const { roomToken: token } = await roomToken(gateway, gateway.superuser, { room });
    const visit = await liveKit.join(token);
    faults(liveKit).dispatchDelayMs = 6_000;
    const late = await dispatch(gateway, { room, agentName: 'helper' });
    faults(liveKit).dispatchDelayMs = 0;
    expect(firstError(late).reason).toBe('TIMEOUT');
    await visit.leave();
    await expect
      .poll(() => gateway.log.some((line) => line.includes('nobody waited') && line.includes(room)))
      .toBe(true);
  });
});

describe.skipIf(process.env['LIVEKIT_URL'])('a server of the tests', () => {
  test('that does not tell deployments and attributes is asked for the same once', async ({
    gateway,
    liveKit,
  }) => {
    if (!liveKit.faults) throw new Error('This server cannot be told to fail.');
    liveKit.faults.echoesDispatches = false;
    const room = await openRoom(liveKit);
    const helper = { room, agentName: 'helper' };
    const orders: DispatchLiveKitAgentInput[] = [
      { ...helper, deployment: 'blue' },
      { ...helper, attributes: [{ name: 'a', value: 'b' }] },
      helper,
    ];
    for (const isNew of [true, false]) {
      for (const order of orders) {
        const { data } = await dispatch(gateway, order);
        expect(data?.dispatchLiveKitAgent.isNew).toBe(isNew);
      }
    }
    liveKit.faults.echoesDispatches = true;
  });

  test('that answers a dispatch with nonsense is said to', async ({ gateway, liveKit }) => {
    if (!liveKit.faults) throw new Error('This server cannot be told to fail.');
    const room = uniqueName('room');
    liveKit.faults.answer = {
      status: 200,
      body: JSON.stringify({ rooms: [{ name: room }], id: 5 }),
    };
    const failed = await dispatch(gateway, { room, agentName: 'helper' });
    liveKit.faults.answer = undefined;
    expect(firstError(failed)).toMatchObject({
      code: 'UPSTREAM_ERROR',
      reason: 'UNREADABLE_ANSWER',
      retryable: true,
    });
  });
});
