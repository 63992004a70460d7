import { afterEach, beforeEach, expect, test } from 'vitest';

import type { AuditVerification } from '../../src/audit/chains/chain.service.js';
import { createOperations, type RunOperation } from '../../src/operator/operations.js';
import { forgeLane } from '../support/audit-forger.js';
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

async function act(count: number, agent = 'busy'): Promise<void> {
  const input = { provider: 'LIVEKIT', agent, ttlSeconds: 31_000_000 } as const;
  await gateway.send(GenerateTokenMutation, { input }, gateway.superuser);
  for (let done = 1; done < count; done += 1) await run('token current', { name: agent });
}

/** Changes the log as somebody would who has the database's password. */
function tamper(statement: string): Promise<Record<string, unknown>[]> {
  return withSql(gateway.database.directUrl, (sql) => sql.unsafe(statement));
}

async function laneOf(agent: string): Promise<number> {
  const [row] = await tamper(`select lane from audit_events where agent_name = '${agent}' limit 1`);
  return Number(row?.['lane']);
}

async function problems(against: unknown = []): Promise<string[]> {
  const { broken, intact } = (await run('audit verify', { against })) as AuditVerification;
  expect(intact).toBe(broken.length === 0);
  return [...new Set(broken.map(({ problem }) => problem))].sort();
}

/** Keeps the log, so that it can be put back after each forgery. */
async function keepLog(): Promise<() => Promise<void>> {
  await tamper(`create table kept_events as select * from audit_events`);
  await tamper(`create table kept_lanes as select * from audit_lanes`);
  return async () => {
    await tamper(`delete from audit_events; insert into audit_events select * from kept_events`);
    await tamper(`delete from audit_lanes; insert into audit_lanes select * from kept_lanes`);
    expect(await problems()).toEqual([]);
  };
}

