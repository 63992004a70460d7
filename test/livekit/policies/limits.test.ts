import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';

import { liveKitAgent, liveKitTest, roomToken, setPolicy } from '../../support/livekit/gateway.js';
import { LiveKitPolicyMutation } from '../../support/livekit/operations.js';
import { firstError } from '../../support/tokens.js';

const test = liveKitTest();

describe('attributes', () => {
  test('of the application’s own are free until a policy names some', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    const attributes = [
      { name: 'role', value: 'admin' },
      { name: 'sipper', value: 'tea' },
      { name: 'SIP.phoneNumber', value: 'not LiveKit’s, which tells case apart' },
    ];
    const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room: 'a', attributes });
    expect(Object.keys(decodeJwt<{ attributes: object }>(jwt).attributes)).toHaveLength(3);
  });

  test('that are LiveKit’s own are open to whoever has them by name', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    await setPolicy(gateway, agent, { attributes: ['sip.*', 'lk.publish_on_behalf'] });
    const attributes = [
      { name: 'sip.phoneNumber', value: '+15550100' },
      { name: 'lk.publish_on_behalf', value: 'ada' },
    ];
    const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room: 'a', attributes });
    expect(decodeJwt(jwt)).toMatchObject({ attributes: { 'sip.phoneNumber': '+15550100' } });
  });
});

describe('the lifetime', () => {
  test('is never longer than the policy’s, where nothing is said either', async ({ gateway }) => {
    const agent = await liveKitAgent(gateway);
    await setPolicy(gateway, agent, { maxTtlSeconds: 120 });
    const { roomToken: jwt } = await roomToken(gateway, agent.headers, { room: 'a' });
    const { nbf = 0, exp = 0 } = decodeJwt(jwt);
    expect(exp - nbf).toBe(120);
  });
});

test.for<[what: string, policy: object, argument: string]>([
  ['a lifetime of seconds', { maxTtlSeconds: 59 }, 'maxTtlSeconds'],
  ['a lifetime of days', { maxTtlSeconds: 86_400 }, 'maxTtlSeconds'],
  ['an empty key', { attributes: [''] }, 'attributes'],
  [
    'no such placeholder',
    { dispatchRules: [{ agentName: 'a', metadata: '{{env.HOME}}' }] },
    'dispatchRules.metadata',
  ],
  [
    'half a placeholder',
    { dispatchRules: [{ agentName: 'a', metadata: '{{room' }] },
    'dispatchRules.metadata',
  ],
  [
    'a claim without a name',
    { dispatchRules: [{ agentName: 'a', metadata: '{{claims.}}' }] },
    'dispatchRules.metadata',
  ],
  [
    'none in a room',
    { dispatchRules: [{ agentName: 'a', maxPerRoom: 0 }] },
    'dispatchRules.maxPerRoom',
  ],
  [
    'eleven in a room',
    { dispatchRules: [{ agentName: 'a', maxPerRoom: 11 }] },
    'dispatchRules.maxPerRoom',
  ],
  ['an agent twice', { dispatchRules: [{ agentName: 'a' }, { agentName: 'a' }] }, 'dispatchRules'],
  [
    'both kinds of metadata',
    { dispatchRules: [{ agentName: 'a', metadata: 'm', allowsAnyMetadata: true }] },
    'dispatchRules.allowsAnyMetadata',
  ],
  [
    'a key twice',
    {
      dispatchRules: [
        {
          agentName: 'a',
          attributes: [
            { name: 'k', value: '1' },
            { name: 'k', value: '2' },
          ],
        },
      ],
    },
    'dispatchRules.attributes',
  ],
])('a policy cannot have %s', async ([, liveKitPolicy, part], { gateway }) => {
  const { name } = await liveKitAgent(gateway);
  const input = { agent: name, liveKitPolicy };
  const refused = await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  expect(firstError(refused)).toMatchObject({
    code: 'BAD_USER_INPUT',
    argument: `input.liveKitPolicy.${part}`,
  });
});
