import type { Command } from 'commander';

import { loadConfig, loadRemoteSettings } from '../config/load.js';
import type { RemoteSettings } from '../config/settings/remote.js';
import type { RunOperation } from '../operator/operations.js';
import { StartupError } from '../platform/errors.js';
import { tellPlace, tellRemotePlace } from './place.js';
import { runOperation } from './run-operation.js';

/**
 * What runs an operation for a command: on the gateway elsewhere that `--url` or
 * `TOKEN_GATEWAY_URL` names, or else where this machine's data is.
 *
 * @throws StartupError where the settings cannot be used, or the operation is one that only this
 *   machine's gateway does
 */
export async function runnerFor(
  command: Command,
  operation: string,
): Promise<(args: unknown) => Promise<unknown>> {
  const isQuiet = command.opts()['json'] === true;
  const remote = remoteOf(command);
  if (!remote) {
    const config = loadConfig();
    if (!isQuiet) tellPlace(config);
    return (args) => runOperation(config, operation, args);
  }
  const { LOCAL_OPERATIONS } = await import('../remote/operations.js');
  if (LOCAL_OPERATIONS.has(operation)) throw localOnly(command);
  if (!isQuiet) tellRemotePlace(remote.url);
  const run = await remoteRun(remote);
  return (args) => run(operation, args);
}

/** What runs operations on a gateway elsewhere. */
export async function remoteRun(remote: RemoteSettings): Promise<RunOperation> {
  // Loaded here alone: documents, for which local commands need not wait.
  const { runRemotely } = await import('../remote/operations.js');
  const { gatewayAt } = await import('../remote/gateway.js');
  return runRemotely(gatewayAt(remote));
}

/** Commands that run or prepare a gateway, wherever others are. */
const OWN_MACHINE_COMMANDS: ReadonlySet<string> = new Set(['init', 'migrate', 'schema', 'serve']);

/** Refuses `--url` where it would be passed over in silence. */
export function refuseUrl(command: Command): void {
  const { url } = command.optsWithGlobals<{ url?: string }>();
  if (url !== undefined && OWN_MACHINE_COMMANDS.has(command.name())) throw localOnly(command);
}

/** Refuses a command that is for a gateway elsewhere, where only this machine's own can do it. */
export function requireLocal(command: Command): void {
  if (remoteOf(command)) throw localOnly(command);
}

/** The gateway elsewhere that a command is for; `undefined` for this machine's. */
export function remoteOf(command: Command): RemoteSettings | undefined {
  return loadRemoteSettings(command.optsWithGlobals<{ url?: string }>().url);
}

function localOnly(command: Command): StartupError {
  return new StartupError(
    `${nameOf(command)} works on the gateway's own machine only. Run it there, in the gateway's ` +
      'folder or container, without --url and without TOKEN_GATEWAY_URL.',
  );
}

/** A command as it is typed, for example `token-gateway keys rotate`. */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}
