/** A key in a list, without the key. */
export interface KeyRow {
  readonly hint: string;
  readonly status: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/** The columns of every table of keys. */
export function keyColumns(row: KeyRow): KeyRow {
  const { hint, status, createdAt, expiresAt, revokedAt, lastUsedAt } = row;
  return { hint, status, createdAt, expiresAt, revokedAt, lastUsedAt };
}

/** Whether a key is still accepted, and expires within a week. */
export function isExpiringSoon(row: KeyRow): boolean {
  return row.status === 'EXPIRES_SOON';
}

/** When a key expires, as the predicate of a sentence. */
export function expiryWords(expiresAt: string | null): string {
  return expiresAt === null ? 'does not expire' : `expires at ${expiresAt}`;
}
