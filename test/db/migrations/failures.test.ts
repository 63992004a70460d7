import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { withSql } from '../../support/bulk-tokens.js';
import { migrateAsBefore } from '../../support/earlier-migrations.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { run, type CommandResult } from '../../support/process.js';
import { openStatementGate } from '../../support/statement-gate.js';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

const emptyDatabase = (): Promise<string> => server.createDatabase(`db_${randomUUID()}`);

const migrate = (url: string) => run(['migrate'], { DATABASE_URL: url });

const tables = (url: string): Promise<string[]> =>
  withSql(url, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select tablename::text as name from pg_tables where schemaname = 'public' order by 1`;
    return rows.map(({ name }) => name);
  });

/** A role that may log in, and the URL that it does so by. */
async function newRole(url: string, ...grants: string[]): Promise<{ role: string; url: string }> {
  const role = `role_${randomUUID()}`;
  await withSql(url, async (sql) => {
    await sql`create role ${sql(role)} login`;
    for (const grant of grants) await sql.unsafe(`${grant} to "${role}"`);
  });
  const own = new URL(url);
  own.username = role;
  return { role, url: own.href };
}

function expectFailure(result: CommandResult, ...parts: string[]): void {
  expect([result.code, result.stdout]).toEqual([1, '']);
  for (const part of ['The database could not be migrated: ', ...parts]) {
    expect(result.stderr).toContain(part);
  }
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
}

test('a table of another application ends migrate, and nothing is changed', async () => {
  const url = await emptyDatabase();
  await withSql(url, (sql) => sql`create table rate_limits (id int)`);
  expectFailure(
    await migrate(url),
    'relation "rate_limits" already exists (42P07). Nothing was changed.',
    'Give the gateway a schema of its own',
  );
  expect(await tables(url)).toEqual(['rate_limits']);
});

test('a role that may not create tables is told what it needs', async () => {
  const url = await emptyDatabase();
  const { role, url: own } = await newRole(url, 'grant usage on schema public');
  expectFailure(
    await migrate(own),
    'permission denied for schema public (42501). Nothing was changed.',
    `grant usage, create on schema "public" to "${role}"`,
  );
  expect(await tables(url)).toEqual([]);
});

test('a role that does not own the tables is told to be another', async () => {
  const url = await emptyDatabase();
  await migrateAsBefore(url, 4);
  const before = await tables(url);
  const { url: own } = await newRole(
    url,
    'grant usage, create on schema public',
    'grant usage on schema drizzle',
    'grant select on drizzle.__drizzle_migrations',
  );
  expectFailure(
    await migrate(own),
    'must be owner of table agent_keys (42501). Nothing was changed.',
    'as the role that owns the gateway',
  );
  expect(await tables(url)).toEqual(before);
});

test('a role that may only read is told so', async () => {
  const url = await emptyDatabase();
  const { role, url: own } = await newRole(url, 'grant usage, create on schema public');
  await withSql(url, (sql) =>
    sql.unsafe(`alter role "${role}" set default_transaction_read_only = on`),
  );
  expectFailure(
    await migrate(own),
    'in a read-only transaction (25006). Nothing was changed.',
    'is a standby, or read-only for this role',
  );
});

test('a lost connection is told apart: before the commit, and in it', async () => {
  const gates = await Promise.all(
    [await emptyDatabase(), await emptyDatabase(), await emptyDatabase()].map(async (url) => ({
      url,
      gate: await openStatementGate(url),
    })),
  );
  const [whole, early, late] = gates as [(typeof gates)[0], (typeof gates)[0], (typeof gates)[0]];
  expect(await migrate(whole.gate.url)).toMatchObject({ code: 0 });
  const statements = whole.gate.statements();

  early.gate.arm(statements - 2, 'ANSWER_LOST');
  expectFailure(await migrate(early.gate.url), 'Nothing was changed.', 'start again');
  expect(early.gate.disarm()).toBe(true);
  expect(await tables(early.url)).toEqual([]);

  late.gate.arm(statements - 1, 'ANSWER_LOST');
  const unknown = await migrate(late.gate.url);
  expectFailure(unknown, 'it is not known whether they were. Run token-gateway migrate again');
  expect(unknown.stderr).not.toContain('Nothing was changed');
  expect(await tables(late.url)).toEqual(await tables(whole.url));
  for (const { url, gate } of gates) {
    expect(await migrate(url)).toMatchObject({ code: 0, stderr: '' });
    await gate.close();
  }
});
