import { createHash } from 'node:crypto';

import { sql } from 'drizzle-orm';

import type { Queries } from '../../db/database.js';
import { EXCLUSIONS_LOCK } from '../exclusions/exclusion.sql.js';
import type { Entrant } from '../exclusions/exclusion.js';
import type { ParticipantPlace } from './admission.js';

type Lock = readonly [key: string, isShared: boolean];

/**
 * Keeps exclusions as they are until the transaction ends, and the claims to the identities that
 * these ask for: a user alone may be claiming one, or agents. Those that came before are seen by
 * the statements behind this one.
 *
 * The order is the same everywhere, so that two transactions never wait for each other: exclusions
 * come first, since whoever excludes waits for nothing else.
 */
export async function holdForAdmission(
  queries: Queries,
  entrants: readonly Entrant[],
): Promise<void> {
  const isExclusive = new Map<string, boolean>();
  for (const { project, room, identity, agentId, userSubject } of entrants) {
    if (agentId === null && userSubject === null) continue;
    const key = lockKeyOf({ project, room, identity });
    isExclusive.set(key, userSubject !== null || isExclusive.get(key) === true);
  }
  const locks: readonly Lock[] = [
    [String(EXCLUSIONS_LOCK), true],
    ...[...isExclusive]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, mine]): Lock => [key, !mine]),
  ];
  await queries.execute(sql`select
    case when (lock->>1)::boolean then pg_advisory_xact_lock_shared((lock->>0)::bigint)
      else pg_advisory_xact_lock((lock->>0)::bigint) end
    from jsonb_array_elements(${JSON.stringify(locks)}::jsonb) as locks (lock)`);
}

/** Two places with one key would only wait for each other. */
function lockKeyOf({ project, room, identity }: ParticipantPlace): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([project, room, identity]))
    .digest();
  return String(digest.readBigInt64BE());
}
