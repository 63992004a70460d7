import { isNotNull, isNull, sql } from 'drizzle-orm';

import type { Queries } from '../../db/database.js';
import { auditEvents, auditLanes } from '../../db/tables/audit.js';
import { agentKeys, agentSubjects, superusers, verifiers } from '../../db/tables/tokens.js';

/**
 * Whether the database has anything that only a gateway up to 0.1 wrote: a log without keys, or
 * keys and subjects that no encryption key protects. Neither is left once the move to the `BOUND`
 * form has ended, and a new database never has any.
 */
export async function hasOlderRows(queries: Queries): Promise<boolean> {
  for (const table of [superusers, verifiers, agentKeys, agentSubjects]) {
    const isPlain = isNull(table.encryptionKeyId);
    const rows = await queries
      .select({ one: sql`1` })
      .from(table)
      .where(isPlain)
      .limit(1);
    if (rows.length > 0) return true;
  }
  // Only a log that never had keys: one that lost its signatures was changed, and stops no start.
  for (const table of [auditLanes, auditEvents]) {
    const rows = await queries
      .select({ one: sql`1` })
      .from(table)
      .where(isNotNull(table.keyId))
      .limit(1);
    if (rows.length > 0) return false;
  }
  return true;
}
