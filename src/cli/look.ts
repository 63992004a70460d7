import type { Command } from 'commander';

import { loadConfig, type Config } from '../config/load.js';
import { findLockHolder, type LockHolder } from '../db/embedded/data-folder.js';
import { GatewayNotListening, operationsOverSocket } from '../operator/socket.js';
import { DomainError, StartupError } from '../platform/errors.js';
import { silentLogger } from '../platform/log/logger.js';
import { packageVersion } from '../platform/package-root.js';
import { found, type Finding, type GatewayStatus } from '../status/finding.js';
import { tellPlace, tellRemotePlace } from './place.js';
import { remoteOf, remoteRun } from './where-asked.js';

/** How a gateway is, as the command line prints it. */
export interface StatusReport {
  readonly version: string;
  /** Null where nothing was looked at. */
  readonly checkedAt: string | null;
  readonly findings: readonly Finding[];
}

/**
 * Looks how the gateway is that a command is for: one elsewhere, the one that holds this machine's
 * data, or else that data itself. What keeps it from looking is a finding too. Creates nothing.
 */
export async function look(command: Command): Promise<StatusReport> {
  const isQuiet = command.opts()['json'] === true;
  try {
    const remote = remoteOf(command);
    if (remote) {
      if (!isQuiet) tellRemotePlace(remote.url);
      return await lookRemotely(remote);
    }
    const config = loadConfig();
    if (!isQuiet) tellPlace(config);
    return await lookLocally(config);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    return nothingSeen(found('SETTINGS_UNUSABLE', error.message));
  }
}

async function lookRemotely(remote: { url: string; key: string }): Promise<StatusReport> {
  try {
    const status = await (await remoteRun(remote))('status', {});
    return withVersions(status as StatusReport);
  } catch (error) {
    return nothingSeen(unanswered(error));
  }
}

async function lookLocally(config: Config): Promise<StatusReport> {
  const holder = config.postgres === undefined ? findLockHolder(config.dataDir) : undefined;
  if (holder) return lookAtHolder(config.dataDir, holder);
  // Loaded here alone: help and a gateway that answers need no database engine.
  const { lookHere } = await import('../app/look.js');
  return plain(await lookHere(config, silentLogger()));
}

/** Asks the process that holds the embedded database. */
async function lookAtHolder(dataDir: string, holder: LockHolder): Promise<StatusReport> {
  const { pid, socketPath } = holder;
  try {
    if (socketPath === undefined) throw new GatewayNotListening();
    return withVersions((await operationsOverSocket(socketPath)('status', {})) as StatusReport);
  } catch (error) {
    if (!(error instanceof GatewayNotListening)) return nothingSeen(unanswered(error));
    const message =
      `Process ${String(pid)} holds the embedded database in ${dataDir} and does not answer. It may ` +
      'be starting or stopping, or be another command.';
    const action = 'Try again in a moment; if it stays like that, stop the process.';
    return nothingSeen(found('GATEWAY_UNANSWERED', message, { action }));
  }
}

function unanswered(error: unknown): Finding {
  if (!(error instanceof DomainError || error instanceof StartupError)) throw error;
  return found('GATEWAY_UNANSWERED', error.message);
}

function withVersions(status: StatusReport): StatusReport {
  const own = packageVersion();
  if (status.version === own) return status;
  const message = `The gateway's version is ${status.version}, this command line's is ${own}.`;
  const finding = found('VERSION_DIFFERS', message, { action: 'Use the same version of both.' });
  return { ...status, findings: [finding, ...status.findings] };
}

function nothingSeen(finding: Finding): StatusReport {
  return { version: packageVersion(), checkedAt: null, findings: [finding] };
}

/** As it is after a trip through a socket. */
function plain({ checkedAt, ...status }: GatewayStatus): StatusReport {
  return { ...status, checkedAt: checkedAt.toISOString() };
}
