import postgres from 'postgres';
import { vi } from 'vitest';

/**
 * Lets what others do to a table begin at the same moment: they come as far as the table's lock,
 * which is held until that many of them wait for it.
 *
 * @param begin - starts the writers
 * @returns what `begin` returns
 */
export async function startTogether<T>(
  databaseUrl: string,
  { table, writers }: { readonly table: string; readonly writers: number },
  begin: () => Promise<T>,
): Promise<T> {
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => undefined });
  try {
    const { begun } = await sql.begin(async (holder) => {
      // Others can read meanwhile, but neither write nor take a row.
      await holder`lock table ${holder(table)} in exclusive mode`;
      const begun = begin();
      const areAllWaiting = async (): Promise<boolean> => {
        const [row] = await sql<{ waiting: number }[]>`
          select count(*)::int as waiting from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return row?.waiting === writers;
      };
      await vi.waitUntil(areAllWaiting, { timeout: 60_000, interval: 20 });
      return { begun };
    });
    return await begun;
  } finally {
    await sql.end();
  }
}
