import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { withSql } from '../../support/bulk-tokens.js';
import { migrateAsBefore, migrateFolderAsBefore } from '../../support/earlier-migrations.js';
import { makeFolder } from '../../support/leftovers.js';
import { ViewerQuery } from '../../support/operations.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { run, startProcess } from '../../support/process.js';

const UP_TO_DATE = { code: 0, stdout: 'The database is up to date.\n', stderr: '' };

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

const emptyDatabase = (): Promise<string> => server.createDatabase(`db_${randomUUID()}`);

const migrate = (url: string) => run(['migrate'], { DATABASE_URL: url });

const appliedTo = (url: string): Promise<string[]> =>
  withSql(url, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select name from token_gateway_migrations order by name`;
    return rows.map(({ name }) => name.slice(0, 4));
  });

const earlierRows = (url: string) =>
  withSql(url, (sql) => sql`select * from drizzle.__drizzle_migrations order by id`);

const ALL = ['0000', '0001', '0002', '0003', '0004', '0005', '0006', '0007'];

describe('a server’s database of an earlier version', () => {
  test.each([1, 3, 5])('is brought up to date from its first %i migrations', async (count) => {
    const url = await emptyDatabase();
    await migrateAsBefore(url, count);
    const before = await earlierRows(url);
    await withSql(
      url,
      (sql) => sql`
      insert into superusers (id, name, digest, hint, created_at)
      values (${randomUUID()}, 'alice', ${Buffer.from('digest')}, 'hint', now())`,
    );
    expect(await migrate(url)).toMatchObject(UP_TO_DATE);
    expect(await appliedTo(url)).toEqual(ALL);
    // Another application may use that table.
    expect(await earlierRows(url)).toEqual(before);
    const kept = await withSql(url, (sql) => sql`select name from superusers`);
    expect(kept).toMatchObject([{ name: 'alice' }]);
    expect(await migrate(url)).toMatchObject(UP_TO_DATE);
    expect(await appliedTo(url)).toEqual(ALL);
  });

  test('is served, once it is up to date, by a role that may create no tables', async () => {
    const url = await emptyDatabase();
    await migrateAsBefore(url);
    expect(await migrate(url)).toMatchObject(UP_TO_DATE);
    const role = `reader_${randomUUID()}`;
    await withSql(url, async (sql) => {
      await sql`create role ${sql(role)} login`;
      await sql`grant usage on schema public, drizzle to ${sql(role)}`;
      await sql`grant select on drizzle.__drizzle_migrations to ${sql(role)}`;
      await sql`grant select, insert, update, delete on all tables in schema public to ${sql(role)}`;
    });
    const own = new URL(url);
    own.username = role;
    const gateway = await startProcess({ DATABASE_URL: own.href, DATA_DIR: makeFolder() });
    expect((await gateway.send(ViewerQuery, {})).status).toBe(200);
    await gateway.end('SIGTERM');
  });
});

test('an embedded database of an earlier version is migrated by migrate alone', async () => {
  const env = { DATA_DIR: makeFolder() };
  await migrateFolderAsBefore(env.DATA_DIR, 3);
  const refused = await run(['superuser', 'create', 'alice'], env);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain(
    'The database lacks 5 migrations of this version: 0003_google_connections, ' +
      '0004_keyed_records, 0005_access_tokens, 0006_room_users, 0007_room_projects. Run token-gateway migrate',
  );
  expect(await run(['migrate'], env)).toMatchObject(UP_TO_DATE);
  expect(await run(['superuser', 'create', 'alice'], env)).toMatchObject({ code: 0 });
});

test('an embedded database of an earlier version is migrated by a start', async () => {
  const env = { DATA_DIR: makeFolder() };
  await migrateFolderAsBefore(env.DATA_DIR, 1);
  const gateway = await startProcess(env);
  expect((await gateway.send(ViewerQuery, {})).status).toBe(200);
  await gateway.end('SIGTERM');
});

describe('another application’s journal in the same database', () => {
  const neighbours = async (url: string): Promise<void> => {
    await withSql(url, async (sql) => {
      await sql`create schema drizzle`;
      await sql`create table drizzle.__drizzle_migrations (
        id serial primary key, hash text not null, created_at bigint)`;
      await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
        values ('neighbour', 99999999999999)`;
    });
  };

  test('does not count, and stays as it is', async () => {
    const url = await emptyDatabase();
    await neighbours(url);
    const before = await earlierRows(url);
    expect(await migrate(url)).toMatchObject(UP_TO_DATE);
    expect(await appliedTo(url)).toEqual(ALL);
    expect(await earlierRows(url)).toEqual(before);
  });

  test('does not count beside the rows of an earlier version', async () => {
    const url = await emptyDatabase();
    await migrateAsBefore(url, 2);
    await withSql(
      url,
      (sql) => sql`
      insert into drizzle.__drizzle_migrations (hash, created_at)
      values ('neighbour', 99999999999999)`,
    );
    expect(await migrate(url)).toMatchObject(UP_TO_DATE);
    expect(await appliedTo(url)).toEqual(ALL);
  });

  test('may be closed to the gateway’s role', async () => {
    const url = await emptyDatabase();
    await neighbours(url);
    const role = `owner_${randomUUID()}`;
    await withSql(url, async (sql) => {
      await sql`create role ${sql(role)} login`;
      await sql`create schema ${sql(role)} authorization ${sql(role)}`;
    });
    const own = new URL(url);
    own.username = role;
    expect(await migrate(own.href)).toMatchObject(UP_TO_DATE);
  });
});

test('agents of before dispatch whom they like, and new ones nobody', async () => {
  const url = await emptyDatabase();
  await migrateAsBefore(url, 6);
  const narrow = { rooms: ['support-*'], canPublish: false };
  await withSql(url, async (sql) => {
    for (const [name, provider, policy] of [
      ['usual', 'LIVEKIT', null],
      ['narrow', 'LIVEKIT', narrow],
      ['calendar', 'GOOGLE_CALENDAR_MCP', null],
    ] as const) {
      await sql`
        insert into agents
          (id, name, provider, renewal, ttl_seconds, overlap_seconds, scopes, room_policy, created_at)
        values (${randomUUID()}, ${name}, ${provider}, 'MANUAL', 3600, 60, '{}',
          ${policy && sql.json(policy)}, now())`;
    }
  });
  expect(await migrate(url)).toMatchObject(UP_TO_DATE);
  await withSql(
    url,
    (sql) => sql`
      insert into agents
        (id, name, provider, renewal, ttl_seconds, overlap_seconds, scopes, created_at)
      values (${randomUUID()}, 'new', 'LIVEKIT', 'MANUAL', 3600, 60, '{}', now())`,
  );
  const { stdout } = await run(['agent', 'list', '--json'], { DATABASE_URL: url });
  const listed = JSON.parse(stdout) as { name: string; liveKitPolicy: object | null }[];
  const policies = Object.fromEntries(listed.map((one) => [one.name, one.liveKitPolicy]));
  expect(policies['calendar']).toBeNull();
  expect(policies).toMatchObject({
    usual: { rooms: ['*'], dispatchRules: null, attributes: ['*'], maxTtlSeconds: 21_600 },
    narrow: { ...narrow, identities: ['*'], dispatchRules: null },
    new: { rooms: ['*'], dispatchRules: [] },
  });
});