test('every forgery by somebody without a key is reported', async () => {
  await act(10);
  await act(4, 'two');
  const lane = await laneOf('busy');
  const two = await laneOf('two');
  const putBack = await keepLog();
  const at = (sequence: number) => `lane = ${lane} and sequence = ${sequence}`;
  const cutTo = (sequence: number) => `delete from audit_events where lane = ${lane} and
      sequence > ${sequence}; update audit_lanes set sequence = ${sequence}, digest =
      (select digest from audit_events where ${at(sequence)}) where lane = ${lane}`;
  const swap = `update audit_events set lane = 1000 where lane = ${lane};
    update audit_events set lane = ${lane} where lane = ${two};
    update audit_events set lane = ${two} where lane = 1000`;
  const copy = (toLane: number, sequence: number) => `insert into audit_events
    select ${toLane}, ${sequence}, gen_random_uuid(), at, action, actor_kind, actor_name,
      agent_name, token_id, address, request_id, details, digest, key_id
    from audit_events where ${at(4)}`;
  const forgeries: readonly (readonly [string, string | (() => Promise<void>), string])[] = [
    ['an id', `update audit_events set id = gen_random_uuid() where ${at(5)}`, 'EVENT_CHANGED'],
    ['details', `update audit_events set details = '{"a":1}' where ${at(5)}`, 'EVENT_CHANGED'],
    ['an address', `update audit_events set address = '::1' where ${at(5)}`, 'EVENT_CHANGED'],
    ['microseconds', `update audit_events set at = at + '1 us' where ${at(5)}`, 'EVENT_CHANGED'],
    ['for ever', `update audit_events set at = 'infinity' where ${at(5)}`, 'EVENT_CHANGED'],
    [
      'before Christ',
      `update audit_events set at = '0044-03-15 BC' where ${at(5)}`,
      'EVENT_CHANGED',
    ],
    ['no key id', `update audit_events set key_id = null where ${at(5)}`, 'EVENT_CHANGED'],
    ['a made-up key id', `update audit_events set key_id = 'x' where ${at(5)}`, 'EVENT_CHANGED'],
    ['the first event', `delete from audit_events where ${at(1)}`, 'EVENT_MISSING'],
    ['a middle event', `delete from audit_events where ${at(4)}`, 'EVENT_MISSING'],
    ['the last event', `delete from audit_events where ${at(10)}`, 'EVENT_MISSING'],
    ['all events of a lane', `delete from audit_events where lane = ${lane}`, 'EVENT_MISSING'],
    ['one event too many', copy(lane, 1_000), 'EVENT_BEYOND_HEAD'],
    ['an event before the first', copy(lane, 0), 'EVENT_BEFORE_BASE'],
    ['an event in no lane', copy(-7, 1), 'LANE_MISSING'],
    ['an event in a lane too many', copy(20, 1), 'LANE_MISSING'],
    ['a cut end', cutTo(5), 'HEAD_CHANGED'],
    [
      'a cut beginning',
      `delete from audit_events where lane = ${lane} and sequence < 5;
      update audit_lanes set base_sequence = 4, base_digest = (select digest from kept_events
      where ${at(4)}) where lane = ${lane}`,
      'HEAD_CHANGED',
    ],
    ['swapped lanes', swap, 'EVENT_CHANGED'],
    [
      'swapped records',
      `update audit_lanes set lane = 1000 where lane = ${lane};
      update audit_lanes set lane = ${lane} where lane = ${two};
      update audit_lanes set lane = ${two} where lane = 1000`,
      'HEAD_CHANGED',
    ],
    [
      'a record without a key',
      `update audit_lanes set key_id = null, signature = null
      where lane = ${lane}`,
      'LANE_UNSIGNED',
    ],
    [
      'a record without a signature',
      `update audit_lanes set signature = null
      where lane = ${lane}`,
      'HEAD_CHANGED',
    ],
    [
      'a record of a made-up key',
      `update audit_lanes set key_id = 'x' where lane = ${lane}`,
      'HEAD_CHANGED',
    ],
    ['no record', `delete from audit_lanes where lane = ${lane}`, 'LANE_MISSING'],
    ['no records', `delete from audit_lanes`, 'LANE_MISSING'],
    [
      'no lane',
      `delete from audit_lanes where lane = ${lane};
      delete from audit_events where lane = ${lane}`,
      'LANE_MISSING',
    ],
    [
      'an empty lane',
      `delete from audit_events where lane = ${lane};
      update audit_lanes set sequence = 0, digest = base_digest where lane = ${lane}`,
      'HEAD_CHANGED',
    ],
    ['nothing left', `delete from audit_lanes; delete from audit_events`, 'LANE_MISSING'],
    [
      'a lane written anew',
      () =>
        forgeLane(gateway.database.directUrl, lane, (event) => ({
          ...event,
          actorName: 'somebody else',
        })),
      'LANE_UNSIGNED',
    ],
    [
      'a log written anew',
      async () => {
        for (let one = 0; one < 16; one += 1) await forgeLane(gateway.database.directUrl, one);
      },
      'LANE_UNSIGNED',
    ],
  ];
  for (const [name, forgery, problem] of forgeries) {
    await (typeof forgery === 'string' ? tamper(forgery) : forgery());
    expect(await problems(), name).toContain(problem);
    await putBack();
  }
});

test('a forgery stays visible when the gateway writes to the lane afterwards', async () => {
  await act(10);
  const lane = await laneOf('busy');
  const putBack = await keepLog();
  const forgeries = [
    `delete from audit_lanes where lane = ${lane}`,
    `delete from audit_lanes`,
    `delete from audit_lanes where lane = ${lane}; delete from audit_events where lane = ${lane}`,
    `delete from audit_lanes; delete from audit_events`,
    `update audit_lanes set key_id = null, signature = null`,
    `update audit_lanes set sequence = 9223372036854775807 where lane = ${lane}`,
    `update audit_lanes set key_id = 'x' where lane = ${lane}`,
    `delete from audit_events where lane = ${lane} and sequence > 5; update audit_lanes
      set sequence = 5, digest = (select digest from audit_events e where e.lane = ${lane} and
      e.sequence = 5) where lane = ${lane}`,
    `delete from audit_events where lane = ${lane}; update audit_lanes set sequence = 0,
      digest = base_digest, base_sequence = 0, key_id = null, signature = null`,
  ];
  for (const forgery of forgeries) {
    await tamper(forgery);
    await act(1);
    expect(await problems(), forgery).toContain('LANE_REOPENED');
    // Whatever is written from here on is protected again.
    await act(1);
    await tamper(`update audit_events set actor_name = 'x' where lane = ${lane} and sequence =
      (select max(sequence) from audit_events where lane = ${lane})`);
    expect(await problems(), forgery).toContain('EVENT_CHANGED');
    await putBack();
  }
});

