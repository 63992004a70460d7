import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';

import { onFreePort } from './free-port.js';
import { postgresEnvironment, serverUser, temporaryFolder } from './postgres-binaries.js';
import { startGuard } from './postgres-guard.js';
import { waitUntil } from './postgres-processes.js';

/** A PgBouncer of our own in front of a server, for all of its databases. */
export interface PgBouncer {
  readonly port: number;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 20_000;

/** Whether PgBouncer is installed here. */
export function hasPgBouncer(): boolean {
  return spawnSync('pgbouncer', ['--version'], { env: postgresEnvironment }).status === 0;
}

/**
 * Starts PgBouncer in transaction mode, as somebody would who has read no more than its quick
 * start.
 *
 * @param serverPort - the server's, on this machine; its role `postgres` has no password
 * @throws Error with the log of PgBouncer when it does not start, or is not installed
 */
export async function startPgBouncer(serverPort: number): Promise<PgBouncer> {
  const user = serverUser();
  const folder = fs.mkdtempSync(path.join(temporaryFolder(user), 'token-gateway-pgbouncer-'));
  const guard = startGuard(folder);
  try {
    fs.chmodSync(folder, 0o755);
    fs.writeFileSync(path.join(folder, 'users.txt'), '"postgres" ""\n');
    const port = await onFreePort(launch);
    return { port, stop: () => guard.release() };
  } catch (error) {
    await guard.release();
    throw error;
  }

  async function launch(port: number): Promise<number> {
    const settings = path.join(folder, 'pgbouncer.ini');
    fs.writeFileSync(settings, settingsFor(folder, port, serverPort));
    const log = path.join(folder, 'pgbouncer.log');
    const output = fs.openSync(log, 'w');
    const child = spawn('pgbouncer', [settings], {
      cwd: folder,
      detached: true,
      env: postgresEnvironment,
      stdio: ['ignore', output, output],
      ...user,
    });
    fs.closeSync(output);
    child.unref();
    child.on('error', (error) => fs.writeFileSync(log, error.message));
    guard.watch(child.pid ?? 0);
    await waitUntil('The start of PgBouncer', START_TIMEOUT_MS, () => {
      return hasEnded(child) || fs.readFileSync(log, 'utf8').includes('process up');
    });
    if (hasEnded(child)) {
      throw new Error(`PgBouncer did not start on port ${port}:\n${fs.readFileSync(log, 'utf8')}`);
    }
    return port;
  }
}

function settingsFor(folder: string, port: number, serverPort: number): string {
  return `
[databases]
* = host=127.0.0.1 port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${path.join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 10
max_client_conn = 1000
`;
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
