import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

import postgres from 'postgres';
import { describe, expect, test } from 'vitest';

import { createTestDatabase } from '../support/database.js';
import { makeFolder } from '../support/leftovers.js';
import { run } from '../support/process.js';

const ABSENT_ID = '5f0c1b7e-6b1f-4b7e-9d43-0d2f4b1c7a11';
const LOOKING = [
  'superuser list',
  'superuser revoke nobody',
  'agent list',
  'agent disable front-desk',
  'agent key front-desk',
  'token list',
  'token current front-desk',
  `token revoke ${ABSENT_ID}`,
  'google list',
  'keys list',
  'keys rotate',
  'audit verify',
  'audit heads',
  'audit export',
];

describe('a command that needs what a gateway made', () => {
  test.each(LOOKING)(
    'makes nothing where there is none, and says where it looked: %s',
    async (line) => {
      const folder = makeFolder();
      mkdirSync(folder, { recursive: true });
      const dataDir = path.join(folder, 'data');
      const { code, stdout, stderr } = await run(line.split(' '), { DATA_DIR: dataDir });
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(`There is no gateway's database in ${dataDir}.`);
      expect(existsSync(dataDir)).toBe(false);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('leaves a database alone that no gateway has used', async () => {
    const database = await createTestDatabase();
    const sql = postgres(database.directUrl, { max: 1, onnotice: () => undefined });
    await sql`drop schema public cascade`;
    await sql`create schema public`;
    const env = { DATABASE_URL: database.url, DATA_DIR: makeFolder() };
    for (const line of ['token list', 'audit verify', 'keys list', 'superuser create alice']) {
      const { code, stdout, stderr } = await run(line.split(' '), env);
      expect([line, code, stdout]).toEqual([line, 1, '']);
      expect(stderr).toContain('No gateway has ever used the database that DATABASE_URL names.');
      expect(stderr).toContain('run token-gateway migrate or start the gateway');
      expect(stderr).not.toContain(new URL(database.url).password || 'postgres://');
    }
    expect(await sql`select 1 from pg_tables where schemaname = 'public'`).toHaveLength(0);
    expect(readdirSync(env.DATA_DIR)).toEqual([]);
    await sql.end();
  });
});

test.each([
  'agent create front-desk --provider livekit',
  'token generate front-desk --provider livekit',
  'superuser create alice',
  'verifier create billing',
])('somebody can begin with it, before a gateway has ever run: %s', async (line) => {
  const dataDir = path.join(makeFolder(), 'data');
  const made = await run(line.split(' '), { DATA_DIR: dataDir });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  const [noun = ''] = line.split(' ');
  const listed = await run([noun, 'list', '--json'], { DATA_DIR: dataDir });
  expect(JSON.parse(listed.stdout)).toHaveLength(1);
});
