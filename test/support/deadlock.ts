import postgres from 'postgres';
import { vi } from 'vitest';

/**
 * Has PostgreSQL end a transaction of a gateway's for a deadlock, and again when it is run once
 * more. The transaction takes an agent's row, reads tokens, and writes to the audit log: what waits
 * for it is there before it comes to the log, and lets PostgreSQL choose the gateway's.
 *
 * @param databaseUrl - a superuser's
 * @param begin - starts the transaction
 * @returns what `begin` returns
 */
export async function inDeadlocks<T>(
  databaseUrl: string,
  times: number,
  begin: () => Promise<T>,
): Promise<T> {
  const sql = postgres(databaseUrl, { max: 3, onnotice: () => undefined });
  const [gate, rival, watch] = [await sql.reserve(), await sql.reserve(), await sql.reserve()];
  const untilWaiting = (sessions: number): Promise<unknown> =>
    vi.waitUntil(
      async () => {
        const [row] = await watch<{ waiting: number }[]>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return row?.waiting === sessions;
      },
      { timeout: 60_000, interval: 20 },
    );
  const closeGate = (): Promise<unknown> =>
    gate.unsafe('begin; lock table integration_tokens in access exclusive mode');
  try {
    // Whoever has waited for this long looks for a deadlock, and ends itself.
    await rival.unsafe(`begin; set local deadlock_timeout = '5min'`);
    await rival.unsafe('lock table audit_lanes in exclusive mode');
    await closeGate();
    const begun = begin();
    for (let time = 1; time <= times; time += 1) {
      await untilWaiting(1);
      const taken = rival.unsafe('savepoint before; lock table agents in exclusive mode').execute();
      await untilWaiting(2);
      await gate.unsafe('commit');
      await taken;
      if (time < times) await closeGate();
      await rival.unsafe('rollback to before');
    }
    await rival.unsafe('commit');
    return await begun;
  } finally {
    for (const session of [gate, rival, watch]) session.release();
    await sql.end({ timeout: 5 });
  }
}
