import { TokenVerifier } from 'livekit-server-sdk';
import { describe, expect } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import type { LiveKitApiGrant, LiveKitApiTokenInput } from '../../generated/graphql.js';
import type { TestGateway } from '../../support/gateway.js';
import { liveKitAgent, liveKitTest, type LiveKitAgent } from '../../support/livekit/gateway.js';
import { ExcludeMutation } from '../../support/livekit/exclusion-operations.js';
import { ApiTokenMutation, LiveKitPolicyMutation } from '../../support/livekit/operations.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { firstError } from '../../support/tokens.js';

const test = liveKitTest();

const CALLS = {
  EGRESS: 'Egress/ListEgress',
  INGRESS: 'Ingress/ListIngress',
  SIP_ADMIN: 'SIP/ListSIPOutboundTrunk',
  SIP_CALL: 'SIP/CreateSIPParticipant',
  ROOM_LIST: 'RoomService/ListRooms',
} as const satisfies Record<LiveKitApiGrant, string>;

const ask = (
  gateway: TestGateway,
  input: LiveKitApiTokenInput,
  headers: Readonly<Record<string, string>>,
) => gateway.send(ApiTokenMutation, { input }, headers);

/** An agent whom a superuser has given scopes that no agent has by default. */
async function agentWith(gateway: TestGateway, scopes: string[]): Promise<LiveKitAgent> {
  const { name } = await liveKitAgent(gateway);
  await gateway.app.services.agents.update(name, { scopes }, gatewayActor);
  return liveKitAgent(gateway, scopes, name);
}

describe('a token has one grant alone:', () => {
  test.for<[LiveKitApiGrant, string, object]>([
    ['EGRESS', 'livekit.egress', { video: { roomRecord: true } }],
    ['INGRESS', 'livekit.ingress', { video: { ingressAdmin: true } }],
    ['SIP_ADMIN', 'livekit.sip.admin', { sip: { admin: true } }],
    ['SIP_CALL', 'livekit.sip.call', { sip: { call: true } }],
    ['ROOM_LIST', 'livekit.list', { video: { roomList: true } }],
  ])('%s, by the scope %s', async ([grant, scope, claims], { gateway, liveKit }) => {
    const { headers } = await agentWith(gateway, [scope]);
    const { data } = await ask(gateway, { grants: [grant, grant] }, headers);
    const issued = data?.liveKitApiToken;
    const { LIVEKIT_API_KEY: iss, LIVEKIT_API_SECRET } = liveKit.env;
    const verified = await new TokenVerifier(iss, LIVEKIT_API_SECRET).verify(
      issued?.apiToken ?? '',
    );
    const { nbf = 0, exp = 0 } = verified;
    expect(verified).toEqual({ iss, nbf, exp: nbf + 600, ...claims });
    expect(Date.parse(issued?.issuedAt ?? '')).toBe(nbf * 1000);
    expect(Date.parse(issued?.expiresAt ?? '')).toBe(exp * 1000);
    expect(issued?.serverUrl).toMatch(/^http/);
    expect(issued?.grants).toEqual([grant]);
    const others = Object.keys(CALLS).filter((one) => one !== grant) as LiveKitApiGrant[];
    const refused = await ask(gateway, { grants: [grant, others[0] ?? grant] }, headers);
    expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' });
    // What a real server answers to a call depends on what it has set up.
    if (!liveKit.faults) return;
    for (const [one, path] of Object.entries(CALLS)) {
      const response = await fetch(`${issued?.serverUrl ?? ''}/twirp/livekit.${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${issued?.apiToken ?? ''}`,
          'content-type': 'application/json',
        },
        body: '{}',
      });
      expect([one, response.status]).toEqual([one, one === grant ? 200 : 401]);
    }
  });
});

test('agents whose policy does not allow every room get none', async ({ gateway }) => {
  const agent = await agentWith(gateway, ['livekit.list']);
  const policy = { agent: agent.name, liveKitPolicy: { rooms: ['mine-*'] } };
  await gateway.send(LiveKitPolicyMutation, { input: policy }, gateway.superuser);
  const refused = await ask(gateway, { grants: ['ROOM_LIST'] }, agent.headers);
  expect(firstError(refused)).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'OUTSIDE_POLICY',
    argument: 'input.grants',
  });
  expect(refused.errors[0]?.message).toContain('every room');
});

test('the scopes of before give none', async ({ gateway }) => {
  const { headers } = await liveKitAgent(gateway, ['livekit.join', 'livekit.admin']);
  for (const grant of Object.keys(CALLS) as LiveKitApiGrant[]) {
    const refused = await ask(gateway, { grants: [grant] }, headers);
    expect(firstError(refused)).toMatchObject({ reason: 'INSUFFICIENT_SCOPE' });
  }
});

test.for<[LiveKitApiTokenInput, string]>([
  [{ grants: [] }, 'input.grants'],
  [{ grants: ['EGRESS'], ttlSeconds: 59 }, 'input.ttlSeconds'],
  [{ grants: ['EGRESS'], ttlSeconds: 3601 }, 'input.ttlSeconds'],
])('bad input is refused: %j', async ([input, argument], { gateway }) => {
  const refused = await ask(gateway, input, gateway.superuser);
  expect(firstError(refused)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

test('it is audited, and in no log', async ({ gateway }) => {
  const { name, headers } = await agentWith(gateway, ['livekit.egress', 'livekit.list']);
  const input = { grants: ['EGRESS' as const, 'ROOM_LIST' as const], ttlSeconds: 60 };
  const { data } = await ask(gateway, input, headers);
  const filter = { action: 'LIVEKIT_API_TOKEN_ISSUED' as const, agent: name };
  const log = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
  expect(log.data?.auditEvents.nodes.map(({ details }) => JSON.parse(details) as unknown)).toEqual([
    { grants: 'EGRESS ROOM_LIST', expiresAt: expect.any(String) as string },
  ]);
  const [, , signature = ''] = data?.liveKitApiToken.apiToken.split('.') ?? [];
  expect(gateway.log.join('\n')).not.toContain(signature);
});

test('an agent that is excluded from every room gets none', async ({ gateway }) => {
  const { name, headers } = await agentWith(gateway, ['livekit.ingress']);
  const exclude = (room: string | null) =>
    gateway.send(ExcludeMutation, { input: { agent: name, room } }, gateway.superuser);
  await exclude('one-room');
  expect((await ask(gateway, { grants: ['INGRESS'] }, headers)).errors).toEqual([]);
  await exclude(null);
  const refused = await ask(gateway, { grants: ['INGRESS'] }, headers);
  expect(firstError(refused)).toMatchObject({ code: 'FORBIDDEN', reason: 'EXCLUDED' });
});
