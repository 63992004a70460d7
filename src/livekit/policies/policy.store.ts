import { eq, inArray } from 'drizzle-orm';

import type { Database } from '../../db/database.js';
import { agents } from '../../db/tables/tokens.js';
import { Batch } from '../../platform/tasks/batch.js';
import type { RoomPolicy } from '../../providers/room-policy.js';

/** The most names that one query looks up. */
const BATCH_SIZE = 100;

/** What is stored of a policy: all that there was to say when it was stored; `null` for nothing. */
export type StoredPolicy = Partial<RoomPolicy> | null;

/** The policies of agents in the database, where `AgentStore` writes them. */
export class RoomPolicyStore {
  readonly #database: Database;
  readonly #taken: Batch<string, boolean>;

  constructor(database: Database) {
    this.#database = database;
    this.#taken = new Batch((names) => this.#areTaken(names), BATCH_SIZE);
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
    const taken = await Promise.all(names.map((name) => this.#taken.add(name)));
    return names.filter((_, at) => taken[at]);
  }

  async #areTaken(names: readonly string[]): Promise<readonly boolean[]> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({ name: agents.name })
        .from(agents)
        .where(inArray(agents.name, [...new Set(names)])),
    );
    const taken = new Set(rows.map(({ name }) => name));
    return names.map((name) => taken.has(name));
  }
}
