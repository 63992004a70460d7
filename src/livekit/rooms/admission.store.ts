import { and, desc, eq, inArray, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Queries } from '../../db/database.js';
import { insertRows } from '../../db/insert-rows.js';
import { roomAdmissions } from '../../db/tables/rooms.js';
import { agents, integrationTokens } from '../../db/tables/tokens.js';
import { Batch } from '../../platform/tasks/batch.js';
import { exclusionOf, type Entrant, type ExcludedUser } from '../exclusions/exclusion.js';
import { findExclusions } from '../exclusions/exclusion.sql.js';
import { addUsage, type UsedRooms } from '../usage/usage.sql.js';
import type {
  AdmissionOutcome,
  AdmissionOwner,
  ParticipantPlace,
  RoomAdmission,
} from './admission.js';
import { holdForAdmission } from './admission-lock.sql.js';
import { findIdentityClaims, isClaimedByOther } from './identity-claim.sql.js';
import { isAt, isOpen, mayHaveJoined } from './presence.sql.js';

/** An admission that is to be written down. */
export interface NewAdmission extends RoomAdmission {
  /** `null` for a user. */
  readonly tokenId: string | null;
  readonly userIssuer: string | null;
  readonly userSubject: string | null;
  /** Whether the gateway made the identity. */
  readonly isGenerated: boolean;
  readonly issuedAt: Date;
}

/** A room token that is to be written down before it is handed out. */
export interface RoomTokenRecord {
  /** Whom exclusions are compared with. */
  readonly entrant: Entrant;
  /** Whether the identity may be somebody else's. */
  readonly mayTakeIdentity: boolean;
  /** `undefined` where a superuser let in whom it is for. */
  readonly admission: NewAdmission | undefined;
  readonly entry: AuditEntry;
}

/** The most room tokens that one transaction writes down. */
const BATCH_SIZE = 100;

/** Whose identity it is: one of both. */
export interface IdentityOwner {
  readonly agentName: string | null;
  readonly user: ExcludedUser | null;
}

/** Who was let into which room, in the database. */
export class RoomAdmissionStore {
  readonly #database: Database;
  readonly #roomTokens: Batch<RoomTokenRecord, AdmissionOutcome>;

  constructor(database: Database) {
    this.#database = database;
    this.#roomTokens = new Batch((records) => this.#admit(records), BATCH_SIZE);
  }

  /**
   * Writes a room token down, unless its integration token has been revoked: that one's row is held
   * until the commit, so a revocation either comes first and is seen here, or comes later and finds
   * the admission. So it is with exclusions. An identity that is somebody else's is refused. Room
   * tokens that are asked for at the same time share a transaction, since each would otherwise wait
   * for those of its agent before it.
   */
  admit(record: RoomTokenRecord): Promise<AdmissionOutcome> {
    return this.#roomTokens.add(record);
  }

  #admit(records: readonly RoomTokenRecord[]): Promise<readonly AdmissionOutcome[]> {
    return this.#database.write(async (queries, effects) => {
      await holdForAdmission(
        queries,
        records.map(({ entrant }) => entrant),
      );
      const judge = await judgeOf(queries, records);
      const outcomes = records.map(judge);
      const admitted = records.filter((_, at) => outcomes[at]?.kind === 'ADMITTED');
      const admissions = admitted.flatMap(({ admission }) => admission ?? []);
      await Promise.all([
        insertRows(queries, roomAdmissions, admissions),
        addUsage(queries, admitted.flatMap(usageOf)),
      ]);
      for (const { entry } of admitted) effects.record(entry);
      return outcomes;
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

