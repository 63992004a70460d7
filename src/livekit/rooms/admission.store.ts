import { and, desc, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Queries } from '../../db/database.js';
import { agents, integrationTokens, roomAdmissions } from '../../db/tables/tokens.js';
import { Batch } from '../../platform/tasks/batch.js';
import type { AdmissionOwner, RoomAdmission } from './admission.js';

/** An admission that is to be written down. */
export interface NewAdmission extends RoomAdmission {
  readonly tokenId: string;
  readonly issuedAt: Date;
}

/** A room token that is to be written down before it is handed out. */
export interface RoomTokenRecord {
  /** `undefined` where no integration token let in whom it is for: a superuser did. */
  readonly admission: NewAdmission | undefined;
  readonly entry: AuditEntry;
}

/** The most room tokens that one transaction writes down. */
const BATCH_SIZE = 100;

/** Who was let into which room by which integration token, in the database. */
export class RoomAdmissionStore {
  readonly #database: Database;
  readonly #roomTokens: Batch<RoomTokenRecord, boolean>;

  constructor(database: Database) {
    this.#database = database;
    this.#roomTokens = new Batch((records) => this.#admit(records), BATCH_SIZE);
  }

  /**
   * Writes a room token down, unless its integration token has been revoked: that one's row is held
   * until the commit, so a revocation either comes first and is seen here, or comes later and finds
   * the admission. Room tokens that are asked for at the same time share a transaction, since each
   * would otherwise wait for those of its agent before it.
   *
   * @returns whether it was written down
   */
  admit(record: RoomTokenRecord): Promise<boolean> {
    return this.#roomTokens.add(record);
  }

  #admit(records: readonly RoomTokenRecord[]): Promise<readonly boolean[]> {
    return this.#database.write(async (queries, effects) => {
      const live = await holdLiveTokens(queries, records);
      const isGood = ({ admission }: RoomTokenRecord): boolean =>
        !admission || live.has(admission.tokenId);
      const admissions = records
        .filter(isGood)
        .flatMap(({ admission }) => (admission ? [admission] : []));
      if (admissions.length > 0) await queries.insert(roomAdmissions).values(admissions);
      for (const record of records) if (isGood(record)) effects.record(record.entry);
      return records.map(isGood);
    });
  }

  /** Writes down something that changed nothing here. */
  record(entries: readonly AuditEntry[]): Promise<void> {
    return this.#database.write((_queries, effects) => {
      for (const entry of entries) effects.record(entry);
      return Promise.resolve();
    });
  }

  /** Forgets admissions whose room token ended before an instant. */
  prune(before: Date): Promise<void> {
    return this.#database.write(async (queries) => {
      await queries.delete(roomAdmissions).where(lt(roomAdmissions.expiresAt, before));
    });
  }

  /** Whoever may be in a room, or may still come: not known to have left, or with a live token. */
  listOpen(owner: AdmissionOwner, now: Date): Promise<RoomAdmission[]> {
    const isOwned =
      'tokenId' in owner
        ? eq(roomAdmissions.tokenId, owner.tokenId)
        : eq(agents.name, owner.agentName);
    const isOpen = or(isNull(roomAdmissions.leftAt), gt(roomAdmissions.expiresAt, now));
    return this.#database.read((queries) =>
      queries
        .select({
          id: roomAdmissions.id,
          room: roomAdmissions.room,
          identity: roomAdmissions.identity,
          expiresAt: roomAdmissions.expiresAt,
        })
        .from(roomAdmissions)
        .innerJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(and(isOwned, isOpen))
        .orderBy(desc(roomAdmissions.issuedAt), desc(roomAdmissions.id)),
    );
  }

  /** Writes down that these are over, and what was done for it. */
  close(ids: readonly string[], at: Date, entries: readonly AuditEntry[]): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      if (ids.length > 0) {
        await queries
          .update(roomAdmissions)
          .set({ leftAt: at })
          .where(and(inArray(roomAdmissions.id, [...ids]), isNull(roomAdmissions.leftAt)));
      }
      for (const entry of entries) effects.record(entry);
    });
  }
}

/** The integration tokens that are not revoked, and stay so until the transaction ends. */
async function holdLiveTokens(
  queries: Queries,
  records: readonly RoomTokenRecord[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(records.flatMap(({ admission }) => (admission ? [admission.tokenId] : [])));
  if (ids.size === 0) return new Set();
  const rows = await queries
    .select({ id: integrationTokens.id })
    .from(integrationTokens)
    .where(and(inArray(integrationTokens.id, [...ids]), isNull(integrationTokens.revokedAt)))
    .for('share');
  return new Set(rows.map(({ id }) => id));
}
