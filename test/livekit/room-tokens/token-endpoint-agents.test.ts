import { decodeJwt } from 'jose';
import { TokenSource } from 'livekit-client';
import { expect } from 'vitest';

import type { LiveKitPolicyInput } from '../../generated/graphql.js';
import type { ErrorBody, TestGateway } from '../../support/gateway.js';
import { liveKitAgent, liveKitTest } from '../../support/livekit/gateway.js';
import {
  LiveKitPolicyMutation,
  RevokeAllWithRoomsMutation,
} from '../../support/livekit/operations.js';
import { AuditEventsQuery } from '../../support/operations.js';
import { bearer, createAgentKey, generateToken, uniqueName } from '../../support/tokens.js';

const test = liveKitTest();

async function ask(
  gateway: TestGateway,
  headers: Readonly<Record<string, string>>,
  body: object = {},
) {
  const response = await fetch(`${gateway.url}/livekit/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { participant_token: string; errors?: ErrorBody[] };
  return { status: response.status, answer };
}

const claimsOf = (answer: { participant_token: string }) =>
  decodeJwt<{ sub: string; video: { room: string } }>(answer.participant_token);

async function bound(gateway: TestGateway, liveKitPolicy: LiveKitPolicyInput) {
  const agent = await liveKitAgent(gateway);
  const input = { agent: agent.name, liveKitPolicy };
  await gateway.send(LiveKitPolicyMutation, { input }, gateway.superuser);
  return agent;
}

test('an agent key goes on working when the token is rotated, and is audited', async ({
  gateway,
  liveKit,
}) => {
  const agent = await liveKitAgent(gateway);
  const key = await createAgentKey(gateway, agent.name);
  const url = `${gateway.url}/livekit/token`;
  const source = TokenSource.endpoint(url, { headers: bearer(key) });
  const first = await source.fetch({ roomName: 'kiosk' });
  const { id } = (
    await generateToken(gateway, { provider: 'LIVEKIT', agent: agent.name, overlapSeconds: 0 })
  ).integrationToken;
  const second = await source.fetch({ roomName: 'kiosk' }, true);
  for (const { participantToken } of [first, second]) {
    const visit = await liveKit.join(participantToken);
    await visit.leave();
  }
  const events = async (action: 'ROOM_TOKEN_ISSUED' | 'TOKEN_READ') => {
    const filter = { action, agent: agent.name };
    const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
    return data?.auditEvents.nodes ?? [];
  };
  const issued = (await events('ROOM_TOKEN_ISSUED')).map(({ tokenId }) => tokenId);
  expect(issued.sort()).toEqual([id, agent.tokenId].sort());
  expect(await events('TOKEN_READ')).toHaveLength(2);
});

test('an agent key whose agent has no token, or another provider’s, opens no room', async ({
  gateway,
}) => {
  const agent = await liveKitAgent(gateway);
  const key = await createAgentKey(gateway, agent.name);
  const input = { agent: agent.name };
  await gateway.send(RevokeAllWithRoomsMutation, { input }, gateway.superuser);
  const without = await ask(gateway, bearer(key));
  expect([without.status, without.answer.errors?.[0]?.extensions.reason]).toEqual([
    403,
    'AGENT_REQUIRED',
  ]);
  const other = uniqueName();
  await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent: other });
  const refused = await ask(gateway, bearer(await createAgentKey(gateway, other)));
  expect([refused.status, refused.answer.errors?.[0]?.extensions.reason]).toEqual([
    403,
    'INSUFFICIENT_SCOPE',
  ]);
});

test('what an agent may not do by its token it may not do by its key', async ({ gateway }) => {
  const agent = await bound(gateway, { rooms: ['mine'] });
  const key = await createAgentKey(gateway, agent.name);
  const refused = await ask(gateway, bearer(key), { room_name: 'other' });
  expect(refused.status).toBe(403);
  expect(refused.answer.errors?.[0]).toMatchObject({
    message: expect.stringMatching(/^room_name is none of/) as unknown,
    extensions: { reason: 'OUTSIDE_POLICY', argument: 'room_name' },
  });
});

test.for<[LiveKitPolicyInput, RegExp, RegExp]>([
  [{}, /^room-[0-9a-f]{18}$/, /^voice[\w-]*-[0-9a-f]{18}$/],
  [{ rooms: ['support-*'] }, /^support-[0-9a-f]{18}$/, /^voice/],
  [{ rooms: ['lobby', 'hall'] }, /^lobby$/, /^voice/],
  [{ rooms: ['lobby', 'support-*-room-*'] }, /^support-[0-9a-f]{18}-room-$/, /^voice/],
  [{ rooms: [`${'x'.repeat(250)}*`, 'lobby'] }, /^lobby$/, /^voice/],
  [{ identities: ['guest-*'] }, /^room-/, /^guest-[0-9a-f]{18}$/],
  [{ identities: ['kiosk'] }, /^room-/, /^kiosk$/],
])(
  'a request that names nothing gets what the policy %j allows',
  async ([policy, room, identity], { gateway }) => {
    const agent = await bound(gateway, policy);
    const { status, answer } = await ask(gateway, agent.headers);
    expect(status).toBe(201);
    const { sub, video } = claimsOf(answer);
    expect(video.room).toMatch(room);
    expect(sub).toMatch(identity);
  },
);

test('a policy that allows no room allows none by default', async ({ gateway }) => {
  const agent = await bound(gateway, { rooms: [] });
  const { status, answer } = await ask(gateway, agent.headers);
  expect([status, answer.errors?.[0]?.extensions.argument]).toEqual([403, 'room_name']);
});

test('requests are counted by what came of them', async ({ gateway }) => {
  const counts = async (): Promise<Record<string, number>> => {
    const response = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
    const lines = (await response.text()).matchAll(
      /^token_gateway_livekit_token_requests_total\{outcome="(\w+)"\} (\d+)$/gm,
    );
    return Object.fromEntries(
      [...lines].map(([, outcome = '', count]) => [outcome, Number(count)]),
    );
  };
  const agent = await liveKitAgent(gateway);
  const before = await counts();
  await ask(gateway, agent.headers);
  await ask(gateway, agent.headers, { room: 'r' });
  await ask(gateway, {});
  const after = await counts();
  for (const outcome of ['OK', 'BAD_USER_INPUT', 'UNAUTHENTICATED']) {
    expect([outcome, (after[outcome] ?? 0) - (before[outcome] ?? 0)]).toEqual([outcome, 1]);
  }
});
