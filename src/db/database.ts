import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

import type { AuditEntry } from './audit/entry.js';
import type { MigrationState } from './migrations/state.js';
import type * as schema from './tables/tokens.js';

/** Queries against the gateway's tables: the pool, or one transaction of it. */
export type Queries = PgDatabase<PgQueryResultHKT, typeof schema>;

/**
 * What a committed change was about, for example `agent:<id>`. Caches drop what they know of a
 * subject when it changes.
 */
export type ChangeSubject =
  | `agent:${string}`
  | `superuser:${string}`
  | `verifier:${string}`
  | `google:${string}`
  /** A key was added, or the form in which secrets are kept changed: concerns every cached row. */
  | 'encryption-keys';

/** What a transaction does beside its own queries. */
export interface Effects {
  /** Tells every process's caches that what they know of a subject is out of date. */
  changed(subject: ChangeSubject): void;
  /** Writes an event to the audit log. */
  record(entry: AuditEntry): void;
}

/** Called with the subject that changed, or `undefined` when anything may have. */
export type ChangeListener = (subject: ChangeSubject | undefined) => void;

/**
 * The one way to the database. Every method fails with `SERVICE_UNAVAILABLE` while the database is
 * away, and works again by itself when it is back.
 */
export interface Database {
  /** `postgresql` for a server, `embedded` for the one inside this process. */
  readonly kind: 'postgresql' | 'embedded';
  /** Runs reads outside a transaction. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /**
   * Runs one transaction. What is passed to `effects.record` is written to the audit log by the
   * same transaction. The subjects passed to `effects.changed` reach every process's listeners
   * after the commit: this process's before `write` answers, the others' right after.
   *
   * A transaction that others were in the way of is run once more, so `work` may be called twice:
   * what it does beside its queries and effects, it must bear to do again.
   *
   * Inside `work` only the queries that are passed in may be used: on the embedded database, which
   * is a single connection, any other would wait for ever.
   */
  write<T>(work: (queries: Queries, effects: Effects) => Promise<T>): Promise<T>;
  /** Calls `listener` for every committed change, this process's own included. */
  onChange(listener: ChangeListener): void;
  /** Whether changes of all processes are known to arrive now; if not, caches must not be used. */
  hearsChanges(): boolean;
  /** How far the database is, compared with this package's migrations. */
  migrations(): Promise<MigrationState>;
  /** Waits a moment for running work and closes. */
  close(): Promise<void>;
}
