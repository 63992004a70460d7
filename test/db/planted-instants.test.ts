import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { createOperations } from '../../src/operator/operations.js';
import { gatewayActor } from '../../src/platform/actor.js';
import { send } from '../support/gateway.js';
import { connect, startGoogleGateway, type GoogleGateway } from '../support/google-gateway.js';
import { createAgentKey, generateToken, withSql } from '../support/tokens.js';

/** What PostgreSQL keeps and no clock shows, and what is shown for it. */
const PLANTED = [
  ['infinity', '9999-12-31T23:59:59.999Z'],
  ['-infinity', '0001-01-01T00:00:00.000Z'],
  ['20000-01-01', '9999-12-31T23:59:59.999Z'],
  ['275761-01-01', '9999-12-31T23:59:59.999Z'],
  ['0044-03-15 BC', '0001-01-01T00:00:00.000Z'],
  ['0044-03-15', '0001-01-01T00:00:00.000Z'],
] as const;

const PAGE = 'pageInfo { hasNextPage endCursor } edges { cursor }';

/** Every list of the schema that has instants from the database, with all of them. */
const LISTS = {
  auditEvents: 'nodes { id at }',
  integrationTokens: 'nodes { id issuedAt expiresAt lastUsedAt revokedAt status }',
  googleConnections: 'nodes { id connectedAt lastRefreshAt consentExpiresAt state }',
  agents: `nodes { id createdAt subjects { createdAt }
    keys { createdAt expiresAt lastUsedAt revokedAt } }`,
} as const;

let gateway: GoogleGateway;

beforeEach(async () => {
  gateway = await startGoogleGateway({ env: { AGENT_AUTO_PROVISION: 'off' } });
  for (const agent of ['one', 'two', 'three']) {
    await generateToken(gateway, { provider: 'GOOGLE_CALENDAR_MCP', agent });
    await createAgentKey(gateway, agent);
  }
  await connect(gateway, { agents: ['one'] });
  await gateway.app.services.superusers.keys.create('ann', gatewayActor);
});

afterEach(() => gateway.stop());

/** Puts an instant into every column of instants of a table that may be set. */
async function plant(instant: string): Promise<void> {
  const columns = {
    audit_events: ['at'],
    integration_tokens: ['issued_at', 'expires_at', 'last_used_at', 'revoked_at'],
    google_connections: ['connected_at', 'last_refresh_at', 'consent_expires_at'],
    agents: ['created_at', 'disabled_at'],
    agent_keys: ['created_at', 'expires_at', 'last_used_at', 'revoked_at'],
    superusers: ['created_at', 'expires_at', 'last_used_at', 'revoked_at'],
    encryption_keys: ['created_at'],
  };
  await withSql(gateway.database, async (sql) => {
    for (const [table, names] of Object.entries(columns)) {
      for (const name of names) await sql.unsafe(`update ${table} set ${name} = '${instant}'`);
    }
  });
}

interface Listed {
  readonly nodes: readonly Record<string, unknown>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function listOf(field: keyof typeof LISTS, first: number, after?: string): Promise<Listed> {
  const place = after === undefined ? '' : `, after: "${after}"`;
  const text = `{ ${field}(first: ${String(first)}${place}) { ${LISTS[field]} ${PAGE} } }`;
  const answer = await send(`${gateway.url}/graphql`, text, {}, gateway.superuser);
  expect(answer.errors).toEqual([]);
  expect(answer.status).toBe(200);
  return (answer.data as Record<string, Listed>)[field] as Listed;
}

/** Reads a list to its end, an entry a page. */
async function idsByPages(field: keyof typeof LISTS): Promise<unknown[]> {
  const ids: unknown[] = [];
  for (let after: string | undefined, hasMore = true; hasMore && ids.length < 100;) {
    const { nodes, pageInfo } = await listOf(field, 1, after);
    ids.push(...nodes.map(({ id }) => id));
    [after, hasMore] = [pageInfo.endCursor, pageInfo.hasNextPage];
  }
  return ids;
}

test.each(PLANTED)('an instant %s is shown as %s in every list', async (planted, shown) => {
  await plant(planted);
  for (const field of Object.keys(LISTS) as (keyof typeof LISTS)[]) {
    const { nodes } = await listOf(field, 200);
    expect(nodes.length, field).toBeGreaterThan(0);
    expect(JSON.stringify(nodes), field).toContain(shown);
    expect(await idsByPages(field), field).toEqual(nodes.map(({ id }) => id));
  }
  const run = createOperations(gateway.app.services);
  for (const list of ['superuser list', 'agent list', 'keys list', 'google list'] as const) {
    expect(JSON.stringify(await run(list, {})), list).toContain(shown.slice(0, 10));
  }
  expect(await run('audit export page', { after: null })).toMatchObject({ next: null });
  const { broken } = (await run('audit verify', {})) as AuditVerification;
  expect(broken.map(({ problem }) => problem)).toContain('EVENT_CHANGED');
});

test('events with different instants that cannot be shown are each listed once, beside others', async () => {
  const all = (await listOf('auditEvents', 200)).nodes.map(({ id }) => id);
  await withSql(gateway.database, async (sql) => {
    const rows = await sql<{ id: string }[]>`select id from audit_events order by id limit 8`;
    for (const [index, { id }] of rows.entries()) {
      const instant = PLANTED[index % PLANTED.length]?.[0] ?? '';
      await sql.unsafe(`update audit_events set at = '${instant}' where id = '${id}'`);
    }
  });
  const listed = await idsByPages('auditEvents');
  expect(new Set(listed)).toEqual(new Set(all));
  expect(listed).toHaveLength(all.length);
});

test.each(PLANTED)('a token that ends at %s is answered about like any other', async (planted) => {
  const { token } = await generateToken(gateway, { provider: 'LIVEKIT', agent: 'four' });
  for (const column of ['expires_at', 'issued_at']) {
    await withSql(gateway.database, (sql) =>
      sql.unsafe(`update integration_tokens set ${column} = '${planted}'`),
    );
    const text = '{ currentToken(agent: "four") { valid expiresAt refreshAt } }';
    const answer = await send(`${gateway.url}/graphql`, text, {}, gateway.superuser);
    expect(answer.status).toBe(200);
    const headers = { 'x-livekit-token': token };
    const viewer = await send(`${gateway.url}/graphql`, '{ viewer { kind } }', {}, headers);
    expect(viewer.status).toBeLessThan(500);
    const rest = await fetch(`${gateway.url}/api/livekit/tokens/`, { headers: gateway.superuser });
    expect(rest.status).toBe(200);
  }
});
