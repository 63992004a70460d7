import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

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

/**
 * Who was let into which room: a row per room token, by an integration token or for a user of an
 * application's.
 */
export const roomAdmissions = pgTable(
  'room_admissions',
  {
    id: uuid('id').primaryKey(),
    /** Null for users. */
    tokenId: uuid('token_id').references(() => integrationTokens.id),
    /** Whose JWT it was, as its `iss` and `sub` say. */
    userIssuer: text('user_issuer'),
    userSubject: text('user_subject'),
    room: text('room').notNull(),
    identity: text('identity').notNull(),
    /** Whether the gateway made the identity, which is then nobody else's. */
    isGenerated: boolean('is_generated').notNull().default(false),
    issuedAt: instant('issued_at').notNull(),
    /** When the room token ends. Whoever has joined by then can stay. */
    expiresAt: instant('expires_at').notNull(),
    /** The newest connection that LiveKit told of: its id, and when it began. */
    participantId: text('participant_id'),
    joinedAt: instant('joined_at'),
    /** When LiveKit told that it ended, or the gateway found it to be over. */
    leftAt: instant('left_at'),
  },
  (table) => [
    index('room_admissions_token_idx').on(table.tokenId),
    index('room_admissions_user_idx').on(table.userSubject, table.userIssuer),
    index('room_admissions_participant_idx').on(table.room, table.identity),
    // Those whose identity is somebody's own.
    index('room_admissions_owned_idx')
      .on(table.room, table.identity)
      .where(sql`${table.isGenerated} or ${table.userSubject} is not null`),
    index('room_admissions_expires_idx').on(table.expiresAt),
  ],
);

/**
 * Who gets no room token for the time being: whoever all the columns fit that say something. One
 * of agent, user and identity always does.
 */
export const roomExclusions = pgTable(
  'room_exclusions',
  {
    id: uuid('id').primaryKey(),
    agentId: uuid('agent_id').references(() => agents.id, { onDelete: 'cascade' }),
    /** A user of an application's, as the `iss` and `sub` of its JWTs say. */
    userIssuer: text('user_issuer'),
    userSubject: text('user_subject'),
    identity: text('identity'),
    /** Null for every room. */
    room: text('room'),
    reason: text('reason'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    /** Null until somebody ends it. */
    endsAt: instant('ends_at'),
  },
  (table) => [
    index('room_exclusions_agent_idx').on(table.agentId),
    index('room_exclusions_user_idx').on(table.userSubject, table.userIssuer),
    index('room_exclusions_identity_idx').on(table.identity),
    index('room_exclusions_ends_idx').on(table.endsAt),
  ],
);

/** What an agent used of LiveKit on one day, in UTC. */
export const roomUsage = pgTable(
  'room_usage',
  {
    agentId: uuid('agent_id')
      .notNull()
      .references(() => agents.id, { onDelete: 'cascade' }),
    day: date('day').notNull(),
    roomTokens: integer('room_tokens').notNull(),
    joins: integer('joins').notNull(),
    /** How long its participants were connected, by LiveKit's webhooks. */
    connectedSeconds: bigint('connected_seconds', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.agentId, table.day] })],
);

/** The webhooks that were taken in, since LiveKit delivers one again when it heard no answer. */
export const liveKitWebhooks = pgTable(
  'livekit_webhooks',
  {
    id: text('id').primaryKey(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [index('livekit_webhooks_received_idx').on(table.receivedAt)],
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
