import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, expect, test, vi } from 'vitest';

import { rotateKeys, type RotationResult } from '../../src/cli/commands/rotate-keys.js';
import { createOperations, type RunOperation } from '../../src/operator/operations.js';
import {
  countReadable,
  insertTokens,
  keysSetting,
  makeLegacy,
  testKey,
  withSql,
} from '../support/bulk-tokens.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, GenerateTokenMutation } from '../support/operations.js';

const older = testKey('older', 1);
const old = testKey('old', 2);
const fresh = testKey('fresh', 3);

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  cleanups.push(database.drop);
  return database;
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'token-gateway-test-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function gatewayWith(
  database: TestDatabase,
  ...keys: ReturnType<typeof testKey>[]
): Promise<TestGateway & { run: RunOperation }> {
  const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(...keys), AGENT_AUTO_PROVISION: 'off' };
  const gateway = await startGateway({ database, env });
  cleanups.push(() => gateway.stop());
  return { ...gateway, run: createOperations(gateway.app.services) };
}

function rotate(run: RunOperation, batchSize = 50): Promise<RotationResult> {
  const { signal } = new AbortController();
  return rotateKeys(run, { batchSize, pauseMs: 0, stop: signal, say: () => undefined });
}

test('everything is under the first key afterwards, dead tokens too, and every secret is the same', async () => {
  const database = await newDatabase();
  await insertTokens(database.directUrl, older, 130, 3);
  const live = await insertTokens(database.directUrl, old, 130, 3);
  const gateway = await gatewayWith(database, fresh, old, older);
  const result = await rotate(gateway.run);
  expect(result).toMatchObject({
    outcome: 'COMPLETED',
    keyId: 'fresh',
    reencrypted: 260,
    unreadable: 0,
    remaining: [],
  });
  expect(await countReadable(database.directUrl, fresh)).toBe(260);
  for (const [agent, secret] of live) {
    const { data } = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
    expect(data?.currentToken.token).toBe(secret);
  }
  expect(await gateway.run('keys list', {})).toMatchObject([
    { id: 'fresh', isAtHand: true, isFirst: true, liveTokens: 6, deadTokens: 254 },
    { id: 'old', isAtHand: true, isFirst: false, liveTokens: 0, deadTokens: 0 },
    { id: 'older', isAtHand: true, isFirst: false, liveTokens: 0, deadTokens: 0 },
  ]);
});

test('a replica that remembers the old ciphertext, and one that encrypts with the old key, go on serving', async () => {
  const database = await newDatabase();
  const behind = await gatewayWith(database, old, fresh);
  const ahead = await gatewayWith(database, fresh, old);
  const input = { provider: 'LIVEKIT', agent: 'busy' } as const;
  const made = await behind.send(GenerateTokenMutation, { input }, behind.superuser);
  const readAt = async (gateway: TestGateway) =>
    (await gateway.send(CurrentTokenQuery, { agent: 'busy' }, gateway.superuser)).data?.currentToken
      .token;
  expect(await readAt(behind)).toBe(made.data?.generateToken.token);
  expect(await rotate(ahead.run)).toMatchObject({ outcome: 'COMPLETED', reencrypted: 1 });
  expect(await readAt(behind)).toBe(made.data?.generateToken.token);
  const next = await behind.send(GenerateTokenMutation, { input }, behind.superuser);
  expect(await readAt(ahead)).toBe(next.data?.generateToken.token);
  expect(await rotate(ahead.run)).toMatchObject({ outcome: 'COMPLETED', reencrypted: 1 });
});

test('a missing key leaves exactly its tokens alone, named by the key, and nothing is deleted', async () => {
  const database = await newDatabase();
  const lost = await insertTokens(database.directUrl, older, 20, 1);
  const kept = await insertTokens(database.directUrl, old, 20, 1);
  const gateway = await gatewayWith(database, fresh, old);
  const result = await rotate(gateway.run);
  expect(result).toMatchObject({ outcome: 'COMPLETED', reencrypted: 20, unreadable: 0 });
  expect(result.remaining).toMatchObject([
    { id: 'older', isAtHand: false, liveTokens: 1, deadTokens: 19 },
  ]);
  expect(await countReadable(database.directUrl, older)).toBe(20);
  const read = async (agent: string | undefined) =>
    gateway.send(CurrentTokenQuery, { agent: agent ?? '' }, gateway.superuser);
  expect((await read([...kept.keys()][0])).data?.currentToken.valid).toBe(true);
  const refused = await read([...lost.keys()][0]);
  expect(refused.errors[0]?.extensions).toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    reason: 'ENCRYPTION_KEY_MISSING',
  });
  expect(refused.errors[0]?.message).toContain('"older"');
});

