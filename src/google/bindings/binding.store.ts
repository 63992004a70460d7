import { and, asc, eq, inArray, ne } from 'drizzle-orm';

import type { Database } from '../../db/database.js';
import { agentGoogleConnections, googleConnections } from '../../db/tables/google.js';

/** Which agents may work with which accounts, in the database. */
export class GoogleBindingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The addresses of the accounts that agents may work with, by agents' ids, sorted. */
  accountsOf(agentIds: readonly string[]): Promise<Map<string, string[]>> {
    return this.#database.read(async (queries) => {
      const rows = await queries
        .select({ agentId: agentGoogleConnections.agentId, account: googleConnections.account })
        .from(agentGoogleConnections)
        .innerJoin(googleConnections, eq(googleConnections.id, agentGoogleConnections.connectionId))
        .where(
          and(
            inArray(agentGoogleConnections.agentId, [...agentIds]),
            ne(googleConnections.state, 'REVOKED'),
          ),
        )
        .orderBy(asc(googleConnections.account), asc(googleConnections.id));
      const accounts = new Map(agentIds.map((id): [string, string[]] => [id, []]));
      for (const { agentId, account } of rows) accounts.get(agentId)?.push(account);
      return accounts;
    });
  }
}
