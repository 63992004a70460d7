import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { withSql } from '../../support/bulk-tokens.js';
import { makeFolder } from '../../support/leftovers.js';
import { CurrentTokenQuery } from '../../support/operations.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { run, startProcess, type CommandResult } from '../../support/process.js';

let server: PostgresServer;
let url: string;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

const newDatabase = async (...statements: string[]): Promise<void> => {
  url = await server.createDatabase(`db_${randomUUID()}`);
  await withSql(url, async (sql) => {
    for (const statement of statements) await sql.unsafe(statement);
  });
};

const within = (searchPath: string, role = 'postgres') => {
  const own = new URL(url);
  own.username = role;
  own.searchParams.set('options', `-csearch_path=${searchPath}`);
  return { DATABASE_URL: own.href, DATA_DIR: makeFolder() };
};

/** How many tables each schema has. */
const tables = (): Promise<Record<string, number>> =>
  withSql(url, async (sql) => {
    const rows = await sql<{ schema: string; n: number }[]>`
      select schemaname as schema, count(*)::int as n from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema') group by 1`;
    return Object.fromEntries(rows.map(({ schema, n }) => [schema, n]));
  });

function expectRefusal(result: CommandResult, message: RegExp): void {
  expect([result.code, result.stdout]).toEqual([78, '']);
  expect(result.stderr).toMatch(message);
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
}

test('two gateways serve from two schemas of one database', async () => {
  await newDatabase('create schema first', 'create schema "Second-one"');
  const places = [
    within('first'),
    { DATABASE_URL: `${url}?schema=Second-one`, DATA_DIR: makeFolder() },
  ];
  const gateways = await Promise.all(places.map((env) => startProcess(env)));
  const answers = await Promise.all(
    gateways.map((gateway) => gateway.send(CurrentTokenQuery, { agent: 'livekit' })),
  );
  const tokens = answers.map(({ data }) => data?.currentToken.token);
  for (const token of tokens) expect(token).toMatch(/^itg_lk_/);
  expect(new Set(tokens).size).toBe(2);
  expect(await tables()).toEqual({ first: 20, 'Second-one': 20 });
  for (const gateway of gateways) await gateway.end('SIGTERM');
});

describe('no second gateway is made by accident:', () => {
  test('where a schema comes before that of the gateway', async () => {
    await newDatabase('create schema newer');
    expect(await run(['migrate'], within('public'))).toMatchObject({ code: 0 });
    for (const line of ['migrate', 'serve', 'agent list']) {
      const result = await run(line.split(' '), within('newer,public'));
      expectRefusal(
        result,
        /^A gateway's tables are in the schema "public", but the role "postgres"/,
      );
    }
    expect(await tables()).toEqual({ public: 20 });
    // On purpose it can be done.
    expect(await run(['migrate'], within('newer'))).toMatchObject({ code: 0 });
    expect(await tables()).toEqual({ public: 20, newer: 20 });
  });

  test('where the role may not use the schema of the gateway', async () => {
    const role = `runtime_${randomUUID()}`;
    await newDatabase('create schema gateway', `create role "${role}" login`);
    expect(await run(['migrate'], within('gateway'))).toMatchObject({ code: 0 });
    const result = await run(['migrate'], within('gateway,public', role));
    expectRefusal(result, /^A gateway's tables are in the schema "gateway".* grant usage on it/);
  });
});

test.each(['serve', 'migrate', 'agent list'])('a schema that is missing ends %s', async (line) => {
  await newDatabase();
  const result = await run(line.split(' '), within('absent'));
  expectRefusal(result, /^There is no schema for the gateway's tables: search_path is absent/);
  expect(await tables()).toEqual({});
});

test('a server that is too old ends migrate and serve with its version', async () => {
  // A function of that name in front of the server's own lets it pass for another version.
  await newDatabase(
    'create schema old',
    `create function old.current_setting(name text) returns text language sql as $$
       select case name when 'server_version_num' then '110022'
         when 'server_version' then '11.22' else pg_catalog.current_setting(name) end $$`,
  );
  for (const command of ['migrate', 'serve']) {
    const result = await run([command], within('old,pg_catalog'));
    expectRefusal(
      result,
      /^The server is PostgreSQL 11\.22, and Token Gateway needs \d+ or later\.$/m,
    );
  }
  expect(await tables()).toEqual({});
});