test('a ciphertext that does not open is counted, named and left as it is', async () => {
  const database = await newDatabase();
  await insertTokens(database.directUrl, old, 30, 3);
  const [broken] = await withSql(
    database.directUrl,
    (sql) => sql<{ id: string; ciphertext: Buffer }[]>`
      update integration_tokens set ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)
      where id = (select id from integration_tokens order by id offset 7 limit 1)
      returning id, ciphertext`,
  );
  const gateway = await gatewayWith(database, fresh, old);
  expect(await rotate(gateway.run, 4)).toMatchObject({
    outcome: 'COMPLETED',
    reencrypted: 29,
    unreadable: 1,
    unreadableIds: [broken?.id],
    remaining: [{ id: 'old', isAtHand: true }],
  });
  const [after] = await withSql(
    database.directUrl,
    (sql) => sql<{ ciphertext: Buffer; key: string }[]>`
      select ciphertext, encryption_key_id as key from integration_tokens where id = ${broken?.id ?? ''}`,
  );
  expect(after).toEqual({ ciphertext: broken?.ciphertext, key: 'old' });
});

test('two rotations at once, beside revocations of all tokens, share the work and lose nothing', async () => {
  const database = await newDatabase();
  const live = await insertTokens(database.directUrl, old, 3_000, 20);
  const one = await gatewayWith(database, fresh, old);
  const two = await gatewayWith(database, fresh, old);
  const revoked = Promise.all(
    [...live.keys()].map((agent) => one.run('token revoke all', { agent, reason: 'a drill' })),
  );
  const results = await Promise.all([rotate(one.run), rotate(two.run)]);
  await revoked;
  expect(results.map((result) => result.outcome)).toEqual(['COMPLETED', 'COMPLETED']);
  expect(results.reduce((sum, result) => sum + result.reencrypted, 0)).toBe(3_000);
  expect(await countReadable(database.directUrl, fresh)).toBe(3_000);
});

test('a generated key is first in the file and in the gateway that made it; others read the file again', async () => {
  const database = await newDatabase();
  const env = { TOKEN_ENCRYPTION_KEYS: '', DATA_DIR: await newFolder() };
  const start = async () => {
    const gateway = await startGateway({ database, env });
    cleanups.push(() => gateway.stop());
    return { ...gateway, run: createOperations(gateway.app.services) };
  };
  const [one, two] = [await start(), await start()];
  const input = { provider: 'LIVEKIT', agent: 'kept' } as const;
  const made = await one.send(GenerateTokenMutation, { input }, one.superuser);
  const ids = (await Promise.all([one, two].map(({ run }) => run('keys generate', {})))).map(
    (result) => (result as { keyId: string }).keyId,
  );
  expect(ids).toHaveLength(2);
  const path = join(env.DATA_DIR, 'token-encryption-keys');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const kept = (await readFile(path, 'utf8')).trim().split(',');
  expect(kept.map((pair) => pair.split(':')[0])).toEqual(['k3', 'k2', 'k1']);
  await one.run('keys generate', {});
  expect(await rotate(one.run)).toMatchObject({ outcome: 'COMPLETED', keyId: 'k4' });
  const { data } = await two.send(CurrentTokenQuery, { agent: 'kept' }, two.superuser);
  expect(data?.currentToken.token).toBe(made.data?.generateToken.token);
  expect(await two.run('keys list', {})).toMatchObject([
    { id: 'k4', isFirst: true, liveTokens: 1, since: expect.any(Date) as Date },
    { id: 'k1' },
    { id: 'k2' },
    { id: 'k3' },
  ]);
  const added = { action: 'ENCRYPTION_KEY_ADDED' } as const;
  expect(await one.app.services.audit.count(added)).toBe(3);
});

