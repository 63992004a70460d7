import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { createOperations, type RunOperation } from '../../src/operator/operations.js';
import { withSql } from '../support/bulk-tokens.js';
import { ownsTables } from '../support/database.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { GenerateTokenMutation } from '../support/operations.js';

const DAY_SECONDS = 86_400;

const pruningTest = test.skipIf(!ownsTables());

let gateway: TestGateway;
let run: RunOperation;

beforeEach(async () => {
  gateway = await startGateway({ env: { AGENT_AUTO_PROVISION: 'off' } });
  run = createOperations(gateway.app.services);
});
afterEach(() => gateway.stop());

/** Writes at least `count` events into the lane of one agent. */
async function act(count: number, agent = 'busy'): Promise<void> {
  const input = { provider: 'LIVEKIT', agent, ttlSeconds: 31_000_000 } as const;
  await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
  for (let done = 1; done < count; done += 1) await run('token current', { name: agent });
}

/** Changes the log as somebody would who has the database's password. */
function tamper(statement: string): Promise<{ sequence: number }[]> {
  return withSql(gateway.database.directUrl, async (sql) => {
    const rows = await sql.unsafe<{ sequence: string }[]>(statement);
    return rows.map((row) => ({ sequence: Number(row.sequence) }));
  });
}

const verify = async () => (await run('audit verify', {})) as AuditVerification;
const fifth = `(lane, sequence) = (select lane, 5 from audit_lanes order by sequence desc limit 1)`;

test('an untouched log is intact, and each lane is checked from its first event to its last', async () => {
  await act(5, 'one');
  await act(7, 'two');
  const found = await verify();
  const total = await gateway.app.services.audit.count({});
  expect(found).toMatchObject({ intact: true, broken: [], events: total });
  expect(total).toBeGreaterThanOrEqual(12);
  expect(found.heads.length).toBeGreaterThan(1);
});

test('a change of any field is found where it was made', async () => {
  await act(10);
  await tamper(`create table kept as select * from audit_events where ${fifth}`);
  const changes = [
    `action = 'TOKEN_REVOKED'`,
    `actor_name = 'somebody else'`,
    `agent_name = null`,
    `token_id = null`,
    `at = at - interval '1 second'`,
    `at = at + interval '1 microsecond'`,
    `details = details || ' '`,
    `digest = sha256(digest)`,
  ];
  for (const change of changes) {
    await tamper(`update audit_events set ${change} where ${fifth}`);
    const { broken } = await verify();
    expect(broken, change).toMatchObject([{ sequence: 5, problem: 'EVENT_CHANGED' }]);
    await tamper(`delete from audit_events where ${fifth}`);
    await tamper(`insert into audit_events select * from kept`);
  }
  expect(await verify()).toMatchObject({ intact: true });
});

test('an event that was removed from the middle is missed', async () => {
  await act(10);
  await tamper(`delete from audit_events where ${fifth}`);
  expect((await verify()).broken).toMatchObject([{ sequence: 5, problem: 'EVENT_MISSING' }]);
});

test('the newest event is missed, whether or not the lane is told', async () => {
  await act(10);
  const [newest] = await tamper(
    `delete from audit_events where (lane, sequence) =
     (select lane, sequence from audit_lanes order by sequence desc limit 1) returning sequence`,
  );
  const sequence = newest?.sequence ?? 0;
  expect((await verify()).broken).toMatchObject([{ sequence, problem: 'EVENT_MISSING' }]);
  await tamper(`update audit_lanes set sequence = sequence - 1 where sequence = ${sequence}`);
  const told = { sequence: sequence - 1, problem: 'HEAD_CHANGED' };
  expect((await verify()).broken).toMatchObject([told]);
});

test('two events that changed places are found, and so are one too many and a lost lane', async () => {
  await act(10);
  await tamper(`update audit_events set sequence = case sequence when 5 then -5 else -6 end
    where lane = (select lane from audit_lanes order by sequence desc limit 1)
      and sequence in (5, 6)`);
  await tamper(`update audit_events set sequence = case sequence when -5 then 6 else 5 end
    where sequence < 0`);
  expect((await verify()).broken).toMatchObject([{ sequence: 5, problem: 'EVENT_CHANGED' }]);
  await act(3, 'two');
  await tamper(`update audit_lanes set sequence = sequence - 1,
    digest = (select digest from audit_events e
      where e.lane = audit_lanes.lane and e.sequence = audit_lanes.sequence - 1)
    where lane = (select lane from audit_events where agent_name = 'two' limit 1)`);
  expect((await verify()).broken.map((found) => found.problem).sort()).toEqual([
    'EVENT_BEYOND_HEAD',
    'EVENT_CHANGED',
    'HEAD_CHANGED',
  ]);
  await tamper(`delete from audit_lanes where (select count(*) from audit_events) > 0`);
  const lost = (await verify()).broken.map((found) => found.problem);
  expect(new Set(lost)).toEqual(new Set(['LANE_MISSING']));
});

test('saved heads show what the chains alone cannot: an older state that was put back', async () => {
  await act(10);
  const against = await run('audit heads', {});
  await act(3);
  const compare = async (heads: unknown) =>
    (await run('audit verify', { against: heads })) as AuditVerification;
  expect(await compare(against)).toMatchObject({ intact: true, prunedHeads: [] });
  await tamper(`create table kept_lanes as select * from audit_lanes`);
  await tamper(`create table kept_events as select * from audit_events`);
  await act(3);
  const putBack = async () => {
    await tamper(`delete from audit_events; insert into audit_events select * from kept_events`);
    await tamper(`delete from audit_lanes; insert into audit_lanes select * from kept_lanes`);
  };
  const later = await run('audit heads', {});
  await putBack();
  expect(await verify()).toMatchObject({ intact: true });
  expect((await compare(later)).broken).toMatchObject([{ problem: 'EVENTS_CUT_OFF' }]);
  await act(10);
  expect(await verify()).toMatchObject({ intact: true });
  expect((await compare(later)).broken).toMatchObject([{ problem: 'LANE_REWRITTEN' }]);
  expect(await run('audit verify', { against: [] })).toMatchObject({ intact: true });
  await expect(run('audit verify', { against: 'heads' })).rejects.toThrow(/^against must be/);
});

