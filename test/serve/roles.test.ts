import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createOperations } from '../../src/operator/operations.js';
import { withSql } from '../support/bulk-tokens.js';
import { ENCRYPTION_KEYS } from '../support/gateway.js';
import { connect, connectionOf, startGoogleGateway } from '../support/google-gateway.js';
import { makeFolder } from '../support/leftovers.js';
import { liveKitAgent, roomToken, startLiveKitGateway } from '../support/livekit/gateway.js';
import {
  AuditEventsQuery,
  CurrentTokenQuery,
  DeleteAgentMutation,
  RevokeTokenMutation,
  RotateTokenMutation,
} from '../support/operations.js';
import type { PostgresVersion } from '../support/postgres-binaries.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { run, startProcess } from '../support/process.js';
import { TestClock } from '../support/test-clock.js';
import { generateToken, registerAgent } from '../support/tokens.js';

const versions: PostgresVersion[] = [15, 18];
const script = (name: string): string => readFileSync(`examples/postgresql/${name}.sql`, 'utf8');
const THREE_DAYS = 3 * 86_400;

test.each(['roles', 'grants'])('docs/operations.md shows %s.sql as it is', (name) => {
  const [, body = ''] = /^begin;\n\n([^]*)\n\ncommit;$/m.exec(script(name)) ?? [];
  expect(body).not.toBe('');
  expect(readFileSync('docs/operations.md', 'utf8')).toContain(`\`\`\`sql\n${body}\n\`\`\``);
});

