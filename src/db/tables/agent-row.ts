import { eq, sql } from 'drizzle-orm';

import type { Actor } from '../../platform/actor.js';
import type { Effects, Queries } from '../database.js';
import { agents } from './tokens.js';

type AgentRow = typeof agents.$inferSelect;

/**
 * Adds an agent unless its name is taken, records that it came into being, and holds the row of
 * that name until the transaction ends: of several who come at the same time, one adds it.
 *
 * @returns the agent of that name, and whether it was added
 */
export async function ensureAgentRow(
  queries: Queries,
  effects: Effects,
  agent: AgentRow,
  actor: Actor,
): Promise<{ readonly row: AgentRow; readonly isNew: boolean }> {
  const [row] = await queries
    .insert(agents)
    .values(agent)
    // Changes nothing: a row that is updated is returned, one that is left alone is not.
    .onConflictDoUpdate({ target: agents.name, set: { name: sql`excluded.name` } })
    .returning();
  if (!row) throw new Error('An agent was written and is not there.');
  const isNew = row.id === agent.id;
  if (isNew) {
    effects.record({
      at: agent.createdAt,
      action: 'AGENT_REGISTERED',
      actor,
      agentName: agent.name,
      tokenId: null,
      details: { provider: agent.provider, renewal: agent.renewal },
    });
  }
  return { row, isNew };
}

/** Takes an agent's row until the transaction ends. */
export async function lockAgentRow(queries: Queries, name: string): Promise<AgentRow | undefined> {
  const rows = await queries.select().from(agents).where(eq(agents.name, name)).for('update');
  return rows[0];
}
