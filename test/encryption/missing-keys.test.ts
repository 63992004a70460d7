import { randomBytes, randomUUID } from 'node:crypto';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { rotateKeys } from '../../src/cli/commands/rotate-keys.js';
import { createOperations } from '../../src/operator/operations.js';
import { sha256 } from '../../src/platform/crypto.js';
import { createSecret } from '../../src/platform/secrets/secret.js';
import { appendPlainEvent } from '../support/audit-forger.js';
import { insertTokens, keysSetting, makeLegacy, testKey, withSql } from '../support/bulk-tokens.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { CurrentTokenQuery, ViewerQuery } from '../support/operations.js';
import { bearer } from '../support/tokens.js';

const k1 = testKey('k1', 1);
const k2 = testKey('k2', 2);
const k3 = testKey('k3', 3);

let database: TestDatabase;
const gateways: TestGateway[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop();
  await database.drop();
});

async function start(...keys: (typeof k1)[]): Promise<TestGateway> {
  const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(...keys), AGENT_AUTO_PROVISION: 'off' };
  const gateway = await startGateway({ database, env });
  gateways.push(gateway);
  return gateway;
}

/** What is in the database, to show that a refused start changed nothing. */
function stored(): Promise<unknown> {
  return withSql(database.directUrl, async (sql) => [
    await sql`select * from encryption_keys order by id`,
    await sql`select * from audit_lanes order by lane`,
    await sql`select * from audit_events order by lane, sequence`,
    await sql`select * from superusers order by id`,
  ]);
}

async function addPlainSuperuser(): Promise<string> {
  const secret = createSecret('su', randomBytes);
  await withSql(
    database.directUrl,
    (sql) => sql`insert into superusers (id, name, digest, hint, created_at)
      values (${randomUUID()}, 'ann', ${sha256(secret)}, 'itg', '2029-01-01')`,
  );
  return secret;
}

/** A database as version 0.1 leaves it: tokens, a superuser's key, and a log without keys. */
async function olderDatabase(...keys: (typeof k1)[]): Promise<{
  live: ReadonlyMap<string, string>;
  superuser: string;
}> {
  await makeLegacy(database.directUrl, ...keys);
  const live = await insertTokens(database.directUrl, keys[0] ?? k1, 20, 2, 'LEGACY');
  await withSql(
    database.directUrl,
    (sql) =>
      sql`insert into audit_lanes values (3, 0, ${Buffer.alloc(32)}, 0, ${Buffer.alloc(32)})`,
  );
  await appendPlainEvent(database.directUrl, 3);
  return { live, superuser: await addPlainSuperuser() };
}

async function verify(gateway: TestGateway): Promise<AuditVerification> {
  const run = createOperations(gateway.app.services);
  return (await run('audit verify', {})) as AuditVerification;
}

async function expectServed(
  gateway: TestGateway,
  { live, superuser }: Awaited<ReturnType<typeof olderDatabase>>,
): Promise<void> {
  for (const [agent, secret] of live) {
    const { data } = await gateway.send(CurrentTokenQuery, { agent }, gateway.superuser);
    expect(data?.currentToken.token).toBe(secret);
  }
  const viewer = await gateway.send(ViewerQuery, {}, bearer(superuser));
  expect(viewer.data?.viewer).toMatchObject({ kind: 'SUPERUSER', name: 'ann' });
  expect(await verify(gateway)).toMatchObject({ intact: true });
}

test('a database of version 0.1 is not served with new keys alone, and works once its own is back', async () => {
  const holders = await olderDatabase(k1);
  const before = await stored();
  for (const keys of [[k2], [k2, k3], [k3, k2]]) {
    await expect(start(...keys)).rejects.toThrow(/TOKEN_ENCRYPTION_KEYS lacks: "k1"\. Nothing/);
  }
  expect(await stored()).toEqual(before);
  await expectServed(await start(k2, k1), holders);
  // The new key is known by now, and still shows nothing of the older form.
  await expect(start(k2)).rejects.toThrow('lacks: "k1"');
  await expectServed(await start(k1, k2), holders);
});

test('a database of version 0.1 that was started once and never used is not served either', async () => {
  await makeLegacy(database.directUrl, k1);
  await expect(start(k2)).rejects.toThrow('lacks: "k1"');
  expect(await verify(await start(k1))).toMatchObject({ intact: true });
});

test('one of several keys of version 0.1 is enough to start, and all missing ones are named', async () => {
  const holders = await olderDatabase(k1, k3);
  await expect(start(k2)).rejects.toThrow('lacks: "k1", "k3"');
  const gateway = await start(k3);
  const viewer = await gateway.send(ViewerQuery, {}, bearer(holders.superuser));
  expect(viewer.data?.viewer.kind).toBe('SUPERUSER');
  await expectServed(await start(k2, k3, k1), holders);
});

test('a move that was interrupted is not taken for finished when its key is removed', async () => {
  const holders = await olderDatabase(k1);
  const mover = await start(k1);
  const stop = new AbortController();
  const run = createOperations(mover.app.services);
  await rotateKeys(
    async (name, args) => {
      if (name === 'keys rotate batch') stop.abort();
      return run(name, args);
    },
    { batchSize: 5, pauseMs: 0, stop: stop.signal, say: () => undefined },
  );
  await expect(start(k2)).rejects.toThrow('lacks: "k1"');
  const restored = await start(k2, k1);
  await expectServed(restored, holders);
  const options = { batchSize: 50, pauseMs: 0, stop: new AbortController().signal };
  const done = await rotateKeys(createOperations(restored.app.services), {
    ...options,
    say: () => undefined,
  });
  expect(done).toMatchObject({ outcome: 'COMPLETED', form: 'BOUND' });
  await expectServed(await start(k2), holders);
});

test.each(['LEGACY', 'BOUND'] as const)(
  'another key under a known id is refused in a database of the form %s, and no key is added',
  async (form) => {
    if (form === 'LEGACY') await olderDatabase(k1);
    else await start(k1);
    const before = await stored();
    for (const keys of [[testKey('k1', 9)], [k2, testKey('k1', 9)], [testKey('k1', 9), k2]]) {
      await expect(start(...keys)).rejects.toThrow('"k1" is not the one');
    }
    expect(await stored()).toEqual(before);
  },
);

test('an empty database starts with old keys, in any order, and its log is signed', async () => {
  await start(k3, k1);
  const gateway = await start(k1, k3);
  expect(await verify(gateway)).toMatchObject({ intact: true });
});

test('the dump of another gateway is served without harm to what only its own key opens', async () => {
  const other = await start(k1);
  const run = createOperations(other.app.services);
  const made = (await run('superuser create', { name: 'ann' })) as { key: string };
  const guest = await start(k2);
  expect((await guest.send(ViewerQuery, {}, bearer(made.key))).status).toBe(401);
  await createOperations(guest.app.services)('agent create', { name: 'a', provider: 'LIVEKIT' });
  const both = await start(k1, k2);
  expect((await both.send(ViewerQuery, {}, bearer(made.key))).data?.viewer.name).toBe('ann');
  expect(await verify(both)).toMatchObject({ intact: true });
});
