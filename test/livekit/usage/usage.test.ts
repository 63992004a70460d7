import { expect, test as plainTest } from 'vitest';

import { createTestDatabase } from '../../support/database.js';
import { startGateway, type TestGateway } from '../../support/gateway.js';
import { liveKitAgent, liveKitTest, roomToken } from '../../support/livekit/gateway.js';
import { UsageOfAgentsQuery, UsageQuery } from '../../support/livekit/exclusion-operations.js';
import { tellGateway, type ToldEvent } from '../../support/livekit/webhooks.js';
import { openStatementGate } from '../../support/statement-gate.js';
import { firstError, registerAgent, uniqueName, withSql } from '../../support/tokens.js';

const test = liveKitTest();

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
const PERIOD = { from: dayOf(ago(9 * 24 * 3600)), to: dayOf(ago(-24 * 3600)) };

async function usageOf(gateway: TestGateway, name: string, period = PERIOD) {
  const answer = await gateway.send(UsageQuery, { name, ...period }, gateway.superuser);
  expect(answer.errors).toEqual([]);
  return answer.data?.agent?.liveKitUsage;
}

async function admitted(gateway: TestGateway) {
  const agent = await liveKitAgent(gateway);
  const place = { room: uniqueName('room'), identity: 'ada' };
  await roomToken(gateway, agent.headers, place);
  return { agent, place };
}

test('room tokens count for the agent that asked, however many ask at once', async ({
  gateway,
}) => {
  const [agent, other] = [await liveKitAgent(gateway), await liveKitAgent(gateway)];
  expect(await usageOf(gateway, agent.name)).toEqual({
    roomTokenCount: 0,
    joinCount: 0,
    connectedMinutes: 0,
    days: [],
  });
  const asked = [agent, agent, agent, other, agent].map(({ headers }) =>
    roomToken(gateway, headers, { room: 'r' }),
  );
  await Promise.all([...asked, roomToken(gateway, gateway.superuser, { room: 'r' })]);
  expect(await usageOf(gateway, agent.name)).toMatchObject({
    roomTokenCount: 4,
    days: [{ date: dayOf(gateway.clock.now()), roomTokenCount: 4 }],
  });
  expect(await usageOf(gateway, other.name)).toMatchObject({ roomTokenCount: 1 });
});

test('every connection counts once, however its events come', async ({ gateway, liveKit }) => {
  const { agent, place } = await admitted(gateway);
  const tell = (event: ToldEvent['event'], told: Partial<ToldEvent>) =>
    tellGateway(gateway, liveKit, { ...place, event, ...told });
  const [first, second] = [
    { sid: 'PA_first', joinedAt: ago(1200) },
    { sid: 'PA_second', joinedAt: ago(600) },
  ];
  await tell('participant_joined', { ...first, id: 'EV_1' });
  await tell('participant_joined', { ...first, id: 'EV_1' });
  // Of the second one the end comes first, and then once more in another form.
  await tell('participant_left', second);
  await tell('participant_connection_aborted', second);
  await tell('participant_joined', second);
  await tell('participant_left', { ...first, at: ago(900) });
  await tell('room_finished', {});
  expect(await usageOf(gateway, agent.name)).toMatchObject({
    joinCount: 2,
    connectedMinutes: 15,
  });
});

test('whoever is in a room that ends was connected until then, once', async ({
  gateway,
  liveKit,
}) => {
  const { agent, place } = await admitted(gateway);
  const visit = { ...place, sid: 'PA_1', joinedAt: ago(600) };
  await tellGateway(gateway, liveKit, { ...visit, event: 'participant_joined' });
  await tellGateway(gateway, liveKit, { event: 'room_finished', room: place.room });
  await tellGateway(gateway, liveKit, { ...visit, event: 'participant_left' });
  expect(await usageOf(gateway, agent.name)).toMatchObject({ joinCount: 1, connectedMinutes: 10 });
});

test('a connection that ended after a next room token was issued does not go on', async ({
  gateway,
  liveKit,
}) => {
  const { agent, place } = await admitted(gateway);
  const tell = (event: ToldEvent['event'], told: Partial<ToldEvent>) =>
    tellGateway(gateway, liveKit, { ...place, event, ...told });
  const [first, second] = [
    { sid: 'PA_first', joinedAt: ago(1200) },
    { sid: 'PA_second', joinedAt: ago(600) },
  ];
  await tell('participant_joined', first);
  gateway.clock.advance(1);
  // As a client does it that has lost its connection, before LiveKit has noticed.
  await roomToken(gateway, agent.headers, place);
  await tell('participant_joined', second);
  await tell('participant_left', { ...first, at: ago(560) });
  await tell('participant_left', { ...second, at: ago(520) });
  gateway.clock.advance(25 * 3600);
  for (const room of [uniqueName('room'), place.room]) {
    await tellGateway(gateway, liveKit, { event: 'room_finished', room });
  }
  gateway.clock.advance(-25 * 3600 - 1);
  expect(await usageOf(gateway, agent.name)).toMatchObject({
    joinCount: 2,
    connectedMinutes: 12,
  });
});

