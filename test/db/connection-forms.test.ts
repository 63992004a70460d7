import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test as base } from 'vitest';

import { connectTo } from '../../src/db/connection.js';
import { readConnection } from '../../src/db/connection/settings.js';
import { stopWith } from '../support/fixture-end.js';
import { PASSWORD, startTlsServer, type TlsServer } from '../support/tls-server.js';

const test = base.extend('tls', { scope: 'file' }, ({}, end) => stopWith(end, startTlsServer()));

type Variables = Readonly<Record<string, string>>;

/** A URL, made for the server under test, with libpq's variables beside it. */
interface Form {
  readonly url: (tls: TlsServer, port: number) => string;
  readonly variables?: (tls: TlsServer, port: number) => Variables;
  /** What the server knows of the connection. */
  readonly found?: Readonly<Record<string, unknown>>;
}

const encoded = encodeURIComponent(PASSWORD);
const folder = (tls: TlsServer) => encodeURIComponent(tls.socketFolder);

const ACCEPTED: Record<string, Form> = {
  'an address': { url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres` },
  'the other scheme': { url: (_, port) => `postgresql://anyone@127.0.0.1:${port}/postgres` },
  'a name': { url: (_, port) => `postgres://anyone@localhost:${port}/postgres` },
  'an IPv6 address': {
    url: (_, port) => `postgres://anyone@[::1]:${port}/postgres`,
    found: { address: '::1' },
  },
  'a password with every special character': {
    url: (_, port) => `postgres://scram:${encoded}@127.0.0.1:${port}/postgres`,
    found: { user: 'scram' },
  },
  'a password by md5': { url: (_, port) => `postgres://md5:${encoded}@127.0.0.1:${port}/postgres` },
  'a password in clear text': {
    url: (_, port) => `postgres://clear:${encoded}@127.0.0.1:${port}/postgres`,
  },
  'parts as parameters': {
    url: (_, port) => `postgres://?host=127.0.0.1&port=${port}&user=anyone&dbname=postgres`,
  },
  'a socket, percent-encoded': {
    url: (tls, port) => `postgres://anyone@${folder(tls)}:${port}/postgres`,
    found: { address: null, tls: false },
  },
  'a socket as a parameter': {
    url: (tls, port) => `postgres://anyone@/postgres?host=${tls.socketFolder}&port=${port}`,
    found: { address: null },
  },
  'a socket as an encoded parameter, whatever sslmode is': {
    url: (tls, port) =>
      `postgres:///postgres?user=anyone&host=${folder(tls)}&port=${port}&sslmode=verify-full`,
    found: { address: null, tls: false },
  },
  'sslmode=disable': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=disable`,
    found: { tls: false },
  },
  'sslmode=allow': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=allow`,
    found: { tls: false },
  },
  'sslmode=allow, where the server wants TLS': {
    url: (_, port) => `postgres://tls@127.0.0.1:${port}/postgres?sslmode=allow`,
    found: { tls: true },
  },
  'sslmode=prefer': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=prefer`,
    found: { tls: true },
  },
  'sslmode=prefer, where the server wants none': {
    url: (_, port) => `postgres://plain@127.0.0.1:${port}/postgres?sslmode=prefer`,
    found: { tls: false },
  },
  'no sslmode, which is prefer': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres`,
    found: { tls: true },
  },
  'sslmode=require': {
    url: (_, port) => `postgres://anyone@localhost:${port}/postgres?sslmode=require`,
    found: { tls: true },
  },
  'ssl=true': {
    url: (_, port) => `postgres://anyone@localhost:${port}/postgres?ssl=true`,
    found: { tls: true },
  },
  'sslmode=verify-ca, for a wrong name': {
    url: (tls, port) =>
      `postgres://anyone@localhost:${port}/postgres?sslmode=verify-ca&sslrootcert=${tls.root}`,
    found: { tls: true },
  },
  'sslmode=verify-full, for an address of the certificate': {
    url: (tls, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=verify-full&sslrootcert=${tls.root}`,
    found: { tls: true },
  },
  'sslmode=verify-full, for a name of the certificate at an address': {
    url: (tls, port) =>
      `postgres://anyone@db.example.com:${port}/postgres?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=${tls.root}`,
    found: { tls: true },
  },
  "a client's certificate": {
    url: (tls, port) =>
      `postgres://certified@127.0.0.1:${port}/postgres?sslmode=require&sslcert=${tls.clientCertificate}&sslkey=${tls.clientKey}`,
    found: { user: 'certified' },
  },
  'channel_binding=require': {
    url: (_, port) =>
      `postgres://scram:${encoded}@127.0.0.1:${port}/postgres?sslmode=require&channel_binding=require`,
    found: { tls: true },
  },
  'channel_binding=disable': {
    url: (_, port) =>
      `postgres://scram:${encoded}@127.0.0.1:${port}/postgres?channel_binding=disable`,
  },
  require_auth: {
    url: (_, port) =>
      `postgres://scram:${encoded}@127.0.0.1:${port}/postgres?require_auth=scram-sha-256`,
  },
  'several hosts, the first of which is dead': {
    url: (_, port) => `postgres://anyone@127.0.0.1:1,127.0.0.1:${port}/postgres`,
  },
  'several hosts with one port': {
    url: (_, port) => `postgres://anyone@[::1],127.0.0.1/postgres?port=${port}`,
  },
  target_session_attrs: {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:1,127.0.0.1:${port}/postgres?target_session_attrs=read-write`,
  },
  'target_session_attrs=prefer-standby, where there is none': {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?target_session_attrs=prefer-standby`,
  },
  load_balance_hosts: {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:1,127.0.0.1:${port}/postgres?load_balance_hosts=random`,
  },
  application_name: {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?application_name=the%20gateway`,
  },
  options: {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?options=-c%20search_path%3Dpg_catalog`,
    found: { searchPath: 'pg_catalog' },
  },
  'options with an equals sign as it is': {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?options=-csearch_path=pg_catalog`,
    found: { searchPath: 'pg_catalog' },
  },
  'connect_timeout and keepalives': {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?connect_timeout=5&keepalives=1&keepalives_idle=30&tcp_user_timeout=1000`,
  },
  'what has no effect': {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?gssencmode=disable&client_encoding=utf8&sslsni=1&krbsrvname=postgres`,
  },
  'a schema, as Prisma writes it': {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?schema=gateway&connection_limit=5`,
    found: { searchPath: '"gateway"' },
  },
  'pgbouncer=true': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?pgbouncer=true`,
  },
  'a limit on the versions of TLS': {
    url: (_, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=require&ssl_min_protocol_version=TLSv1.3`,
    found: { tls: true },
  },
  "libpq's variables": {
    url: () => 'postgres://',
    variables: (_, port) => ({
      PGHOST: '127.0.0.1',
      PGPORT: String(port),
      PGUSER: 'scram',
      PGPASSWORD: PASSWORD,
      PGDATABASE: 'postgres',
      PGSSLMODE: 'require',
      PGTARGETSESSIONATTRS: 'any',
    }),
    found: { user: 'scram', tls: true },
  },
  'a URL, before the variables': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=disable`,
    variables: () => ({ PGUSER: 'nobody', PGPORT: '1', PGSSLMODE: 'verify-full' }),
    found: { user: 'anyone', tls: false },
  },
};

const REFUSED: Record<string, Form & { readonly because: RegExp }> = {
  'sslmode=verify-full for another address': {
    url: (tls, port) =>
      `postgres://anyone@[::1]:${port}/postgres?sslmode=verify-full&sslrootcert=${tls.root}`,
    because: /does not match certificate/,
  },
  'sslmode=verify-full for another name': {
    url: (tls, port) =>
      `postgres://anyone@localhost:${port}/postgres?sslmode=verify-full&sslrootcert=${tls.root}`,
    because: /does not match certificate/,
  },
  'sslmode=verify-ca with the word of another authority': {
    url: (tls, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=verify-ca&sslrootcert=${tls.otherRoot}`,
    because: /certificate/,
  },
  'sslmode=require with the word of another authority, which is verify-ca': {
    url: (tls, port) =>
      `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=require&sslrootcert=${tls.otherRoot}`,
    because: /certificate/,
  },
  'sslmode=verify-full without the authority': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?sslmode=verify-full`,
    because: /certificate/,
  },
  'a wrong password': {
    url: (_, port) => `postgres://scram:wrong@127.0.0.1:${port}/postgres`,
    because: /password authentication failed/,
  },
  'no password': {
    url: (_, port) => `postgres://scram@127.0.0.1:${port}/postgres`,
    because: /asks for a password, and there is none/,
  },
  'channel_binding=require without TLS': {
    url: (_, port) =>
      `postgres://scram:${encoded}@127.0.0.1:${port}/postgres?sslmode=disable&channel_binding=require`,
    because: /channel_binding is require/,
  },
  'channel_binding=require where the server asks for nothing': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?channel_binding=require`,
    because: /channel_binding is require/,
  },
  'require_auth where the server asks for the password': {
    url: (_, port) =>
      `postgres://clear:${encoded}@127.0.0.1:${port}/postgres?require_auth=scram-sha-256`,
    because: /require_auth does not/,
  },
  'TLS that the user may not use': {
    url: (_, port) => `postgres://plain@127.0.0.1:${port}/postgres?sslmode=require`,
    because: /no pg_hba.conf entry/,
  },
  'a database that is not there': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/nowhere`,
    because: /"nowhere" does not exist/,
  },
  'target_session_attrs=standby of a primary': {
    url: (_, port) => `postgres://anyone@127.0.0.1:${port}/postgres?target_session_attrs=standby`,
    because: /no standby/,
  },
  'hosts none of which answers': {
    url: () => 'postgres://anyone@127.0.0.1:1,[::1]:1/postgres',
    because: /127\.0\.0\.1:1: .*ECONNREFUSED.*; ::1:1: .*ECONNREFUSED/,
  },
};

