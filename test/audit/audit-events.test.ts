import { expect } from 'vitest';

import type { AuditEventFilter } from '../generated/graphql.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import {
  AgentsQuery,
  AuditEventsQuery,
  CurrentTokenQuery,
  GenerateTokenMutation,
  RevokeTokenMutation,
  RotateTokenMutation,
} from '../support/operations.js';
import { withSql } from '../support/tokens.js';

const test = gatewayTest();

async function events(gateway: TestGateway, filter: AuditEventFilter) {
  const answer = await gateway.send(AuditEventsQuery, { filter, first: 200 }, gateway.superuser);
  expect(answer.errors).toEqual([]);
  return answer.data?.auditEvents.nodes ?? [];
}

const actionsOf = async (gateway: TestGateway, agent: string) =>
  (await events(gateway, { agent })).map((event) => event.action).reverse();

test('a token’s whole life is in the log, with actor, address and request, and no secret', async ({
  gateway,
}) => {
  const agent = 'audited';
  const secrets: string[] = [];
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent } },
    { ...gateway.superuser, 'x-request-id': 'request-of-issue' },
  );
  secrets.push(made.data?.generateToken.token ?? '');
  gateway.clock.advance(1);
  await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
  gateway.clock.advance(1);
  const next = await gateway.send(RotateTokenMutation, { input: { agent } }, gateway.superuser);
  secrets.push(next.data?.rotateToken.token ?? '');
  gateway.clock.advance(1);
  const id = next.data?.rotateToken.integrationToken.id ?? '';
  const input = { id, reason: 'done' };
  await gateway.send(RevokeTokenMutation, { input }, gateway.superuser);

  const log = (await events(gateway, { agent })).reverse();
  expect(log.map((event) => event.action)).toEqual(
    expect.arrayContaining([
      'AGENT_REGISTERED',
      'TOKEN_ISSUED',
      'TOKEN_READ',
      'TOKEN_ROTATED',
      'TOKEN_REVOKED',
    ]),
  );
  const issued = log.find((event) => event.action === 'TOKEN_ISSUED');
  expect(issued).toMatchObject({
    actorKind: 'SUPERUSER',
    actorName: 'bootstrap',
    address: '127.0.0.1',
    requestId: 'request-of-issue',
    tokenId: made.data?.generateToken.integrationToken.id,
  });
  const text = JSON.stringify(log);
  for (const secret of secrets) expect(text).not.toContain(secret);
});

test('reading a secret is an event, unless the reader showed that very token', async ({
  gateway,
}) => {
  const agent = 'reader';
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent } },
    gateway.superuser,
  );
  const headers = { 'X-LiveKit-Token': made.data?.generateToken.token ?? '' };
  await gateway.send(CurrentTokenQuery, { agent }, headers);
  expect(await actionsOf(gateway, agent)).not.toContain('TOKEN_READ');
  await gateway.send(RotateTokenMutation, { input: { agent } }, gateway.superuser);
  gateway.clock.advance(1);
  await gateway.send(CurrentTokenQuery, { agent }, headers);
  const [newest] = await events(gateway, { agent });
  expect(newest).toMatchObject({ action: 'TOKEN_READ', actorKind: 'AGENT', actorName: agent });
});

test('who was refused by a rule, and what, is in the log', async ({ gateway }) => {
  const agent = 'curious';
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent } },
    gateway.superuser,
  );
  const headers = { 'X-LiveKit-Token': made.data?.generateToken.token ?? '' };
  await gateway.send(AgentsQuery, {}, headers);
  const [refusal] = await events(gateway, { action: 'ACCESS_REFUSED', actor: agent });
  expect(JSON.parse(refusal?.details ?? '')).toEqual({
    field: 'agents',
    reason: 'SUPERUSER_REQUIRED',
  });
});

test('a client that is refused again and again does not fill the log, and its refusals are counted', async ({
  gateway,
}) => {
  const agent = 'stubborn';
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'LIVEKIT', agent } },
    gateway.superuser,
  );
  const headers = { 'X-LiveKit-Token': made.data?.generateToken.token ?? '' };
  const refused = async () => (await gateway.send(AgentsQuery, {}, headers)).errors[0]?.extensions;
  for (let count = 0; count < 27; count += 1) expect((await refused())?.code).toBe('FORBIDDEN');
  const written = async () =>
    (await events(gateway, { action: 'ACCESS_REFUSED', actor: agent })).map(
      ({ details }) => JSON.parse(details) as Record<string, unknown>,
    );
  const first = await written();
  expect(first).toHaveLength(20);
  expect(first.filter((details) => 'restOfMinute' in details)).toHaveLength(1);
  gateway.clock.advance(60);
  await refused();
  const [newest] = await written();
  expect(newest).toEqual({ field: 'agents', reason: 'SUPERUSER_REQUIRED', leftOut: 7 });
});

test('an operation whose event cannot be written does not happen', async ({ gateway }) => {
  const { app } = gateway;
  const rename = (from: string, to: string) =>
    withSql(gateway.database, (sql) => sql.unsafe(`alter table ${from} rename to ${to}`));
  await rename('audit_events', 'audit_events_away');
  try {
    const input = { provider: 'LIVEKIT', agent: 'unwritten' } as const;
    const failed = await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
    expect(failed.status).toBe(500);
    const current = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(current.status).toBe(500);
  } finally {
    await rename('audit_events_away', 'audit_events');
  }
  expect(await actionsOf(gateway, 'unwritten')).toEqual([]);
  expect(await app.services.agents.find('unwritten')).toBeUndefined();
});

test('events are filtered by time and paged without a gap', async ({ gateway }) => {
  const since = gateway.clock.now().toISOString();
  for (let count = 0; count < 5; count += 1) {
    gateway.clock.advance(1);
    await gateway.send(RotateTokenMutation, { input: { agent: 'reader' } }, gateway.superuser);
  }
  const whole = await events(gateway, { since, agent: 'reader', action: 'TOKEN_ROTATED' });
  expect(whole).toHaveLength(5);
  const filter = { since, agent: 'reader', action: 'TOKEN_ROTATED' } as const;
  const pageAfter = async (after: string | null) =>
    (await gateway.send(AuditEventsQuery, { filter, first: 2, after }, gateway.superuser)).data
      ?.auditEvents;
  const ids: string[] = [];
  let page = await pageAfter(null);
  while (page) {
    ids.push(...page.nodes.map((event) => event.id));
    if (!page.pageInfo.hasNextPage) break;
    page = await pageAfter(page.pageInfo.endCursor ?? null);
  }
  expect(ids).toEqual(whole.map((event) => event.id));
});
