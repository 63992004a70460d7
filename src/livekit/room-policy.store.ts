import { eq } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { agents } from '../db/schema.js';
import type { RoomPolicy } from './room-policy.js';

/** The policies of agents in the database, where `AgentStore` writes them. */
export class RoomPolicyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The policy that was set for an agent; `null` where none was. */
  async find(agentId: string): Promise<{ policy: RoomPolicy | null } | undefined> {
    const rows = await this.#database.read((queries) =>
      queries.select({ policy: agents.roomPolicy }).from(agents).where(eq(agents.id, agentId)),
    );
    return rows[0];
  }
}