test('a connection counts on the day of its end', async ({ gateway, liveKit }) => {
  const { agent, place } = await admitted(gateway);
  const [joinedAt, at] = [ago(3 * 24 * 3600), ago(2 * 24 * 3600)];
  const visit = { ...place, sid: 'PA_1', joinedAt };
  await tellGateway(gateway, liveKit, { ...visit, event: 'participant_joined', at: joinedAt });
  await tellGateway(gateway, liveKit, { ...visit, event: 'participant_left', at });
  const days = (await usageOf(gateway, agent.name))?.days.slice(0, 2);
  expect(days).toMatchObject([
    { date: dayOf(joinedAt), joinCount: 1, connectedMinutes: 0 },
    { date: dayOf(at), joinCount: 0, connectedMinutes: 24 * 60 },
  ]);
  const one = await usageOf(gateway, agent.name, { from: dayOf(at), to: dayOf(at) });
  expect(one).toMatchObject({ joinCount: 0, connectedMinutes: 24 * 60 });
});

test('a connection of which LiveKit does not tell the beginning has no minutes', async ({
  gateway,
  liveKit,
}) => {
  const { agent, place } = await admitted(gateway);
  const event = 'participant_connection_aborted';
  await tellGateway(gateway, liveKit, { ...place, event, joinedAt: new Date(0) });
  expect(await usageOf(gateway, agent.name)).toMatchObject({ connectedMinutes: 0 });
});

test('an agent without rooms has no usage', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  expect(await usageOf(gateway, agent)).toBeNull();
});

test.for([
  ['2030-01-02', '2030-01-01'],
  ['2030-01-01', '2031-01-02'],
] as const)('from %s to %s is refused', async ([from, to], { gateway }) => {
  const { name } = await liveKitAgent(gateway);
  const refused = await gateway.send(UsageQuery, { name, from, to }, gateway.superuser);
  expect(firstError(refused).code).toBe('BAD_USER_INPUT');
});

test('the metrics count by agent, and beyond 500 agents together', async ({ gateway, liveKit }) => {
  const { agent, place } = await admitted(gateway);
  const visit = { ...place, sid: 'PA_1', joinedAt: ago(90), at: ago(0) };
  await tellGateway(gateway, liveKit, { ...visit, event: 'participant_joined' });
  await tellGateway(gateway, liveKit, { ...visit, event: 'participant_left' });
  const tally = gateway.app.services.roomUsageTally;
  for (let at = 0; at < 600; at += 1) tally.add(`agent-${String(at)}`, 'joins', 1);
  const read = async () =>
    (await fetch(`${gateway.url}/metrics`, { headers: gateway.superuser })).text();
  const text = await read();
  const valueOf = (name: string, label: string): number =>
    Number(text.split(`token_gateway_livekit_${name}{agent="${label}"} `)[1]?.split('\n')[0]);
  expect(valueOf('room_tokens_total', agent.name)).toBe(1);
  expect(valueOf('joins_total', agent.name)).toBe(1);
  expect(valueOf('connected_seconds_total', agent.name)).toBeGreaterThanOrEqual(89);
  expect(valueOf('joins_total', '(other)')).toBeGreaterThanOrEqual(100);
  expect(text.match(/^token_gateway_livekit_joins_total\{/gm)).toHaveLength(501);
  expect(await read()).toContain(`joins_total{agent="${agent.name}"} 1\n`);
});

plainTest('as many statements tell of many agents as of a few', async () => {
  const database = await createTestDatabase();
  const gate = await openStatementGate(database.url);
  const gateway = await startGateway({ database: { ...database, url: gate.url } });
  const countStatements = async (): Promise<number> => {
    const before = gate.statements();
    const { data } = await gateway.send(UsageOfAgentsQuery, PERIOD, gateway.superuser);
    expect(data?.agents.nodes.every(({ liveKitUsage }) => liveKitUsage)).toBe(true);
    return gate.statements() - before;
  };
  for (let count = 0; count < 3; count += 1) await registerAgent(gateway);
  await withSql(database, (sql) => sql`delete from agents where provider <> 'LIVEKIT'`);
  await countStatements();
  const few = await countStatements();
  for (let count = 0; count < 60; count += 1) await registerAgent(gateway);
  expect(await countStatements()).toBe(few);
  await gateway.stop();
  await gate.close();
  await database.drop();
});
