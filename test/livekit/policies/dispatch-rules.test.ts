import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';

import type { RoomPolicyChanges } from '../../../src/providers/room-policy.js';
import type { LiveKitAgentDispatchInput } from '../../generated/graphql.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import {
  dispatchingAgent,
  liveKitAgent,
  liveKitTest,
  roomToken,
  setPolicy,
  type LiveKitAgent,
} from '../../support/livekit/gateway.js';
import {
  DispatchAgentMutation,
  DispatchesQuery,
  RoomTokenMutation,
} from '../../support/livekit/operations.js';
import { ViewerQuery } from '../../support/operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

/** An agent of which only this is said. */
async function agentWith(
  gateway: TestGateway,
  policy: RoomPolicyChanges,
  scopes: readonly string[] = ['livekit.join', 'livekit.admin'],
): Promise<LiveKitAgent> {
  const agent = await liveKitAgent(gateway, scopes);
  await setPolicy(gateway, agent, policy);
  return agent;
}

const ask = (
  gateway: TestGateway,
  agentDispatch: LiveKitAgentDispatchInput[],
  { headers }: LiveKitAgent,
) =>
  gateway.send(
    RoomTokenMutation,
    { input: { room: 'support', identity: 'ada', agentDispatch } },
    headers,
  );

/** What a room token dispatches. */
async function dispatched(
  gateway: TestGateway,
  agentDispatch: LiveKitAgentDispatchInput[],
  { headers }: LiveKitAgent,
): Promise<unknown> {
  const input = { room: 'support', identity: 'ada', agentDispatch };
  const token = await roomToken(gateway, headers, input);
  const { roomConfig } = decodeJwt<{ roomConfig?: { agents?: unknown } }>(token.roomToken);
  return roomConfig?.agents;
}

describe('an agent of which nothing was said', () => {
  test('dispatches nobody, neither with a room token nor into an open room', async ({
    gateway,
    liveKit,
  }) => {
    const agent = await liveKitAgent(gateway, ['livekit.join', 'livekit.admin']);
    const orders = [
      [{ agentName: 'helper' }],
      [{ metadata: 'm' }],
      [{ deployment: 'blue' }],
      [{ attributes: [{ name: 'tier', value: 'gold' }] }],
      [{}, {}],
    ];
    for (const order of orders) {
      const refused = await ask(gateway, order, agent);
      expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_POLICY' });
    }
    const room = uniqueName('room');
    await liveKit.openRoom(room);
    for (const order of [{ agentName: 'helper' }, {}]) {
      const input = { room, ...order };
      const refused = await gateway.send(DispatchAgentMutation, { input }, agent.headers);
      expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_POLICY' });
    }
  });

  test('names the workers without a name, whom LiveKit sends in by itself', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    expect(await dispatched(gateway, [{ agentName: '' }], agent)).toEqual([{}]);
  });
});

describe('an agent with dispatch rules', () => {
  test('dispatches whom they name, who is told what they say', async ({ gateway }) => {
    const agent = await agentWith(gateway, {
      dispatchRules: [
        {
          agentName: 'helper',
          deployment: 'blue',
          metadata: '{"desk":"{{agent}}","who":"{{identity}} in {{room}}"}',
          attributes: [{ name: 'room', value: '{{room}}' }],
        },
      ],
    });
    const told = {
      agentName: 'helper',
      deployment: 'blue',
      metadata: JSON.stringify({ desk: agent.name, who: 'ada in support' }),
      attributes: { room: 'support' },
    };
    expect(await dispatched(gateway, [{ agentName: 'helper' }], agent)).toEqual([told]);
    const { attributes, ...same } = told;
    const said = { ...same, attributes: [{ name: 'room', value: attributes.room }] };
    expect(await dispatched(gateway, [said], agent)).toEqual([told]);
  });

  test.for<[what: string, order: LiveKitAgentDispatchInput, argument: string]>([
    ['another agent', { agentName: 'root' }, 'input.agentDispatch'],
    ['a name in another case', { agentName: 'Helper' }, 'input.agentDispatch'],
    ['no name', { metadata: 'm' }, 'input.agentDispatch'],
    ['another deployment', { agentName: 'helper', deployment: 'x' }, 'input.agentDispatch'],
    ['other metadata', { agentName: 'helper', metadata: 'x' }, 'input.agentDispatch.metadata'],
    [
      'attributes of its own',
      { agentName: 'helper', attributes: [{ name: 'role', value: 'admin' }] },
      'input.agentDispatch.attributes',
    ],
  ])('cannot say %s', async ([, order, argument], { gateway }) => {
    const agent = await agentWith(gateway, {
      dispatchRules: [{ agentName: 'helper', metadata: 'fixed' }],
    });
    const refused = await ask(gateway, [order], agent);
    expect(refused.status).toBe(403);
    expect(firstError(refused)).toMatchObject({ reason: 'OUTSIDE_POLICY', argument });
  });

  test('cannot use a rule that needs a claim, which agents have none of', async ({ gateway }) => {
    const agent = await agentWith(gateway, {
      dispatchRules: [{ agentName: 'helper', metadata: '{"tenant":"{{claims.tenant}}"}' }],
    });
    const refused = await ask(gateway, [{ agentName: 'helper' }], agent);
    expect(firstError(refused)).toMatchObject({ reason: 'OUTSIDE_POLICY' });
    expect(refused.errors[0]?.message).toContain('{{claims.tenant}}');
  });

  test('says what it likes where a rule leaves that to it', async ({ gateway }) => {
    const agent = await agentWith(gateway, {
      dispatchRules: [{ agentName: 'helper', allowsAnyMetadata: true }],
    });
    const order = { agentName: 'helper', metadata: 'm' };
    expect(await dispatched(gateway, [order], agent)).toEqual([order]);
  });

  test('may do so where it may not configure rooms, and configures none', async ({ gateway }) => {
    const agent = await agentWith(gateway, {
      canConfigureRooms: false,
      dispatchRules: [{ agentName: 'helper' }],
    });
    expect(await dispatched(gateway, [{ agentName: 'helper' }], agent)).toEqual([
      { agentName: 'helper' },
    ]);
  });

  test('is bound by them in an open room, too', async ({ gateway, liveKit }) => {
    const agent = await agentWith(gateway, {
      dispatchRules: [{ agentName: 'helper', metadata: '{{agent}} wants help' }],
    });
    const room = uniqueName('room');
    await liveKit.openRoom(room);
    const send = (order: object) =>
      gateway.send(DispatchAgentMutation, { input: { room, ...order } }, agent.headers);
    const { data } = await send({ agentName: 'helper' });
    expect(data?.dispatchLiveKitAgent.dispatch.metadata).toBe(`${agent.name} wants help`);
    const own = await send({ agentName: 'helper', metadata: 'trust me' });
    expect(firstError(own)).toMatchObject({ reason: 'OUTSIDE_POLICY', argument: 'input.metadata' });
    const other = await send({ agentName: 'root' });
    expect(firstError(other)).toMatchObject({ reason: 'OUTSIDE_POLICY', argument: 'input' });
  });
});