test('where the keys are a setting, a new one is made and nothing is changed', async () => {
  const gateway = await gatewayWith(await newDatabase(), testKey('k1', 1), old);
  expect(await gateway.run('keys generate', {})).toEqual({
    keyId: 'k2',
    file: null,
    pair: expect.stringMatching(/^k2:[A-Za-z0-9+/]{43}=$/) as string,
  });
  expect(await gateway.run('keys list', {})).toHaveLength(2);
});

test('a run that was stopped says so, and the next one goes on; both are in the audit log', async () => {
  const database = await newDatabase();
  await insertTokens(database.directUrl, old, 100, 1);
  const gateway = await gatewayWith(database, fresh, old);
  const stop = new AbortController();
  const stopping: RunOperation = async (name, args) => {
    if (name === 'keys rotate batch') stop.abort();
    return gateway.run(name, args);
  };
  const options = { batchSize: 40, pauseMs: 0, stop: stop.signal, say: () => undefined };
  const first = await rotateKeys(stopping, options);
  expect(first).toMatchObject({ outcome: 'INTERRUPTED', reencrypted: 40 });
  expect(first.remaining.map((key) => key.liveTokens + key.deadTokens)).toEqual([60]);
  expect(await rotate(gateway.run)).toMatchObject({ outcome: 'COMPLETED', reencrypted: 60 });
  const events = await gateway.app.services.audit.list(
    { action: 'ENCRYPTION_KEY_ROTATED' },
    { limit: 10, after: undefined },
  );
  const said = events.map((event) => JSON.parse(event.details) as Record<string, unknown>);
  expect(said).toHaveLength(2);
  expect(said).toContainEqual({
    keyId: 'fresh',
    outcome: 'INTERRUPTED',
    form: 'BOUND',
    reencrypted: 40,
    unreadable: 0,
    remaining: 60,
    keyMissing: 0,
  });
});

/**
 * The lines that a run says on its way when every step takes longer than the pause between lines.
 */
async function progressOf(run: RunOperation, steps = Infinity): Promise<string[]> {
  const lines: string[] = [];
  const stop = new AbortController();
  let nowMs = performance.now();
  const slow = vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 5_000));
  let taken = 0;
  const counting: RunOperation = async (name, args) => {
    if (name === 'keys rotate batch' && (taken += 1) >= steps) stop.abort();
    return run(name, args);
  };
  try {
    const say = (line: string): void => void lines.push(line);
    await rotateKeys(counting, { batchSize: 10, pauseMs: 0, stop: stop.signal, say });
  } finally {
    slow.mockRestore();
  }
  return lines;
}

test('progress counts up to all secrets that are under older keys', async () => {
  const database = await newDatabase();
  await insertTokens(database.directUrl, older, 10, 1);
  await insertTokens(database.directUrl, old, 20, 1);
  const gateway = await gatewayWith(database, fresh, old, older);
  expect(await progressOf(gateway.run)).toEqual([
    '10 of 30 secrets re-encrypted',
    '20 of 30 secrets re-encrypted',
    '30 of 30 secrets re-encrypted',
  ]);
  expect(await progressOf(gateway.run)).toEqual([]);
});

test('progress of a move from the older form counts secrets of the first key and those of no key', async () => {
  const database = await newDatabase();
  await makeLegacy(database.directUrl, old);
  await insertTokens(database.directUrl, old, 20, 1, 'LEGACY');
  await withSql(
    database.directUrl,
    (sql) => sql`insert into superusers (id, name, digest, hint, created_at)
      values (gen_random_uuid(), 'ann', 'x', 'itg', now())`,
  );
  const gateway = await gatewayWith(database, old);
  expect(await progressOf(gateway.run, 1)).toEqual(['10 of 21 secrets re-encrypted']);
  // Which of them the first run moved shows when each is opened.
  expect(await progressOf(gateway.run)).toEqual([
    '10 of at most 21 secrets re-encrypted',
    '11 of at most 21 secrets re-encrypted',
  ]);
});
