import { and, eq } from 'drizzle-orm';

import type { NewSecret } from '../../platform/crypto.js';
import { DomainError, serviceUnavailable } from '../../platform/errors.js';
import type { Queries } from '../database.js';
import { encryptionKeys } from './tokens.js';

const REASON = 'STORED_FORM_CHANGED';

/** Whether a transaction ended because this process has not heard of the newer form yet. */
export function hasOlderPremise(error: unknown): boolean {
  return error instanceof DomainError && error.reason === REASON;
}

/**
 * Makes sure that a secret in the older form may still be written, and stays so until the
 * transaction ends: whoever moves the database to another form waits for it. Does nothing for other
 * secrets.
 *
 * @throws DomainError `SERVICE_UNAVAILABLE`, reason `STORED_FORM_CHANGED`: trying again helps
 */
export async function requirePremise(
  queries: Queries,
  { premise }: Pick<NewSecret, 'premise'>,
): Promise<void> {
  if (!premise) return;
  const rows = await queries
    .select({ id: encryptionKeys.id })
    .from(encryptionKeys)
    .where(
      and(eq(encryptionKeys.id, premise.id), eq(encryptionKeys.checkValue, premise.checkValue)),
    )
    .for('share');
  if (rows.length > 0) return;
  throw serviceUnavailable(
    REASON,
    'The database has just begun to keep secrets in another form. Try the same again.',
    { retryAfterSeconds: 1 },
  );
}
