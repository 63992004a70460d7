import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';

import { createAuthority } from './certificates.js';
import { startPostgres, type PostgresServer } from './postgres-server.js';

/** A server that speaks TLS, on addresses of both kinds and on a socket. */
export interface TlsServer {
  readonly server: PostgresServer;
  /** The folder of its socket. */
  readonly socketFolder: string;
  /** Files: the authority's certificate, another authority's, and a client's with its key. */
  readonly root: string;
  readonly otherRoot: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  stop(): Promise<void>;
}

/** The password of the users `scram`, `md5` and `clear`. */
export const PASSWORD = 'a p@ss/word:with?all#of%it';

/** Who may come how; the user `anyone` may come in any way. */
const RULES = [
  'local   all postgres,anyone trust',
  'hostssl all certified all cert',
  'hostssl all tls all trust',
  'hostnossl all plain all trust',
  'host    all scram all scram-sha-256',
  'host    all md5 all md5',
  'host    all clear all password',
  'host    all postgres,anyone all trust',
];

/**
 * Starts a server whose certificate is for `db.example.com` and 127.0.0.1, and for nothing else.
 */
export async function startTlsServer(): Promise<TlsServer> {
  const authority = await createAuthority('Tests');
  const other = await createAuthority('Others');
  const own = await authority.issue('db.example.com', [
    { type: 'dns', value: 'db.example.com' },
    { type: 'ip', value: '127.0.0.1' },
  ]);
  const client = await authority.issue('certified', [{ type: 'dns', value: 'certified' }]);
  const folder = mkdtempSync(path.join(tmpdir(), 'token-gateway-certificates-'));
  const socketFolder = mkdtempSync('/tmp/token-gateway-socket-');
  chmodSync(socketFolder, 0o777);
  const file = (name: string, content: string): string => {
    writeFileSync(path.join(folder, name), content, { mode: 0o600 });
    return path.join(folder, name);
  };
  const server = await startPostgres({
    settings: {
      listen_addresses: '127.0.0.1,::1',
      unix_socket_directories: socketFolder,
      password_encryption: 'scram-sha-256',
    },
  });
  await secure(server, {
    'root.crt': authority.certificate,
    'server.crt': own.certificate,
    'server.key': own.key,
    'pg_hba.conf': `${RULES.join('\n')}\n`,
  });
  return {
    server,
    socketFolder,
    root: file('root.crt', authority.certificate),
    otherRoot: file('other.crt', other.certificate),
    clientCertificate: file('client.crt', client.certificate),
    clientKey: file('client.key', client.key),
    stop: async () => {
      await server.stop();
      for (const made of [folder, socketFolder]) rmSync(made, { recursive: true, force: true });
    },
  };
}

async function secure(server: PostgresServer, files: Record<string, string>): Promise<void> {
  const data = path.join(server.folder, 'data');
  const { uid, gid } = statSync(data);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(data, name), content, { mode: 0o600 });
    chownSync(path.join(data, name), uid, gid);
  }
  const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => undefined });
  try {
    const password = PASSWORD.replaceAll("'", "''");
    for (const name of ['anyone', 'certified', 'tls', 'plain', 'scram', 'clear']) {
      await sql.unsafe(`create role ${name} login password '${password}'`);
    }
    await sql.unsafe("set password_encryption = 'md5'");
    await sql.unsafe(`create role md5 login password '${password}'`);
    await sql.unsafe("alter system set ssl_ca_file = 'root.crt'");
    await sql.unsafe('alter system set ssl = on');
    await sql.unsafe('select pg_reload_conf()');
  } finally {
    await sql.end();
  }
}
