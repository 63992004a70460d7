import { and, eq, lte, sql } from 'drizzle-orm';

import { signLane, type LaneRow } from '../../db/audit/chain.js';
import type { AuditKeys } from '../../db/audit/keys.js';
import { laneStanding } from '../../db/audit/lane-standing.js';
import type { Database, Queries } from '../../db/database.js';
import { databaseErrorCode } from '../../db/outage.js';
import { auditEvents, auditLanes } from '../../db/tables/audit.js';
import { DomainError } from '../../platform/errors.js';
import type { AuditBreak } from '../chains/break.js';
import { eventsBehind, walkOver } from '../chains/event-check.sql.js';
import { walkFrom } from '../chains/event-walk.js';
import { readKeyring } from '../chains/keyring.sql.js';

/** What {@link AuditPruneStore.pruneLane} did. */
export interface PrunedLane {
  readonly removed: number;
  /** Whether there may be more to remove. */
  readonly hasMore: boolean;
  readonly broken: AuditBreak | undefined;
}

/** The advisory lock of whoever prunes; the number is arbitrary. */
const PRUNE_LOCK = 7_204_611_351;

/** PostgreSQL's `insufficient_privilege`. */
const PERMISSION_DENIED = '42501';

const NOTHING = { removed: 0, hasMore: false, broken: undefined };

/** Shortens the chains of the audit log. */
export class AuditPruneStore {
  readonly #database: Database;
  readonly #keys: AuditKeys;

  constructor(database: Database, keys: AuditKeys) {
    this.#database = database;
    this.#keys = keys;
  }

  /**
   * Removes the oldest events of a lane, up to `limit` of those before `before`, and lets the lane
   * begin behind them. An event that is out of order, and all behind it, stays, and so does a lane
   * whose record was changed: removing it would hide that somebody was there.
   *
   * @returns `undefined` when another process is pruning
   * @throws DomainError `FORBIDDEN` when the database's role may not remove events
   */
  async pruneLane(lane: number, before: Date, limit: number): Promise<PrunedLane | undefined> {
    try {
      return await this.#prune(lane, before, limit);
    } catch (error) {
      throw databaseErrorCode(error) === PERMISSION_DENIED ? mayNotRemove(error) : error;
    }
  }

  #prune(lane: number, before: Date, limit: number): Promise<PrunedLane | undefined> {
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
      if (!row) return NOTHING;
      const problem = await this.#problemOf(queries, row);
      if (problem) {
        const { sequence, keyId } = row;
        const ofKey = problem === 'KEY_MISSING' && keyId !== null ? { keyId } : {};
        return { ...NOTHING, broken: { lane, sequence, problem, ...ofKey } };
      }
      const base = { sequence: row.baseSequence, digest: row.baseDigest };
      const events = await eventsBehind(queries, lane, base.sequence, {
        until: row.sequence,
        limit,
      });
      const firstKept = events.findIndex((event) => event.at.getTime() >= before.getTime());
      const old = firstKept === -1 ? events : events.slice(0, firstKept);
      const keyring = await readKeyring(queries, this.#keys);
      const { link, notes, ...walk } = walkOver(walkFrom(base), lane, old, keyring);
      // What cannot be checked may be a forgery: its key's id is only text in the database.
      const unchecked = notes.find(({ problem }) => problem === 'KEY_MISSING');
      const broken = walk.broken ?? unchecked;
      if (broken ?? old.length === 0) return { ...NOTHING, broken };
      await queries
        .delete(auditEvents)
        .where(and(eq(auditEvents.lane, lane), lte(auditEvents.sequence, link.sequence)));
      const shorter = { ...row, baseSequence: link.sequence, baseDigest: link.digest };
      await queries
        .update(auditLanes)
        .set(row.keyId === null ? shorter : signLane(this.#keys, shorter))
        .where(eq(auditLanes.lane, lane));
      return { removed: old.length, hasMore: old.length === limit, broken: undefined };
    });
  }

  async #problemOf(queries: Queries, row: LaneRow): Promise<AuditBreak['problem'] | undefined> {
    if (row.keyId === null) return this.#keys.isLogKeyed ? 'LANE_UNSIGNED' : undefined;
    const standing = await laneStanding(queries, this.#keys, row);
    if (standing === 'SIGNED') return undefined;
    return standing === 'UNCHECKED' ? 'KEY_MISSING' : 'HEAD_CHANGED';
  }
}

function mayNotRemove(cause: unknown): DomainError {
  return new DomainError(
    'FORBIDDEN',
    'The role that the gateway uses in the database may not remove events of the audit log. Run ' +
      'token-gateway audit prune as the role that owns the tables: docs/operations.md.',
    { cause },
  );
}
