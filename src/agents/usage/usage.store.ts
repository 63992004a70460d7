import { and, asc, gte, inArray, lte } from 'drizzle-orm';

import type { Database } from '../../db/database.js';
import { roomUsage } from '../../db/tables/rooms.js';
import type { DayOfUsage, UsagePeriod } from './usage.js';

/** What agents used of LiveKit, in the database. */
export class RoomUsageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The days on which agents used something, oldest first, by one query for all. */
  find(
    agentIds: readonly string[],
    { from, to }: UsagePeriod,
  ): Promise<(DayOfUsage & { readonly agentId: string })[]> {
    return this.#database.read((queries) =>
      queries
        .select()
        .from(roomUsage)
        .where(
          and(
            inArray(roomUsage.agentId, [...agentIds]),
            gte(roomUsage.day, from),
            lte(roomUsage.day, to),
          ),
        )
        .orderBy(asc(roomUsage.day)),
    );
  }
}
