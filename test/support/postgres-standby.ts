import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import postgres from 'postgres';

import { startPostgres, type PostgresServer } from './postgres-server.js';

/** A primary whose every commit has reached its standby before it is answered. */
export interface ReplicatedServer {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** Makes the standby accept writes. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a primary and a standby that streams from it, synchronously. */
export async function startReplicated(): Promise<ReplicatedServer> {
  const primary = await startPostgres({ durable: true });
  const standby = await startPostgres({
    durable: true,
    makeData: (dataFolder) => copyForStandby(primary, dataFolder),
  });
  // Only now: the standby's copy of the settings must not wait for a standby of its own.
  await withAdmin(primary, async (sql) => {
    await sql`alter system set synchronous_standby_names = '*'`;
    await sql`select pg_reload_conf()`;
  });
  return {
    primary,
    standby,
    promote: () =>
      withAdmin(standby, async (sql) => {
        await sql`select pg_promote()`;
      }),
    stop: async () => {
      await Promise.all([standby.stop(), primary.stop()]);
    },
  };
}

/** PostgreSQL's own way to copy the files of a running server: "Making a Base Backup". */
async function copyForStandby(primary: PostgresServer, dataFolder: string): Promise<void> {
  await withAdmin(primary, async (sql) => {
    await sql`select pg_backup_start('standby', true)`;
    await promisify(execFile)('cp', ['-a', path.join(primary.folder, 'data'), dataFolder]);
    const [backup] = await sql<
      { label: string }[]
    >`select labelfile as label from pg_backup_stop()`;
    writeFileSync(path.join(dataFolder, 'backup_label'), backup?.label ?? '');
  });
  rmSync(path.join(dataFolder, 'postmaster.pid'));
  writeFileSync(path.join(dataFolder, 'standby.signal'), '');
  const source = `host=127.0.0.1 port=${primary.port} user=postgres`;
  appendFileSync(path.join(dataFolder, 'postgresql.auto.conf'), `primary_conninfo = '${source}'\n`);
}

async function withAdmin(
  server: PostgresServer,
  work: (sql: postgres.Sql) => Promise<void>,
): Promise<void> {
  const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

/** One address for whichever server has the word, as a cluster's name or virtual address is. */
export interface ServerSwitch {
  readonly port: number;
  /** Breaks every connection and leads the next ones to another port. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

/** Opens a switch in front of a server on this machine. */
export async function openServerSwitch(firstPort: number): Promise<ServerSwitch> {
  const sockets = new Set<Socket>();
  let target = firstPort;
  const relay = createServer((client) => {
    const server = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (relay.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port;
      breakAll();
    },
    close: async () => {
      const closed = once(relay, 'close');
      relay.close();
      breakAll();
      await closed;
    },
  };
}