describe('a database is reached by', () => {
  test.for(Object.entries(ACCEPTED))('%s', async ([, form], { tls }) => {
    const found = await connect(tls, form);
    expect(found).toMatchObject({ one: 1, ...form.found });
    expect(found['dateStyle']).toMatch(/^ISO/);
  });

  test('the password file, if nobody else may read it', async ({ tls }) => {
    const { port } = tls.server;
    const file = path.join(path.dirname(tls.root), 'passwords');
    writeFileSync(
      file,
      `# others\n127.0.0.1:1:*:scram:wrong\n*:${port}:postgres:scram:${PASSWORD.replaceAll(':', '\\:')}\n`,
      { mode: 0o600 },
    );
    const url = () => `postgres://scram@127.0.0.1:${port}/postgres?passfile=${file}`;
    expect(await connect(tls, { url })).toMatchObject({ user: 'scram' });
    chmodSync(file, 0o644);
    await expect(connect(tls, { url })).rejects.toThrow(/chmod 600/);
  });
});

describe('a database is not reached by', () => {
  test.for(Object.entries(REFUSED))('%s', async ([, form], { tls }) => {
    await expect(connect(tls, form)).rejects.toThrow(form.because);
  });
});

async function connect(tls: TlsServer, { url, variables }: Form) {
  const { port } = tls.server;
  const settings = readConnection(url(tls, port), variables?.(tls, port));
  const connections = connectTo(settings, { name: 'forms', max: 1 });
  try {
    const [row] = await connections.client`
      select ${1}::int as one, current_user as user, host(inet_server_addr()) as address,
        current_setting('search_path') as "searchPath", current_setting('DateStyle') as "dateStyle",
        (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as tls`;
    return { ...row } as Record<string, unknown>;
  } finally {
    await connections.end(1);
  }
}
