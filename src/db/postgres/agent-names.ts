import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

import { agents } from '../tables/tokens.js';

const MOST_NAMES = 1_000;

/**
 * Reads the names of agents with a connection of its own, sorted; without a look at migrations or
 * keys, which opening the database takes.
 */
export async function readAgentNames(databaseUrl: string): Promise<string[]> {
  const client = postgres(databaseUrl, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    const rows = await drizzle(client)
      .select({ name: agents.name })
      .from(agents)
      .orderBy(agents.name)
      .limit(MOST_NAMES);
    return rows.map(({ name }) => name);
  } finally {
    await client.end({ timeout: 1 });
  }
}
