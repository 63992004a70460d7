import { and, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm';

import type { AuditRow } from '../db/audit/chain.js';
import type { AuditEntry } from '../db/audit/entry.js';
import type { Database } from '../db/database.js';
import { newerThan, olderThan } from '../db/list-position.js';
import { auditEvents } from '../db/tables/audit.js';
import type { AuditAction } from '../platform/audit-action.js';
import type { Position } from '../platform/cursor.js';
import type { AuditEventRecord } from './event.js';

/** Which events a list is of; all that is said must hold. */
export interface AuditFilter {
  readonly agentName?: string | undefined;
  readonly actorName?: string | undefined;
  readonly action?: AuditAction | undefined;
  /** From this instant on. */
  readonly since?: Date | undefined;
  /** Before this instant. */
  readonly until?: Date | undefined;
}

/** The audit log in the database. Events are written by `Database.write`, with what they record. */
export class AuditStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Writes down something that changed nothing. */
  append(entry: AuditEntry): Promise<void> {
    return this.#database.write((_queries, effects) => {
      effects.record(entry);
      return Promise.resolve();
    });
  }

  /** Up to `limit` events, newest first, from behind `after` on. */
  list(
    filter: AuditFilter,
    page: { limit: number; after: Position | undefined },
  ): Promise<AuditEventRecord[]> {
    return this.#database.read((queries) =>
      queries
        .select()
        .from(auditEvents)
        .where(and(...conditions(filter), page.after && olderThan(auditEvents, page.after)))
        .orderBy(desc(auditEvents.at), desc(auditEvents.id))
        .limit(page.limit),
    );
  }

  /** Up to `limit` events as they are stored, oldest first, from behind `after` on. */
  listOldestFirst(
    filter: AuditFilter,
    page: { limit: number; after: Position | undefined },
  ): Promise<AuditRow[]> {
    return this.#database.read((queries) =>
      queries
        .select()
        .from(auditEvents)
        .where(and(...conditions(filter), page.after && newerThan(auditEvents, page.after)))
        // Said as the index has it, which is then read backwards.
        .orderBy(sql`${auditEvents.at} asc nulls last`, sql`${auditEvents.id} asc nulls last`)
        .limit(page.limit),
    );
  }

  /** How many events the filter lets through. */
  count(filter: AuditFilter): Promise<number> {
    return this.#database.read((queries) =>
      queries.$count(auditEvents, and(...conditions(filter))),
    );
  }
}

function conditions(filter: AuditFilter): (SQL | undefined)[] {
  const { agentName, actorName, action, since, until } = filter;
  return [
    agentName === undefined ? undefined : eq(auditEvents.agentName, agentName),
    actorName === undefined ? undefined : eq(auditEvents.actorName, actorName),
    action === undefined ? undefined : eq(auditEvents.action, action),
    since === undefined ? undefined : gte(auditEvents.at, since),
    until === undefined ? undefined : lt(auditEvents.at, until),
  ];
}
