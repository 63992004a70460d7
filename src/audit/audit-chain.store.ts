import { and, asc, eq, gt, lte, max, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';

import { auditDigest, type AuditRow } from '../db/audit-log.js';
import type { Database, Queries } from '../db/database.js';
import { auditEvents, auditLanes } from '../db/audit-schema.js';

/** What can be wrong with a lane. */
export type AuditProblem =
  /** The event is not what its digest was taken over, or does not follow the one before it. */
  | 'EVENT_CHANGED'
  /** The sequence has a gap where the event should be. */
  | 'EVENT_MISSING'
  /** The event is behind the one that the lane says is its newest. */
  | 'EVENT_BEYOND_HEAD'
  /** The lane's own digest is not the one of its newest event. */
  | 'HEAD_CHANGED'
  /** The lane ends before an event that it once had. */
  | 'EVENTS_CUT_OFF'
  /** The event is not the one that once stood there: the lane was written anew. */
  | 'LANE_REWRITTEN';

/** Where a lane is broken first. */
export interface AuditBreak {
  readonly lane: number;
  readonly sequence: number;
  readonly problem: AuditProblem;
}

/** A place in a lane, and the digest that the next event follows. */
export interface ChainLink {
  readonly sequence: number;
  readonly digest: Buffer;
}

/** Where a lane ends, in the form in which it is kept elsewhere. */
export interface LaneHead {
  readonly lane: number;
  readonly sequence: number;
  /** Hexadecimal. */
  readonly digest: string;
}

/** A lane at one instant. */
export interface LaneState {
  readonly base: ChainLink;
  readonly head: ChainLink;
  /** The highest sequence among its events, `undefined` when it has none. */
  readonly newestSequence: number | undefined;
}

/** What {@link AuditChainStore.pruneLane} did. */
export interface PrunedLane {
  readonly removed: number;
  /** Whether there may be more to remove. */
  readonly hasMore: boolean;
  readonly broken: AuditBreak | undefined;
}

type StoredEvent = AuditRow & { readonly isExact: boolean };

/** The advisory lock of whoever prunes; the number is arbitrary. */
const PRUNE_LOCK = 7_204_611_351;

/** Walks and shortens the chains of the audit log. */
export class AuditChainStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The numbers of all lanes, those included that have events and nothing else. */
  lanes(): Promise<number[]> {
    return this.#database.read(async (queries) => {
      const numbers = new Set(
        (await queries.select({ lane: auditLanes.lane }).from(auditLanes)).map(({ lane }) => lane),
      );
      // One probe of the index per lane, where "select distinct" would read all of it.
      for (let lane = await laneBehind(queries, -1); lane !== undefined;) {
        numbers.add(lane);
        lane = await laneBehind(queries, lane);
      }
      return [...numbers].sort((a, b) => a - b);
    });
  }

  /** Where each lane ends now, unchecked. */
  heads(): Promise<LaneHead[]> {
    return this.#database.read(async (queries) => {
      const rows = await queries.select().from(auditLanes).orderBy(asc(auditLanes.lane));
      return rows.map(({ lane, sequence, digest }) => laneHead(lane, { sequence, digest }));
    });
  }

  /** The hexadecimal digest at a place of a lane, its base included; `undefined` elsewhere. */
  digestAt(lane: number, sequence: number): Promise<string | undefined> {
    return this.#database.read(async (queries) => {
      const events = queries
        .select({ digest: auditEvents.digest })
        .from(auditEvents)
        .where(and(eq(auditEvents.lane, lane), eq(auditEvents.sequence, sequence)));
      const base = queries
        .select({ digest: auditLanes.baseDigest })
        .from(auditLanes)
        .where(and(eq(auditLanes.lane, lane), eq(auditLanes.baseSequence, sequence)));
      const [row] = await unionAll(events, base);
      return row?.digest.toString('hex');
    });
  }

  /** A lane's ends, read at one instant; `undefined` where the lane itself is missing. */
  laneState(lane: number): Promise<LaneState | undefined> {
    return this.#database.read(async (queries) => {
      const newest = queries
        .select({ sequence: max(auditEvents.sequence).as('newest') })
        .from(auditEvents)
        .where(eq(auditEvents.lane, lane))
        .as('newest');
      const [row] = await queries
        .select({ lane: auditLanes, newest: newest.sequence })
        .from(auditLanes)
        .leftJoin(newest, sql`true`)
        .where(eq(auditLanes.lane, lane));
      return (
        row && {
          base: { sequence: row.lane.baseSequence, digest: row.lane.baseDigest },
          head: { sequence: row.lane.sequence, digest: row.lane.digest },
          newestSequence: row.newest ?? undefined,
        }
      );
    });
  }

  /**
   * Follows a lane's chain over its next events.
   *
   * @returns the last event that is in order, or the first that is not; `from` itself when there
   *   is no event up to `until`
   */
  follow(
    lane: number,
    from: ChainLink,
    until: number,
    limit: number,
  ): Promise<ChainLink | AuditBreak> {
    return this.#database.read(async (queries) =>
      check(lane, from, await eventsBehind(queries, lane, from.sequence, until, limit)),
    );
  }

  /**
   * Removes the oldest events of a lane, up to `limit` of those before `before`, and lets the lane
   * begin behind them. An event that is out of order, and all behind it, stays: removing it would
   * hide that somebody was there.
   *
   * @returns `undefined` when another process is pruning
   */
  pruneLane(lane: number, before: Date, limit: number): Promise<PrunedLane | undefined> {
    return this.#database.write(async (queries) => {
      const [turn] = await queries
        .select({ isMine: sql<boolean>`pg_try_advisory_xact_lock(${PRUNE_LOCK}::bigint)` })
        .from(sql`(select 1) as one`);
      if (!turn?.isMine) return undefined;
      const [row] = await queries
        .select()
        .from(auditLanes)
        .where(eq(auditLanes.lane, lane))
        .for('no key update');
      if (!row) return { removed: 0, hasMore: false, broken: undefined };
      const base = { sequence: row.baseSequence, digest: row.baseDigest };
      const events = await eventsBehind(queries, lane, base.sequence, row.sequence, limit);
      const firstKept = events.findIndex((event) => event.at.getTime() >= before.getTime());
      const old = firstKept === -1 ? events : events.slice(0, firstKept);
      const end = check(lane, base, old);
      if ('problem' in end) return { removed: 0, hasMore: false, broken: end };
      if (old.length === 0) return { removed: 0, hasMore: false, broken: undefined };
      await queries
        .delete(auditEvents)
        .where(and(eq(auditEvents.lane, lane), lte(auditEvents.sequence, end.sequence)));
      await queries
        .update(auditLanes)
        .set({ baseSequence: end.sequence, baseDigest: end.digest })
        .where(eq(auditLanes.lane, lane));
      return { removed: old.length, hasMore: old.length === limit, broken: undefined };
    });
  }
}

