import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import postgres from 'postgres';
import { describe, expect, test } from 'vitest';

import { FINDINGS, type FindingCode } from '../../src/status/finding.js';
import { createTestDatabase } from '../support/database.js';
import { ENCRYPTION_KEYS, startGateway } from '../support/gateway.js';
import { makeFolder } from '../support/leftovers.js';
import { run, startProcess, type CommandResult, type Env } from '../support/process.js';

interface Report {
  readonly needsAttention: boolean;
  readonly version: string;
  readonly checkedAt: string | null;
  readonly findings: readonly { readonly code: FindingCode; readonly message: string }[];
}

async function doctor(env: Env, ...args: string[]): Promise<CommandResult & { report: Report }> {
  const result = await run(['doctor', '--json', ...args], env);
  const report = JSON.parse(result.stdout) as Report;
  expect(result.code).toBe(report.needsAttention ? 1 : 0);
  return { ...result, report };
}

const codesOf = ({ findings }: Report): FindingCode[] => findings.map(({ code }) => code);

const attentionOf = (report: Report): FindingCode[] =>
  codesOf(report).filter((code) => FINDINGS[code][1] === 'ATTENTION');

test('every code is in the documentation, with its level', () => {
  const text = readFileSync('docs/cli.md', 'utf8');
  const documented = [...text.matchAll(/^\| `([A-Z_]+)` +\| (OK|NOTE|ATTENTION) +\|/gm)];
  expect(Object.fromEntries(documented.map(([, code, level]) => [code, level]))).toEqual(
    Object.fromEntries(Object.entries(FINDINGS).map(([code, [, level]]) => [code, level])),
  );
});

