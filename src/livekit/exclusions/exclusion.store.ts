import { and, desc, eq, getTableColumns, lte, sql, type SQL } from 'drizzle-orm';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database, Queries } from '../../db/database.js';
import { olderThan } from '../../db/list-position.js';
import { roomExclusions } from '../../db/tables/rooms.js';
import { agents } from '../../db/tables/tokens.js';
import type { Position } from '../../platform/cursor.js';
import {
  laterEnd,
  type Entrant,
  type Exclusion,
  type ExclusionRule,
  type ExclusionTarget,
} from './exclusion.js';
import { findExclusions, isLive, lockExclusions } from './exclusion.sql.js';

/** Which exclusions a list is of; all that is said must hold. */
export interface ExclusionFilter {
  readonly agentName?: string | undefined;
  readonly project?: string | undefined;
  readonly room?: string | undefined;
}

/** Those who get no room token, in the database. */
export class ExclusionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Excludes somebody. Whoever is excluded already, in just the same way, stays so for the longer
   * of both times. Room tokens that are being written down come first, and are found afterwards.
   *
   * @param entryOf - the audit event about an exclusion
   * @returns what holds now; an agent that is not there is left out
   */
  create(
    exclusions: readonly Exclusion[],
    entryOf: (exclusion: Exclusion) => AuditEntry,
  ): Promise<readonly Exclusion[]> {
    return this.#database.write(async (queries, effects) => {
      await lockExclusions(queries);
      const made: Exclusion[] = [];
      for (const exclusion of exclusions) {
        const agentId = await holdAgent(queries, exclusion.agentName);
        if (agentId === undefined) continue;
        const known = await findSame(queries, exclusion, agentId);
        made.push(
          known
            ? await prolong(queries, known, exclusion)
            : await insert(queries, exclusion, agentId),
        );
      }
      for (const exclusion of made) effects.record(entryOf(exclusion));
      return made;
    });
  }

  /**
   * Ends an exclusion before its time.
   *
   * @returns the exclusion as it was; `undefined` where there is none of that id
   */
  end(
    id: string,
    now: Date,
    entryOf: (exclusion: Exclusion) => AuditEntry,
  ): Promise<Exclusion | undefined> {
    return this.#database.write(async (queries, effects) => {
      const isMeant = and(eq(roomExclusions.id, id), isLive(now));
      const [found] = await select(queries).where(isMeant).for('update', { of: roomExclusions });
      if (!found) return undefined;
      await queries.delete(roomExclusions).where(eq(roomExclusions.id, id));
      const exclusion = exclusionFrom(found);
      effects.record(entryOf(exclusion));
      return exclusion;
    });
  }

  /** Up to `limit` exclusions that are not over, newest first, from behind `after` on. */
  list(
    filter: ExclusionFilter,
    now: Date,
    page: { readonly limit: number; readonly after: Position | undefined },
  ): Promise<Exclusion[]> {
    const columns = { at: roomExclusions.createdAt, id: roomExclusions.id };
    return this.#database.read(async (queries) => {
      const rows = await select(queries)
        .where(and(conditions(filter, now), page.after && olderThan(columns, page.after)))
        .orderBy(desc(roomExclusions.createdAt), desc(roomExclusions.id))
        .limit(page.limit);
      return rows.map(exclusionFrom);
    });
  }

  /** How many exclusions the filter lets through. */
  async count(filter: ExclusionFilter, now: Date): Promise<number> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ count: sql<number>`count(*)::int` })
        .from(roomExclusions)
        .leftJoin(agents, eq(agents.id, roomExclusions.agentId))
        .where(conditions(filter, now)),
    );
    return rows[0]?.count ?? 0;
  }

  /** The exclusions that can be about some of these; see `exclusionOf`. */
  findFor(entrants: readonly Entrant[], now: Date): Promise<readonly ExclusionRule[]> {
    return this.#database.read((queries) => findExclusions(queries, entrants, now));
  }

  /** Forgets exclusions that are over. */
  prune(now: Date): Promise<void> {
    return this.#database.write(async (queries) => {
      await queries.delete(roomExclusions).where(lte(roomExclusions.endsAt, now));
    });
  }
}

type Row = typeof roomExclusions.$inferSelect;
type NamedRow = Omit<Row, 'agentId'> & { readonly agentName: string | null };

function select(queries: Queries) {
  const { agentId: _agentId, ...columns } = getTableColumns(roomExclusions);
  return queries
    .select({ ...columns, agentName: agents.name })
    .from(roomExclusions)
    .leftJoin(agents, eq(agents.id, roomExclusions.agentId));
}

function exclusionFrom({ userIssuer, userSubject, ...row }: NamedRow): Exclusion {
  return {
    ...row,
    user: userSubject === null ? null : { issuer: userIssuer, subject: userSubject },
  };
}

function conditions({ agentName, project, room }: ExclusionFilter, now: Date): SQL | undefined {
  return and(
    isLive(now),
    agentName === undefined ? undefined : eq(agents.name, agentName),
    project === undefined ? undefined : eq(roomExclusions.project, project),
    room === undefined ? undefined : eq(roomExclusions.room, room),
  );
}

/** `null` where no agent is meant, `undefined` where there is none of that name. */
async function holdAgent(
  queries: Queries,
  name: string | null,
): Promise<string | null | undefined> {
  if (name === null) return null;
  const rows = await queries
    .select({ id: agents.id })
    .from(agents)
    .where(eq(agents.name, name))
    .for('key share');
  return rows[0]?.id;
}

async function findSame(
  queries: Queries,
  { user, identity, project, room, createdAt }: ExclusionTarget & { readonly createdAt: Date },
  agentId: string | null,
): Promise<Pick<Row, 'id' | 'endsAt'> | undefined> {
  const { id, endsAt, ...columns } = roomExclusions;
  const rows = await queries
    .select({ id, endsAt })
    .from(roomExclusions)
    .where(
      and(
        isLive(createdAt),
        sql`${columns.agentId} is not distinct from ${agentId}::uuid`,
        sql`${columns.userIssuer} is not distinct from ${user?.issuer ?? null}::text`,
        sql`${columns.userSubject} is not distinct from ${user?.subject ?? null}::text`,
        sql`${columns.identity} is not distinct from ${identity}::text`,
        sql`${columns.project} is not distinct from ${project}::text`,
        sql`${columns.room} is not distinct from ${room}::text`,
      ),
    )
    .limit(1);
  return rows[0];
}

async function prolong(
  queries: Queries,
  known: Pick<Row, 'id' | 'endsAt'>,
  { agentName, reason, createdBy, endsAt, ...rest }: Exclusion,
): Promise<Exclusion> {
  const end = laterEnd(known.endsAt, endsAt);
  const [row] = await queries
    .update(roomExclusions)
    .set({ endsAt: end, ...(reason === null ? {} : { reason }) })
    .where(eq(roomExclusions.id, known.id))
    .returning();
  if (!row) throw new Error('An exclusion was found and is not there.');
  const { createdAt } = row;
  return {
    ...rest,
    agentName,
    id: known.id,
    endsAt: end,
    createdAt,
    createdBy: row.createdBy,
    reason: row.reason,
  };
}

async function insert(
  queries: Queries,
  exclusion: Exclusion,
  agentId: string | null,
): Promise<Exclusion> {
  const { agentName: _agentName, user, ...row } = exclusion;
  await queries.insert(roomExclusions).values({
    ...row,
    agentId,
    userIssuer: user?.issuer ?? null,
    userSubject: user?.subject ?? null,
  });
  return exclusion;
}