/** A lane's end in the form in which it is kept elsewhere. */
export function laneHead(lane: number, { sequence, digest }: ChainLink): LaneHead {
  return { lane, sequence, digest: digest.toString('hex') };
}

function check(
  lane: number,
  from: ChainLink,
  events: readonly StoredEvent[],
): ChainLink | AuditBreak {
  let link = from;
  for (const { isExact, digest, ...event } of events) {
    const expected = link.sequence + 1;
    if (event.sequence !== expected) {
      return { lane, sequence: expected, problem: 'EVENT_MISSING' };
    }
    if (!isExact || !auditDigest(link.digest, event).equals(digest)) {
      return { lane, sequence: expected, problem: 'EVENT_CHANGED' };
    }
    link = { sequence: event.sequence, digest };
  }
  return link;
}

function eventsBehind(
  queries: Queries,
  lane: number,
  sequence: number,
  until: number,
  limit: number,
): Promise<StoredEvent[]> {
  return queries
    .select({
      lane: auditEvents.lane,
      sequence: auditEvents.sequence,
      id: auditEvents.id,
      at: auditEvents.at,
      action: auditEvents.action,
      actorKind: auditEvents.actorKind,
      actorName: auditEvents.actorName,
      agentName: auditEvents.agentName,
      tokenId: auditEvents.tokenId,
      address: auditEvents.address,
      requestId: auditEvents.requestId,
      details: auditEvents.details,
      keyId: auditEvents.keyId,
      digest: auditEvents.digest,
      // The digest is over milliseconds; the column could hold more.
      isExact: sql<boolean>`date_trunc('milliseconds', ${auditEvents.at}) = ${auditEvents.at}`,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.lane, lane),
        gt(auditEvents.sequence, sequence),
        lte(auditEvents.sequence, until),
      ),
    )
    .orderBy(asc(auditEvents.sequence))
    .limit(limit);
}

async function laneBehind(queries: Queries, lane: number): Promise<number | undefined> {
  const [row] = await queries
    .select({ lane: sql<number | null>`min(${auditEvents.lane})` })
    .from(auditEvents)
    .where(gt(auditEvents.lane, lane));
  return row?.lane ?? undefined;
}
