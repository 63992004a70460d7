import { and, count, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';

import type { Agent } from '../agents/agent.js';
import type { Database, Queries } from '../db/database.js';
import { agents, integrationTokens } from '../db/tables/tokens.js';
import type { ReadableCredential } from '../platform/crypto.js';
import type { Position } from '../platform/cursor.js';
import {
  behind,
  conditions,
  newestFirst,
  recordColumns,
  type TokenFilter,
} from './selection.sql.js';
import type { IntegrationTokenRecord, TokenOwner } from './token.js';

/** A stored token together with its sealed secret. */
export interface SealedToken {
  readonly record: IntegrationTokenRecord;
  readonly stored: ReadableCredential;
}

const storedColumns = {
  digest: integrationTokens.digest,
  ciphertext: integrationTokens.ciphertext,
  encryptionKeyId: integrationTokens.encryptionKeyId,
};

/** An agent, its newest token, and whether that one still has the place of the current token. */
export interface AgentTokens {
  readonly agent: Agent;
  readonly newest: SealedToken | undefined;
}

/** Reads integration tokens from the database. */
export class TokenStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The tokens stored under any of these digests, and their agents. */
  async findByDigests(
    digests: readonly Buffer[],
  ): Promise<readonly { owner: TokenOwner; stored: ReadableCredential }[]> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({
          token: recordColumns,
          agentDisabledAt: agents.disabledAt,
          agentScopes: agents.scopes,
          stored: storedColumns,
        })
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(inArray(integrationTokens.digest, [...digests])),
    );
    return rows.map(({ stored, ...owner }) => ({ owner, stored }));
  }

  /** The token of that id. */
  async findById(id: string): Promise<IntegrationTokenRecord | undefined> {
    const rows = await this.#database.read((queries) =>
      queries
        .select(recordColumns)
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(eq(integrationTokens.id, id)),
    );
    return rows[0];
  }

  /** Up to `limit` tokens, newest first, from behind `after` on. */
  list(
    filter: TokenFilter,
    now: Date,
    page: { limit: number; after: Position | undefined },
  ): Promise<IntegrationTokenRecord[]> {
    return this.#database.read((queries) =>
      queries
        .select(recordColumns)
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(and(...conditions(filter, now), page.after && behind(page.after)))
        .orderBy(...newestFirst)
        .limit(page.limit),
    );
  }

  /** How many tokens the filter lets through. */
  async count(filter: TokenFilter, now: Date): Promise<number> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ total: count() })
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(and(...conditions(filter, now))),
    );
    return rows[0]?.total ?? 0;
  }

  /** The agent of that name with its newest token. */
  findAgentTokens(agentName: string): Promise<AgentTokens | undefined> {
    return this.#database.read(async (queries) => {
      const [agent] = await queries.select().from(agents).where(eq(agents.name, agentName));
      return agent && { agent, newest: await newestToken(queries, agent) };
    });
  }

  /** Writes down when a token was last used; an earlier time never replaces a later one. */
  touch(id: string, lastUsedAt: Date): Promise<void> {
    return this.#database.write(async (queries) => {
      const isLater = or(
        isNull(integrationTokens.lastUsedAt),
        lt(integrationTokens.lastUsedAt, lastUsedAt),
      );
      await queries
        .update(integrationTokens)
        .set({ lastUsedAt })
        .where(and(eq(integrationTokens.id, id), isLater));
    });
  }
}

/** An agent's current token if it has one, and otherwise its newest. */
export async function newestToken(
  queries: Queries,
  agent: Agent,
): Promise<SealedToken | undefined> {
  const rows = await queries
    .select({ record: recordColumns, stored: storedColumns })
    .from(integrationTokens)
    .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
    .where(eq(integrationTokens.agentId, agent.id))
    // Clocks of replicas may differ, so the place of the current token comes before the time.
    .orderBy(
      sql`(${integrationTokens.supersededAt} is null and ${integrationTokens.revokedAt} is null) desc`,
      ...newestFirst,
    )
    .limit(1);
  return rows[0];
}
