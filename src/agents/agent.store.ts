import { and, asc, eq, isNull } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { agentKeys, agents } from '../db/schema.js';
import type { Agent } from './agent.js';

/** An agent key as it is stored: never the key itself. */
export interface AgentKeyRecord {
  readonly id: string;
  readonly agentId: string;
  readonly digest: Buffer;
  readonly hint: string;
  readonly createdAt: Date;
}

/** The agents and their keys in the database. */
export class AgentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds an agent unless its name is taken; tells whether it did. */
  insert(agent: Agent): Promise<boolean> {
    return this.#database.write(async (queries) => {
      const rows = await queries
        .insert(agents)
        .values({ ...agent, scopes: [...agent.scopes] })
        .onConflictDoNothing()
        .returning({ id: agents.id });
      return rows.length > 0;
    });
  }

  /** Every agent, by name. */
  list(): Promise<Agent[]> {
    return this.#database.read((queries) =>
      queries.select().from(agents).orderBy(asc(agents.name)),
    );
  }

  /** The agent of that name. */
  async findByName(name: string): Promise<Agent | undefined> {
    const rows = await this.#database.read((queries) =>
      queries.select().from(agents).where(eq(agents.name, name)),
    );
    return rows[0];
  }

  /** Disables an agent, once; its tokens and keys are refused everywhere from the commit on. */
  disable(agentId: string, disabledAt: Date): Promise<void> {
    return this.#database.write(async (queries, changed) => {
      await queries
        .update(agents)
        .set({ disabledAt })
        .where(and(eq(agents.id, agentId), isNull(agents.disabledAt)));
      changed(`agent:${agentId}`);
    });
  }

  /** Stores a new key of an agent. */
  insertKey(key: AgentKeyRecord): Promise<void> {
    return this.#database.write(async (queries) => {
      await queries.insert(agentKeys).values(key);
    });
  }

  /** The agent that a key belongs to, and when the key was revoked. */
  async findByKeyDigest(
    digest: Buffer,
  ): Promise<{ agent: Agent; keyRevokedAt: Date | null } | undefined> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ agent: agents, keyRevokedAt: agentKeys.revokedAt })
        .from(agentKeys)
        .innerJoin(agents, eq(agents.id, agentKeys.agentId))
        .where(eq(agentKeys.digest, digest)),
    );
    return rows[0];
  }
}
