import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

import type { Scope } from '../../providers/registry.js';
import type { RoomPolicy } from '../../providers/room-policy.js';
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
  scopes: text('scopes').array().$type<Scope[]>().notNull(),
  /** The most that its room tokens can be good for; null for the default policy. */
  roomPolicy: jsonb('room_policy').$type<Partial<RoomPolicy>>(),
  createdAt: instant('created_at').notNull(),
  disabledAt: instant('disabled_at'),
});

/**
 * Integration tokens: digest to find one by its secret, ciphertext to hand the secret out again.
 */
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
    scopes: text('scopes').array().$type<Scope[]>().notNull(),
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

/**
 * The SHA-256 of a key, sealed: moves with the encryption keys, and shows that the gateway wrote
 * the row. The digest beside it is keyed by the same encryption key. Null in rows of older
 * versions, whose digest is the SHA-256 itself.
 */
const sealedDigest = {
  ciphertext: bytes('ciphertext'),
  encryptionKeyId: text('encryption_key_id'),
};

/** Keys by which an agent may read its own current token. */
export const agentKeys = pgTable(
  'agent_keys',
  {
    id: uuid('id').primaryKey(),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id),
    digest: bytes('digest').notNull().unique('agent_keys_digest_key'),
    ...sealedDigest,
    hint: text('hint').notNull(),
    createdAt: instant('created_at').notNull(),
    /** Null for keys that do not expire. */
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    index('agent_keys_agent_idx').on(table.agentId),
    index('agent_keys_encryption_key_idx').on(table.encryptionKeyId, table.id),
  ],
);

/** A table of those who are known by a key of their own. */
function keyHolders<Name extends string>(name: Name) {
  return pgTable(
    name,
    {
      id: uuid('id').primaryKey(),
      name: text('name').notNull().unique(`${name}_name_key`),
      digest: bytes('digest').notNull().unique(`${name}_digest_key`),
      ...sealedDigest,
      hint: text('hint').notNull(),
      createdAt: instant('created_at').notNull(),
      /** Null for keys that do not expire. */
      expiresAt: instant('expires_at'),
      revokedAt: instant('revoked_at'),
      lastUsedAt: instant('last_used_at'),
    },
    (table) => [index(`${name}_encryption_key_idx`).on(table.encryptionKeyId, table.id)],
  );
}

/** Superusers with a key of their own. */
export const superusers = keyHolders('superusers');

/** Back ends that may ask what a token is worth, and nothing else. */
export const verifiers = keyHolders('verifiers');

/** Subjects of an OIDC issuer that stand for an agent, so that it needs no secret of ours. */
export const agentSubjects = pgTable(
  'agent_subjects',
  {
    id: uuid('id').primaryKey(),
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id),
    subject: text('subject').notNull().unique('agent_subjects_subject_key'),
    /** The subject, sealed: shows that the gateway bound it to this agent. Null in older rows. */
    ciphertext: bytes('ciphertext'),
    encryptionKeyId: text('encryption_key_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('agent_subjects_agent_idx').on(table.agentId),
    index('agent_subjects_encryption_key_idx').on(table.encryptionKeyId, table.id),
  ],
);

/** What each encryption key id stands for, so that a wrong key under a known id is noticed. */
export const encryptionKeys = pgTable('encryption_keys', {
  id: text('id').primaryKey(),
  checkValue: text('check_value').notNull(),
  createdAt: instant('created_at').notNull(),
  /** The key of its audit events, sealed by another key, so that they can be checked without it. */
  auditKeyCiphertext: bytes('audit_key_ciphertext'),
  auditKeySealedBy: text('audit_key_sealed_by'),
});

/** What callers did in the current window of a limit that replicas share. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    /** The limit and whom it counts. */
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('rate_limits_expires_idx').on(table.expiresAt)],
);
