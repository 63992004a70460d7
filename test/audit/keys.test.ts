import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { emptyLane, signLane, type LaneRow } from '../../src/db/audit/chain.js';
import { AuditKeys } from '../../src/db/audit/keys.js';
import { createOperations } from '../../src/operator/operations.js';
import { appendPlainEvent, forgeLane, makeLegacy } from '../support/audit-forger.js';
import { keysSetting, testKey, withSql } from '../support/bulk-tokens.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { TestClock } from '../support/test-clock.js';

const k1 = testKey('k1', 1);
const k2 = testKey('k2', 2);
const k3 = testKey('k3', 3);

let database: TestDatabase;
let clock: TestClock;

beforeEach(async () => {
  database = await createTestDatabase();
  clock = new TestClock();
});
afterEach(() => database.drop());

const tamper = (statement: string) =>
  withSql(database.directUrl, (sql) => sql.unsafe<Record<string, unknown>[]>(statement));

function start(...keys: (typeof k1)[]): Promise<TestGateway> {
  const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(...keys), AGENT_AUTO_PROVISION: 'off' };
  return startGateway({ database, clock, env });
}

/** Has a gateway of its own with these keys do something. */
async function using<T>(
  keys: (typeof k1)[],
  work: (gateway: TestGateway) => Promise<T>,
): Promise<T> {
  const gateway = await start(...keys);
  try {
    return await work(gateway);
  } finally {
    await gateway.stop();
  }
}

/** Writes events to many lanes. */
async function act(gateway: TestGateway, from = 1): Promise<void> {
  const run = createOperations(gateway.app.services);
  for (let agent = from; agent < from + 20; agent += 1) {
    await run('agent create', { name: `agent-${String(agent)}`, provider: 'LIVEKIT' });
  }
}

async function verify(gateway: TestGateway): Promise<AuditVerification> {
  const run = createOperations(gateway.app.services);
  return (await run('audit verify', {})) as AuditVerification;
}

async function problems(gateway: TestGateway): Promise<string[]> {
  return [...new Set((await verify(gateway)).broken.map(({ problem }) => problem))].sort();
}

function forgedRow(row: Record<string, unknown>): LaneRow {
  const { lane, sequence, digest } = row;
  return { ...emptyLane(Number(lane)), sequence: Number(sequence), digest: digest as Buffer };
}

const rotate = (gateway: TestGateway) =>
  createOperations(gateway.app.services)('keys rotate batch', { from: null, batchSize: 100 });

test('events of a key that was replaced and removed can be verified, over several keys', async () => {
  await using([k1], act);
  await using([k1, k2], async (gateway) => {
    expect(await problems(gateway)).toEqual([]);
  });
  await using([k2, k1], async (gateway) => {
    await act(gateway, 21);
    await rotate(gateway);
  });
  await using([k2], async (gateway) => {
    expect(await problems(gateway)).toEqual([]);
  });
  await using([k3, k2], rotate);
  await using([k3], async (gateway) => {
    expect(await verify(gateway)).toMatchObject({ intact: true, broken: [] });
    await act(gateway, 41);
    expect(await problems(gateway)).toEqual([]);
    await tamper(`update audit_events set details = '{"a":1}' where key_id = 'k1'`);
    expect(await problems(gateway)).toEqual(['EVENT_CHANGED']);
  });
});

test('whoever has a replaced key can no longer change the log undetected', async () => {
  await using([k1], act);
  await using([k2, k1], rotate);
  await using([k2], async (gateway) => {
    expect(await problems(gateway)).toEqual([]);
    const [row] = await tamper(`select * from audit_lanes order by sequence desc limit 1`);
    const forger = new AuditKeys([k1]);
    const { signature } = signLane(forger, forgedRow(row ?? {}));
    await withSql(
      database.directUrl,
      (sql) => sql`update audit_lanes set key_id = 'k1', signature = ${signature}
        where lane = ${Number(row?.['lane'])}`,
    );
    expect(await problems(gateway)).toEqual(['KEY_MISSING']);
    await act(gateway, 21);
    expect(await problems(gateway)).toEqual(['LANE_REOPENED']);
  });
});

