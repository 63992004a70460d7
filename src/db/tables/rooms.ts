import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';

import { bytes, instant } from './columns.js';
import { agents, integrationTokens } from './tokens.js';

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
    /** The LiveKit project that the room is in; empty for the one without a name. */
    project: text('project').notNull().default(''),
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
    /** Null for every project; empty for the one without a name. */
    project: text('project'),
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

/** The keys by which those who are in a room encrypt what they send each other. */
export const roomE2eeKeys = pgTable(
  'room_e2ee_keys',
  {
    id: uuid('id').primaryKey(),
    /** As in {@link roomAdmissions}. */
    project: text('project').notNull().default(''),
    room: text('room').notNull(),
    /** The room and the key, sealed. */
    ciphertext: bytes('ciphertext').notNull(),
    encryptionKeyId: text('encryption_key_id').notNull(),
    createdAt: instant('created_at').notNull(),
    /** When it was last handed out, or somebody joined the room. */
    lastUsedAt: instant('last_used_at').notNull(),
    /** Until when room tokens are good with which it was handed out. */
    neededUntil: instant('needed_until').notNull(),
    /** When LiveKit told that the room ended. */
    finishedAt: instant('finished_at'),
  },
  (table) => [
    unique('room_e2ee_keys_room_key').on(table.project, table.room),
    index('room_e2ee_keys_encryption_key_idx').on(table.encryptionKeyId, table.id),
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
