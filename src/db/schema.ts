import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

import { bytes, instant } from './columns.js';

/** The agents that tokens are issued to. An agent belongs to one provider for good. */
export const agents = pgTable('agents', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull().unique('agents_name_key'),
  provider: text('provider').notNull(),
  /** `AUTOMATIC`: the gateway issues the next token itself. `MANUAL`: a superuser does. */
  renewal: text('renewal', { enum: ['AUTOMATIC', 'MANUAL'] }).notNull(),
  ttlSeconds: integer('ttl_seconds').notNull(),
  overlapSeconds: integer('overlap_seconds').notNull(),
  scopes: text('scopes').array().notNull(),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
});

/** Integration tokens: digest to find one by its secret, ciphertext to hand the secret out again. */
export const integrationTokens = pgTable(
  'integration_tokens',
  {
    id: uuid('id').primaryKey(),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id),
    digest: bytes('digest').notNull().unique('integration_tokens_digest_key'),
    ciphertext: bytes('ciphertext').notNull(),
    encryptionKeyId: text('encryption_key_id').notNull(),
    hint: text('hint').notNull(),
    scopes: text('scopes').array().notNull(),
    issuedAt: instant('issued_at').notNull(),
    issuedBy: text('issued_by').notNull(),
    /** The lifetime it was issued with; `expiresAt` may have come nearer since. */
    ttlSeconds: integer('ttl_seconds').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** When the agent's next token took its place as the current one. */
    supersededAt: instant('superseded_at'),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
    lastUsedAt: instant('last_used_at'),
    note: text('note'),
  },
  (table) => [
    // The database decides who wins a race for the place of an agent's current token.
    uniqueIndex('integration_tokens_current_key')
      .on(table.agentId)
      .where(sql`${table.supersededAt} is null and ${table.revokedAt} is null`),
    index('integration_tokens_encryption_key_idx').on(table.encryptionKeyId, table.id),
    index('integration_tokens_newest_idx').on(
      table.issuedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
    index('integration_tokens_agent_newest_idx').on(
      table.agentId,
      table.issuedAt.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
  ],
);

/** Keys by which an agent may read its own current token. */
export const agentKeys = pgTable(
  'agent_keys',
  {
    id: uuid('id').primaryKey(),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id),
    digest: bytes('digest').notNull().unique('agent_keys_digest_key'),
    hint: text('hint').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('agent_keys_agent_idx').on(table.agentId)],
);

/** Superusers with a key of their own. */
export const superusers = pgTable('superusers', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull().unique('superusers_name_key'),
  digest: bytes('digest').notNull().unique('superusers_digest_key'),
  hint: text('hint').notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
});

/** Back ends that may ask what a token is worth, and nothing else. */
export const verifiers = pgTable('verifiers', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull().unique('verifiers_name_key'),
  digest: bytes('digest').notNull().unique('verifiers_digest_key'),
  hint: text('hint').notNull(),
  createdAt: instant('created_at').notNull(),
  revokedAt: instant('revoked_at'),
});

/** Subjects of an OIDC issuer that stand for an agent, so that it needs no secret of ours. */
export const agentSubjects = pgTable(
  'agent_subjects',
  {
    id: uuid('id').primaryKey(),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id),
    subject: text('subject').notNull().unique('agent_subjects_subject_key'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('agent_subjects_agent_idx').on(table.agentId)],
);

/**
 * Everything that was done. Events stand in lanes, so that writers of different agents need not
 * wait for each other; within a lane each carries a digest over the one before it.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    lane: smallint('lane').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    id: uuid('id').notNull().unique('audit_events_id_key'),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorName: text('actor_name'),
    agentName: text('agent_name'),
    tokenId: uuid('token_id'),
    address: text('address'),
    requestId: text('request_id'),
    /** JSON in a form that never changes, since the digest is taken over it. */
    details: text('details').notNull(),
    digest: bytes('digest').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lane, table.sequence] }),
    index('audit_events_newest_idx').on(table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('audit_events_agent_newest_idx').on(
      table.agentName,
      table.at.desc().nullsFirst(),
      table.id.desc().nullsFirst(),
    ),
  ],
);

/** The newest event of each lane, and where the lane begins since old events were removed. */
export const auditLanes = pgTable('audit_lanes', {
  lane: smallint('lane').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  digest: bytes('digest').notNull(),
  /** The newest removed event's sequence and digest: what the oldest kept event follows. */
  baseSequence: bigint('base_sequence', { mode: 'number' }).notNull(),
  baseDigest: bytes('base_digest').notNull(),
});

/** What each encryption key id stands for, so that a wrong key under a known id is noticed. */
export const encryptionKeys = pgTable('encryption_keys', {
  id: text('id').primaryKey(),
  checkValue: text('check_value').notNull(),
  createdAt: instant('created_at').notNull(),
});
