import { and, asc, eq, gt, inArray, max, min, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';

import {
  equalDigests,
  headsSignature,
  isLaneSigned,
  isLaneSignedBy,
  LANES,
  type LaneRow,
} from '../../db/audit/chain.js';
import type { AuditKeys } from '../../db/audit/keys.js';
import { laneStanding, type LaneStanding } from '../../db/audit/lane-standing.js';
import type { Database, Queries } from '../../db/database.js';
import { auditEvents, auditLanes } from '../../db/tables/audit.js';
import {
  laneHead,
  type LaneHead,
  type LaneState,
  type SavedHeads,
  type SignedHeads,
} from './break.js';
import { eventsBehind, walkOver } from './event-check.sql.js';
import type { EventWalk } from './event-walk.js';
import { readKeyring, type Keyring } from './keyring.sql.js';

/** How many sequences are looked up by one query. */
const LOOK_UP = 1_000;

/** The lanes that every keyed log has. */
export const ALL_LANES: readonly number[] = Array.from({ length: LANES }, (_, lane) => lane);

/** Reads the chains of the audit log. */
export class AuditChainStore {
  readonly #database: Database;
  readonly #keys: AuditKeys;

  constructor(database: Database, keys: AuditKeys) {
    this.#database = database;
    this.#keys = keys;
  }

  /** All keys under which events can be checked now. */
  keyring(): Promise<Keyring> {
    return this.#database.read((queries) => readKeyring(queries, this.#keys));
  }

  /** The numbers of all lanes, those included that have events and nothing else. */
  lanes(): Promise<number[]> {
    return this.#database.read(async (queries) => {
      const numbers = new Set(
        (await queries.select({ lane: auditLanes.lane }).from(auditLanes)).map(({ lane }) => lane),
      );
      // One probe of the index per lane, where "select distinct" would read all of it.
      for (let lane = await laneBehind(queries, undefined); lane !== undefined;) {
        numbers.add(lane);
        lane = await laneBehind(queries, lane);
      }
      return [...numbers].sort((a, b) => a - b);
    });
  }

  /** Each lane's key, as its record names it, at one instant. */
  laneKeys(): Promise<ReadonlyMap<number, string | null>> {
    return this.#database.read(async (queries) => {
      const rows = await queries
        .select({ lane: auditLanes.lane, keyId: auditLanes.keyId })
        .from(auditLanes);
      return new Map(rows.map(({ lane, keyId }) => [lane, keyId]));
    });
  }

  /**
   * Where each lane that has ever had an event ends now, which lanes are not as they were left, and
   * the keys that are missing to say that of others.
   */
  heads(): Promise<{ sound: LaneHead[]; changed: number[]; missingKeys: string[] }> {
    return this.#database.read(async (queries) => {
      const rows = await queries.select().from(auditLanes).orderBy(asc(auditLanes.lane));
      const { isLogKeyed } = this.#keys;
      const judged = await Promise.all(
        rows.map(async (row) => {
          const isPlain = row.keyId === null && !isLogKeyed;
          return { row, standing: isPlain ? 'SIGNED' : await this.#standing(queries, row) };
        }),
      );
      const rowsThatAre = (standing: LaneStanding) =>
        judged.filter((one) => one.standing === standing).map(({ row }) => row);
      const removed = isLogKeyed
        ? ALL_LANES.filter((lane) => !rows.some((row) => row.lane === lane))
        : [];
      return {
        sound: rowsThatAre('SIGNED')
          .filter(({ sequence }) => sequence > 0)
          .map((row) => laneHead(row.lane, row)),
        changed: [...rowsThatAre('CHANGED').map(({ lane }) => lane), ...removed],
        missingKeys: [...new Set(rowsThatAre('UNCHECKED').map(({ keyId }) => keyId ?? ''))],
      };
    });
  }

  /** Signs heads under the first key, to be kept where nobody who can write to the database can. */
  signHeads(auditHeads: readonly LaneHead[]): SignedHeads {
    const { id, auditKey } = this.#keys.current;
    return {
      auditHeads,
      keyId: id,
      signature: headsSignature(auditKey, auditHeads).toString('hex'),
    };
  }

  /** Whether the signature of saved heads is wrong; what has none, or an unknown key's, is not. */
  isForged({ auditHeads, keyId, signature }: SavedHeads, keyring: Keyring): boolean {
    const auditKey = keyId === undefined ? undefined : keyring.auditKeyOf(keyId);
    if (!auditKey || signature === undefined) return false;
    return !equalDigests(headsSignature(auditKey, auditHeads), Buffer.from(signature, 'hex'));
  }

  /** The hexadecimal digests at places of a lane, its base included; those that there are. */
  async digestsAt(
    lane: number,
    sequences: readonly number[],
  ): Promise<ReadonlyMap<number, string>> {
    const digests = new Map<number, string>();
    for (let from = 0; from < sequences.length; from += LOOK_UP) {
      const some = sequences.slice(from, from + LOOK_UP);
      const rows = await this.#database.read((queries) => digestsOf(queries, lane, some));
      for (const { sequence, digest } of rows) digests.set(sequence, digest.toString('hex'));
    }
    return digests;
  }

  /** A lane at one instant; `undefined` where its record is missing. */
  laneState(lane: number): Promise<LaneState | undefined> {
    return this.#database.read(async (queries) => {
      const ends = queries
        .select({
          oldest: min(auditEvents.sequence).as('oldest'),
          newest: max(auditEvents.sequence).as('newest'),
        })
        .from(auditEvents)
        .where(eq(auditEvents.lane, lane))
        .as('ends');
      const [found] = await queries
        .select({ row: auditLanes, oldest: ends.oldest, newest: ends.newest })
        .from(auditLanes)
        .leftJoin(ends, sql`true`)
        .where(eq(auditLanes.lane, lane));
      if (!found) return undefined;
      const { row, oldest, newest } = found;
      const isAtHand = row.keyId !== null && this.#keys.find(row.keyId) !== undefined;
      // The signature of another key: the missing key's id was put there later.
      const isRenamed =
        row.keyId !== null &&
        this.#keys.all.some(({ id, auditKey }) => isLaneSignedBy(auditKey, { ...row, keyId: id }));
      const signature = isLaneSigned(this.#keys, row) ? 'RIGHT' : 'WRONG';
      return {
        base: { sequence: row.baseSequence, digest: row.baseDigest },
        head: { sequence: row.sequence, digest: row.digest },
        oldestSequence: oldest ?? undefined,
        newestSequence: newest ?? undefined,
        keyId: row.keyId,
        signature: isAtHand || isRenamed ? signature : 'UNCHECKED',
      };
    });
  }

  /** Follows a lane's chain over its next events; the walk itself when there are none. */
  follow(
    walk: EventWalk,
    lane: number,
    page: { until: number; limit: number },
    keyring: Keyring,
  ): Promise<EventWalk> {
    return this.#database.read(async (queries) => {
      const events = await eventsBehind(queries, lane, walk.link.sequence, page);
      return events.length === 0 ? walk : walkOver(walk, lane, events, keyring);
    });
  }

  #standing(queries: Queries, row: LaneRow): Promise<LaneStanding> {
    return laneStanding(queries, this.#keys, row);
  }
}

function digestsOf(queries: Queries, lane: number, sequences: readonly number[]) {
  const events = queries
    .select({ sequence: auditEvents.sequence, digest: auditEvents.digest })
    .from(auditEvents)
    .where(and(eq(auditEvents.lane, lane), inArray(auditEvents.sequence, [...sequences])));
  const base = queries
    .select({ sequence: auditLanes.baseSequence, digest: auditLanes.baseDigest })
    .from(auditLanes)
    .where(and(eq(auditLanes.lane, lane), inArray(auditLanes.baseSequence, [...sequences])));
  return unionAll(events, base);
}

async function laneBehind(queries: Queries, lane: number | undefined): Promise<number | undefined> {
  const [row] = await queries
    .select({ lane: sql<number | null>`min(${auditEvents.lane})` })
    .from(auditEvents)
    .where(lane === undefined ? undefined : gt(auditEvents.lane, lane));
  return row?.lane ?? undefined;
}
