import { bigint, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';

import { bytes, instant } from './columns.js';

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
    /** The encryption key that the digest's key is derived from; null for a plain SHA-256. */
    keyId: text('key_id'),
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
  /** The encryption key that the signature's key is derived from; null in lanes without one. */
  keyId: text('key_id'),
  /** A keyed digest over the lane's number, its end and its base. */
  signature: bytes('signature'),
});
