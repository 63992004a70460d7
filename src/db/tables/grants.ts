import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';

import { bytes, instant } from './columns.js';

/**
 * Access tokens issued for another issuer's assertion. A row is kept until both have expired, so
 * that an assertion works only once and a token can be revoked.
 */
export const accessTokens = pgTable(
  'access_tokens',
  {
    id: uuid('id').primaryKey(),
    /** The SHA-256 of the assertion's issuer and id. */
    assertionDigest: bytes('assertion_digest').notNull().unique('access_tokens_assertion_key'),
    /** Not bound to its row: an agent that is deleted takes nothing along. */
    agentId: uuid('agent_id').notNull(),
    /** The client that it was given to. */
    clientId: text('client_id').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** When neither the token nor its assertion is good any more. */
    forgottenAt: instant('forgotten_at').notNull(),
  },
  (table) => [index('access_tokens_forgotten_idx').on(table.forgottenAt)],
);
