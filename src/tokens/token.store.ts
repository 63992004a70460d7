import { and, count, eq, isNull, lt, or, sql } from 'drizzle-orm';

import type { Agent } from '../agents/agent.js';
import type { Database, Queries } from '../db/database.js';
import { agents, integrationTokens } from '../db/schema.js';
import { addSeconds, earlier } from '../platform/clock.js';
import type { SealedText } from '../platform/crypto.js';
import type { IntegrationTokenRecord } from './token.js';
import {
  behind,
  conditions,
  newestFirst,
  recordColumns,
  type TokenFilter,
  type TokenPosition,
} from './token-selection.store.js';

/** A token that is to be stored. */
export interface NewToken extends Omit<
  IntegrationTokenRecord,
  | 'agentId'
  | 'agentName'
  | 'provider'
  | 'supersededAt'
  | 'revokedAt'
  | 'revokedReason'
  | 'lastUsedAt'
> {
  readonly digest: Buffer;
  readonly sealed: SealedText;
}

/** A stored token together with its sealed secret. */
export interface SealedToken {
  readonly record: IntegrationTokenRecord;
  readonly sealed: SealedText;
}

/** An agent, its newest token, and whether that one still has the place of the current token. */
export interface AgentTokens {
  readonly agent: Agent;
  readonly newest: SealedToken | undefined;
}

/** What {@link TokenStore.issue} is told to do once it holds the agent's row. */
export interface IssueDecision {
  readonly token: NewToken;
  /** How long the token before it stays good; 0 revokes it. */
  readonly overlapSeconds: number;
}

/** The integration tokens in the database. */
export class TokenStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The token of that digest, and its agent. */
  async findByDigest(
    digest: Buffer,
  ): Promise<{ token: IntegrationTokenRecord; agentDisabledAt: Date | null } | undefined> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ token: recordColumns, agentDisabledAt: agents.disabledAt })
        .from(integrationTokens)
        .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
        .where(eq(integrationTokens.digest, digest)),
    );
    return rows[0];
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
    page: { limit: number; after: TokenPosition | undefined },
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
      const found = await queries.select().from(agents).where(eq(agents.name, agentName));
      const [agent] = found;
      return agent && { agent, newest: await newestToken(queries, agent) };
    });
  }

  /**
   * Issues an agent's next token in one transaction, if `decide` says so once it has seen the
   * agent's locked row: whoever comes at the same time waits and then sees what was issued.
   *
   * @param create - the agent to register when there is none of that name
   * @returns the tokens as they stand afterwards, or `undefined` when there is no such agent
   * @throws what `decide` throws, having changed nothing
   */
  issue(
    agentName: string,
    create: Agent | undefined,
    decide: (tokens: AgentTokens) => IssueDecision | undefined,
  ): Promise<AgentTokens | undefined> {
    return this.#database.write(async (queries, changed) => {
      if (create) {
        const values = { ...create, scopes: [...create.scopes] };
        await queries.insert(agents).values(values).onConflictDoNothing();
      }
      const locked = await queries
        .select()
        .from(agents)
        .where(eq(agents.name, agentName))
        .for('update');
      const [agent] = locked;
      if (!agent) return undefined;
      const newest = await newestToken(queries, agent);
      const decision = decide({ agent, newest });
      if (!decision) return { agent, newest };
      await supersede(queries, agent.id, newest?.record, decision);
      const { sealed, ...values } = decision.token;
      await queries.insert(integrationTokens).values({
        ...values,
        scopes: [...values.scopes],
        agentId: agent.id,
        ciphertext: sealed.ciphertext,
        encryptionKeyId: sealed.keyId,
      });
      changed(`agent:${agent.id}`);
      return { agent, newest: await newestToken(queries, agent) };
    });
  }

  /** Writes down when tokens were last used; an earlier time never replaces a later one. */
  touch(lastUsedAtById: ReadonlyMap<string, Date>): Promise<void> {
    return this.#database.write(async (queries) => {
      for (const [id, lastUsedAt] of lastUsedAtById) {
        await queries
          .update(integrationTokens)
          .set({ lastUsedAt })
          .where(
            and(
              eq(integrationTokens.id, id),
              or(
                isNull(integrationTokens.lastUsedAt),
                lt(integrationTokens.lastUsedAt, lastUsedAt),
              ),
            ),
          );
      }
    });
  }
}

async function newestToken(queries: Queries, agent: Agent): Promise<SealedToken | undefined> {
  const rows = await queries
    .select({
      record: recordColumns,
      keyId: integrationTokens.encryptionKeyId,
      ciphertext: integrationTokens.ciphertext,
    })
    .from(integrationTokens)
    .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
    .where(eq(integrationTokens.agentId, agent.id))
    // The current token, if there is one, before any other: clocks of replicas may differ.
    .orderBy(
      sql`(${integrationTokens.supersededAt} is null and ${integrationTokens.revokedAt} is null) desc`,
      ...newestFirst,
    )
    .limit(1);
  const [row] = rows;
  return row && { record: row.record, sealed: { keyId: row.keyId, ciphertext: row.ciphertext } };
}

async function supersede(
  queries: Queries,
  agentId: string,
  previous: IntegrationTokenRecord | undefined,
  decision: IssueDecision,
): Promise<void> {
  if (!previous) return;
  const now = decision.token.issuedAt;
  const ended =
    decision.overlapSeconds === 0 && previous.expiresAt > now
      ? { revokedAt: now, revokedReason: 'Replaced by the next token with no overlap.' }
      : { expiresAt: earlier(previous.expiresAt, addSeconds(now, decision.overlapSeconds)) };
  await queries
    .update(integrationTokens)
    .set({ supersededAt: now, ...ended })
    .where(
      and(
        eq(integrationTokens.agentId, agentId),
        isNull(integrationTokens.supersededAt),
        isNull(integrationTokens.revokedAt),
      ),
    );
}
