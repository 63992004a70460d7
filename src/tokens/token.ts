import { addSeconds } from '../platform/clock.js';
import type { Scope } from '../providers/registry.js';

/** Where an integration token stands at an instant; never stored, always told from the clock. */
export const TOKEN_STATUSES = ['ACTIVE', 'RETIRING', 'EXPIRED', 'REVOKED'] as const;

/** See {@link TOKEN_STATUSES}. */
export type TokenStatus = (typeof TOKEN_STATUSES)[number];

/** The share of its lifetime after which a token should be replaced, as Vault's agents do. */
const REFRESH_SHARE = 2 / 3;

/** The instants that decide a token's status. */
export interface TokenTimes {
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  readonly supersededAt: Date | null;
  readonly revokedAt: Date | null;
}

/** An integration token without its secret. */
export interface IntegrationTokenRecord extends TokenTimes {
  readonly id: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly provider: string;
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly issuedBy: string;
  readonly ttlSeconds: number;
  readonly revokedReason: string | null;
  readonly lastUsedAt: Date | null;
  readonly note: string | null;
}

/** A token with what its agent's state means for it. */
export interface TokenOwner {
  readonly token: IntegrationTokenRecord;
  readonly agentDisabledAt: Date | null;
  /** The most that the agent is allowed now, which may have become less than the token's scopes. */
  readonly agentScopes: readonly Scope[];
}

/** A token's status at `now`. It expires in the very instant of `expiresAt`, not after it. */
export function tokenStatus(token: TokenTimes, now: Date): TokenStatus {
  if (token.revokedAt) return 'REVOKED';
  if (token.expiresAt.getTime() <= now.getTime()) return 'EXPIRED';
  return token.supersededAt ? 'RETIRING' : 'ACTIVE';
}

/** What a token may be used for now: its scopes, as far as its agent still has them. */
export function grantedScopes({ token, agentScopes }: TokenOwner): readonly Scope[] {
  return token.scopes.filter((scope) => agentScopes.includes(scope));
}

/** The instant from which the agent should ask for its next token: two thirds of the lifetime. */
export function refreshAt(token: { issuedAt: Date; ttlSeconds: number }): Date {
  return addSeconds(token.issuedAt, Math.floor(token.ttlSeconds * REFRESH_SHARE));
}
