import { LiveKitAPI } from 'livekit-server-sdk';
import { describe, expect } from 'vitest';

import { gatewayActor } from '../../../src/platform/actor.js';
import type { LiveKitApiGrant } from '../../generated/graphql.js';
import { gatewayTest } from '../../support/gateway.js';
import { liveKitAgent, liveKitTest, roomToken } from '../../support/livekit/gateway.js';
import { ApiTokenMutation } from '../../support/livekit/operations.js';
import { firstError } from '../../support/tokens.js';

const test = liveKitTest({ env: { ROOM_TOKENS_PER_MINUTE: '5' } });
const withoutProject = gatewayTest();

/** A call for which the grant is enough. */
const CALLS: Readonly<Record<LiveKitApiGrant, (api: LiveKitAPI) => Promise<unknown>>> = {
  EGRESS: (api) => api.egress.listEgress(),
  INGRESS: (api) => api.ingress.listIngress({}),
  SIP_ADMIN: (api) => api.sip.listSipOutboundTrunk(),
  SIP_CALL: (api) => api.sip.createSipParticipant('ST_1', '+15105550100', 'r'),
  ROOM_LIST: (api) => api.room.listRooms(),
};
const GRANTS = Object.keys(CALLS) as LiveKitApiGrant[];

// What a real server answers depends on what it has set up.
describe.skipIf(process.env['LIVEKIT_URL'])('the clients of the SDK need no secret', () => {
  test('and one token with every grant is enough for all of them', async ({ gateway }) => {
    const input = { grants: GRANTS };
    const { data } = await gateway.send(ApiTokenMutation, { input }, gateway.superuser);
    const { serverUrl: host = '', apiToken: token = '' } = data?.liveKitApiToken ?? {};
    const api = new LiveKitAPI({ host, token });
    for (const call of Object.values(CALLS)) await call(api);
  });

  test('and are refused what the token has no grant for', async ({ gateway }) => {
    const input = { grants: ['EGRESS' as const] };
    const { data } = await gateway.send(ApiTokenMutation, { input }, gateway.superuser);
    const { serverUrl: host = '', apiToken: token = '' } = data?.liveKitApiToken ?? {};
    const api = new LiveKitAPI({ host, token });
    const answers = await Promise.allSettled(GRANTS.map((grant) => CALLS[grant](api)));
    const allowed = GRANTS.filter((_, index) => answers[index]?.status === 'fulfilled');
    expect(allowed).toEqual(['EGRESS']);
  });
});

test('they count towards the limit of room tokens', async ({ gateway }) => {
  const { name } = await liveKitAgent(gateway);
  const scopes = ['livekit.join', 'livekit.list'];
  await gateway.app.services.agents.update(name, { scopes }, gatewayActor);
  const { headers } = await liveKitAgent(gateway, scopes, name);
  const ask = () =>
    gateway.send(ApiTokenMutation, { input: { grants: ['ROOM_LIST' as const] } }, headers);
  for (let time = 0; time < 2; time += 1) await roomToken(gateway, headers, { room: 'r' });
  for (let time = 0; time < 3; time += 1) expect((await ask()).errors).toEqual([]);
  const refused = await ask();
  expect(refused.status).toBe(429);
  expect(firstError(refused)).toMatchObject({
    code: 'RATE_LIMITED',
    reason: 'TOO_MANY_ROOM_TOKENS',
  });
});

withoutProject('without a LiveKit project the settings are named', async ({ gateway }) => {
  const input = { grants: ['EGRESS' as const] };
  const refused = await gateway.send(ApiTokenMutation, { input }, gateway.superuser);
  expect(refused.status).toBe(502);
  expect(firstError(refused)).toMatchObject({ reason: 'NOT_CONFIGURED', retryable: false });
  expect(refused.errors[0]?.message).toContain('LIVEKIT_URL');
});
