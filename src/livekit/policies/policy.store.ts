import { eq, inArray } from 'drizzle-orm';

import type { Database } from '../../db/database.js';
import { agents } from '../../db/tables/tokens.js';
import type { RoomPolicy } from '../../providers/room-policy.js';

/** What is stored of a policy: all that there was to say when it was stored; `null` for nothing. */
export type StoredPolicy = Partial<RoomPolicy> | null;

/** The policies of agents in the database, where `AgentStore` writes them. */
export class RoomPolicyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The policy that was set for an agent. */
  async find(agentId: string): Promise<{ policy: StoredPolicy } | undefined> {
    const rows = await this.#database.read((queries) =>
      queries.select({ policy: agents.roomPolicy }).from(agents).where(eq(agents.id, agentId)),
    );
    return rows[0];
  }

  /** Which of these names agents have; of any provider, disabled ones too. */
  async findAgentNames(names: readonly string[]): Promise<string[]> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ name: agents.name })
        .from(agents)
        .where(inArray(agents.name, [...names])),
    );
    return rows.map(({ name }) => name);
  }
}
