import { expect, test as plainTest } from 'vitest';

import { createTestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { connect, googleTest } from '../support/google-gateway.js';
import { AgentActivitiesQuery, ViewerQuery } from '../support/operations.js';
import { openStatementGate } from '../support/statement-gate.js';
import {
  bearer,
  createAgentKey,
  generateToken,
  providerHeader,
  registerAgent,
} from '../support/tokens.js';

const test = googleTest();

async function activityOf(gateway: TestGateway, name: string) {
  await gateway.app.services.usage.flush();
  const { data } = await gateway.send(AgentActivitiesQuery, {}, gateway.superuser);
  return data?.agents.nodes.find((agent) => agent.name === name);
}

test('an agent tells until when its current token is valid', async ({ gateway }) => {
  const agent = await registerAgent(gateway);
  expect(await activityOf(gateway, agent)).toMatchObject({ tokenExpiresAt: null });
  const input = { provider: 'LIVEKIT', agent, overlapSeconds: 3_600 } as const;
  await generateToken(gateway, { ...input, ttlSeconds: 7_200 });
  const { integrationToken } = await generateToken(gateway, { ...input, ttlSeconds: 600 });
  // The token before it is good for longer, and is no longer the current one.
  const tokenExpiresAt = integrationToken.expiresAt;
  expect(await activityOf(gateway, agent)).toMatchObject({ tokenExpiresAt });
  gateway.clock.advance(600);
  expect(await activityOf(gateway, agent)).toMatchObject({ tokenExpiresAt: null });
});

test('an agent tells when its tokens and keys were last used, whichever was later', async ({
  gateway,
}) => {
  const agent = await registerAgent(gateway);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  const key = await createAgentKey(gateway, agent);
  expect(await activityOf(gateway, agent)).toMatchObject({ lastUsedAt: null });
  for (const headers of [providerHeader('LIVEKIT', token), bearer(key)]) {
    gateway.clock.advance(120);
    const usedAt = gateway.clock.now();
    await gateway.send(ViewerQuery, {}, headers);
    const lastUsedAt = usedAt.toISOString();
    expect(await activityOf(gateway, agent)).toMatchObject({ lastUsedAt });
  }
});

test('an agent tells which Google accounts it may work with', async ({ gateway }) => {
  const agent = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
  expect(await activityOf(gateway, agent)).toMatchObject({ googleAccounts: [] });
  await connect(gateway, { agents: [agent] });
  expect(await activityOf(gateway, agent)).toMatchObject({ googleAccounts: ['maya@example.com'] });
});

plainTest('as many statements tell of many agents as of a few', async () => {
  const database = await createTestDatabase();
  const gate = await openStatementGate(database.url);
  const gateway = await startGateway({ database: { ...database, url: gate.url } });
  const countStatements = async (): Promise<number> => {
    const before = gate.statements();
    expect((await gateway.send(AgentActivitiesQuery, {}, gateway.superuser)).errors).toEqual([]);
    return gate.statements() - before;
  };
  for (let count = 0; count < 3; count += 1) await registerAgent(gateway);
  await countStatements();
  const few = await countStatements();
  for (let count = 0; count < 60; count += 1) await registerAgent(gateway);
  expect(await countStatements()).toBe(few);
  await gateway.stop();
  await gate.close();
  await database.drop();
});
