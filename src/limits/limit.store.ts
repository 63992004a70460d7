import { and, inArray, lte, sql } from 'drizzle-orm';

import type { Database, Queries } from '../db/database.js';
import { rateLimits } from '../db/tables/tokens.js';
import { addSeconds } from '../platform/clock.js';
import { Batch } from '../platform/tasks/batch.js';

const WINDOW_SECONDS = 60;

/** The most counts that one statement takes in. */
const BATCH_SIZE = 200;

/** How often this process removes windows that are over, and how many at a time. */
const CLEANING_SECONDS = 60;
const CLEANING_SIZE = 1_000;

/** A count that is to be added. */
interface Count {
  readonly key: string;
  readonly now: Date;
}

/** A key's window, once a count was added to it. */
export interface CountedWindow {
  /** Which count of the window this one is. */
  readonly count: number;
  readonly expiresAt: Date;
}

/** Counts that all replicas share, in windows of a minute, in the database. */
export class SharedLimitStore {
  readonly #database: Database;
  readonly #counts: Batch<Count, CountedWindow>;
  #cleanedAt = new Date(0);

  constructor(database: Database) {
    this.#database = database;
    this.#counts = new Batch((counts) => this.#add(counts), BATCH_SIZE);
  }

  /** Adds one count. Those that come at the same time share a statement. */
  count(key: string, now: Date): Promise<CountedWindow> {
    return this.#counts.add({ key, now });
  }

  #add(counts: readonly Count[]): Promise<readonly CountedWindow[]> {
    const now = counts.reduce(
      (latest, count) => (count.now > latest ? count.now : latest),
      new Date(0),
    );
    const added = new Map<string, number>();
    for (const { key } of counts) added.set(key, (added.get(key) ?? 0) + 1);
    return this.#database.write(async (queries) => {
      const windows = await addPoints(queries, added, now);
      await this.#clean(queries, now);
      // The first of a batch gets the lowest count.
      const left = new Map(added);
      return counts.map(({ key }) => {
        const { points, expiresAt } = windows.get(key) ?? { points: 1, expiresAt: now };
        const behind = (left.get(key) ?? 1) - 1;
        left.set(key, behind);
        return { count: points - behind, expiresAt };
      });
    });
  }

  /** Rows that another replica holds are left to it, so that nobody waits. */
  async #clean(queries: Queries, now: Date): Promise<void> {
    if (now < addSeconds(this.#cleanedAt, CLEANING_SECONDS) && now >= this.#cleanedAt) return;
    this.#cleanedAt = now;
    const over = queries
      .select({ key: rateLimits.key })
      .from(rateLimits)
      .where(lte(rateLimits.expiresAt, now))
      .limit(CLEANING_SIZE)
      .for('update', { skipLocked: true });
    await queries
      .delete(rateLimits)
      .where(and(inArray(rateLimits.key, over), lte(rateLimits.expiresAt, now)));
  }
}

/**
 * Adds points to windows, and begins those anew that are over. A window that ends later than a new
 * one would was begun by a clock that has been set back since, and is over as well.
 */
async function addPoints(
  queries: Queries,
  added: ReadonlyMap<string, number>,
  now: Date,
): Promise<ReadonlyMap<string, { points: number; expiresAt: Date }>> {
  const expiresAt = addSeconds(now, WINDOW_SECONDS);
  // In the order of keys, so that two statements never wait for each other.
  const rows = [...added]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, points]) => ({ key, points, expiresAt }));
  const isOver = sql`${rateLimits.expiresAt} <= ${now.toISOString()}::timestamptz
    or ${rateLimits.expiresAt} > excluded.expires_at`;
  const windows = await queries
    .insert(rateLimits)
    .values(rows)
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${isOver} then excluded.points
          else ${rateLimits.points} + excluded.points end`,
        expiresAt: sql`case when ${isOver} then excluded.expires_at
          else ${rateLimits.expiresAt} end`,
      },
    })
    .returning();
  return new Map(windows.map(({ key, ...window }) => [key, window]));
}
