import { and, asc, desc, eq, exists, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';

import type { Database, Queries } from '../../db/database.js';
import { olderThan } from '../../db/list-position.js';
import { agentGoogleConnections, googleConnections } from '../../db/tables/google.js';
import { agents } from '../../db/tables/tokens.js';
import type { Position } from '../../platform/cursor.js';
import type { GoogleIdentity } from '../accounts/identity.js';
import type { ConnectionState, GoogleConnection } from './connection.js';
import {
  connectionColumns,
  deleteBindings,
  insertBindings,
  selectStored,
  type BoundAgent,
  type Said,
  type StoredConnection,
} from './row.sql.js';

/** A connection and the names of the agents that may work with it. */
export interface ListedConnection extends GoogleConnection {
  readonly agents: readonly string[];
}

/** Which connections a list is of. */
export interface ConnectionFilter {
  readonly agentName?: string | undefined;
  readonly state?: ConnectionState | undefined;
}

/** What an agent may work with. */
export interface BoundConnection {
  readonly id: string;
  readonly account: string;
}

/** Google connections and their agents in the database. */
export class GoogleConnectionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Connections, newest first, from behind a place on. */
  list(
    filter: ConnectionFilter,
    page: { limit: number; after: Position | undefined },
  ): Promise<ListedConnection[]> {
    return this.#database.read(async (queries) => {
      const found = await queries
        .select(connectionColumns)
        .from(googleConnections)
        .where(and(...conditions(queries, filter), page.after && behind(page.after)))
        .orderBy(desc(googleConnections.connectedAt), desc(googleConnections.id))
        .limit(page.limit);
      return withAgents(queries, found);
    });
  }

  /** How many connections a filter lets through. */
  count(filter: ConnectionFilter): Promise<number> {
    return this.#database.read((queries) =>
      queries.$count(googleConnections, and(...conditions(queries, filter))),
    );
  }

  /** A connection with its secrets, sealed. */
  find(id: string): Promise<StoredConnection | undefined> {
    return this.#database.read((queries) => selectStored(queries, eq(googleConnections.id, id)));
  }

  /** The connection of that id, or those of the account of that address; disconnected ones too. */
  async findNamed(idOrAccount: string): Promise<ListedConnection[]> {
    // PostgreSQL refuses a text with NUL, and so no connection has such a name.
    if (idOrAccount.includes('\0')) return [];
    return this.#database.read(async (queries) => {
      const found = await queries
        .select(connectionColumns)
        .from(googleConnections)
        .where(
          or(
            // As text: not every name is a UUID.
            eq(sql`${googleConnections.id}::text`, idOrAccount.toLowerCase()),
            eq(sql`lower(${googleConnections.account})`, idOrAccount.toLowerCase()),
          ),
        )
        .orderBy(desc(googleConnections.connectedAt));
      return withAgents(queries, found);
    });
  }

  /** The address under which an account is connected; `undefined` where it is not. */
  async accountOf({ issuer, subject }: GoogleIdentity): Promise<string | undefined> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ account: googleConnections.account })
        .from(googleConnections)
        .where(
          and(
            eq(googleConnections.googleSubject, subject),
            // Rows of older versions lack the issuer.
            or(eq(googleConnections.googleIssuer, issuer), isNull(googleConnections.googleIssuer)),
            ne(googleConnections.state, 'REVOKED'),
          ),
        ),
    );
    return rows[0]?.account;
  }

  /** What an agent may work with, by address. */
  boundTo(agentId: string): Promise<BoundConnection[]> {
    return this.#database.read((queries) =>
      queries
        .select({ id: googleConnections.id, account: googleConnections.account })
        .from(agentGoogleConnections)
        .innerJoin(googleConnections, eq(googleConnections.id, agentGoogleConnections.connectionId))
        .where(
          and(eq(agentGoogleConnections.agentId, agentId), ne(googleConnections.state, 'REVOKED')),
        )
        .orderBy(asc(googleConnections.account), asc(googleConnections.id)),
    );
  }

  /** Connections whose last access token is older than `before`, the longest unused first. */
  idle(before: Date, limit: number): Promise<string[]> {
    const usedAt = sql`coalesce(${googleConnections.lastRefreshAt}, ${googleConnections.connectedAt})`;
    return this.#database.read(async (queries) => {
      const rows = await queries
        .select({ id: googleConnections.id })
        .from(googleConnections)
        .where(
          and(
            eq(googleConnections.state, 'ACTIVE'),
            sql`${usedAt} < ${before.toISOString()}::timestamptz`,
          ),
        )
        .orderBy(usedAt)
        .limit(limit);
      return rows.map((row) => row.id);
    });
  }

  /**
   * Allows agents to work with a connection, which is not disconnected meanwhile.
   *
   * @returns `false` when it had been disconnected before
   */
  bind(connection: BoundConnection, bound: readonly BoundAgent[], said: Said): Promise<boolean> {
    return this.#database.write(async (queries, effects) => {
      const connected = await queries
        .select({ id: googleConnections.id })
        .from(googleConnections)
        .where(and(eq(googleConnections.id, connection.id), ne(googleConnections.state, 'REVOKED')))
        .for('share');
      if (connected.length === 0) return false;
      await insertBindings(queries, effects, connection, bound, said);
      return true;
    });
  }

  /** Forbids agents to work with a connection. */
  unbind(connection: BoundConnection, bound: readonly BoundAgent[], said: Said): Promise<void> {
    return this.#database.write((queries, effects) =>
      deleteBindings(queries, effects, connection, bound, said),
    );
  }

  /** Writes down that somebody was handed a connection's access token. */
  recordRead(connection: BoundConnection, agentName: string | null, said: Said): Promise<void> {
    return this.#database.write((_queries, effects) => {
      effects.record({
        ...said,
        action: 'GOOGLE_ACCESS_TOKEN_READ',
        agentName,
        tokenId: null,
        details: { connection: connection.id, account: connection.account },
      });
      return Promise.resolve();
    });
  }
}

function conditions(queries: Queries, filter: ConnectionFilter): (SQL | undefined)[] {
  return [
    filter.state === undefined ? undefined : eq(googleConnections.state, filter.state),
    filter.agentName === undefined
      ? undefined
      : exists(
          queries
            .select({ one: sql`1` })
            .from(agentGoogleConnections)
            .innerJoin(agents, eq(agents.id, agentGoogleConnections.agentId))
            .where(
              and(
                eq(agentGoogleConnections.connectionId, googleConnections.id),
                eq(agents.name, filter.agentName),
              ),
            ),
        ),
  ];
}

function behind(position: Position): SQL {
  return olderThan({ at: googleConnections.connectedAt, id: googleConnections.id }, position);
}

/** Adds the agents of all connections of a page by one query. */
async function withAgents(
  queries: Queries,
  connections: readonly GoogleConnection[],
): Promise<ListedConnection[]> {
  if (connections.length === 0) return [];
  const ids = connections.map(({ id }) => id);
  const rows = await queries
    .select({ connectionId: agentGoogleConnections.connectionId, name: agents.name })
    .from(agentGoogleConnections)
    .innerJoin(agents, eq(agents.id, agentGoogleConnections.agentId))
    .where(inArray(agentGoogleConnections.connectionId, ids))
    .orderBy(asc(agents.name));
  return connections.map((connection) => ({
    ...connection,
    agents: rows.filter((row) => row.connectionId === connection.id).map((row) => row.name),
  }));
}
