import { sql } from 'drizzle-orm';

import { AuditLaneStore } from '../../src/audit/chains/lane.store.js';
import { AuditKeys } from '../../src/db/audit/keys.js';
import type { Database } from '../../src/db/database.js';
import { readConnection } from '../../src/db/connection/settings.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { openPostgresDatabase } from '../../src/db/postgres/database.js';
import { gatewayActor } from '../../src/platform/actor.js';
import { systemClock } from '../../src/platform/clock.js';
import { silentLogger } from '../../src/platform/log/logger.js';
import { systemRandom } from '../../src/platform/crypto.js';
import { summarise, type Sample } from '../support/load.js';
import { table } from '../support/report.js';
import type { Bench, Findings } from './part.js';

const WARM_UP_SECONDS = 1;

interface Case {
  readonly name: string;
  readonly writers: number;
  /** The agent that the event of a writer is of; `undefined` writes no event. */
  readonly agentOf: ((writer: number) => string) | undefined;
}

const CASES: readonly Case[] = [
  { name: '1, no event', writers: 1, agentOf: undefined },
  { name: '1, with an event', writers: 1, agentOf: () => 'one' },
  { name: '10, no event', writers: 10, agentOf: undefined },
  { name: '10, events of 10 agents', writers: 10, agentOf: (writer) => `agent-${writer}` },
  { name: '10, events of one agent', writers: 10, agentOf: () => 'one' },
];

/** What an event adds to the smallest write there is: a transaction that inserts one row. */
export async function measureAuditCost(
  { postgres, tell }: Bench,
  seconds: number,
): Promise<Findings> {
  const connection = readConnection(await postgres.createDatabase('bench_audit'));
  await migrateDatabase(connection);
  const keys = new AuditKeys([{ id: 'bench', key: systemRandom(32) }]);
  const database = openPostgresDatabase(
    { connection, direct: connection, poolSize: 10 },
    { auditKeys: keys, logger: silentLogger() },
  );
  try {
    const lanes = new AuditLaneStore(database, keys, systemRandom);
    await lanes.openNewLog(systemClock);
    await lanes.prepare('BOUND');
    await database.write(async (queries) => {
      await queries.execute(
        sql`create table bench_rows (id bigserial primary key, at timestamptz)`,
      );
    });
    const samples: Record<string, Sample> = {};
    for (const one of CASES) {
      tell(`Writers: ${one.name}`);
      await measure(database, one, WARM_UP_SECONDS);
      samples[one.name] = await measure(database, one, seconds);
    }
    const rows = Object.entries(samples).map(([name, { perSecond, p50Ms, p99Ms }]) => [
      name,
      perSecond.toFixed(0),
      p50Ms.toFixed(1),
      p99Ms.toFixed(1),
    ]);
    const text = table(['writers', 'writes/s', 'p50 ms', 'p99 ms'], rows);
    return { text, json: samples, isGood: true };
  } finally {
    await database.close();
  }
}

async function measure(database: Database, one: Case, seconds: number): Promise<Sample> {
  const latenciesMs: number[] = [];
  const startedAtMs = performance.now();
  const untilMs = startedAtMs + seconds * 1000;
  const write = async (writer: number): Promise<void> => {
    while (performance.now() < untilMs) {
      const begunAtMs = performance.now();
      await writeRow(database, one.agentOf?.(writer));
      latenciesMs.push(performance.now() - begunAtMs);
    }
  };
  await Promise.all(Array.from({ length: one.writers }, (_, writer) => write(writer)));
  return summarise(latenciesMs, (performance.now() - startedAtMs) / 1000);
}

function writeRow(database: Database, agentName: string | undefined): Promise<void> {
  return database.write(async (queries, effects) => {
    await queries.execute(sql`insert into bench_rows (at) values (now())`);
    if (agentName === undefined) return;
    effects.record({
      at: new Date(),
      action: 'TOKEN_READ',
      actor: gatewayActor,
      agentName,
      tokenId: null,
    });
  });
}
