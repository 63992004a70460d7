import { bounded } from '../platform/checks.js';
import { addSeconds } from '../platform/clock.js';

/** The bounds of a token's lifetime: one minute to 366 days. */
export const TTL_SECONDS = { least: 60, most: 31_622_400, default: 30 * 24 * 3600 } as const;

/** The bounds of the time that a replaced token stays good. */
export const OVERLAP_SECONDS = { least: 0, most: 31_622_400, default: 300 } as const;

/**
 * Passes the lifetime of a token or a key.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `ttlSeconds` and the bounds
 */
export function checkTtl(seconds: number): number {
  return bounded('ttlSeconds', seconds, TTL_SECONDS, 'seconds');
}

/**
 * Passes the time that a replaced token stays good.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `overlapSeconds` and the bounds
 */
export function checkOverlap(seconds: number): number {
  return bounded('overlapSeconds', seconds, OVERLAP_SECONDS, 'seconds');
}

/** How long before its expiry a key is announced to expire. */
const WARNING_SECONDS = 7 * 86_400;

/**
 * When a key expires that is made now; `null` for a key without a lifetime, which never does.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `ttlSeconds` and the bounds, those of tokens
 */
export function keyExpiry(ttlSeconds: number | undefined, now: Date): Date | null {
  return ttlSeconds === undefined ? null : addSeconds(now, checkTtl(ttlSeconds));
}

/** Whether a key is refused because of its age. */
export function hasExpired(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() <= now.getTime();
}

/** Whether a key is accepted: `EXPIRES_SOON` is one that is, and expires within a week. */
export type KeyStatus = 'ACTIVE' | 'EXPIRES_SOON' | 'EXPIRED' | 'REVOKED';

/** The status of a key at a moment. */
export function keyStatus(
  key: { readonly expiresAt: Date | null; readonly revokedAt: Date | null },
  now: Date,
): KeyStatus {
  const { expiresAt, revokedAt } = key;
  if (revokedAt !== null) return 'REVOKED';
  if (hasExpired(expiresAt, now)) return 'EXPIRED';
  return hasExpired(expiresAt, addSeconds(now, WARNING_SECONDS)) ? 'EXPIRES_SOON' : 'ACTIVE';
}
