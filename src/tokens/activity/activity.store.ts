import { and, eq, inArray, max } from 'drizzle-orm';

import type { Database } from '../../db/database.js';
import { agentKeys, agents, integrationTokens } from '../../db/tables/tokens.js';
import { conditions } from '../selection.sql.js';
import type { AgentActivity } from './activity.js';

/** What agents' tokens and keys tell of them, in the database. */
export class AgentActivityStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The activity of agents by their ids, by as many queries for one as for all. */
  find(agentIds: readonly string[], now: Date): Promise<Map<string, AgentActivity>> {
    const ids = [...agentIds];
    return this.#database.read(async (queries) => {
      const [current, ...uses] = await Promise.all([
        queries
          .select({ agentId: integrationTokens.agentId, expiresAt: integrationTokens.expiresAt })
          .from(integrationTokens)
          .innerJoin(agents, eq(agents.id, integrationTokens.agentId))
          .where(
            and(inArray(integrationTokens.agentId, ids), ...conditions({ status: 'ACTIVE' }, now)),
          ),
        queries
          .select({
            agentId: integrationTokens.agentId,
            lastUsedAt: max(integrationTokens.lastUsedAt),
          })
          .from(integrationTokens)
          .where(inArray(integrationTokens.agentId, ids))
          .groupBy(integrationTokens.agentId),
        queries
          .select({ agentId: agentKeys.agentId, lastUsedAt: max(agentKeys.lastUsedAt) })
          .from(agentKeys)
          .where(inArray(agentKeys.agentId, ids))
          .groupBy(agentKeys.agentId),
      ]);
      const expiries = new Map(current.map(({ agentId, expiresAt }) => [agentId, expiresAt]));
      const lastUses = latestById(uses.flat());
      return new Map(
        ids.map((id) => [
          id,
          { tokenExpiresAt: expiries.get(id) ?? null, lastUsedAt: lastUses.get(id) ?? null },
        ]),
      );
    });
  }
}

function latestById(
  uses: readonly { readonly agentId: string; readonly lastUsedAt: Date | null }[],
): Map<string, Date> {
  const latest = new Map<string, Date>();
  for (const { agentId, lastUsedAt } of uses) {
    const known = latest.get(agentId);
    if (lastUsedAt && (!known || known < lastUsedAt)) latest.set(agentId, lastUsedAt);
  }
  return latest;
}
