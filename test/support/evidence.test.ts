import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { systemRandom } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { createTestDatabase } from './database.js';
import { Evidence, searchEvidence } from './evidence.js';
import { withSql } from './tokens.js';

// The end of every run searches what it left behind. These show that the search finds something.
const secret = createSecret('lk', systemRandom);
const setting = 'chosen+by/the "operator" of this test';

let folder: string;
let evidence: Evidence;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'token-gateway-test-'));
  evidence = new Evidence(folder);
  evidence.recordSettings({ SUPERUSER_KEY: setting, TOKEN_ENCRYPTION_KEYS: '' });
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a secret in a log line or an error is found, and is not shown by the finding', () => {
  evidence.record('logs', `{"msg":"the token ${secret} was used"}`);
  evidence.record('error answers', JSON.stringify({ message: `not ${setting}` }));
  evidence.record('error answers', `/nowhere/${encodeURIComponent(setting)}`);
  const { found } = searchEvidence(folder);
  expect(found.sort()).toEqual([
    'error answers: /nowhere/[setting]',
    'error answers: {"message":"not [setting]',
    'logs: {"msg":"the token [itg_lk_ secret]',
  ]);
});

test('what only looks like a secret is passed over', () => {
  const wrong = secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  evidence.record('logs', `${wrong} ${secret.slice(0, -1)} itg_lk_…${secret.slice(-4)}`);
  expect(searchEvidence(folder).found).toEqual([]);
});

test('a secret in any table is found, as text and as bytes', async () => {
  const database = await createTestDatabase();
  await withSql(database, async (sql) => {
    await sql`create table planted (note text, bytes bytea)`;
    await sql`insert into planted values ('fine', null), (${`kept: ${secret}`}, null)`;
    await sql`insert into planted values ('bytes', ${Buffer.from(secret)}), (${setting}, null)`;
    await evidence.recordDatabase(database.directUrl);
    // Or the end of this very run finds them.
    await sql`drop table planted`;
  });
  await database.drop();
  const { found } = searchEvidence(folder);
  expect(found).toHaveLength(3);
  expect(found.join()).toContain('databases: planted: {"note": "kept: [itg_lk_ secret]');
});

test('a secret in the files of an embedded database is found, those of the key file aside', () => {
  const data = path.join(folder, 'data');
  mkdirSync(path.join(data, 'database'), { recursive: true });
  writeFileSync(path.join(data, 'token-encryption-keys'), setting);
  writeFileSync(path.join(data, 'database', '16384'), Buffer.from(`\0\xff${secret}\0`, 'latin1'));
  const kept = mkdtempSync(path.join(tmpdir(), 'token-gateway-test-'));
  const inFiles = new Evidence(kept);
  inFiles.recordSettings({ SUPERUSER_KEY: setting });
  inFiles.recordFolder(data);
  expect(searchEvidence(kept).found).toHaveLength(1);
  rmSync(kept, { recursive: true });
});
