import { and, eq, lt, lte, not, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Queries } from '../../db/database.js';
import { roomE2eeKeys } from '../../db/tables/rooms.js';
import { requirePremise } from '../../db/tables/secret-premise.js';
import { addSeconds } from '../../platform/clock.js';
import type { NewSecret, SealedText } from '../../platform/crypto.js';
import {
  LONGEST_STAY_SECONDS,
  RENEWED_ROOM_TOKEN_SECONDS,
  ROOM_TOKEN_LEEWAY_SECONDS,
} from '../limits.js';

/** A room's key, sealed. */
export interface SealedRoomKey extends SealedText {
  readonly id: string;
}

/** A room of a project. */
export interface RoomPlace {
  /** Empty for the default project. */
  readonly project: string;
  readonly room: string;
}

/** For whom a key is. */
interface KeyUse {
  readonly now: Date;
  /** Until when the room token is good that comes with it. */
  readonly neededUntil: Date;
}

/** The keys of rooms in the database. */
export class RoomKeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Hands out the key of a room, or gives it a new one where nobody can be in the room any more who
   * has the old one. All who ask at the same time get the same.
   *
   * @param make - makes a new key
   */
  obtain(
    room: RoomPlace,
    needed: KeyUse,
    make: () => SealedRoomKey & Pick<NewSecret, 'premise'>,
    entry: AuditEntry,
  ): Promise<SealedRoomKey> {
    return this.#database.write(async (queries, effects) => {
      effects.record(entry);
      const used = await use(queries, room, needed);
      if (used) return used;
      const made = make();
      await requirePremise(queries, made);
      const { now, neededUntil } = needed;
      const fresh = {
        id: made.id,
        ciphertext: made.ciphertext,
        encryptionKeyId: made.keyId,
        createdAt: now,
        lastUsedAt: now,
        neededUntil,
        finishedAt: null,
      };
      const [replaced] = await queries
        .insert(roomE2eeKeys)
        .values({ project: room.project, room: room.room, ...fresh })
        .onConflictDoUpdate({
          target: [roomE2eeKeys.project, roomE2eeKeys.room],
          set: fresh,
          setWhere: isOver(now),
        })
        .returning({ id: roomE2eeKeys.id });
      if (replaced) return made;
      const theirs = await use(queries, room, needed);
      if (!theirs) throw new Error('The key of a room is neither there nor can it be made.');
      return theirs;
    });
  }

  /** Forgets the keys that nobody can need any more. */
  prune(now: Date): Promise<void> {
    return this.#database.write(async (queries) => {
      await queries.delete(roomE2eeKeys).where(isOver(now));
    });
  }
}

/** A participant who joins has the room's key by then, so that key stays in use. */
export async function keepRoomKey(
  queries: Queries,
  room: RoomPlace,
  joinedAt: Date,
): Promise<void> {
  await queries
    .update(roomE2eeKeys)
    .set({ lastUsedAt: joinedAt })
    .where(and(isOf(room), lt(roomE2eeKeys.lastUsedAt, joinedAt)));
}

/** When a room has ended, its key ends with the room tokens that came with it. */
export async function finishRoomKey(queries: Queries, room: RoomPlace, at: Date): Promise<void> {
  await queries
    .update(roomE2eeKeys)
    .set({ finishedAt: latest(roomE2eeKeys.finishedAt, at) })
    .where(isOf(room));
}

/** Returns the key that a room has, and keeps it for as long as a room token is good. */
async function use(
  queries: Queries,
  room: RoomPlace,
  { now, neededUntil }: KeyUse,
): Promise<SealedRoomKey | undefined> {
  const { id, ciphertext, encryptionKeyId: keyId } = roomE2eeKeys;
  const [used] = await queries
    .update(roomE2eeKeys)
    .set({
      lastUsedAt: latest(roomE2eeKeys.lastUsedAt, now),
      neededUntil: latest(roomE2eeKeys.neededUntil, neededUntil),
    })
    .where(and(isOf(room), not(isOver(now))))
    .returning({ id, ciphertext, keyId });
  return used;
}

function isOf({ project, room }: RoomPlace): SQL | undefined {
  return and(eq(roomE2eeKeys.project, project), eq(roomE2eeKeys.room, room));
}

/** Whether nobody can be in the room, nor come, who has the key. */
function isOver(now: Date): SQL {
  const { finishedAt, lastUsedAt, neededUntil } = roomE2eeKeys;
  const longAgo = addSeconds(now, -LONGEST_STAY_SECONDS);
  const renewed = RENEWED_ROOM_TOKEN_SECONDS + ROOM_TOKEN_LEEWAY_SECONDS;
  return sql`((${finishedAt} is not null and ${finishedAt} >= ${lastUsedAt}
      and ${lte(neededUntil, now)} and ${lte(finishedAt, addSeconds(now, -renewed))})
    or (${lte(lastUsedAt, longAgo)} and ${lte(neededUntil, longAgo)}))`;
}

/** The later one of a column and an instant; a column without one is left behind. */
function latest(column: PgColumn, instant: Date): SQL {
  return sql`greatest(${column}, ${instant.toISOString()}::timestamptz)`;
}
