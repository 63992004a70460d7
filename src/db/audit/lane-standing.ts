import { eq } from 'drizzle-orm';

import type { Queries } from '../database.js';
import { encryptionKeys } from '../tables/tokens.js';
import { isLaneSigned, type LaneRow } from './chain.js';
import type { AuditKeys } from './keys.js';

/**
 * What a gateway can say of a lane's record. `SIGNED`: a holder of a key at hand left it so.
 * `CHANGED`: no gateway left it so. `UNCHECKED`: it names a key that this gateway lacks and another
 * one may have, as while a new key is being rolled out.
 */
export type LaneStanding = 'SIGNED' | 'CHANGED' | 'UNCHECKED';

/**
 * Judges the record of a lane in a keyed log; asks the database only about a key that is missing.
 */
export async function laneStanding(
  queries: Queries,
  keys: AuditKeys,
  row: LaneRow,
): Promise<LaneStanding> {
  if (isLaneSigned(keys, row)) return 'SIGNED';
  if (row.keyId === null || !row.signature || keys.find(row.keyId)) return 'CHANGED';
  const [signer] = await queries
    .select({ sealedBy: encryptionKeys.auditKeySealedBy })
    .from(encryptionKeys)
    .where(eq(encryptionKeys.id, row.keyId));
  // No gateway signs under a key that the database never saw. And who has one that a key at hand
  // replaced may be the one it leaked to.
  const isReplaced = typeof signer?.sealedBy === 'string' && keys.find(signer.sealedBy);
  return signer && !isReplaced ? 'UNCHECKED' : 'CHANGED';
}