describe('with an embedded database', () => {
  test('nothing is made where there is none', async () => {
    const folder = makeFolder();
    mkdirSync(folder, { recursive: true });
    const dataDir = path.join(folder, 'data');
    const { report } = await doctor({ DATA_DIR: dataDir });
    expect(attentionOf(report)).toEqual(['DATABASE_MISSING']);
    expect(JSON.stringify(report)).toContain(dataDir);
    expect(existsSync(dataDir)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a gateway is looked at while it runs and while it does not', async () => {
    const env = { DATA_DIR: makeFolder() };
    const gateway = await startProcess(env);
    const running = await doctor(env);
    expect(codesOf(running.report)).toContain('GATEWAY_RUNNING');
    expect(attentionOf(running.report)).toEqual([]);
    expect(running.report.findings[0]?.message).toContain(gateway.url);
    await gateway.end('SIGTERM');
    const stopped = await doctor(env);
    expect(codesOf(stopped.report)).toContain('GATEWAY_NOT_RUNNING');
    expect(attentionOf(stopped.report)).toEqual([]);
    expect(readdirSync(env.DATA_DIR).sort()).toEqual(['database', 'token-encryption-keys']);

    const status = await run(['status'], env);
    expect(status).toMatchObject({ code: 0, stderr: '' });
    expect(status.stdout).toMatch(/^database +ok +The embedded PostgreSQL \d/m);
    expect((await run(['agent', 'create', 'desk', '--provider', 'livekit'], env)).code).toBe(0);
    const found = await run(['doctor'], env);
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(
      /^ {2}ATTENTION {2}The agent desk has no valid token\.\n {13}Issue one: node \S+ token generate desk$/m,
    );
    expect(found.stdout).toMatch(/\n1 thing needs attention\.\n$/);
    const short = await run(['status'], env);
    expect(short.code).toBe(1);
    expect(short.stdout).toMatch(/^agents +ATTENTION +The agent desk has no valid token\.$/m);
  });

  test('keys that are gone or not the right ones are found', async () => {
    const env = { DATA_DIR: makeFolder() };
    expect((await run(['superuser', 'create', 'jane'], env)).code).toBe(0);
    const file = path.join(env.DATA_DIR, 'token-encryption-keys');
    writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`);
    expect(attentionOf((await doctor(env)).report)).toEqual(['ENCRYPTION_KEY_WRONG']);
    writeFileSync(file, 'no keys');
    expect(attentionOf((await doctor(env)).report)).toEqual(['ENCRYPTION_KEY_MISSING']);
  });
});

describe('with PostgreSQL', () => {
  test('a database that no gateway has used, and one that is not up to date, stay as they are', async () => {
    const database = await createTestDatabase();
    const sql = postgres(database.directUrl, { max: 1, onnotice: () => undefined });
    const env = { DATABASE_URL: database.url, TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS };
    await sql`delete from token_gateway_migrations where name =
      (select max(name) from token_gateway_migrations)`;
    const [before] = await sql`select count(*) from token_gateway_migrations`;
    expect(attentionOf((await doctor(env)).report)).toEqual(['MIGRATIONS_PENDING']);
    expect(await sql`select count(*) from token_gateway_migrations`).toEqual([before]);
    expect(await sql`select count(*)::int as n from encryption_keys`).toEqual([{ n: 0 }]);

    await sql`drop schema public cascade`;
    await sql`create schema public`;
    expect(attentionOf((await doctor(env)).report)).toEqual(['DATABASE_MISSING']);
    expect(await sql`select 1 from pg_tables where schemaname = 'public'`).toEqual([]);
    await sql.end();
    await database.drop();
  });

  test('gateways that are connected are counted, and the feed is heard', async () => {
    const gateway = await startGateway();
    const env = { DATABASE_URL: gateway.database.url, TOKEN_ENCRYPTION_KEYS: ENCRYPTION_KEYS };
    const { report } = await doctor(env);
    expect(report.findings[0]).toMatchObject({
      code: 'GATEWAY_RUNNING',
      message: '1 gateway connected to the database.',
    });
    expect(codesOf(report)).toContain('FEED_LIVE');
    await gateway.stop();
  });

  test('a server that cannot be reached is said to be so, without its password', async () => {
    const url = 'postgres://gateway:a-password-for-nobody@127.0.0.1:9/gateway';
    const { report, stdout } = await doctor({ DATABASE_URL: url, DATA_DIR: makeFolder() });
    expect(attentionOf(report)).toEqual(['DATABASE_UNREACHABLE']);
    expect(stdout).not.toContain('a-password-for-nobody');
  });
});

test('settings that cannot be used are named, and nothing else is looked at', async () => {
  const { report, stderr } = await doctor({ PORT: 'four', LOG_LEVEL: 'loud' });
  expect(codesOf(report)).toEqual(['SETTINGS_UNUSABLE']);
  expect(report.findings[0]?.message).toMatch(/PORT must be[^]*LOG_LEVEL must be/);
  expect([report.checkedAt, stderr]).toEqual([null, '']);
});

describe('elsewhere', () => {
  test('a gateway is looked at by a superuser’s key', async () => {
    const gateway = await startGateway();
    const key = gateway.superuser['authorization']?.replace('Bearer ', '') ?? '';
    const { report } = await doctor({ TOKEN_GATEWAY_KEY: key }, '--url', gateway.url);
    expect(codesOf(report)).toContain('GATEWAY_RUNNING');
    expect(attentionOf(report)).toEqual([]);
    const refused = await doctor({ TOKEN_GATEWAY_KEY: `${key}x` }, '--url', gateway.url);
    expect(codesOf(refused.report)).toEqual(['GATEWAY_UNANSWERED']);
    expect(refused.stdout).toContain('TOKEN_GATEWAY_KEY was refused');
    expect(refused.stdout).not.toContain(key);
    await gateway.stop();
    const gone = await doctor({ TOKEN_GATEWAY_KEY: key }, '--url', gateway.url);
    expect(codesOf(gone.report)).toEqual(['GATEWAY_UNANSWERED']);
    expect(gone.stdout).toContain('nothing listens there');
  });
});
