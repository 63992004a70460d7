import { and, asc, count, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';

import { FEED_NAME } from '../db/changes/feed.js';
import type { Database } from '../db/database.js';
import { agents, integrationTokens } from '../db/tables/tokens.js';
import { addSeconds } from '../platform/clock.js';
import type { AgentCounts, WaitingAgent } from './checks/agents.js';
import type { DatabaseState } from './checks/database.js';

/** A token is announced to expire this long before, and not before it is due to be replaced. */
const SOON_SECONDS = 7 * 86_400;

/** What a status reads from the database. */
export class StatusStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The database itself, as it is now. */
  async state(): Promise<DatabaseState> {
    const isReadOnly = sql<boolean>`pg_catalog.pg_is_in_recovery()
      or current_setting('default_transaction_read_only') = 'on'`;
    const [server] = await this.#database.read((queries) =>
      queries
        .select({ version: sql<string>`current_setting('server_version')`, isReadOnly })
        .from(sql`(select 1) as one`),
    );
    const version = server?.version ?? 'of an unknown version';
    const { kind } = this.#database;
    const { pending, unknown } = await this.#database.migrations();
    return {
      kind,
      version: version.split(' ')[0] ?? version,
      pendingMigrations: pending,
      unknownMigrations: unknown,
      servingCount: kind === 'embedded' ? undefined : await this.#countServing(),
      isReadOnly: server?.isReadOnly === true,
      hearsChanges: this.#database.hearsChanges(),
    };
  }

  /** Each gateway that serves has one connection of that name to hear of changes. */
  async #countServing(): Promise<number> {
    const isServing = sql`datname = current_database() and application_name = ${FEED_NAME}`;
    return this.#database.read(async (queries) => {
      const rows = await queries
        .select({ total: count() })
        .from(sql`pg_stat_activity`)
        .where(isServing);
      return rows[0]?.total ?? 0;
    });
  }

  /** How many agents there are. */
  countAgents(): Promise<AgentCounts> {
    return this.#database.read(async (queries) => ({
      enabled: await queries.$count(agents, isNull(agents.disabledAt)),
      disabled: await queries.$count(agents, isNotNull(agents.disabledAt)),
    }));
  }

  /**
   * Enabled agents whose renewal is manual and that have no valid token, or one that expires within
   * a week and has lived for two thirds of its time; those without one first.
   */
  waitingAgents(now: Date): Promise<WaitingAgent[]> {
    const { expiresAt, issuedAt, ttlSeconds } = integrationTokens;
    const instant = sql`${now.toISOString()}::timestamptz`;
    const isDue = sql`${issuedAt} + make_interval(secs => ${ttlSeconds} * 2 / 3) <= ${instant}`;
    return this.#database.read(async (queries) => {
      const rows = await queries
        .select({ name: agents.name, provider: agents.provider, expiresAt })
        .from(agents)
        .leftJoin(
          integrationTokens,
          and(
            eq(integrationTokens.agentId, agents.id),
            isNull(integrationTokens.supersededAt),
            isNull(integrationTokens.revokedAt),
          ),
        )
        .where(
          and(
            isNull(agents.disabledAt),
            eq(agents.renewal, 'MANUAL'),
            or(
              isNull(expiresAt),
              lte(expiresAt, now),
              and(lte(expiresAt, addSeconds(now, SOON_SECONDS)), isDue),
            ),
          ),
        )
        .orderBy(asc(agents.name));
      return rows.map(({ expiresAt: end, ...agent }) => ({
        ...agent,
        expiresAt: end && end.getTime() > now.getTime() ? end : null,
      }));
    });
  }
}
