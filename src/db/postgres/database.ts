import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

import type { AuditKeys } from '../audit/keys.js';
import { appendToAuditLog } from '../audit/log.js';
import { ChangeFeed, FEED_NAME } from '../changes/feed.js';
import { CollectedEffects } from '../collected-effects.js';
import type { ChangeListener, Database, Effects, Queries } from '../database.js';
import { pendingMigrations } from '../migrate.js';
import { guardOutage } from '../outage.js';
import { DatabaseReader } from '../reader.js';
import * as schema from '../tables/tokens.js';
import { surviveLostConnections } from './lost-transactions.js';
import { preparing } from './prepared-statements.js';

const POOL_SIZE = 10;
/** What still runs when the database is closed has outlived its caller's deadline. */
const CLOSE_SECONDS = 1;

/**
 * Opens a PostgreSQL server's database; connects when it is first used.
 *
 * @param auditKeys - the keys under which the audit log is written
 */
export function openPostgresDatabase(databaseUrl: string, auditKeys: AuditKeys): Database {
  return connect(databaseUrl, auditKeys, { client: 'token-gateway', feed: FEED_NAME });
}

/** Opens a PostgreSQL server's database to read from it. */
export function openPostgresReader(databaseUrl: string, auditKeys: AuditKeys): Database {
  const name = 'token-gateway doctor';
  return new DatabaseReader(connect(databaseUrl, auditKeys, { client: name, feed: name }));
}

/** @param names - what the connections are called at the server */
function connect(
  databaseUrl: string,
  auditKeys: AuditKeys,
  names: { readonly client: string; readonly feed: string },
): Database {
  const client = postgres(databaseUrl, {
    max: POOL_SIZE,
    connect_timeout: 4,
    // A short pause between attempts: the first query after an outage should not wait for long.
    backoff: () => 0.2,
    // The driver would ask for array types on each new connection, in a promise that nobody holds:
    // a server that dies just then would take this process with it. drizzle reads arrays by itself.
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: names.client,
      // A process that dies or hangs inside a transaction must not hold its locks for ever.
      statement_timeout: 8_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
  surviveLostConnections(client);
  const notify = (channel: string, payload: string) => client.notify(channel, payload);
  const feed = new ChangeFeed(databaseUrl, notify, names.feed);
  return new PostgresDatabase(client, feed, auditKeys);
}

class PostgresDatabase implements Database {
  readonly kind = 'postgresql';
  readonly #client: postgres.Sql;
  readonly #queries: Queries;
  readonly #feed: ChangeFeed;
  readonly #auditKeys: AuditKeys;

  constructor(client: postgres.Sql, feed: ChangeFeed, auditKeys: AuditKeys) {
    this.#client = client;
    this.#auditKeys = auditKeys;
    this.#queries = drizzle(preparing(client), { schema });
    this.#feed = feed;
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return guardOutage(work(this.#queries));
  }

  write<T>(work: (queries: Queries, effects: Effects) => Promise<T>): Promise<T> {
    const effects = new CollectedEffects();
    const { subjects } = effects;
    const committed = this.#queries.transaction(async (transaction) => {
      const value = await work(transaction, effects);
      const announcements = [...subjects].map((subject) => {
        const [channel, payload] = ChangeFeed.announcement(subject);
        return transaction.execute(sql`select pg_notify(${channel}, ${payload})`);
      });
      await Promise.all([
        appendToAuditLog(transaction, effects.entries, this.#auditKeys),
        ...announcements,
      ]);
      return value;
    });
    // Dispatched by the commit itself: it may come after the caller's deadline has passed.
    return guardOutage(
      committed.then((value) => {
        for (const subject of subjects) this.#feed.dispatch(subject);
        return value;
      }),
    );
  }

  onChange(listener: ChangeListener): void {
    this.#feed.onChange(listener);
  }

  hearsChanges(): boolean {
    return this.#feed.isLive();
  }

  pendingMigrations(): Promise<readonly string[]> {
    return this.read(pendingMigrations);
  }

  async close(): Promise<void> {
    await Promise.all([this.#feed.close(), this.#client.end({ timeout: CLOSE_SECONDS })]);
  }
}
