import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';

import type { Logger } from '../../platform/log/logger.js';
import type { AuditKeys } from '../audit/keys.js';
import { appendToAuditLog } from '../audit/log.js';
import { ChangeFeed, FEED_NAME } from '../changes/feed.js';
import { CollectedEffects } from '../collected-effects.js';
import { connectTo, type Connections } from '../connection.js';
import type { PostgresSettings } from '../connection/settings.js';
import type { ChangeListener, Database, Effects, Queries } from '../database.js';
import { readMigrationState } from '../migrations/journal.js';
import type { MigrationState } from '../migrations/state.js';
import { onceMore } from '../once-more.js';
import { guardOutage } from '../outage.js';
import { DatabaseReader } from '../reader.js';
import { hasOlderPremise } from '../tables/secret-premise.js';
import * as schema from '../tables/tokens.js';
import { tellFirstFailures } from './first-failures.js';
import { stateIsolation } from './isolation.js';
import { surviveLostConnections } from './lost-transactions.js';
import { OutageLog } from './outage-log.js';
import { preparing } from './prepared-statements.js';
import { waitForConnections } from './scarce-connections.js';

/** What still runs when the database is closed has outlived its caller's deadline. */
const CLOSE_SECONDS = 1;
const GATEWAY_NAME = 'token-gateway';
const READER_NAME = 'token-gateway doctor';

/** A process that dies or hangs inside a transaction must not hold its locks for ever. */
const LIMITS_MS = { statement_timeout: 8_000, idle_in_transaction_session_timeout: 10_000 };

/** What a database is opened with. */
export interface PostgresParts {
  /** The keys under which the audit log is written. */
  readonly auditKeys: AuditKeys;
  readonly logger: Logger;
}

/** Opens a PostgreSQL server's database; connects when it is first used. */
export function openPostgresDatabase(settings: PostgresSettings, parts: PostgresParts): Database {
  const name = settings.connection.applicationName ?? GATEWAY_NAME;
  return open(settings, parts, { client: name, feed: FEED_NAME });
}

/** Opens a PostgreSQL server's database to read from it. */
export function openPostgresReader(settings: PostgresSettings, parts: PostgresParts): Database {
  return new DatabaseReader(open(settings, parts, { client: READER_NAME, feed: READER_NAME }));
}

/** @param names - what the connections are called at the server */
function open(
  { connection, direct, poolSize }: PostgresSettings,
  parts: PostgresParts,
  names: { readonly client: string; readonly feed: string },
): Database {
  const session = Object.fromEntries(
    Object.entries(LIMITS_MS).map(([name, ms]) => [name, String(ms)]),
  );
  const pool = connectTo(connection, { name: names.client, max: poolSize, session });
  return new PostgresDatabase(pool, parts, () =>
    connectTo(direct, { name: names.feed, max: 1, staysOpen: true }),
  );
}

class PostgresDatabase implements Database {
  readonly kind = 'postgresql';
  readonly #pool: Connections;
  readonly #queries: Queries;
  readonly #feed: ChangeFeed;
  readonly #auditKeys: AuditKeys;
  readonly #outages: OutageLog;

  /** @param connectFeed - opens a connection to hear of changes */
  constructor(
    pool: Connections,
    { auditKeys, logger }: PostgresParts,
    connectFeed: () => Connections,
  ) {
    this.#pool = pool;
    waitForConnections(pool.client, () => pool.openCount());
    stateIsolation(pool.client);
    tellFirstFailures(pool.client);
    surviveLostConnections(pool.client);
    this.#queries = drizzle(
      preparing(pool.client, () => pool.isPooled() === true),
      { schema },
    );
    this.#auditKeys = auditKeys;
    this.#outages = new OutageLog(logger);
    this.#feed = new ChangeFeed({
      connect: connectFeed,
      notify: (channel, payload) =>
        pool.client.unsafe('select pg_notify($1, $2)', [channel, payload]),
      logger,
    });
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#guarded(() => work(this.#queries));
  }

  write<T>(work: (queries: Queries, effects: Effects) => Promise<T>): Promise<T> {
    return this.#guarded(() => onceMore(() => this.#commit(work))).catch((error: unknown) => {
      // Without a feed that hears, the next attempt would be made on the same premise.
      if (hasOlderPremise(error)) this.#feed.dispatch('encryption-keys');
      throw error;
    });
  }

  onChange(listener: ChangeListener): void {
    this.#feed.onChange(listener);
  }

  hearsChanges(): boolean {
    return this.#feed.isLive();
  }

  migrations(): Promise<MigrationState> {
    return this.read(readMigrationState);
  }

  async close(): Promise<void> {
    await Promise.all([this.#feed.close(), this.#pool.end(CLOSE_SECONDS)]);
  }

  #guarded<T>(work: () => Promise<T>): Promise<T> {
    return this.#outages.watch(() => guardOutage(work()));
  }

  async #commit<T>(work: (queries: Queries, effects: Effects) => Promise<T>): Promise<T> {
    const effects = new CollectedEffects();
    const { subjects } = effects;
    const value = await this.#queries.transaction(async (transaction) => {
      await this.#limit(transaction);
      const result = await work(transaction, effects);
      const announcements = [...subjects].map((subject) => {
        const [channel, payload] = ChangeFeed.announcement(subject);
        return transaction.execute(sql`select pg_notify(${channel}, ${payload})`);
      });
      await Promise.all([
        appendToAuditLog(transaction, effects.entries, this.#auditKeys),
        ...announcements,
      ]);
      return result;
    });
    // Dispatched by the commit itself: it may come after the caller's deadline has passed.
    for (const subject of subjects) this.#feed.dispatch(subject);
    return value;
  }

  /** A pooler gives each transaction another session, which has not been told of the limits. */
  async #limit(transaction: Queries): Promise<void> {
    if (this.#pool.isPooled() !== true) return;
    const settings = Object.entries(LIMITS_MS).map(
      ([name, ms]) => `set_config('${name}', '${String(ms)}', true)`,
    );
    await transaction.execute(sql.raw(`select ${settings.join(', ')}`));
  }
}
