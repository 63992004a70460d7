import { drizzle } from 'drizzle-orm/postgres-js';

import { connectTo } from '../connection.js';
import type { ConnectionSettings } from '../connection/settings.js';
import { agents } from '../tables/tokens.js';

const MOST_NAMES = 1_000;

/**
 * Reads the names of agents with a connection of its own, sorted; without a look at migrations or
 * keys, which opening the database takes.
 */
export async function readAgentNames(settings: ConnectionSettings): Promise<string[]> {
  const connections = connectTo(settings, { name: 'token-gateway completion', max: 1 });
  try {
    const rows = await drizzle(connections.client)
      .select({ name: agents.name })
      .from(agents)
      .orderBy(agents.name)
      .limit(MOST_NAMES);
    return rows.map(({ name }) => name);
  } finally {
    await connections.end(1);
  }
}
