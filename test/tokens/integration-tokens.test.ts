import { describe, expect } from 'vitest';

import type { IntegrationTokensQueryVariables } from '../generated/graphql.js';
import { gatewayTest, type TestGateway } from '../support/gateway.js';
import { IntegrationTokensQuery } from '../support/operations.js';
import {
  bearer,
  createAgentKey,
  firstError,
  generateToken,
  providerHeader,
  registerAgent,
  uniqueName,
} from '../support/tokens.js';

const test = gatewayTest();

const ask = (
  gateway: TestGateway,
  variables: IntegrationTokensQueryVariables,
  headers: Record<string, string> = gateway.superuser,
) => gateway.send(IntegrationTokensQuery, variables, headers);

const list = async (gateway: TestGateway, variables: IntegrationTokensQueryVariables) => {
  const { data, errors } = await ask(gateway, variables);
  if (!data) throw new Error(errors[0]?.message);
  return data.integrationTokens;
};

/** Tokens of one agent, a second apart, newest first. */
async function someTokens(
  gateway: TestGateway,
  count: number,
): Promise<{ agent: string; ids: string[] }> {
  const agent = uniqueName();
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    gateway.clock.advance(1);
    const { integrationToken } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
    ids.unshift(integrationToken.id);
  }
  return { agent, ids };
}

describe('pages', () => {
  test('hold the newest first, as edges and as nodes', async ({ gateway }) => {
    const { agent, ids } = await someTokens(gateway, 3);
    const page = await list(gateway, { agent });
    expect(page.nodes.map((node) => node.id)).toEqual(ids);
    expect(page.edges.map((edge) => edge.node.id)).toEqual(ids);
    expect(page.totalCount).toBe(3);
    expect(page.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: page.edges[0]?.cursor,
      endCursor: page.edges[2]?.cursor,
    });
  });

  test('stay stable while tokens are added: nothing twice, nothing left out', async ({
    gateway,
  }) => {
    const { agent, ids } = await someTokens(gateway, 5);
    const first = await list(gateway, { agent, first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    gateway.clock.advance(1);
    await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const second = await list(gateway, { agent, first: 2, after: first.pageInfo.endCursor });
    gateway.clock.advance(1);
    await generateToken(gateway, { provider: 'LIVEKIT', agent });
    const third = await list(gateway, { agent, first: 2, after: second.pageInfo.endCursor });
    const seen = [...first.nodes, ...second.nodes, ...third.nodes].map((node) => node.id);
    expect(seen).toEqual(ids);
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(third.pageInfo.hasNextPage).toBe(false);
    expect(third.totalCount).toBe(7);
  });

  test('come to all tokens issued in one and the same millisecond', async ({ gateway }) => {
    const agent = uniqueName();
    for (let made = 0; made < 5; made += 1) {
      await generateToken(gateway, { provider: 'LIVEKIT', agent });
    }
    const seen = new Set<string>();
    let after: string | null = null;
    for (let turn = 0; turn < 5; turn += 1) {
      const page = await list(gateway, { agent, first: 1, after });
      for (const node of page.nodes) seen.add(node.id);
      after = page.pageInfo.endCursor;
    }
    expect(seen.size).toBe(5);
  });

  test('behind the last token are empty', async ({ gateway }) => {
    const { agent } = await someTokens(gateway, 1);
    const { pageInfo } = await list(gateway, { agent });
    const page = await list(gateway, { agent, after: pageInfo.endCursor });
    expect(page).toMatchObject({ nodes: [], edges: [], totalCount: 1 });
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, startCursor: null, endCursor: null });
  });

  test('hold 50 where nothing was said, and up to 200', async ({ gateway }) => {
    const { agent } = await someTokens(gateway, 51);
    const page = await list(gateway, { agent });
    expect(page.nodes).toHaveLength(50);
    expect(page.pageInfo.hasNextPage).toBe(true);
    expect((await list(gateway, { agent, first: null })).nodes).toHaveLength(50);
    expect((await list(gateway, { agent, first: 200 })).nodes).toHaveLength(51);
    expect((await list(gateway, { agent, first: 1 })).nodes).toHaveLength(1);
  });
});

