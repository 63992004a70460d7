import { eq, inArray, sql } from 'drizzle-orm';

import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
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

/**
 * Makes sure that agents are still there, and stay so until the transaction ends.
 *
 * @throws DomainError `NOT_FOUND` when one was deleted since it was looked up
 */
export async function holdAgentRows(
  queries: Queries,
  wanted: readonly Pick<AgentRow, 'id' | 'name'>[],
): Promise<void> {
  const ids = wanted.map(({ id }) => id);
  const rows = await queries
    .select({ id: agents.id })
    .from(agents)
    .where(inArray(agents.id, ids))
    // No two of these wait for each other; whoever deletes or takes the row waits for them.
    .for('key share');
  const missing = wanted.find(({ id }) => !rows.some((row) => row.id === id));
  if (!missing) return;
  throw new DomainError('NOT_FOUND', `The agent ${missing.name} was deleted in the same moment.`);
}
