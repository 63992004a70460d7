import { loadConfig, loadRemoteSettings } from '../../config/load.js';
import { findLockHolder } from '../../db/embedded/data-folder.js';
import { operationsOverSocket } from '../../operator/socket.js';
import { remoteRun } from '../where-asked.js';

/**
 * The names of agents, as far as they can be had in no time: from the gateway elsewhere that the
 * settings name, from a running one here, or from a PostgreSQL server. To open the embedded
 * database would take seconds, and hold it.
 */
export async function agentNames(): Promise<readonly string[]> {
  const remote = loadRemoteSettings(undefined);
  if (remote) return (await (await remoteRun(remote))('agent names', {})) as string[];
  const { postgres, dataDir } = loadConfig();
  if (postgres !== undefined) {
    const { readAgentNames } = await import('../../db/postgres/agent-names.js');
    return readAgentNames(postgres.connection);
  }
  const socketPath = findLockHolder(dataDir)?.socketPath;
  if (socketPath === undefined) return [];
  return (await operationsOverSocket(socketPath)('agent names', {})) as string[];
}
