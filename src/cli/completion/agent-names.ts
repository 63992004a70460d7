import { loadConfig } from '../../config/load.js';
import { findLockHolder } from '../../db/embedded/data-folder.js';
import { operationsOverSocket } from '../../operator/socket.js';

/**
 * The names of agents, as far as they can be had in no time: from a running gateway, or from a
 * PostgreSQL server. To open the embedded database would take seconds, and hold it.
 */
export async function agentNames(): Promise<readonly string[]> {
  const { databaseUrl, dataDir } = loadConfig();
  if (databaseUrl !== undefined) {
    const { readAgentNames } = await import('../../db/postgres/agent-names.js');
    return readAgentNames(databaseUrl);
  }
  const socketPath = findLockHolder(dataDir)?.socketPath;
  if (socketPath === undefined) return [];
  return (await operationsOverSocket(socketPath)('agent names', {})) as string[];
}
