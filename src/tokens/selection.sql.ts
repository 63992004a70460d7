import { and, desc, eq, gt, isNotNull, isNull, lte, type SQL } from 'drizzle-orm';

import { olderThan } from '../db/list-position.js';
import { agents, integrationTokens } from '../db/tables/tokens.js';
import type { Position } from '../platform/cursor.js';
import type { TokenStatus } from './token.js';

/** Which tokens a list is of. */
export interface TokenFilter {
  readonly provider?: string | undefined;
  readonly agentName?: string | undefined;
  readonly status?: TokenStatus | undefined;
}

/** The columns of a token without its secret; needs a join of its agent. */
export const recordColumns = {
  id: integrationTokens.id,
  agentId: integrationTokens.agentId,
  agentName: agents.name,
  provider: agents.provider,
  hint: integrationTokens.hint,
  scopes: integrationTokens.scopes,
  issuedAt: integrationTokens.issuedAt,
  issuedBy: integrationTokens.issuedBy,
  ttlSeconds: integrationTokens.ttlSeconds,
  expiresAt: integrationTokens.expiresAt,
  supersededAt: integrationTokens.supersededAt,
  revokedAt: integrationTokens.revokedAt,
  revokedReason: integrationTokens.revokedReason,
  lastUsedAt: integrationTokens.lastUsedAt,
  note: integrationTokens.note,
};

/** The order of lists. */
export const newestFirst = [desc(integrationTokens.issuedAt), desc(integrationTokens.id)] as const;

/** What a filter asks of the rows at `now`. */
export function conditions(filter: TokenFilter, now: Date): (SQL | undefined)[] {
  return [
    filter.provider === undefined ? undefined : eq(agents.provider, filter.provider),
    filter.agentName === undefined ? undefined : eq(agents.name, filter.agentName),
    filter.status === undefined ? undefined : statusCondition(filter.status, now),
  ];
}

/** The same rule as `tokenStatus` in `token.ts`, for the database. */
function statusCondition(status: TokenStatus, now: Date): SQL | undefined {
  const isRevoked = isNotNull(integrationTokens.revokedAt);
  const notRevoked = isNull(integrationTokens.revokedAt);
  const notExpired = gt(integrationTokens.expiresAt, now);
  const rules: Record<TokenStatus, SQL | undefined> = {
    REVOKED: isRevoked,
    EXPIRED: and(notRevoked, lte(integrationTokens.expiresAt, now)),
    RETIRING: and(notRevoked, notExpired, isNotNull(integrationTokens.supersededAt)),
    ACTIVE: and(notRevoked, notExpired, isNull(integrationTokens.supersededAt)),
  };
  return rules[status];
}

/** What comes behind a place in the list. */
export function behind(position: Position): SQL {
  return olderThan({ at: integrationTokens.issuedAt, id: integrationTokens.id }, position);
}