// The scripts of docs/operations.md, in its order.
describe.each(versions)(
  'a role that migrates and a role that serves, on PostgreSQL %i',
  (version) => {
    let server: PostgresServer;
    let url: string;

    const as = (role: string): string => {
      const own = new URL(url);
      own.username = role;
      return own.href;
    };
    const envOf = (role: string, more: Record<string, string> = {}) => ({
      DATABASE_URL: as(role),
      DATA_DIR: makeFolder(),
      TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
      ...more,
    });
    const runScript = (name: string, role: string) =>
      withSql(as(role), (sql) => sql.unsafe(script(name)));

    beforeAll(async () => {
      server = await startPostgres({ version });
      url = await server.createDatabase('gateway');
      // As hosting providers have it: no superuser.
      await withSql(url, async (sql) => {
        await sql`create role provider_admin login createrole`;
        await sql`alter database gateway owner to provider_admin`;
      });
      await runScript('roles', 'provider_admin');
    });

    afterAll(() => server.stop());

    test('the serving role cannot begin, whether it may migrate or not', async () => {
      const refused = await run(['serve'], envOf('gateway_runtime'));
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(
        'permission denied for schema gateway (42501). Nothing was changed. Run token-gateway migrate ' +
          'as the role that owns',
      );
      const waiting = await run(['serve'], envOf('gateway_runtime', { MIGRATE_ON_START: 'off' }));
      expect(waiting.stderr).toContain('The database lacks 8 migrations');
    });

    test('the other one migrates, without a right on the database', async () => {
      expect(await run(['migrate'], envOf('gateway_migrator'))).toMatchObject({ code: 0 });
      await withSql(as('gateway_migrator'), async (sql) => {
        await expect(sql`create schema another`).rejects.toMatchObject({ code: '42501' });
        const found = await sql`select distinct schemaname from pg_tables
        where tableowner = 'gateway_migrator'`;
        expect(found).toEqual([{ schemaname: 'gateway' }]);
      });
      const early = await run(['serve'], envOf('gateway_runtime'));
      expect(early.stderr).toContain(
        'permission denied for table token_gateway_migrations (42501)',
      );
      await runScript('grants', 'gateway_migrator');
    });

    test('it issues, rotates and revokes tokens, connects accounts, and reads the log', async () => {
      const url = as('gateway_runtime');
      const database = { url, directUrl: url, drop: () => Promise.resolve() };
      // In the past and before all others, so that there is something to remove from the log.
      const clock = new TestClock(new Date());
      clock.advance(-THREE_DAYS);
      const gateway = await startGoogleGateway({ database, clock });
      const ok = async (sending: Promise<{ status: number; errors: readonly unknown[] }>) => {
        const { status, errors } = await sending;
        expect([status, errors]).toEqual([200, []]);
      };
      const { superuser } = gateway;
      const desk = await registerAgent(gateway, { provider: 'GOOGLE_CALENDAR_MCP' });
      const { integrationToken } = await generateToken(gateway, {
        agent: desk,
        provider: 'GOOGLE_CALENDAR_MCP',
      });
      await ok(gateway.send(RotateTokenMutation, { input: { agent: desk } }, superuser));
      const { id } = integrationToken;
      await ok(gateway.send(RevokeTokenMutation, { input: { id, reason: 'test' } }, superuser));
      expect((await connect(gateway, { agents: [desk] })).status).toBe(200);
      expect((await connectionOf(gateway)).state).toBe('ACTIVE');
      const operate = createOperations(gateway.app.services);
      await operate('superuser create', { name: 'alice' });
      await operate('agent key create', { name: desk });
      expect(await operate('audit verify', {})).toMatchObject({ intact: true });
      await ok(gateway.send(AuditEventsQuery, {}, superuser));
      const unused = await registerAgent(gateway);
      await ok(gateway.send(DeleteAgentMutation, { input: { agent: unused } }, superuser));
      expect(gateway.log.filter((line) => line.includes('42501'))).toEqual([]);
      await gateway.stop();
    });

    test.each(['on', 'off'])(
      'the serving role starts with MIGRATE_ON_START=%s',
      async (setting) => {
        const gateway = await startProcess(envOf('gateway_runtime', { MIGRATE_ON_START: setting }));
        const answer = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
        expect(answer.data?.currentToken.valid).toBe(true);
        expect(gateway.log.filter(({ level }) => Number(level) > 30)).toEqual([]);
        expect(await gateway.end('SIGTERM')).toMatchObject({ code: 0 });
      },
    );

    test('it issues room tokens', async () => {
      const url = as('gateway_runtime');
      const database = { url, directUrl: url, drop: () => Promise.resolve() };
      const running = await startLiveKitGateway({ database });
      const { gateway } = running;
      const agent = await liveKitAgent(gateway);
      const order = { room: 'room', identity: 'caller' };
      expect((await roomToken(gateway, agent.headers, order)).roomToken).toMatch(/^ey/);
      await running.stop();
    });

    test('it can neither change nor remove events of the audit log, nor make tables', async () => {
      await withSql(as('gateway_runtime'), async (sql) => {
        for (const statement of [
          'update audit_events set actor_name = null',
          'delete from audit_events',
          'truncate audit_events',
          'delete from audit_lanes',
          'delete from token_gateway_migrations',
          'alter table audit_events disable trigger all',
          'create table another (id int)',
          'create table public.another (id int)',
        ]) {
          await expect(sql.unsafe(statement), statement).rejects.toMatchObject({ code: '42501' });
        }
      });
    });

    test('a retention is warned of and nothing else, and the owner removes old events', async () => {
      const env = envOf('gateway_runtime', { AUDIT_RETENTION_DAYS: '1' });
      const gateway = await startProcess(env);
      const warned = () => gateway.log.filter(({ level }) => Number(level) > 30);
      await expect.poll(warned).toMatchObject([
        {
          msg: 'Old events of the audit log could not be removed',
          reason: expect.stringContaining('audit prune as the role that owns') as string,
        },
      ]);
      expect((await gateway.send(CurrentTokenQuery, { agent: 'livekit' })).status).toBe(200);
      await gateway.end('SIGTERM');

      const refused = await run(['audit', 'prune', '--days', '1'], env);
      expect([refused.code, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toMatch(
        /^The role that the gateway uses in the database may not remove/,
      );
      const removed = await run(['audit', 'prune', '--days', '1'], envOf('gateway_migrator'));
      expect(removed).toMatchObject({ code: 0, stderr: '' });
      expect(removed.stdout).toMatch(/^[1-9]\d* events from before/);
      expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0 });
    });

    test('tables of later migrations can be used without another grant', async () => {
      const owner = postgres(as('gateway_migrator'), { max: 1 });
      await owner`create table of_a_later_version (id int)`;
      await withSql(as('gateway_runtime'), async (sql) => {
        await sql`insert into of_a_later_version values (1)`;
        await sql`update of_a_later_version set id = 2`;
        await sql`delete from of_a_later_version`;
      });
      await owner`drop table of_a_later_version`;
      await owner.end();
    });

    test('it rotates the encryption keys', async () => {
      const next = `next:${randomBytes(32).toString('base64')}`;
      const keys = { TOKEN_ENCRYPTION_KEYS: `${next},${ENCRYPTION_KEYS}` };
      const rotated = await run(['keys', 'rotate'], envOf('gateway_runtime', keys));
      expect(rotated).toMatchObject({ code: 0, stderr: '' });
      const env = envOf('gateway_runtime', { TOKEN_ENCRYPTION_KEYS: next });
      expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0 });
    });
  },
);