  /**
   * Whoever may be in a room, or may still come: not known to have left, or with a live token.
   *
   * @param where - in which project and room; in all of them when left out
   */
  listOpen(
    owner: AdmissionOwner | ParticipantPlace,
    now: Date,
    {
      project,
      room,
    }: { readonly project?: string | undefined; readonly room?: string | undefined } = {},
  ): Promise<RoomAdmission[]> {
    const isThere = and(
      project === undefined ? undefined : eq(roomAdmissions.project, project),
      room === undefined ? undefined : eq(roomAdmissions.room, room),
    );
    return this.#database.read((queries) =>
      queries
        .select({
          id: roomAdmissions.id,
          project: roomAdmissions.project,
          room: roomAdmissions.room,
          identity: roomAdmissions.identity,
          expiresAt: roomAdmissions.expiresAt,
        })
        .from(roomAdmissions)
        .leftJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
        .leftJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(and(isOf(owner), isThere, isOpen(now)))
        .orderBy(desc(roomAdmissions.issuedAt), desc(roomAdmissions.id)),
    );
  }

  /** Who may have joined under an identity at an instant. */
  listEntrants(place: ParticipantPlace, joinedAt: Date): Promise<Entrant[]> {
    const { project, room, identity, userIssuer, userSubject } = roomAdmissions;
    return this.#database.read((queries) =>
      queries
        .selectDistinct({
          project,
          room,
          identity,
          userIssuer,
          userSubject,
          agentId: integrationTokens.agentId,
        })
        .from(roomAdmissions)
        .leftJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
        .where(and(isOf(place), mayHaveJoined(joinedAt))),
    );
  }

  /** The users whose identity this is, and the agents for which the gateway made it. */
  async listOwners(place: ParticipantPlace, now: Date): Promise<IdentityOwner[]> {
    const { userIssuer, userSubject, isGenerated } = roomAdmissions;
    const isOwn = or(eq(isGenerated, true), isNotNull(userSubject));
    const rows = await this.#database.read((queries) =>
      queries
        .selectDistinct({ userIssuer, userSubject, agentName: agents.name })
        .from(roomAdmissions)
        .leftJoin(integrationTokens, eq(integrationTokens.id, roomAdmissions.tokenId))
        .leftJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(and(isOf(place), isOwn, isOpen(now))),
    );
    return rows.map(({ agentName, userIssuer: issuer, userSubject: subject }) => ({
      agentName,
      user: subject === null ? null : { issuer, subject },
    }));
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

/** Judges room tokens by what holds until the transaction ends. */
async function judgeOf(
  queries: Queries,
  records: readonly RoomTokenRecord[],
): Promise<(record: RoomTokenRecord) => AdmissionOutcome> {
  const entrants = records.map(({ entrant }) => entrant);
  const now = new Date(Math.max(...records.map(({ entry }) => entry.at.getTime())));
  const [live, exclusions, claims] = await Promise.all([
    holdLiveTokens(queries, records),
    findExclusions(queries, entrants, now),
    findIdentityClaims(queries, entrants, now),
  ]);
  // One after the other, as who comes first may claim what the next one asks for.
  return ({ admission, entrant, mayTakeIdentity }) => {
    const tokenId = admission?.tokenId ?? null;
    if (tokenId !== null && !live.has(tokenId)) return { kind: 'TOKEN_REVOKED' };
    const exclusion = exclusionOf(exclusions, entrant);
    if (exclusion) return { kind: 'EXCLUDED', ...exclusion };
    if (!mayTakeIdentity && isClaimedByOther(claims, entrant)) return { kind: 'IDENTITY_CLAIMED' };
    if (admission) claims.push({ ...entrant, isGenerated: admission.isGenerated });
    return { kind: 'ADMITTED' };
  };
}

/** The integration tokens that are not revoked, and stay so until the transaction ends. */
async function holdLiveTokens(
  queries: Queries,
  records: readonly RoomTokenRecord[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(records.flatMap(({ admission }) => admission?.tokenId ?? []));
  if (ids.size === 0) return new Set();
  const rows = await queries
    .select({ id: integrationTokens.id })
    .from(integrationTokens)
    .where(and(inArray(integrationTokens.id, [...ids]), isNull(integrationTokens.revokedAt)))
    .for('share');
  return new Set(rows.map(({ id }) => id));
}

function usageOf({ entrant: { agentId }, entry: { at } }: RoomTokenRecord): UsedRooms[] {
  return agentId === null ? [] : [{ agentId, at, roomTokens: 1 }];
}

function isOf(owner: AdmissionOwner | ParticipantPlace): SQL | undefined {
  if ('tokenId' in owner) return eq(roomAdmissions.tokenId, owner.tokenId);
  if ('agentName' in owner) return eq(agents.name, owner.agentName);
  if ('room' in owner) return isAt(owner);
  const { issuer, subject } = owner.user;
  const isIssuers = issuer === null ? undefined : eq(roomAdmissions.userIssuer, issuer);
  return and(eq(roomAdmissions.userSubject, subject), isIssuers);
}
