import { createHash, randomUUID } from 'node:crypto';

import { AccessToken } from 'livekit-server-sdk';
import { expect } from 'vitest';

import type { TestGateway } from '../../support/gateway.js';
import { liveKitTest } from '../../support/livekit/gateway.js';
import type { LiveKitServer } from '../../support/livekit/server.js';
import { AuditEventsQuery } from '../../support/operations.js';
import type { ErrorBody } from '../../support/send.js';
import { firstError, uniqueName } from '../../support/tokens.js';

const SECOND = ['APIsecond', 'the-secret-of-the-second-key'] as const;

const test = liveKitTest({
  env: { LIVEKIT_SECOND_API_KEY: SECOND[0], LIVEKIT_SECOND_API_SECRET: SECOND[1] },
});

type Key = readonly [apiKey: string, apiSecret: string];

const firstKey = ({ env }: LiveKitServer): Key => [env.LIVEKIT_API_KEY, env.LIVEKIT_API_SECRET];

/** Signs as LiveKit's server does. */
async function sign([apiKey, secret]: Key, body: string | Buffer): Promise<string> {
  const token = new AccessToken(apiKey, secret, { ttl: 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  return token.toJwt();
}

async function deliver(gateway: TestGateway, body: string | Buffer, authorization?: string) {
  const response = await fetch(`${gateway.url}/livekit/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/webhook+json',
      ...(authorization !== undefined && { authorization }),
    },
    body,
  });
  const { errors = [] } = (await response.json()) as { errors?: ErrorBody[] };
  return { status: response.status, errors };
}

function finished(changes: object = {}): Record<string, unknown> {
  const createdAt = String(Math.floor(Date.now() / 1000));
  const room = { sid: 'RM_1', name: uniqueName('room') };
  return { event: 'room_finished', id: `EV_${randomUUID()}`, createdAt, room, ...changes };
}

const joined = (participant: object): Record<string, unknown> =>
  finished({
    event: 'participant_joined',
    participant: { sid: 'PA_1', identity: 'ada', joinedAt: '1700000000', ...participant },
  });

async function webhookCounts(gateway: TestGateway): Promise<Record<string, number>> {
  const response = await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser });
  const lines = (await response.text()).matchAll(
    /^token_gateway_livekit_webhooks_total\{outcome="(\w+)"\} (\d+)$/gm,
  );
  return Object.fromEntries([...lines].map(([, outcome = '', count]) => [outcome, Number(count)]));
}

test('either of two keys signs a webhook', async ({ gateway, liveKit }) => {
  for (const key of [firstKey(liveKit), SECOND]) {
    const event = finished();
    const body = JSON.stringify(event);
    expect((await deliver(gateway, body, await sign(key, body))).status).toBe(200);
    const { name } = event['room'] as { name: string };
    const filter = { action: 'ROOM_FINISHED' as const };
    const { data } = await gateway.send(AuditEventsQuery, { filter }, gateway.superuser);
    expect(data?.auditEvents.nodes.filter(({ details }) => details.includes(name))).toHaveLength(1);
  }
});

test('an unknown key is told from a wrong signature in the log and the metrics alone', async ({
  gateway,
  liveKit,
}) => {
  const body = JSON.stringify(finished());
  const [apiKey] = firstKey(liveKit);
  const before = await webhookCounts(gateway);
  const unknown = await deliver(gateway, body, await sign(['APIstranger', 'a-secret'], body));
  const forged = await deliver(gateway, body, await sign([apiKey, SECOND[1]], body));
  const other = await deliver(gateway, `${body} `, await sign(SECOND, body));
  await deliver(gateway, body, await sign(SECOND, body));
  for (const refused of [unknown, forged, other]) {
    expect([refused.status, firstError(refused).reason]).toEqual([401, 'UNKNOWN']);
  }
  expect(forged.errors[0]?.message).toBe(unknown.errors[0]?.message);
  expect(unknown.errors[0]?.message).toContain('none of the API keys of this gateway');
  const log = gateway.log.join('\n');
  expect(log).toMatch(/"webhookProblem":"UNKNOWN_KEY","unverifiedIssuer":"APIstranger"/);
  expect(log).toContain('"webhookProblem":"BAD_SIGNATURE"');
  const after = await webhookCounts(gateway);
  for (const outcome of ['UNKNOWN_KEY', 'BAD_SIGNATURE', 'OTHER_BODY', 'OK']) {
    expect([outcome, (after[outcome] ?? 0) - (before[outcome] ?? 0)]).toEqual([outcome, 1]);
  }
});

test('a room token opens no way in for a large body', async ({ gateway, liveKit }) => {
  const room = new AccessToken(...firstKey(liveKit), { identity: 'ada', ttl: 300 });
  room.addGrant({ roomJoin: true, room: 'r' });
  const jwt = await room.toJwt();
  // Beyond the limit, which would be found first if the body were read.
  for (const body of ['{}', 'x'.repeat(3 * 1024 * 1024)]) {
    const response = await deliver(gateway, body, jwt);
    expect([response.status, firstError(response).reason]).toEqual([401, 'UNKNOWN']);
  }
});

test('a webhook may have 2 MiB, and nothing else may', async ({ gateway, liveKit }) => {
  const key = firstKey(liveKit);
  const limit = 2 * 1024 * 1024;
  const size = (bytes: number): string => {
    const bare = JSON.stringify(joined({ metadata: '' }));
    return bare.replace('"metadata":""', `"metadata":"${'m'.repeat(bytes - bare.length)}"`);
  };
  const most = size(limit);
  expect((await deliver(gateway, most, await sign(key, most))).status).toBe(200);
  const beyond = size(limit + 1);
  const refused = await deliver(gateway, beyond, await sign(key, beyond));
  expect([refused.status, firstError(refused).reason]).toEqual([413, 'BODY_TOO_LARGE']);
  expect(refused.errors[0]?.message).toContain('2 MiB');
  const elsewhere = await fetch(`${gateway.url}/livekit/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: most,
  }).catch(() => ({ status: 413 }));
  expect(elsewhere.status).toBe(413);
});

