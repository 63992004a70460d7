import postgres from 'postgres';

import { onFreePort } from './free-port.js';
import type { PostgresVersion } from './postgres-binaries.js';
import { createCluster, type PostgresCluster } from './postgres-cluster.js';
import { freezeServer, isRunning, sendSignal, waitUntil } from './postgres-processes.js';

/** How to start a server; every field has a default. */
export interface PostgresOptions {
  /** Default 15. */
  readonly version?: PostgresVersion;
  /** Write to disk before a commit is answered, as in production. Default false: faster tests. */
  readonly durable?: boolean;
  /** Settings of the server, in place of those chosen for tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The `native` folder of a platform package. Default: the installed package of `version`. */
  readonly nativeFolder?: string;
  /** Makes the data folder; by default it is a new one. */
  readonly makeData?: (dataFolder: string) => Promise<void>;
}

/** A PostgreSQL server of our own, with one superuser `postgres` and no password, on 127.0.0.1. */
export interface PostgresServer {
  readonly port: number;
  /** The postmaster; another one after `restart`. */
  readonly pid: number;
  /** Everything the server writes; gone after `stop`. */
  readonly folder: string;
  /** The connection URL of a database, existing or not. */
  url(database: string): string;
  /** Creates a database, empty or as a copy of `template`, and returns its URL. */
  createDatabase(name: string, template?: string): Promise<string>;
  /** Freezes all processes: clients still connect, and wait for an answer that does not come. */
  pause(): void;
  /** Undoes `pause`. */
  resume(): void;
  /** Ends all processes with SIGKILL, as a power cut would; the data stays. */
  kill(): Promise<void>;
  /** Starts again on the same port and data, after a clean stop if the server still runs. */
  restart(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const STOP_TIMEOUT_MS = 20_000;

/**
 * Starts a PostgreSQL server on a fresh data folder. It ends with `stop`, or with this process.
 *
 * @throws Error with the server's log when it does not start
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const cluster = await createCluster({
    version: options.version ?? 15,
    durable: options.durable ?? false,
    ...(options.nativeFolder === undefined ? {} : { nativeFolder: options.nativeFolder }),
    ...(options.settings && { settings: options.settings }),
    ...(options.makeData && { makeData: options.makeData }),
  });
  try {
    const { port, pid } = await onFreePort(async (free) => ({
      port: free,
      pid: await launchOnPort(cluster, free),
    }));
    return controlServer(cluster, port, pid);
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}

/** Launches and makes sure that what answers on the port is the server just launched. */
async function launchOnPort(cluster: PostgresCluster, port: number): Promise<number> {
  const pid = await cluster.launch(port);
  const [row] = await withAdmin(
    port,
    (sql) => sql<{ data_directory: string }[]>`show data_directory`,
  );
  if (row?.data_directory !== cluster.dataFolder) {
    throw new Error(`Port ${port} answers for ${row?.data_directory}, not ${cluster.dataFolder}`);
  }
  return pid;
}

type Inspect = (databaseUrl: string) => Promise<void>;

const inspections: Inspect[] = [];

/**
 * Looks at each database made by `createDatabase` before its server is stopped, if it still runs.
 */
export function onServerStop(inspect: Inspect): void {
  inspections.push(inspect);
}

function controlServer(cluster: PostgresCluster, port: number, firstPid: number): PostgresServer {
  let pid = firstPid;
  let frozen: readonly number[] = [];
  let stopped: Promise<void> | undefined;
  const databaseUrls: string[] = [];

  const url = (database: string): string => urlOf(port, database);
  const resume = (): void => {
    for (const process of frozen) sendSignal(process, 'SIGCONT');
    frozen = [];
  };
  return {
    port,
    folder: cluster.folder,
    get pid() {
      return pid;
    },
    url,
    async createDatabase(name, template = 'template1') {
      await withAdmin(port, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
      databaseUrls.push(url(name));
      return url(name);
    },
    pause() {
      frozen = freezeServer(pid);
    },
    resume,
    async kill() {
      const processes = freezeServer(pid);
      for (const process of processes) sendSignal(process, 'SIGKILL');
      frozen = [];
      await waitUntil('The end of the killed server', STOP_TIMEOUT_MS, () => {
        return !processes.some(isRunning);
      });
    },
    async restart() {
      resume();
      if (isRunning(pid)) sendSignal(pid, 'SIGINT');
      await waitUntil('A clean stop', STOP_TIMEOUT_MS, () => !isRunning(pid));
      pid = await launchOnPort(cluster, port);
    },
    stop() {
      resume();
      return (stopped ??= stop());
    },
  };

  async function stop(): Promise<void> {
    try {
      if (!isRunning(pid)) return;
      for (const inspect of inspections) await Promise.all(databaseUrls.map(inspect));
    } finally {
      await cluster.remove();
    }
  }
}

function urlOf(port: number, database: string): string {
  return `postgres://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function withAdmin<Result>(
  port: number,
  use: (sql: postgres.Sql) => PromiseLike<Result>,
): Promise<Result> {
  const sql = postgres(urlOf(port, 'postgres'), { max: 1, connect_timeout: 5 });
  try {
    return await use(sql);
  } finally {
    await sql.end();
  }
}
