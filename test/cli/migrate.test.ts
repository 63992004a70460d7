import { createHash, randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { withSql } from '../support/bulk-tokens.js';
import { migrateAsBefore } from '../support/earlier-migrations.js';
import { ENCRYPTION_KEYS } from '../support/gateway.js';
import { makeFolder } from '../support/leftovers.js';
import { CurrentTokenQuery } from '../support/operations.js';
import { startPostgres, type PostgresServer } from '../support/postgres-server.js';
import { run, startProcess } from '../support/process.js';

const UP_TO_DATE = 'The database is up to date.\n';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.stop());

const newEnv = async () => ({
  DATABASE_URL: await server.createDatabase(`db_${randomUUID()}`),
  DATA_DIR: makeFolder(),
  TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS,
});

const journalOf = (url: string): Promise<string[]> =>
  withSql(url, async (sql) => {
    const found = await sql`select to_regclass('token_gateway_migrations') as journal`;
    if (found[0]?.['journal'] === null) return [];
    const rows = await sql<{ name: string }[]>`select name from token_gateway_migrations`;
    return rows.map(({ name }) => name);
  });

describe('a database that lacks migrations', () => {
  test.each([
    'agent list',
    'superuser create alice',
    'token generate desk --provider livekit',
    'audit verify',
    'keys rotate',
  ])('is left as it is by %s, which says what to run', async (line) => {
    const env = await newEnv();
    await migrateAsBefore(env.DATABASE_URL, 4);
    const { code, stdout, stderr } = await run(line.split(' '), env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'The database lacks 4 migrations of this version: 0004_keyed_records, 0005_access_tokens, 0006_room_users, 0007_room_projects. ' +
        'Run token-gateway migrate, then try again.\n',
    );
    expect(await journalOf(env.DATABASE_URL)).toEqual([]);
  });

  test('is not served where MIGRATE_ON_START is off, until migrate was run', async () => {
    const env = { ...(await newEnv()), MIGRATE_ON_START: 'off' };
    const refused = await run(['serve'], env);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/^The database lacks 8 migrations of this version: .* migrate,/);
    expect(await journalOf(env.DATABASE_URL)).toEqual([]);
    expect(await run(['migrate'], env)).toMatchObject({ code: 0, stdout: UP_TO_DATE });
    const gateway = await startProcess(env);
    const answer = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(answer.data?.currentToken.valid).toBe(true);
    await gateway.end('SIGTERM');
  });
});

describe('a database that a newer version has migrated', () => {
  const newer = '0099_of_a_newer_version';
  const hash = createHash('sha256').update(newer).digest('hex');
  let env: Awaited<ReturnType<typeof newEnv>>;

  beforeAll(async () => {
    env = await newEnv();
    await run(['migrate'], env);
    await withSql(
      env.DATABASE_URL,
      (sql) => sql`
      insert into token_gateway_migrations (hash, name, applied_at) values (${hash}, ${newer}, now())`,
    );
  });

  test('is served, with a warning in the log', async () => {
    const gateway = await startProcess(env);
    const warnings = gateway.log.filter(({ level }) => level === 40);
    expect(warnings).toMatchObject([
      { migrations: [newer], msg: expect.stringContaining('newer version') as string },
    ]);
    const answer = await gateway.send(CurrentTokenQuery, { agent: 'livekit' });
    expect(answer.data?.currentToken.valid).toBe(true);
    await gateway.end('SIGTERM');
  });

  test('is said to be one by migrate, status and doctor', async () => {
    const migrated = await run(['migrate'], env);
    expect(migrated).toMatchObject({ code: 0, stderr: '' });
    expect(migrated.stdout).toBe(
      `${UP_TO_DATE}A newer version of the gateway has applied migrations: ${newer}.\n`,
    );
    const { stdout } = await run(['doctor', '--json'], env);
    const { findings } = JSON.parse(stdout) as { findings: { code: string; message: string }[] };
    const codes = findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['MIGRATIONS_APPLIED', 'MIGRATIONS_UNKNOWN']));
    expect(findings.find(({ code }) => code === 'MIGRATIONS_UNKNOWN')?.message).toContain(newer);
  });
});

test('migrate makes an embedded database, and beside its gateway finds it up to date', async () => {
  const env = { DATA_DIR: makeFolder() };
  expect(await run(['migrate'], env)).toMatchObject({ code: 0, stdout: UP_TO_DATE });
  const gateway = await startProcess(env);
  expect(await run(['migrate'], env)).toMatchObject({ code: 0, stdout: UP_TO_DATE, stderr: '' });
  await gateway.end('SIGTERM');
});
