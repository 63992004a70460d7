import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import path from 'node:path';

import {
  findPostgresBinaries,
  postgresEnvironment,
  temporaryFolder,
  type PostgresBinaries,
  type PostgresVersion,
} from './postgres-binaries.js';
import { startGuard } from './postgres-guard.js';
import { waitUntil } from './postgres-processes.js';

/** Which server to build, and how. */
export interface ClusterOptions {
  readonly version: PostgresVersion;
  readonly durable: boolean;
  readonly nativeFolder?: string;
  /** Settings of the server, in place of those chosen here. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Makes the data folder, in place of `initdb`. */
  readonly makeData?: (dataFolder: string) => Promise<void>;
}

/** A data folder and the means to run a server on it. */
export interface PostgresCluster {
  readonly folder: string;
  readonly dataFolder: string;
  /**
   * Starts a server on the data folder and returns its process id once it accepts connections.
   *
   * @throws Error with the log of this start when the server ends before that
   */
  launch(port: number): Promise<number>;
  /** Ends the server if it runs, and removes the folder. */
  remove(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const INITDB_FLAGS = [
  '--no-sync',
  '--locale=C',
  '--encoding=UTF8',
  '--auth=trust',
  '-U',
  'postgres',
];

/**
 * Creates an empty data folder in the temporary folder, under a guard that ends whatever runs on it
 * and removes it when this process ends.
 *
 * @throws Error with the output of `initdb` when that fails
 */
export async function createCluster(options: ClusterOptions): Promise<PostgresCluster> {
  const binaries = findPostgresBinaries(options.version, options.nativeFolder);
  const prefix = `token-gateway-postgres-${options.version}-`;
  const folder = fs.mkdtempSync(path.join(temporaryFolder(binaries.user), prefix));
  const dataFolder = path.join(folder, 'data');
  const guard = startGuard(folder);
  let watched = 0;

  const run = (binary: string, flags: readonly string[], log: string): ChildProcess => {
    const output = fs.openSync(log, 'w');
    try {
      // Own session, own folder as the current one: a Ctrl-C meant for this process does not reach
      // the server, and another account may not be able to enter the folder we were started in.
      const child = spawn(binary, flags, {
        cwd: folder,
        detached: true,
        env: postgresEnvironment,
        stdio: ['ignore', output, output],
        ...binaries.user,
      });
      child.unref();
      child.on('error', (error) => fs.writeFileSync(log, error.message));
      watched = child.pid ?? 0;
      guard.watch(watched);
      // A restarted server may already be watched when we hear of the end of the one before it.
      child.on('exit', () => watched === child.pid && guard.watch(0));
      return child;
    } finally {
      fs.closeSync(output);
    }
  };

  const cluster: PostgresCluster = {
    folder,
    dataFolder,
    async launch(port) {
      const log = path.join(folder, 'server.log');
      const server = run(binaries.postgres, serverFlags(dataFolder, port, options), log);
      const { pid } = server;
      await waitUntil('The start of PostgreSQL', START_TIMEOUT_MS, () => {
        return hasEnded(server) || isReady(dataFolder, pid);
      });
      if (pid === undefined || hasEnded(server)) {
        throw new Error(
          `PostgreSQL did not start on port ${port}:\n${fs.readFileSync(log, 'utf8')}`,
        );
      }
      return pid;
    },
    remove: () => guard.release(),
  };
  try {
    giveTo(binaries, folder);
    if (options.makeData) {
      await options.makeData(dataFolder);
      for (const name of fs.readdirSync(dataFolder)) giveTo(binaries, path.join(dataFolder, name));
    } else await initialise(folder, (flags, log) => run(binaries.initdb, flags, log));
    return cluster;
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}

function giveTo({ user: { uid, gid } }: PostgresBinaries, file: string): void {
  if (uid !== undefined && gid !== undefined) fs.chownSync(file, uid, gid);
}

async function initialise(
  folder: string,
  runInitdb: (flags: readonly string[], log: string) => ChildProcess,
): Promise<void> {
  const log = path.join(folder, 'initdb.log');
  const initdb = runInitdb(['-D', path.join(folder, 'data'), ...INITDB_FLAGS], log);
  await waitUntil('initdb', START_TIMEOUT_MS, () => hasEnded(initdb));
  if (initdb.exitCode !== 0) throw new Error(`initdb failed:\n${fs.readFileSync(log, 'utf8')}`);
}

function serverFlags(dataFolder: string, port: number, options: ClusterOptions): string[] {
  const sync = options.durable ? 'on' : 'off';
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: sync,
    synchronous_commit: sync,
    full_page_writes: sync,
    timezone: 'UTC',
    // In the data folder: a killed server would leave its segments behind in /dev/shm.
    dynamic_shared_memory_type: 'mmap',
    ...options.settings,
  };
  return [
    '-D',
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** The server writes its process id in line 1 of its lock file, and its state in line 8. */
function isReady(dataFolder: string, pid: number | undefined): boolean {
  try {
    const lines = fs.readFileSync(path.join(dataFolder, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && /^(ready|standby) *$/.test(lines[7] ?? '');
  } catch {
    return false; // Not written yet, or removed by a server that gave up.
  }
}
