import { eq, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

import type { Database, Queries } from '../../db/database.js';
import { lockAgentRow } from '../../db/tables/agent-row.js';
import { agentGoogleConnections } from '../../db/tables/google.js';
import { agentKeys, agents, agentSubjects, integrationTokens } from '../../db/tables/tokens.js';
import type { Actor } from '../../platform/actor.js';
import type { Agent } from '../agent.js';
import { isTraceless, type AgentTraces } from './traces.js';

/** An agent that was to be deleted, and what refers to it; it is deleted where nothing does. */
export interface DeletionOutcome {
  readonly agent: Agent;
  readonly traces: AgentTraces;
}

/** Deletes agents from the database. */
export class AgentDeletionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Deletes an agent that nothing refers to. It holds the agent's row before it looks: whoever
   * issues a token, makes a key or binds something to the agent at the same time holds it too, so
   * that one of both sees what the other did.
   *
   * @returns `undefined` when there is no agent of that name
   */
  delete(name: string, said: { at: Date; actor: Actor }): Promise<DeletionOutcome | undefined> {
    return this.#database.write(async (queries, effects) => {
      const agent = await lockAgentRow(queries, name);
      if (!agent) return undefined;
      const traces = await tracesOf(queries, agent.id);
      if (!isTraceless(traces)) return { agent, traces };
      await queries.delete(agents).where(eq(agents.id, agent.id));
      effects.record({
        ...said,
        action: 'AGENT_DELETED',
        agentName: name,
        tokenId: null,
        details: { provider: agent.provider },
      });
      effects.changed(`agent:${agent.id}`);
      return { agent, traces };
    });
  }
}

async function tracesOf(queries: Queries, agentId: string): Promise<AgentTraces> {
  const isIn = (column: PgColumn) =>
    sql<boolean>`exists (select 1 from ${column.table} where ${eq(column, agentId)})`;
  const [traces] = await queries
    .select({
      hasTokens: isIn(integrationTokens.agentId),
      hasKeys: isIn(agentKeys.agentId),
      hasSubjects: isIn(agentSubjects.agentId),
      hasGoogleAccounts: isIn(agentGoogleConnections.agentId),
    })
    .from(agents)
    .where(eq(agents.id, agentId));
  if (!traces) throw new Error('An agent was locked and is not there.');
  return traces;
}
