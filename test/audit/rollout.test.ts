import { randomBytes } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { createOperations } from '../../src/operator/operations.js';
import { keysSetting, testKey, withSql } from '../support/bulk-tokens.js';
import { createTestDatabase, ownsTables, type TestDatabase } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { TestClock } from '../support/test-clock.js';

const k1 = testKey('k1', 1);
const k2 = testKey('k2', 2);
const k3 = testKey('k3', 3);
const AGENTS = 20;

const pruningTest = test.skipIf(!ownsTables());

let database: TestDatabase;
let clock: TestClock;
const gateways: TestGateway[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  clock = new TestClock();
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop();
  await database.drop();
});

async function start(...keys: (typeof k1)[]): Promise<TestGateway> {
  const env = { TOKEN_ENCRYPTION_KEYS: keysSetting(...keys), AGENT_AUTO_PROVISION: 'off' };
  const gateway = await startGateway({ database, clock, env });
  gateways.push(gateway);
  return gateway;
}

const operate = (gateway: TestGateway) => createOperations(gateway.app.services);
const tamper = (statement: string) =>
  withSql(database.directUrl, (sql) => sql.unsafe<Record<string, unknown>[]>(statement));

/** Writes an event to most lanes; the same agents each time, so the same lanes. */
async function act(gateway: TestGateway): Promise<void> {
  for (let agent = 0; agent < AGENTS; agent += 1) {
    const name = `agent-${String(agent)}`;
    const changed = { name, enabled: true, overlapSeconds: agent + Math.floor(Math.random() * 99) };
    await operate(gateway)('agent create', { name, provider: 'LIVEKIT' }).catch(() =>
      operate(gateway)('agent update', changed),
    );
  }
}

async function verify(gateway: TestGateway): Promise<AuditVerification> {
  return (await operate(gateway)('audit verify', {})) as AuditVerification;
}

async function problems(gateway: TestGateway): Promise<string[]> {
  return [...new Set((await verify(gateway)).broken.map(({ problem }) => problem))].sort();
}

const rotate = (gateway: TestGateway) =>
  operate(gateway)('keys rotate batch', { from: null, batchSize: 100 });

describe('a replica that lacks the newest key', () => {
  test('goes on writing, in turn with others, and leaves an honest log intact', async () => {
    const behind = await start(k1);
    await act(behind);
    clock.advance(60);
    const ahead = await start(k2, k1);
    for (let turn = 0; turn < 3; turn += 1) {
      await act(behind);
      await act(ahead);
    }
    await Promise.all([act(behind), act(ahead), act(behind), act(ahead)]);
    expect(await verify(ahead)).toMatchObject({ intact: true, broken: [] });
    await act(behind);
    expect(await verify(ahead)).toMatchObject({ intact: true, broken: [] });
    const events = await tamper(`select 1 from audit_events where details like '%replacedRecord%'`);
    expect(events.length).toBeGreaterThan(0);
  });

  test('says which key it lacks, and that nobody changed the log', async () => {
    await act(await start(k2, k1));
    const behind = await start(k1);
    await expect.poll(() => behind.log.join('')).toContain('"missingKeys":["k2"]');
    const { broken } = await verify(behind);
    expect(broken).toMatchObject([{ problem: 'KEY_MISSING', keyId: 'k2' }]);
    const records = 16;
    expect(broken[0]?.uncheckedCount).toBeGreaterThan(records);
    clock.advance(40 * 86_400);
    expect(await operate(behind)('audit prune', { days: 30 })).toMatchObject({
      removed: 0,
      broken: expect.arrayContaining([
        expect.objectContaining({ problem: 'KEY_MISSING', keyId: 'k2' }) as unknown,
      ]) as unknown,
    });
    expect(behind.log.join('')).not.toContain('changed by somebody');
  });

  pruningTest(
    'leaves what can be verified after the keys were replaced again and removed',
    async () => {
      const ahead = await start(k2, k1);
      await act(ahead);
      const behind = await start(k1);
      await act(behind);
      await act(ahead);
      await behind.stop();
      gateways.splice(gateways.indexOf(behind), 1);
      await rotate(ahead);
      await rotate(await start(k3, k2));
      const last = await start(k3);
      await act(last);
      expect(await verify(last)).toMatchObject({ intact: true, broken: [] });
      clock.advance(40 * 86_400);
      expect(await operate(last)('audit prune', { days: 30 })).toMatchObject({ broken: [] });
      expect(await verify(last)).toMatchObject({ intact: true, broken: [] });
    },
  );
});

