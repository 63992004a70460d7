import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { desc, eq, sql } from 'drizzle-orm';

import type { Queries } from '../database.js';
import { insertRows } from '../insert-rows.js';
import { auditEvents, auditLanes } from '../tables/audit.js';
import {
  emptyLane,
  keyedEventDigest,
  LANES,
  plainEventDigest,
  signLane,
  withReplacedRecord,
  type AuditRow,
  type EventLink,
  type LaneRow,
} from './chain.js';
import type { AuditEntry } from './entry.js';
import type { AuditKeys } from './keys.js';
import { laneStanding, type LaneStanding } from './lane-standing.js';

/** A lane that a transaction holds, at the event before those that it writes. */
interface HeldLane {
  readonly row: LaneRow;
  /** `PLAIN`: of a log without keys. The next event says whether it is one of the others. */
  readonly state: 'PLAIN' | LaneStanding;
}

/**
 * Appends events at the end of a transaction. Each takes its lane's head row, so writers of one
 * lane follow one another until the commit; an agent's events are all in one lane.
 *
 * A lane that was changed or removed by somebody without a key gets its events all the same. The
 * first of them carries that in its digest, so signing the lane anew hides nothing. Where this
 * gateway lacks the key of the lane's record, the first event keeps that record instead.
 */
export async function appendToAuditLog(
  queries: Queries,
  entries: readonly AuditEntry[],
  keys: AuditKeys,
): Promise<void> {
  const byLane = new Map<number, AuditEntry[]>();
  for (const entry of entries) {
    const lane = laneOf(entry);
    byLane.set(lane, [...(byLane.get(lane) ?? []), entry]);
  }
  // In the order of lanes, so that two transactions never wait for each other.
  for (const [lane, placed] of [...byLane].sort(([a], [b]) => a - b)) {
    await append(queries, await holdLane(queries, keys, lane, placed.length), placed, keys);
  }
}

const LINKS: Readonly<Record<LaneStanding, EventLink>> = {
  SIGNED: 'FOLLOWS',
  CHANGED: 'REOPENS',
  UNCHECKED: 'TAKES_OVER',
};

async function append(
  queries: Queries,
  { row, state }: HeldLane,
  entries: readonly AuditEntry[],
  keys: AuditKeys,
): Promise<void> {
  const { lane } = row;
  let digest = row.digest;
  const events = entries.map((entry, at) => {
    const event = eventOf(entry, lane, row.sequence + 1 + at);
    if (state === 'PLAIN') {
      digest = plainEventDigest(digest, event);
      return { ...event, digest };
    }
    const { id, auditKey } = keys.current;
    const link = at === 0 ? LINKS[state] : 'FOLLOWS';
    const details = link === 'TAKES_OVER' ? withReplacedRecord(event.details, row) : event.details;
    const keyed = { ...event, details, keyId: id };
    digest = keyedEventDigest(auditKey, digest, keyed, link);
    return { ...keyed, digest };
  });
  const moved = { ...row, sequence: row.sequence + entries.length, digest };
  await Promise.all([
    insertRows(queries, auditEvents, events),
    queries
      .update(auditLanes)
      .set(state === 'PLAIN' ? { digest } : signLane(keys, moved))
      .where(eq(auditLanes.lane, lane)),
  ]);
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
    details: JSON.stringify(detailsOf(entry)),
    keyId: null,
  };
}

/** What a delegate does leads to the event that says for whom. */
function detailsOf({ details, actor: { accessTokenId } }: AuditEntry): AuditEntry['details'] {
  return { ...details, ...(accessTokenId !== undefined && { accessTokenId }) };
}

/**
 * No lane comes this far by itself; a record that says so was changed, and must not stop a writer.
 */
const LAST_SEQUENCE = 2 ** 52;

/** Locks a lane and moves it on by some events; its digest is still the one of the event before. */
async function holdLane(
  queries: Queries,
  keys: AuditKeys,
  lane: number,
  count: number,
): Promise<HeldLane> {
  const moved = (await advance(queries, lane, count)) ?? (await openLane(queries, lane, count));
  const row = { ...moved, sequence: moved.sequence - count };
  if (row.keyId === null && !keys.isLogKeyed) return { row, state: 'PLAIN' };
  const standing = await laneStanding(queries, keys, row);
  if (standing === 'SIGNED') {
    keys.markKeyed();
    return { row, state: standing };
  }
  const [newest] = await queries
    .select({ sequence: auditEvents.sequence, digest: auditEvents.digest })
    .from(auditEvents)
    .where(eq(auditEvents.lane, lane))
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  const baseSequence = Math.min(row.baseSequence, LAST_SEQUENCE);
  const base = { sequence: baseSequence, digest: row.baseDigest };
  const end = newest ?? base;
  const isWhole = end.sequence === row.sequence && end.digest.equals(row.digest);
  const state = standing === 'UNCHECKED' && isWhole ? 'UNCHECKED' : 'CHANGED';
  return { row: { ...row, baseSequence, ...end }, state };
}

async function advance(queries: Queries, lane: number, count: number) {
  const rows = await queries
    .update(auditLanes)
    .set({ sequence: sql`least(${auditLanes.sequence}, ${LAST_SEQUENCE}::bigint) + ${count}::int` })
    .where(eq(auditLanes.lane, lane))
    .returning();
  return rows[0];
}

/** Puts a lane where there is none: the first of a plain log, or one that was removed. */
async function openLane(queries: Queries, lane: number, count: number) {
  await queries.insert(auditLanes).values(emptyLane(lane)).onConflictDoNothing();
  const moved = await advance(queries, lane, count);
  if (!moved) throw new Error('A lane of the audit log could not be opened.');
  return moved;
}

function laneOf(entry: AuditEntry): number {
  return crc32(entry.agentName ?? entry.actor.name ?? '') % LANES;
}