pruningTest('heads that were pruned since are told apart from those that differ', async () => {
  await act(10);
  const against = await run('audit heads', {});
  gateway.clock.advance(40 * DAY_SECONDS);
  const base = (await run('audit heads', {})) as unknown[];
  await run('audit prune', { days: 30 });
  const compare = async (heads: unknown) =>
    (await run('audit verify', { against: heads })) as AuditVerification;
  // What was pruned last is the lane's base, which still shows it.
  expect(await compare(base)).toMatchObject({ intact: true, prunedHeads: [] });
  await act(3);
  gateway.clock.advance(40 * DAY_SECONDS);
  await run('audit prune', { days: 30 });
  const compared = await compare(against);
  expect(compared).toMatchObject({ intact: true });
  expect(compared.prunedHeads.length).toBeGreaterThan(0);
});

pruningTest(
  'pruning removes the oldest events, is an event itself, and leaves a log that is intact',
  async () => {
    await act(10);
    gateway.clock.advance(40 * DAY_SECONDS);
    await act(4);
    await act(4, 'young');
    const total = await gateway.app.services.audit.count({});
    const { removed } = (await run('audit prune', { days: 30 })) as { removed: number };
    expect(removed).toBeGreaterThanOrEqual(10);
    expect(await verify()).toMatchObject({ intact: true, events: total - removed + 1 });
    const pruned = await gateway.app.services.audit.list(
      { action: 'AUDIT_PRUNED' },
      { limit: 2, after: undefined },
    );
    expect(pruned.map((event) => JSON.parse(event.details) as unknown)).toMatchObject([
      { removed },
    ]);
    await act(3);
    expect(await verify()).toMatchObject({ intact: true });
    gateway.clock.advance(40 * DAY_SECONDS);
    await run('audit prune', { days: 30 });
    expect(await verify()).toMatchObject({ intact: true, events: 1 });
  },
);

test('pruning does not remove what would hide a change', async () => {
  await act(10);
  await tamper(`update audit_events set actor_name = 'somebody else' where ${fifth}`);
  gateway.clock.advance(40 * DAY_SECONDS);
  const done = await run('audit prune', { days: 30 });
  expect(done).toMatchObject({ broken: [{ sequence: 5, problem: 'EVENT_CHANGED' }] });
  expect((await verify()).broken).toMatchObject([{ sequence: 5, problem: 'EVENT_CHANGED' }]);
});

pruningTest('a log is verified while it is being written and pruned', async () => {
  await act(30);
  gateway.clock.advance(2 * DAY_SECONDS);
  const verifying = Array.from({ length: 20 }, verify);
  const pruning = run('audit prune', { days: 1 });
  const found = await Promise.all([...verifying, act(30).then(verify), pruning.then(verify)]);
  expect(found.flatMap((one) => one.broken)).toEqual([]);
});

pruningTest(
  'a gateway with a retention prunes from its start on; without one nothing is ever removed',
  async () => {
    await act(5);
    gateway.clock.advance(9 * DAY_SECONDS);
    await expect(run('audit prune', {})).rejects.toThrow(/AUDIT_RETENTION_DAYS/);
    const shared = { database: gateway.database, clock: gateway.clock };
    const second = await startGateway({ ...shared, env: { AUDIT_RETENTION_DAYS: '7' } });
    await expect
      .poll(() => second.log.join(''))
      .toContain('Old events of the audit log were removed');
    await second.stop();
    expect(await verify()).toMatchObject({ intact: true });
    const old = { until: gateway.clock.now() };
    expect(await gateway.app.services.audit.count(old)).toBe(0);
  },
);

test('a wrong argument is named, with what it may be', async () => {
  const page = { after: null };
  const wrong = [
    run('audit export page', { ...page, action: 'NOTHING' }),
    run('audit export page', { ...page, since: 'yesterday' }),
    run('audit prune', { days: 0 }),
  ];
  await expect(wrong[0]).rejects.toThrow(/^action must be one of: TOKEN_ISSUED/);
  await expect(wrong[1]).rejects.toThrow(/^since must be an instant/);
  await expect(wrong[2]).rejects.toThrow('days must be from 1 to 3650');
});

test('writers for different agents do not wait for each other; those for one agent do', async () => {
  await act(1, 'a');
  await act(1, 'b');
  const [a, b] = await withSql(
    gateway.database.directUrl,
    (sql) => sql`select distinct lane from audit_events where agent_name in ('a', 'b')`,
  );
  expect(a).not.toEqual(b);
  await withSql(gateway.database.directUrl, async (sql) => {
    let waiting: Promise<unknown> | undefined;
    await sql.begin(async (held) => {
      await held`update audit_lanes set digest = digest
        where lane = (select lane from audit_events where agent_name = 'a' limit 1)`;
      let isDone = false;
      waiting = run('token current', { name: 'a' }).finally(() => (isDone = true));
      for (let done = 0; done < 20; done += 1) await run('token current', { name: 'b' });
      expect(isDone).toBe(false);
    });
    await waiting;
  });
});