test.for<[string, Record<string, unknown>]>([
  ['NUL in a room’s name', finished({ room: { name: 'nul\0' } })],
  ['half a pair in a room’s name', finished({ room: { name: 'half \uD83D' } })],
  ['NUL in an identity', joined({ identity: 'nul\0' })],
  ['NUL in an id', finished({ id: 'nul\0' })],
  ['NUL in a participant’s id', joined({ sid: 'nul\0' })],
  ['a moment that no calendar has', finished({ createdAt: '9223372036854775807' })],
  ['a join before all times', joined({ joinedAt: '-9223372036854775808' })],
  ['an identity without an end', joined({ identity: 'x'.repeat(10_000) })],
  ['a room that is none', finished({ room: 'lobby' })],
  ['a time that is none', finished({ createdAt: 'now' })],
])('%s is the sender’s fault', async ([_, event], { gateway, liveKit }) => {
  const body = JSON.stringify(event);
  const refused = await deliver(gateway, body, await sign(firstKey(liveKit), body));
  expect([refused.status, firstError(refused).code]).toEqual([400, 'BAD_USER_INPUT']);
});

test('bytes that are no text are the sender’s fault', async ({ gateway, liveKit }) => {
  const body = Buffer.from([0x7b, 0xff, 0x7d]);
  const refused = await deliver(gateway, body, await sign(firstKey(liveKit), body));
  expect([refused.status, firstError(refused).reason]).toEqual([400, 'MALFORMED_TEXT']);
});

test('other methods are told which one it is', async ({ gateway }) => {
  const response = await fetch(`${gateway.url}/livekit/webhook`);
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  await response.body?.cancel();
});