describe('a forgery under a key that a replica lacks is still reported', () => {
  let ahead: TestGateway;
  let behind: TestGateway;
  let lane: number;

  beforeEach(async () => {
    ahead = await start(k2, k1);
    behind = await start(k1);
    await act(ahead);
    await act(ahead);
    const [row] = await tamper(
      `select lane from audit_events group by lane order by count(*) desc, lane limit 1`,
    );
    lane = Number(row?.['lane']);
  });

  const cut = `delete from audit_events where lane = $lane and sequence =
      (select max(sequence) from audit_events where lane = $lane);
    update audit_lanes set (sequence, digest) = (select e.sequence, e.digest from audit_events e
      where e.lane = $lane order by e.sequence desc limit 1) where lane = $lane;`;

  test.each([
    ['a cut end', cut],
    [
      'a cut end under a planted key',
      `${cut} insert into encryption_keys values ('zz', '${randomBytes(32).toString('base64')}', now());
      update audit_lanes set key_id = 'zz' where lane = $lane`,
    ],
    [
      'a cut end under a key that never was',
      `${cut} update audit_lanes set key_id = 'zz' where lane = $lane`,
    ],
    ['a signature', `update audit_lanes set signature = decode('ab', 'hex') where lane = $lane`],
    ['no signature', `update audit_lanes set signature = null where lane = $lane`],
    [
      'another beginning',
      `update audit_lanes set base_sequence = 1, base_digest = (select digest from audit_events e
        where e.lane = $lane and e.sequence = 1) where lane = $lane;
      delete from audit_events where lane = $lane and sequence = 1`,
    ],
    [
      'only the last event removed',
      `delete from audit_events where lane = $lane and sequence =
      (select max(sequence) from audit_events where lane = $lane)`,
    ],
  ])('%s', async (_what, forgery) => {
    await tamper(forgery.replaceAll('$lane', String(lane)));
    await act(behind);
    await act(ahead);
    const found = (await verify(ahead)).broken.filter((one) => one.lane === lane);
    expect(found).not.toEqual([]);
    await tamper(`delete from encryption_keys where id = 'zz'`);
    const bare = (await verify(ahead)).broken.filter((one) => one.lane === lane);
    expect(bare.map(({ problem }) => problem)).toContain('LANE_REOPENED');
  });
});

describe('an id of a key that never was', () => {
  const plant = `insert into encryption_keys (id, check_value, created_at)
    values ('zz', '${randomBytes(32).toString('base64')}', '2029-01-01')`;

  test('does not hide that an event was given it, nor what else was changed', async () => {
    const gateway = await start(k1);
    await act(gateway);
    await act(gateway);
    await tamper(plant);
    await tamper(`update audit_events set key_id = 'zz' where lane = 3 and sequence = 1`);
    expect(await problems(gateway)).toEqual(['EVENT_CHANGED']);
    await tamper(`update audit_events set key_id = 'k1' where lane = 3 and sequence = 1`);
    expect(await problems(gateway)).toEqual([]);
    await tamper(`update audit_lanes set key_id = 'zz' where lane = 3`);
    expect(await problems(gateway)).toEqual(['HEAD_CHANGED']);
  });

  test('is reported once with its count, beside the events that are known to be changed', async () => {
    const gateway = await start(k1);
    await act(gateway);
    await act(gateway);
    await tamper(plant);
    const changed = await tamper(
      `update audit_events set key_id = 'zz', actor_name = 'x' where sequence = 1 returning lane`,
    );
    const [last] = await tamper(
      `update audit_events set actor_name = 'x' where ctid = (select ctid from audit_events
        where sequence = 2 limit 1) returning lane`,
    );
    const { broken } = await verify(gateway);
    expect(broken).toHaveLength(2);
    expect(broken).toContainEqual({ lane: last?.['lane'], sequence: 2, problem: 'EVENT_CHANGED' });
    expect(broken).toContainEqual(
      expect.objectContaining({
        problem: 'KEY_MISSING',
        keyId: 'zz',
        uncheckedCount: changed.length,
      }),
    );
  });

  test('is told from a real one where no gateway can have written its row', async () => {
    const gateway = await start(k1);
    await act(gateway);
    await tamper(`insert into encryption_keys values ('zz', 'no check value', now());
      update audit_events set key_id = 'zz', actor_name = 'x' where sequence = 1`);
    expect(await problems(gateway)).toEqual(['EVENT_CHANGED']);
  });
});
