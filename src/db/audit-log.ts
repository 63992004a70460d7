import { createHash, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { eq, sql } from 'drizzle-orm';

import type { AuditEntry } from './audit-entry.js';
import type { Queries } from './database.js';
import { auditEvents, auditLanes } from './audit-schema.js';

/** An event as it is stored and as its digest is taken. */
export type AuditRow = typeof auditEvents.$inferSelect;

/** How many chains there are: more lets more agents write at once, fewer is quicker to verify. */
const LANES = 16;

/** What the first event of a lane follows. */
const GENESIS = Buffer.alloc(32);

/**
 * Appends events at the end of a transaction. Each takes its lane's head row, so writers of one
 * lane follow one another until the commit; an agent's events are all in one lane.
 */
export async function appendToAuditLog(
  queries: Queries,
  entries: readonly AuditEntry[],
): Promise<void> {
  const byLane = new Map<number, AuditEntry[]>();
  for (const entry of entries) {
    const lane = laneOf(entry);
    byLane.set(lane, [...(byLane.get(lane) ?? []), entry]);
  }
  // In the order of lanes, so that two transactions never wait for each other.
  for (const [lane, placed] of [...byLane].sort(([a], [b]) => a - b)) {
    const head = await takeHead(queries, lane, placed.length);
    let digest = head.digest;
    const rows = placed.map((entry, at) => {
      const event = eventOf(entry, lane, head.sequence - placed.length + 1 + at);
      digest = auditDigest(digest, event);
      return { ...event, digest };
    });
    await Promise.all([
      queries.insert(auditEvents).values(rows),
      queries.update(auditLanes).set({ digest }).where(eq(auditLanes.lane, lane)),
    ]);
  }
}

function eventOf(entry: AuditEntry, lane: number, sequence: number): Omit<AuditRow, 'digest'> {
  return {
    lane,
    sequence,
    id: randomUUID(),
    at: entry.at,
    action: entry.action,
    actorKind: entry.actor.kind,
    actorName: entry.actor.name,
    agentName: entry.agentName,
    tokenId: entry.tokenId,
    address: entry.actor.address,
    requestId: entry.actor.requestId,
    details: JSON.stringify(entry.details ?? {}),
    keyId: null,
  };
}

/** SHA-256 over the predecessor's digest and everything that the event says. */
export function auditDigest(previous: Buffer, event: Omit<AuditRow, 'digest'>): Buffer {
  const said = JSON.stringify([
    event.lane,
    event.sequence,
    event.id,
    event.at.toISOString(),
    event.action,
    event.actorKind,
    event.actorName,
    event.agentName,
    event.tokenId,
    event.address,
    event.requestId,
    event.details,
  ]);
  return createHash('sha256').update(previous).update(said, 'utf8').digest();
}

/** Locks a lane and moves it on by some events; the digest is still the one of the event before. */
async function takeHead(
  queries: Queries,
  lane: number,
  count: number,
): Promise<{ sequence: number; digest: Buffer }> {
  const advance = () =>
    queries
      .update(auditLanes)
      .set({ sequence: sql`${auditLanes.sequence} + ${count}::int` })
      .where(eq(auditLanes.lane, lane))
      .returning({ sequence: auditLanes.sequence, digest: auditLanes.digest });
  const [head] = await advance();
  if (head) return head;
  await queries
    .insert(auditLanes)
    .values({ lane, sequence: 0, digest: GENESIS, baseSequence: 0, baseDigest: GENESIS })
    .onConflictDoNothing();
  const [first] = await advance();
  if (!first) throw new Error('A lane of the audit log could not be opened.');
  return first;
}

function laneOf(entry: AuditEntry): number {
  return crc32(entry.agentName ?? entry.actor.name ?? '') % LANES;
}
