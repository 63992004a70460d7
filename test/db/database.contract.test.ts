import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readConnection } from '../../src/db/connection/settings.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import {
  CurrentTokenQuery,
  GenerateTokenMutation,
  IntegrationTokensQuery,
  ViewerQuery,
} from '../support/operations.js';
import { startPostgres } from '../support/postgres-server.js';
import { disableAgent } from '../support/tokens.js';

interface Place {
  readonly database: TestDatabase;
  readonly env: Readonly<Record<string, string>>;
}

/** A database with nothing in it, on a server of its own. */
async function onPostgres18(): Promise<Place> {
  const server = await startPostgres({ version: 18 });
  const url = await server.createDatabase('contract');
  await migrateDatabase(readConnection(url));
  return { database: { url, directUrl: url, drop: () => server.stop() }, env: {} };
}

async function embedded(): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'token-gateway-contract-'));
  const drop = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
  return {
    database: { url: '', directUrl: '', drop },
    env: { DATABASE_URL: '', DATA_DIR: folder },
  };
}

const places = {
  'PostgreSQL 15': async () => ({ database: await createTestDatabase(), env: {} }),
  'PostgreSQL 18': onPostgres18,
  'the embedded database': embedded,
};

// The same promises wherever the data is. One suite, so that no place can have a dialect.
describe.each(Object.entries(places))('on %s', (_name, open) => {
  let place: Place;
  let gateway: TestGateway;

  const start = (): Promise<TestGateway> => startGateway(place);
  const generate = (agent: string, more: { overlapSeconds?: number; ttlSeconds?: number } = {}) =>
    gateway.send(
      GenerateTokenMutation,
      { input: { provider: 'LIVEKIT', agent, ...more } },
      gateway.superuser,
    );
  const current = async (agent: string): Promise<string> => {
    const answer = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
    return answer.data?.currentToken.token ?? '';
  };
  const viewer = async (token: string): Promise<unknown> => {
    const answer = await gateway.send(ViewerQuery, {}, { 'x-livekit-token': token });
    return answer.data?.viewer.kind ?? answer.errors[0]?.extensions.reason;
  };

  beforeAll(async () => {
    place = await open();
    gateway = await start();
  });

  afterAll(async () => {
    await gateway.stop();
    await place.database.drop();
  });

  test('a token is issued, handed out again and accepted', async () => {
    const made = await generate('issued');
    const token = made.data?.generateToken.token ?? '';
    expect(await current('issued')).toBe(token);
    expect(await viewer(token)).toBe('AGENT');
  });

  test('an automatic agent gets its next token at two thirds of the lifetime', async () => {
    const first = await current('livekit');
    gateway.clock.advance(20 * 24 * 3600 - 1);
    expect(await current('livekit')).toBe(first);
    gateway.clock.advance(1);
    const second = await current('livekit');
    expect(second).not.toBe(first);
    expect([await viewer(first), await viewer(second)]).toEqual(['AGENT', 'AGENT']);
    gateway.clock.advance(300);
    expect([await viewer(first), await viewer(second)]).toEqual(['EXPIRED', 'AGENT']);
  });

  test('tokens are listed newest first, page by page', async () => {
    const made: (string | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const answer = await generate('listed');
      made.unshift(answer.data?.generateToken.integrationToken.id);
      // Two of the same instant are kept apart by their ids.
      if (n % 2 === 1) gateway.clock.advance(1);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readPage>> = await readPage(after);
      expect(page?.totalCount).toBe(5);
      seen.push(...(page?.nodes ?? []).map(({ id }) => id));
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen[0]).toBe(made[0]);
  });

  const readPage = async (after: string | null) => {
    const variables = { agent: 'listed', first: 2, after };
    const answer = await gateway.send(IntegrationTokensQuery, variables, gateway.superuser);
    return answer.data?.integrationTokens;
  };

  test('what is remembered is dropped by a change', async () => {
    const made = await generate('remembered');
    const token = made.data?.generateToken.token ?? '';
    expect([await viewer(token), await viewer(token)]).toEqual(['AGENT', 'AGENT']);
    await generate('remembered', { overlapSeconds: 0 });
    expect(await viewer(token)).toBe('REVOKED');
    const next = await current('remembered');
    expect(await viewer(next)).toBe('AGENT');
    await disableAgent(gateway, 'remembered');
    expect(await viewer(next)).toBe('AGENT_DISABLED');
  });

  test('twenty calls at once leave one current token, and every first call the same', async () => {
    const calls = Array.from({ length: 20 }, () => current('google-calendar-mcp'));
    expect(new Set(await Promise.all(calls)).size).toBe(1);
    const made = await Promise.all(Array.from({ length: 20 }, () => generate('raced')));
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 200));
    const variables = { agent: 'raced', status: 'ACTIVE' as const };
    const list = await gateway.send(IntegrationTokensQuery, variables, gateway.superuser);
    expect(list.data?.integrationTokens.totalCount).toBe(1);
  });

  test('a second start finds every migration applied and every token in its place', async () => {
    const token = await current('livekit');
    await gateway.stop();
    gateway = await startGateway({ ...place, clock: gateway.clock });
    expect(await gateway.app.services.database.migrations()).toEqual({ pending: [], unknown: [] });
    const ready = await fetch(`${gateway.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await current('livekit')).toBe(token);
    expect(await viewer(token)).toBe('AGENT');
  });
});
