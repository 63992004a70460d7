import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { ensureAgentRow, holdAgentRows } from '../db/tables/agent-row.js';
import { requirePremise } from '../db/tables/secret-premise.js';
import { agentKeys, agents } from '../db/tables/tokens.js';
import type { Actor } from '../platform/actor.js';
import type { NewCredential, StoredSecret } from '../platform/crypto.js';
import type { Agent, AgentChanges, AgentKey, AgentKeyOwner } from './agent.js';

const keyColumns = {
  id: agentKeys.id,
  agentId: agentKeys.agentId,
  hint: agentKeys.hint,
  createdAt: agentKeys.createdAt,
  expiresAt: agentKeys.expiresAt,
  revokedAt: agentKeys.revokedAt,
  lastUsedAt: agentKeys.lastUsedAt,
};

/** An agent, and whether it has just come into being. */
export interface EnsuredAgent {
  readonly agent: Agent;
  readonly isNew: boolean;
}

/** The agents and their keys in the database. */
export class AgentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Adds an agent unless its name is taken.
   *
   * @returns the agent of that name, and whether it was added
   */
  ensure(agent: Agent, actor: Actor): Promise<EnsuredAgent> {
    return this.#database.write(async (queries, effects) => {
      const wanted = { ...agent, scopes: [...agent.scopes] };
      const { row, isNew } = await ensureAgentRow(queries, effects, wanted, actor);
      return { agent: row, isNew };
    });
  }

  /** Agents by name, from behind `after` on. */
  list(
    filter: { provider: string | undefined },
    page: { limit: number; after: string | undefined },
  ): Promise<Agent[]> {
    return this.#database.read((queries) =>
      queries
        .select()
        .from(agents)
        .where(
          and(
            filter.provider === undefined ? undefined : eq(agents.provider, filter.provider),
            page.after === undefined ? undefined : gt(agents.name, page.after),
          ),
        )
        .orderBy(asc(agents.name))
        .limit(page.limit),
    );
  }

  /** How many agents there are. */
  count(filter: { provider: string | undefined }): Promise<number> {
    return this.#database.read((queries) =>
      queries.$count(
        agents,
        filter.provider === undefined ? undefined : eq(agents.provider, filter.provider),
      ),
    );
  }

  /** The agent of that name. */
  async findByName(name: string): Promise<Agent | undefined> {
    const rows = await this.#database.read((queries) =>
      queries.select().from(agents).where(eq(agents.name, name)),
    );
    return rows[0];
  }

  /**
   * Changes an agent, known everywhere from the commit on.
   *
   * @returns the agent as it is then, or `undefined` when there is none of that name
   */
  update(
    name: string,
    changes: AgentChanges,
    said: { at: Date; actor: Actor },
  ): Promise<Agent | undefined> {
    const { scopes, ...plain } = changes;
    const values = { ...plain, ...(scopes && { scopes: [...scopes] }) };
    return this.#database.write(async (queries, effects) => {
      const [agent] = await queries
        .update(agents)
        .set(values)
        .where(eq(agents.name, name))
        .returning();
      if (!agent) return undefined;
      effects.record({
        ...said,
        action: 'AGENT_UPDATED',
        agentName: name,
        tokenId: null,
        details: { changes: JSON.stringify(changes) },
      });
      effects.changed(`agent:${agent.id}`);
      return agent;
    });
  }

  /** Stores a new key of an agent. */
  insertKey(agentName: string, key: AgentKey, stored: NewCredential, actor: Actor): Promise<void> {
    const { digest, ciphertext, encryptionKeyId } = stored;
    return this.#database.write(async (queries, effects) => {
      await requirePremise(queries, stored);
      await holdAgentRows(queries, [{ id: key.agentId, name: agentName }]);
      await queries.insert(agentKeys).values({ ...key, digest, ciphertext, encryptionKeyId });
      effects.record({
        at: key.createdAt,
        action: 'AGENT_KEY_CREATED',
        actor,
        agentName,
        tokenId: null,
        details: {
          keyId: key.id,
          hint: key.hint,
          ...(key.expiresAt && { expiresAt: key.expiresAt.toISOString() }),
        },
      });
      effects.changed(`agent:${key.agentId}`);
    });
  }

  /** An agent's keys, oldest first. */
  listKeys(agentId: string): Promise<AgentKey[]> {
    return this.#database.read((queries) =>
      queries
        .select(keyColumns)
        .from(agentKeys)
        .where(eq(agentKeys.agentId, agentId))
        .orderBy(asc(agentKeys.createdAt), asc(agentKeys.id)),
    );
  }

  /**
   * Revokes a key, once; it is refused everywhere from the commit on.
   *
   * @param said.leak - what was reported, where the key is revoked because it leaked
   */
  revokeKey(
    id: string,
    said: { at: Date; actor: Actor; leak?: string },
  ): Promise<AgentKey | undefined> {
    return this.#database.write(async (queries, effects) => {
      const [found] = await queries
        .select({ key: keyColumns, agentName: agents.name })
        .from(agentKeys)
        .innerJoin(agents, eq(agents.id, agentKeys.agentId))
        .where(eq(agentKeys.id, id));
      if (!found) return undefined;
      const [revoked] = await queries
        .update(agentKeys)
        .set({ revokedAt: said.at })
        .where(and(eq(agentKeys.id, id), isNull(agentKeys.revokedAt)))
        .returning(keyColumns);
      if (!revoked) return found.key;
      const { at, actor, leak } = said;
      effects.record({
        at,
        actor,
        action: leak === undefined ? 'AGENT_KEY_REVOKED' : 'TOKEN_LEAK_REPORTED',
        agentName: found.agentName,
        tokenId: null,
        details: {
          keyId: id,
          hint: found.key.hint,
          ...(leak === undefined ? {} : { reason: leak }),
        },
      });
      effects.changed(`agent:${found.key.agentId}`);
      return revoked;
    });
  }

  /** Keys that expire and were not revoked, with their agents' names. */
  listExpiringKeys(): Promise<(AgentKey & { readonly agentName: string })[]> {
    return this.#database.read((queries) =>
      queries
        .select({ ...keyColumns, agentName: agents.name })
        .from(agentKeys)
        .innerJoin(agents, eq(agents.id, agentKeys.agentId))
        .where(and(isNotNull(agentKeys.expiresAt), isNull(agentKeys.revokedAt)))
        .orderBy(asc(agentKeys.expiresAt)),
    );
  }

  /** Writes down when a key was last used; an earlier time never replaces a later one. */
  touchKey(id: string, lastUsedAt: Date): Promise<void> {
    return this.#database.write(async (queries) => {
      const isLater = or(isNull(agentKeys.lastUsedAt), lt(agentKeys.lastUsedAt, lastUsedAt));
      await queries
        .update(agentKeys)
        .set({ lastUsedAt })
        .where(and(eq(agentKeys.id, id), isLater));
    });
  }

  /** The keys that are stored under any of these digests, with the agents that they belong to. */
  async findByKeyDigests(
    digests: readonly Buffer[],
  ): Promise<readonly { owner: AgentKeyOwner; stored: StoredSecret }[]> {
    const { digest, ciphertext, encryptionKeyId } = agentKeys;
    const rows = await this.#database.read((queries) =>
      queries
        .select({
          agent: agents,
          keyId: agentKeys.id,
          keyExpiresAt: agentKeys.expiresAt,
          keyRevokedAt: agentKeys.revokedAt,
          stored: { digest, ciphertext, encryptionKeyId },
        })
        .from(agentKeys)
        .innerJoin(agents, eq(agents.id, agentKeys.agentId))
        .where(inArray(digest, [...digests])),
    );
    return rows.map(({ stored, ...owner }) => ({ owner, stored }));
  }
}