describe('how many of an agent there may be in a room', () => {
  test('is counted in a room token', async ({ gateway }) => {
    const agent = await agentWith(gateway, {
      dispatchRules: [{ agentName: 'helper', maxPerRoom: 2 }],
    });
    const order = { agentName: 'helper' };
    expect(await dispatched(gateway, [order, order], agent)).toHaveLength(2);
    const refused = await ask(gateway, [order, order, order], agent);
    expect(firstError(refused)).toMatchObject({ reason: 'OUTSIDE_POLICY' });
  });

  test('holds for those who ask at the same time, whoever dispatched the others', async ({
    gateway,
    liveKit,
  }) => {
    const room = uniqueName('room');
    await liveKit.openRoom(room);
    const other = await dispatchingAgent(gateway, ['livekit.admin']);
    const agent = await agentWith(gateway, {
      dispatchRules: [{ agentName: 'helper', allowsAnyMetadata: true, maxPerRoom: 3 }],
    });
    const send = (metadata: string, { headers }: LiveKitAgent) =>
      gateway.send(
        DispatchAgentMutation,
        { input: { room, agentName: 'helper', metadata } },
        headers,
      );
    await send('first', other);
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((metadata) => send(metadata, agent)),
    );
    expect(answers.filter(({ data }) => data)).toHaveLength(2);
    const { data } = await gateway.send(DispatchesQuery, { room }, agent.headers);
    const there = data?.liveKitAgentDispatches.nodes.filter((one) => one.agentName === 'helper');
    expect(there).toHaveLength(3);
  });

  test.skipIf(process.env['LIVEKIT_URL'])(
    'binds nobody else who asks for the same at the same time',
    async ({ gateway, liveKit }) => {
      if (!liveKit.faults) throw new Error('This server cannot be told to wait.');
      const room = uniqueName('room');
      await liveKit.openRoom(room);
      const agent = await agentWith(gateway, { dispatchRules: [{ agentName: 'helper' }] });
      const send = (headers: LiveKitAgent['headers'], metadata?: string) =>
        gateway.send(
          DispatchAgentMutation,
          { input: { room, agentName: 'helper', metadata } },
          headers,
        );
      await send(gateway.superuser, 'fills the room');
      liveKit.faults.delayMs = 500;
      const refused = send(agent.headers);
      // By then the agent waits for LiveKit, twice.
      await gateway.send(ViewerQuery, {}, agent.headers);
      const sent = await send(gateway.superuser);
      liveKit.faults.delayMs = 0;
      expect(firstError(await refused)).toMatchObject({ reason: 'OUTSIDE_POLICY' });
      expect(sent.data?.dispatchLiveKitAgent.isNew).toBe(true);
    },
  );

  test('holds for two gateways that know nothing of each other', async ({ gateway, liveKit }) => {
    const room = uniqueName('room');
    await liveKit.openRoom(room);
    const other = await startGateway({ env: liveKit.env });
    try {
      const send = async (at: TestGateway): Promise<unknown> => {
        const agent = await agentWith(at, { dispatchRules: [{ agentName: 'helper' }] });
        const input = { room, agentName: 'helper' };
        const { data } = await at.send(DispatchAgentMutation, { input }, agent.headers);
        return data;
      };
      const sent = (await Promise.all([send(gateway), send(other)])).filter(Boolean);
      const { data } = await gateway.send(DispatchesQuery, { room }, gateway.superuser);
      const there = data?.liveKitAgentDispatches.nodes.filter((one) => one.agentName === 'helper');
      expect(there?.length).toBeLessThanOrEqual(1);
      expect(there).toHaveLength(sent.length);
    } finally {
      await other.stop();
    }
  });
});
