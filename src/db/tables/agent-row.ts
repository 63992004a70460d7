import type { Actor } from '../../platform/actor.js';
import type { Effects, Queries } from '../database.js';
import { agents } from './tokens.js';

/**
 * Adds an agent unless its name is taken, and records that it came into being.
 *
 * @returns whether it was added
 */
export async function insertAgentRow(
  queries: Queries,
  effects: Effects,
  agent: typeof agents.$inferSelect,
  actor: Actor,
): Promise<boolean> {
  const rows = await queries
    .insert(agents)
    .values(agent)
    .onConflictDoNothing()
    .returning({ id: agents.id });
  if (rows.length === 0) return false;
  effects.record({
    at: agent.createdAt,
    action: 'AGENT_REGISTERED',
    actor,
    agentName: agent.name,
    tokenId: null,
    details: { provider: agent.provider, renewal: agent.renewal },
  });
  return true;
}
