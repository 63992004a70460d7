import { expect } from 'vitest';

import { liveKitAgent, liveKitTest, roomToken } from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation, ParticipantQuery } from '../../support/livekit/operations.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

test('an agent learns whether a participant of an identity is in the room', async ({
  gateway,
  liveKit,
}) => {
  const { headers } = await liveKitAgent(gateway);
  const where = { room: uniqueName('room'), identity: 'ada' };
  const ask = async () => (await gateway.send(ParticipantQuery, where, headers)).data;
  expect(await ask()).toEqual({ liveKitParticipant: null });
  const visit = await liveKit.join((await roomToken(gateway, headers, where)).roomToken);
  expect(await ask()).toMatchObject({ liveKitParticipant: { identity: 'ada' } });
  await visit.leave();
  await expect.poll(ask).toEqual({ liveKitParticipant: null });
});

test('without an identity it is the agent’s own participant', async ({ gateway, liveKit }) => {
  const agent = await liveKitAgent(gateway);
  const other = await liveKitAgent(gateway);
  const room = uniqueName('room');
  const { roomToken: token, identity } = await roomToken(gateway, agent.headers, { room });
  const visit = await liveKit.join(token);
  const found = await gateway.send(ParticipantQuery, { room }, agent.headers);
  expect(found.data?.liveKitParticipant?.identity).toBe(identity);
  const elsewhere = await gateway.send(ParticipantQuery, { room }, other.headers);
  expect(elsewhere.data).toEqual({ liveKitParticipant: null });
  await visit.leave();
});

test.for([[['front-1']], [['kiosk-*']]])(
  'nor with an identity that came from the policy %j',
  async ([identities], { gateway, liveKit }) => {
    const [agent, other] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
    for (const { name } of [agent, other]) {
      const input = { agent: name, liveKitPolicy: { identities: identities ?? [] } };
      await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
    }
    const room = uniqueName('room');
    const find = async ({ headers }: typeof agent) =>
      (await gateway.send(ParticipantQuery, { room }, headers)).data?.liveKitParticipant?.identity;
    const { roomToken: token, identity } = await roomToken(gateway, agent.headers, { room });
    const visit = await liveKit.join(token);
    expect(await find(agent)).toBe(identity);
    // Whoever has the same fixed identity would put the first one out.
    expect(await find(other)).toBe(identity === 'front-1' ? identity : undefined);
    await visit.leave();
  },
);

test('an agent looks for nobody whose room token it would not get', async ({ gateway }) => {
  const agent = await liveKitAgent(gateway);
  const input = { agent: agent.name, liveKitPolicy: { rooms: ['lobby'] } };
  await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  const refused = await gateway.send(ParticipantQuery, { room: 'vault' }, agent.headers);
  expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_POLICY' });
  const other = await liveKitAgent(gateway);
  const foreign = { room: 'lobby', identity: other.name };
  const answer = await gateway.send(ParticipantQuery, foreign, agent.headers);
  expect(firstError(answer)).toMatchObject({ code: 'FORBIDDEN', reason: 'OUTSIDE_POLICY' });
});
