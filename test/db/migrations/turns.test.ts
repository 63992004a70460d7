import { randomUUID } from 'node:crypto';

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { withSql } from '../../support/bulk-tokens.js';
import { migrateAsBefore } from '../../support/earlier-migrations.js';
import type { PostgresVersion } from '../../support/postgres-binaries.js';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.js';
import { eventually, run, start } from '../../support/process.js';

const UP_TO_DATE = { code: 0, stdout: 'The database is up to date.\n', stderr: '' };
const PROCESSES = 3;
const TURN = (schema: string) => `hashtextextended('token-gateway migrations ${schema}', 0)`;

const versions: PostgresVersion[] = [15, 18];

describe.each(versions)('on PostgreSQL %i', (version) => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres({ version });
  });

  afterAll(() => server.stop());

  const withLimits = async (url: string): Promise<string> => {
    const role = `limited_${randomUUID()}`;
    const limits = {
      statement_timeout: '500ms',
      lock_timeout: '500ms',
      idle_in_transaction_session_timeout: '500ms',
      default_transaction_isolation: 'repeatable read',
      ...(version === 18 && { transaction_timeout: '1s' }),
    };
    await withSql(url, async (sql) => {
      await sql`create role ${sql(role)} login superuser`;
      for (const [name, value] of Object.entries(limits)) {
        await sql.unsafe(`alter role "${role}" set ${name} = '${value}'`);
      }
    });
    const own = new URL(url);
    own.username = role;
    return own.href;
  };

  test('limits of the role end neither a migration nor those that wait for it', async () => {
    const url = await server.createDatabase(`db_${randomUUID()}`);
    await migrateAsBefore(url, 4);
    const DATABASE_URL = await withLimits(url);
    const holder = postgres(url, { max: 1 });
    const watcher = postgres(url, { max: 1 });
    await watcher`create function take_time() returns event_trigger language plpgsql
      as $$ begin perform pg_sleep(1.5); end $$`;
    await watcher`create event trigger slow on ddl_command_end when tag in ('CREATE TABLE')
      execute function take_time()`;
    let running: ReturnType<typeof start>[] = [];
    await holder.begin(async (sql) => {
      await sql.unsafe(`select pg_advisory_xact_lock(${TURN('public')})`);
      running = Array.from({ length: PROCESSES }, () => start(['migrate'], { DATABASE_URL }));
      await eventually('All wait for longer than the limits', 60_000, async () => {
        const [row] = await watcher<{ waiting: number }[]>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and application_name = 'token-gateway migrate'
            and wait_event_type = 'Lock' and now() - query_start > interval '1500 ms'`;
        return row?.waiting === PROCESSES;
      });
    });
    for (const one of running) {
      expect([(await one.exit).code, one.stderr]).toEqual([0, '']);
    }
    expect(await watcher`select name from token_gateway_migrations`).toHaveLength(8);
    await Promise.all([holder.end(), watcher.end()]);
  });

  test('a table that a backup holds ends the migration before requests time out', async () => {
    const url = await server.createDatabase(`db_${randomUUID()}`);
    await migrateAsBefore(url, 4);
    const backup = postgres(url, { max: 1 });
    await backup.begin(async (sql) => {
      await sql`lock table agent_keys in access share mode`;
      const { code, stderr } = await run(['migrate'], { DATABASE_URL: url });
      expect(code).toBe(1);
      expect(stderr).toContain('Nothing was changed. Another session holds a table');
    });
    expect(await run(['migrate'], { DATABASE_URL: url })).toMatchObject(UP_TO_DATE);
    await backup.end();
  });

  test('nothing is locked where nothing is pending, nor by a gateway in another schema', async () => {
    const url = await server.createDatabase(`db_${randomUUID()}`);
    const holder = postgres(url, { max: 1 });
    await holder`create schema second`;
    const first = { DATABASE_URL: url };
    const second = { DATABASE_URL: `${url}?options=-csearch_path%3Dsecond` };
    expect(await run(['migrate'], first)).toMatchObject(UP_TO_DATE);
    await holder.begin(async (sql) => {
      await sql.unsafe(`select pg_advisory_xact_lock(${TURN('public')})`);
      expect(await run(['migrate'], first)).toMatchObject(UP_TO_DATE);
      expect(await run(['migrate'], second)).toMatchObject(UP_TO_DATE);
    });
    const locks = await holder`select 1 from pg_locks where locktype = 'advisory'`;
    expect(locks).toHaveLength(0);
    await holder.end();
  });
});
