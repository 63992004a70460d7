import { and, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';

import type { Queries } from '../../db/database.js';
import { roomExclusions } from '../../db/tables/rooms.js';
import type { Entrant, ExclusionRule } from './exclusion.js';

/** The advisory lock between exclusions and room tokens; the number is arbitrary. */
export const EXCLUSIONS_LOCK = 7_310_512_884;

/** Waits for the room tokens that are being written down, and keeps others waiting. */
export async function lockExclusions(queries: Queries): Promise<void> {
  await queries.execute(sql`select pg_advisory_xact_lock(${EXCLUSIONS_LOCK}::bigint)`);
}

/** Exclusions that are not over. */
export function isLive(now: Date): SQL | undefined {
  return or(isNull(roomExclusions.endsAt), gt(roomExclusions.endsAt, now));
}

/** The exclusions that can be about some of these; see {@link exclusionOf}. */
export function findExclusions(
  queries: Queries,
  entrants: readonly Entrant[],
  now: Date,
): Promise<ExclusionRule[]> {
  const { project, room, identity, agentId, userIssuer, userSubject, endsAt } = roomExclusions;
  const named = (part: 'room' | 'identity' | 'agentId' | 'userSubject') => [
    ...new Set(entrants.flatMap((entrant) => entrant[part] ?? [])),
  ];
  return queries
    .select({ project, room, identity, agentId, userIssuer, userSubject, endsAt })
    .from(roomExclusions)
    .where(
      and(
        isLive(now),
        or(isNull(room), inArray(room, named('room'))),
        or(
          inArray(identity, named('identity')),
          inArray(agentId, named('agentId')),
          inArray(userSubject, named('userSubject')),
        ),
      ),
    );
}
