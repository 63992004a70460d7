import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { TestDatabase } from '../support/database.js';
import {
  ENCRYPTION_KEYS,
  send,
  startGateway,
  type GatewayOptions,
  type TestGateway,
} from '../support/gateway.js';
import { GenerateTokenMutation, RevokeTokenMutation, ViewerQuery } from '../support/operations.js';
import { hasPgBouncer, startPgBouncer, type PgBouncer } from '../support/pgbouncer.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { run } from '../support/process.js';
import { foundAs } from '../support/status.js';
import { generateToken } from '../support/tokens.js';

const ROUNDS = 8;

/** Many statements in one turn of the event loop, some of them with parameters. */
const AGENTS = `{ agents(first: 5) {
  edges { node { tokenExpiresAt keys { id } subjects { id } liveKitPolicy { rooms } } }
  nodes { tokenExpiresAt lastUsedAt googleAccounts keys { id } subjects { id } }
  totalCount
} }`;

describe.skipIf(!hasPgBouncer())('behind PgBouncer in transaction mode', () => {
  let server: PostgresServer;
  let bouncer: PgBouncer;

  beforeAll(async () => {
    server = await startPostgres();
    bouncer = await startPgBouncer(server.port);
  });

  afterAll(async () => {
    await bouncer.stop();
    await server.stop();
  });

  /** A database without tables, as the gateway comes to it and past the pooler. */
  async function createDatabase(name: string): Promise<TestDatabase> {
    const directUrl = await server.createDatabase(name);
    const url = new URL(directUrl);
    url.port = String(bouncer.port);
    return { url: url.href, directUrl, drop: () => Promise.resolve() };
  }

  test('migrations leave no lock on a session that others get', async () => {
    const { url, directUrl } = await createDatabase('locks');
    const env = { DATABASE_URL: url, TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS };
    const migrated = await Promise.all([run(['migrate'], env), run(['migrate'], env)]);
    expect(migrated.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array.from({ length: 2 }, () => ({ code: 0, stderr: '' })),
    );
    const sql = postgres(directUrl, { max: 1 });
    expect(await sql`select pid from pg_locks where locktype = 'advisory'`).toEqual([]);
    await sql.end();
    expect(await run(['migrate'], env)).toMatchObject({ code: 0 });
  });

  test('statements that are sent at once are all answered', async () => {
    await withGateway({ database: await createDatabase('crowd') }, async (gateway) => {
      const generate = (agent: string) =>
        gateway.send(
          GenerateTokenMutation,
          { input: { provider: 'LIVEKIT', agent } },
          gateway.superuser,
        );
      for (let round = 0; round < ROUNDS; round += 1) {
        const answers = await Promise.all([
          ...Array.from({ length: 4 }, () =>
            send(`${gateway.url}/graphql`, AGENTS, {}, gateway.superuser),
          ),
          ...Array.from({ length: 4 }, (_, agent) => generate(`agent-${agent}`)),
        ]);
        expect(answers.flatMap(({ status, errors }) => [status, ...errors])).toEqual(
          Array.from(answers, () => 200),
        );
      }
    });
  });

  test('the gateway warns that it hears of no changes, and refuses a revoked token soon', async () => {
    await withNeighbours(await createDatabase('deaf'), {}, async (gateway, neighbour) => {
      await expect.poll(() => foundAs(gateway, 'FEED_SILENT')).toHaveLength(1);
      await expectSoonRefused(gateway, neighbour);
    });
  });

  test('changes are heard of by DATABASE_DIRECT_URL', async () => {
    const database = await createDatabase('hearing');
    const env = { DATABASE_DIRECT_URL: database.directUrl };
    await withNeighbours(database, env, async (gateway, neighbour) => {
      for (const each of [gateway, neighbour]) {
        await expect.poll(() => foundAs(each, 'FEED_LIVE')).toHaveLength(1);
      }
      await expectSoonRefused(gateway, neighbour);
    });
  });
});

async function withGateway(
  options: GatewayOptions,
  use: (gateway: TestGateway) => Promise<void>,
): Promise<void> {
  const env = { REQUESTS_PER_MINUTE: '0', TOKENS_PER_MINUTE: '0', ...options.env };
  const gateway = await startGateway({ ...options, env });
  try {
    await use(gateway);
  } finally {
    await gateway.stop();
  }
}

async function withNeighbours(
  database: TestDatabase,
  env: Readonly<Record<string, string>>,
  use: (gateway: TestGateway, neighbour: TestGateway) => Promise<void>,
): Promise<void> {
  await withGateway({ database, env }, (gateway) =>
    withGateway({ database, env }, (neighbour) => use(gateway, neighbour)),
  );
}

/** A token that one gateway revokes, at the other. */
async function expectSoonRefused(gateway: TestGateway, neighbour: TestGateway): Promise<void> {
  const { token, integrationToken } = await generateToken(gateway, {
    provider: 'LIVEKIT',
    agent: 'desk',
  });
  const headers = { 'x-livekit-token': token };
  expect((await neighbour.send(ViewerQuery, {}, headers)).data?.viewer.kind).toBe('AGENT');
  const input = { id: integrationToken.id };
  expect((await gateway.send(RevokeTokenMutation, { input }, gateway.superuser)).errors).toEqual(
    [],
  );
  await expect
    .poll(async () => (await neighbour.send(ViewerQuery, {}, headers)).status, { timeout: 1_000 })
    .toBe(401);
}