test('a gateway that has not heard of a new key being first leaves the lanes to that key', async () => {
  await using([k1], act);
  clock.advance(60);
  await using([k2, k1], (gateway) => act(gateway, 21));
  await using([k1, k2], async (gateway) => {
    const rows = await tamper(
      `select id, audit_key_sealed_by as by from encryption_keys order by id`,
    );
    expect(rows).toEqual([
      { id: 'k1', by: 'k2' },
      { id: 'k2', by: null },
    ]);
    await act(gateway, 41);
    expect(await problems(gateway)).toEqual([]);
  });
  await using([k2, k1], async (gateway) => {
    expect(await problems(gateway)).toEqual([]);
  });
});

test('events whose key is gone altogether cannot be checked, and are not called forged', async () => {
  await using([k1], act);
  await using([k2], async (gateway) => {
    expect((await verify(gateway)).broken[0]).toMatchObject({
      problem: 'KEY_MISSING',
      keyId: 'k1',
    });
    expect(await problems(gateway)).toEqual(['KEY_MISSING']);
    await tamper(`delete from audit_events where sequence = 1`);
    expect(await problems(gateway)).toContain('EVENT_MISSING');
  });
});

test('a sealed audit key is worth nothing in another row', async () => {
  await using([k1], act);
  await using([k2, k1], rotate);
  await using([k3, k2], async (gateway) => {
    await rotate(gateway);
    await tamper(`update encryption_keys set audit_key_ciphertext =
      (select audit_key_ciphertext from encryption_keys where id = 'k2') where id = 'k1'`);
    expect(await problems(gateway)).toEqual(['KEY_MISSING']);
  });
});

test('a log of the version before passes before, while and after it is put under keys', async () => {
  await makeLegacy(database.directUrl, k1);
  await using([k1], async (older) => {
    await act(older);
    expect(await verify(older)).toMatchObject({ intact: true });
    await using([k1], (newer) => act(newer, 21));
    expect(await verify(older)).toMatchObject({ intact: true });
    expect(await tamper(`select 1 from audit_events where key_id is not null`)).toHaveLength(0);
    await rotate(older);
    expect(await verify(older)).toMatchObject({ intact: true });
    await act(older, 41);
    const lanes = await tamper(`select lane from audit_lanes where key_id = 'k1'`);
    expect(lanes).toHaveLength(16);
    expect(await verify(older)).toMatchObject({ intact: true });
  });
});

test('a plain part of the log is protected from the moment on at which the log gets keys', async () => {
  await makeLegacy(database.directUrl, k1);
  await using([k1], async (gateway) => {
    await act(gateway);
    const [row] = await tamper(`select lane from audit_events limit 1`);
    const lane = Number(row?.['lane']);
    await rotate(gateway);
    const signed = await tamper(`select * from audit_lanes`);
    expect(signed).toHaveLength(16);
    await tamper(`create table kept as select * from audit_lanes`);
    await forgeLane(database.directUrl, lane, (event) => ({
      ...event,
      actorName: 'somebody else',
    }));
    expect(await problems(gateway)).toEqual(['LANE_UNSIGNED']);
    // Neither signing again nor the true record makes it good.
    await rotate(gateway);
    expect(await problems(gateway)).toEqual(['LANE_UNSIGNED']);
    await tamper(`delete from audit_lanes; insert into audit_lanes select * from kept`);
    expect(await problems(gateway)).toEqual(['HEAD_CHANGED']);
    await act(gateway, 21);
    expect(await problems(gateway)).not.toEqual([]);
  });
});

test('an event of a gateway that knows no keys is reported in a log that has them', async () => {
  await using([k1], async (gateway) => {
    await act(gateway);
    const [row] = await tamper(`select lane from audit_events limit 1`);
    await appendPlainEvent(database.directUrl, Number(row?.['lane']));
    expect(await problems(gateway)).toEqual(['EVENT_UNSIGNED', 'HEAD_CHANGED']);
  });
});