describe('filters', () => {
  test('tell providers apart', async ({ gateway }) => {
    await generateToken(gateway, { provider: 'LIVEKIT', agent: uniqueName() });
    await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent: uniqueName() });
    for (const provider of ['LIVEKIT', 'GOOGLE_CALENDAR_MCP'] as const) {
      const page = await list(gateway, { provider });
      expect(new Set(page.nodes.map((node) => node.provider))).toEqual(new Set([provider]));
    }
  });

  test('go by the status that the clock says, and count the same', async ({ gateway }) => {
    const agent = uniqueName();
    await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 60 });
    await generateToken(gateway, { provider: 'LIVEKIT', agent, ttlSeconds: 3600 });
    await generateToken(gateway, { provider: 'LIVEKIT', agent, overlapSeconds: 0 });
    await generateToken(gateway, { provider: 'LIVEKIT', agent, overlapSeconds: 900 });
    const counts = async () => {
      const found: Record<string, number> = {};
      for (const status of ['ACTIVE', 'RETIRING', 'EXPIRED', 'REVOKED'] as const) {
        const page = await list(gateway, { agent, status });
        expect(page.nodes.every((node) => node.status === status)).toBe(true);
        expect(page.totalCount).toBe(page.nodes.length);
        found[status] = page.totalCount;
      }
      return found;
    };
    expect(await counts()).toEqual({ ACTIVE: 1, RETIRING: 2, EXPIRED: 0, REVOKED: 1 });
    gateway.clock.advance(60);
    expect(await counts()).toEqual({ ACTIVE: 1, RETIRING: 1, EXPIRED: 1, REVOKED: 1 });
    gateway.clock.advance(840);
    expect(await counts()).toEqual({ ACTIVE: 1, RETIRING: 0, EXPIRED: 2, REVOKED: 1 });
  });

  test('an agent that does not exist has no tokens', async ({ gateway }) => {
    expect(await list(gateway, { agent: uniqueName() })).toMatchObject({
      nodes: [],
      totalCount: 0,
    });
  });
});

const cursor = (text: string) => Buffer.from(text).toString('base64url');
const ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';

describe('refuses, naming the argument:', () => {
  test.for<[string, IntegrationTokensQueryVariables, string, string]>([
    ['a page of 0', { first: 0 }, 'first', '1 to 200'],
    ['a negative page', { first: -1 }, 'first', '1 to 200'],
    ['a page of 201', { first: 201 }, 'first', '1 to 200'],
    ['an empty agent name', { agent: '' }, 'agent', '1 to 100 characters'],
    ['an agent name of 101', { agent: 'a'.repeat(101) }, 'agent', '1 to 100 characters'],
    ['an empty cursor', { after: '' }, 'after', 'cursor'],
    ['a cursor that is no base64', { after: '%%%' }, 'after', 'cursor'],
    [
      'a cursor with characters that are no base64',
      { after: `!${cursor(`1893456000000:${ID}`)}` },
      'after',
      'cursor',
    ],
    ['a cursor of something else', { after: cursor('page=2') }, 'after', 'cursor'],
    ['a cursor without an id', { after: cursor('1893456000000:') }, 'after', 'cursor'],
    ['a cursor with a tail', { after: cursor(`1893456000000:${ID}x`) }, 'after', 'cursor'],
    [
      'a cursor cut short',
      { after: cursor(`1893456000000:${ID}`).slice(0, -2) },
      'after',
      'cursor',
    ],
    ['a cursor from the year 33658', { after: cursor(`999999999999999:${ID}`) }, 'after', 'cursor'],
  ])('%s', async ([_what, variables, argument, bounds], { gateway }) => {
    const answer = await ask(gateway, variables);
    expect(answer.status).toBe(400);
    expect(firstError(answer)).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(answer.errors[0]?.message).toContain(bounds);
  });
});

test('nobody but superusers is given the list', async ({ gateway }) => {
  const anonymous = await ask(gateway, {}, {});
  expect(anonymous.status).toBe(401);
  expect(firstError(anonymous).reason).toBe('MISSING_CREDENTIALS');
  const agent = await registerAgent(gateway);
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent });
  const key = await createAgentKey(gateway, agent);
  for (const headers of [providerHeader('LIVEKIT', token), bearer(key)]) {
    const answer = await ask(gateway, { agent }, headers);
    expect(answer.status).toBe(403);
    expect(firstError(answer)).toMatchObject({ code: 'FORBIDDEN', reason: 'SUPERUSER_REQUIRED' });
  }
});
