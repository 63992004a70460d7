import { index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';

import { bytes, instant } from './columns.js';
import { agents } from './tokens.js';

/** Google accounts that agents work with. */
export const googleConnections = pgTable(
  'google_connections',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: ['USER', 'SERVICE_ACCOUNT'] }).notNull(),
    /** The account's e-mail address. */
    account: text('account').notNull(),
    /** The issuer of the ID token that named the subject; null in rows of older versions. */
    googleIssuer: text('google_issuer'),
    /** What Google calls the account for ever, where it was told. */
    googleSubject: text('google_subject'),
    state: text('state', { enum: ['ACTIVE', 'NEEDS_CONSENT', 'REVOKED'] }).notNull(),
    stateChangedAt: instant('state_changed_at').notNull(),
    grantedScopes: text('granted_scopes').array().notNull(),
    neededScopes: text('needed_scopes').array().notNull(),
    /** The refresh token or the service account's key, and the access token, sealed together. */
    ciphertext: bytes('ciphertext').notNull(),
    encryptionKeyId: text('encryption_key_id').notNull(),
    /** Moves on whenever the secrets change: nothing is written that was told from older ones. */
    generation: integer('generation').notNull(),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    /** When the refresh token was issued; null for imported ones, of which that is not known. */
    consentedAt: instant('consented_at'),
    /** When the consent ends by itself, where Google says so. */
    consentExpiresAt: instant('consent_expires_at'),
    /** Refresh tokens got by consent: Google keeps a limited number of them alive per account. */
    consentCount: integer('consent_count').notNull(),
    connectedAt: instant('connected_at').notNull(),
    lastRefreshAt: instant('last_refresh_at'),
    lastError: text('last_error'),
    lastErrorAt: instant('last_error_at'),
    /** Who is asking Google for the next access token, and until when the others wait for it. */
    leaseHolder: uuid('lease_holder'),
    /** By the database's clock, which all processes share. */
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    unique('google_connections_account_key').on(table.kind, table.account),
    unique('google_connections_subject_key').on(table.googleIssuer, table.googleSubject),
    index('google_connections_encryption_key_idx').on(table.encryptionKeyId, table.id),
    index('google_connections_newest_idx').on(
      table.connectedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
  ],
);

/** Which agents may work with which connection. */
export const agentGoogleConnections = pgTable(
  'agent_google_connections',
  {
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id),
    connectionId: uuid('connection_id')
      .notNull()
      .references(() => googleConnections.id),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agentId, table.connectionId] }),
    index('agent_google_connections_connection_idx').on(table.connectionId),
  ],
);

/** Requests for consent on their way through somebody's browser. */
export const googleConsents = pgTable('google_consents', {
  id: uuid('id').primaryKey(),
  stateDigest: bytes('state_digest').notNull().unique('google_consents_state_key'),
  /** The PKCE verifier; of no use once the request has expired, so no rotation of keys moves it. */
  ciphertext: bytes('ciphertext').notNull(),
  encryptionKeyId: text('encryption_key_id').notNull(),
  redirectUri: text('redirect_uri').notNull(),
  agents: text('agents').array().notNull(),
  scopes: text('scopes').array().notNull(),
  loginHint: text('login_hint'),
  requestedByKind: text('requested_by_kind').notNull(),
  requestedByName: text('requested_by_name'),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});
