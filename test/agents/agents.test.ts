import { expect } from 'vitest';

import { gatewayTest, type TestGateway } from '../support/gateway.js';
import {
  AgentQuery,
  AgentsQuery,
  CreateAgentKeyMutation,
  CurrentTokenQuery,
  GenerateTokenMutation,
  RegisterAgentMutation,
  RevokeAgentKeyMutation,
  UpdateAgentMutation,
  ViewerQuery,
} from '../support/operations.js';

const test = gatewayTest({ env: { AGENT_AUTO_PROVISION: 'off' } });

const register = (
  gateway: TestGateway,
  input: {
    name: string;
    renewal?: 'AUTOMATIC' | 'MANUAL';
    ttlSeconds?: number;
    overlapSeconds?: number;
    scopes?: string[];
  },
) =>
  gateway.send(
    RegisterAgentMutation,
    { input: { provider: 'GOOGLE_CALENDAR_MCP', ...input } },
    gateway.superuser,
  );

const update = (
  gateway: TestGateway,
  input: {
    agent: string;
    enabled?: boolean;
    scopes?: string[];
    ttlSeconds?: number;
  },
) => gateway.send(UpdateAgentMutation, { input }, gateway.superuser);

test('an agent is registered with the defaults, once', async ({ gateway }) => {
  const made = await register(gateway, { name: 'calendar-1' });
  expect(made.data?.registerAgent.agent).toMatchObject({
    name: 'calendar-1',
    provider: 'GOOGLE_CALENDAR_MCP',
    renewal: 'MANUAL',
    ttlSeconds: 2_592_000,
    overlapSeconds: 300,
    scopes: ['calendar.read', 'calendar.write'],
    enabled: true,
  });
  expect((await register(gateway, { name: 'calendar-1' })).errors[0]?.extensions.code).toBe(
    'CONFLICT',
  );
});

test.for<
  [{ name: string; scopes?: string[]; ttlSeconds?: number; overlapSeconds?: number }, string]
>([
  [{ name: 'a b' }, 'input.name'],
  [{ name: 'x', ttlSeconds: 59 }, 'input.ttlSeconds'],
  [{ name: 'x', overlapSeconds: -1 }, 'input.overlapSeconds'],
  [{ name: 'x', scopes: ['livekit.join'] }, 'input.scopes'],
])('bad input %j is refused by its argument’s name', async ([input, argument], { gateway }) => {
  const refused = await register(gateway, input);
  expect(refused.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
});

test('a disabled agent’s token and key are refused at once, and accepted again when enabled', async ({
  gateway,
}) => {
  await register(gateway, { name: 'on-off', renewal: 'AUTOMATIC' });
  const key = await gateway.send(
    CreateAgentKeyMutation,
    { input: { agent: 'on-off' } },
    gateway.superuser,
  );
  const byKey = { authorization: `Bearer ${key.data?.createAgentKey.key ?? ''}` };
  const current = await gateway.send(CurrentTokenQuery, { agent: 'on-off' }, byKey);
  const byToken = { 'X-Google-MCP-Token': current.data?.currentToken.token ?? '' };
  expect((await gateway.send(ViewerQuery, {}, byToken)).data?.viewer.kind).toBe('AGENT');
  await update(gateway, { agent: 'on-off', enabled: false });
  for (const headers of [byKey, byToken]) {
    const refused = await gateway.send(ViewerQuery, {}, headers);
    expect(refused.errors[0]?.extensions.reason).toBe('AGENT_DISABLED');
  }
  await update(gateway, { agent: 'on-off', enabled: true });
  expect((await gateway.send(ViewerQuery, {}, byKey)).data?.viewer.kind).toBe('ENROLLED_AGENT');
  expect((await gateway.send(ViewerQuery, {}, byToken)).data?.viewer.kind).toBe('AGENT');
});

test('a revoked agent key is refused while the agent’s other key goes on', async ({ gateway }) => {
  await register(gateway, { name: 'two-keys' });
  const [first, second] = await Promise.all(
    ['a', 'b'].map(async () => {
      const input = { agent: 'two-keys' };
      return (await gateway.send(CreateAgentKeyMutation, { input }, gateway.superuser)).data
        ?.createAgentKey;
    }),
  );
  const input = { id: first?.agentKey.id ?? '' };
  await gateway.send(RevokeAgentKeyMutation, { input }, gateway.superuser);
  const as = (key: string | undefined) =>
    gateway.send(ViewerQuery, {}, { authorization: `Bearer ${key ?? ''}` });
  expect((await as(first?.key)).errors[0]?.extensions.reason).toBe('REVOKED');
  expect((await as(second?.key)).data?.viewer.name).toBe('two-keys');
  const agent = await gateway.send(AgentQuery, { name: 'two-keys' }, gateway.superuser);
  expect(agent.data?.agent?.keys.filter((one) => one.revokedAt === null)).toHaveLength(1);
});

test('narrowing an agent’s scopes narrows its live tokens', async ({ gateway }) => {
  const made = await gateway.send(
    GenerateTokenMutation,
    { input: { provider: 'GOOGLE_CALENDAR_MCP', agent: 'narrowed' } },
    gateway.superuser,
  );
  await update(gateway, { agent: 'narrowed', scopes: ['calendar.read'] });
  const headers = { 'X-Google-MCP-Token': made.data?.generateToken.token ?? '' };
  const viewer = await gateway.send(ViewerQuery, {}, headers);
  expect(viewer.data?.viewer.scopes).toEqual(['calendar.read']);
});

test('agents are listed by name, page by page', async ({ gateway }) => {
  await Promise.all(['z-1', 'z-2', 'z-3'].map((name) => register(gateway, { name })));
  const pageAfter = async (after: string | null) =>
    (await gateway.send(AgentsQuery, { first: 2, after }, gateway.superuser)).data?.agents;
  const names: string[] = [];
  let page = await pageAfter(null);
  while (page) {
    names.push(...page.nodes.map((node) => node.name));
    if (!page.pageInfo.hasNextPage) break;
    page = await pageAfter(page.pageInfo.endCursor ?? null);
  }
  expect(names).toHaveLength(page?.totalCount ?? 0);
  expect(names).toEqual([...names].sort());
  expect(names).toEqual(expect.arrayContaining(['z-1', 'z-2', 'z-3']));
});

test('an agent that is not there is null to look at and NOT_FOUND to change', async ({
  gateway,
}) => {
  const none = await gateway.send(AgentQuery, { name: 'nobody' }, gateway.superuser);
  expect(none).toMatchObject({ status: 200, data: { agent: null } });
  expect((await update(gateway, { agent: 'nobody' })).errors[0]?.extensions.code).toBe('NOT_FOUND');
});