pruningTest('a lane that was removed is reported until its events are pruned', async () => {
  await act(5);
  const lane = await laneOf('busy');
  await tamper(`delete from audit_events where lane = ${lane}`);
  await tamper(`delete from audit_lanes where lane = ${lane}`);
  await act(2);
  expect(await problems()).toEqual(['LANE_REOPENED']);
  gateway.clock.advance(40 * DAY_SECONDS);
  await run('audit prune', { days: 30 });
  expect(await problems()).toEqual([]);
});

test('a lane whose record was changed is not pruned', async () => {
  await act(5);
  const lane = await laneOf('busy');
  await tamper(
    `update audit_lanes set base_sequence = 0, digest = base_digest where lane = ${lane}`,
  );
  gateway.clock.advance(40 * DAY_SECONDS);
  const done = await run('audit prune', { days: 30 });
  expect(done).toMatchObject({ broken: [{ lane, problem: 'HEAD_CHANGED' }] });
  expect(await problems()).toContain('HEAD_CHANGED');
});

test('an older state of a lane that is put back is found by the heads in the process log', async () => {
  await act(3);
  const putBack = await keepLog();
  await act(4);
  const saved = await run('audit heads', {});
  expect(await problems(saved)).toEqual([]);
  await putBack();
  expect(await problems(saved)).toEqual(['EVENTS_CUT_OFF']);
  await act(8);
  expect(await problems()).toEqual([]);
  expect(await problems(saved)).toEqual(['LANE_REWRITTEN']);
});

test('saved heads that were changed where they were kept are told from a changed log', async () => {
  await act(3);
  const saved = (await run('audit heads', {})) as { digest: string; keyId: string }[];
  const forged = saved.map((head) => ({ ...head, digest: 'ab'.repeat(32) }));
  expect(await problems(forged)).toEqual(['SAVED_HEADS_CHANGED']);
  const unsigned = forged.map(({ keyId: _keyId, ...head }) => head);
  expect(await problems(unsigned)).toEqual(['LANE_REWRITTEN']);
});

test('a gateway writes signed heads to its log at its start and at its stop', async () => {
  await act(3);
  const shared = { database: gateway.database, clock: gateway.clock };
  const second = await startGateway({ ...shared, env: { AGENT_AUTO_PROVISION: 'off' } });
  const lines = () =>
    second.log
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => 'auditHeads' in line);
  await expect.poll(lines).toHaveLength(1);
  await act(3);
  await second.stop();
  expect(lines()).toHaveLength(2);
  const against = lines().map(({ auditHeads, keyId, signature }) => ({
    auditHeads,
    keyId,
    signature,
  }));
  expect(await problems(against)).toEqual([]);
  await tamper(`delete from audit_events; delete from audit_lanes`);
  expect(await problems(against)).toContain('EVENTS_CUT_OFF');
});

test('a gateway says at its start that lanes were changed while it was away', async () => {
  await act(3);
  const lane = await laneOf('busy');
  await tamper(`update audit_lanes set signature = null where lane = ${lane}`);
  const shared = { database: gateway.database, clock: gateway.clock };
  const second = await startGateway({ ...shared, env: { AGENT_AUTO_PROVISION: 'off' } });
  await expect.poll(() => second.log.join('')).toContain('The audit log was changed by somebody');
  await second.stop();
  expect(await problems()).toEqual(['HEAD_CHANGED']);
});

test('exported events name the key that their digest was made with', async () => {
  await act(2);
  const page = (await run('audit export page', { after: null })) as { events: unknown[] };
  expect(page.events).not.toHaveLength(0);
  for (const event of page.events) expect(event).toMatchObject({ keyId: 'test' });
});

test('events that cannot be checked are not pruned, whatever key they name', async () => {
  await act(10);
  const events = async () =>
    (await tamper('select count(*)::int as n from audit_events'))[0]?.['n'];
  await tamper(`insert into encryption_keys (id, check_value, created_at) values ('zz', '', now());
    update audit_events set key_id = 'zz', at = '2001-01-01'`);
  const before = await events();
  expect(await run('audit prune', { days: 30 })).toMatchObject({ removed: 0 });
  expect(await events()).toBe(before);
  await tamper(`delete from encryption_keys where id = 'zz'`);
  expect(await problems()).toContain('EVENT_CHANGED');
});
