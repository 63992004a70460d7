/** How the gateway treats a keyword of a connection. */
export type Treatment =
  | { readonly is: 'used' }
  /** Read, and rightly without effect here. */
  | { readonly is: 'ignored' }
  /** Accepted only with values that mean what the gateway does anyway. */
  | { readonly is: 'limited'; readonly to: readonly string[]; readonly because: string }
  | { readonly is: 'refused'; readonly because: string };

const used: Treatment = { is: 'used' };
const ignored: Treatment = { is: 'ignored' };

function limited(because: string, ...to: string[]): Treatment {
  return { is: 'limited', to, because };
}

function refused(because: string): Treatment {
  return { is: 'refused', because };
}

const noService = refused('is not read here: write the parameters of the service into the URL');
const noOauth = refused('is not supported: the gateway logs in by password or certificate');

/**
 * The keywords of libpq (PostgreSQL 18), and of other drivers those that say something a gateway
 * can do.
 *
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
 */
export const KEYWORDS: Readonly<Record<string, Treatment>> = {
  host: used,
  hostaddr: used,
  port: used,
  dbname: used,
  user: used,
  password: used,
  passfile: used,
  require_auth: used,
  channel_binding: used,
  connect_timeout: used,
  options: used,
  application_name: used,
  fallback_application_name: used,
  sslmode: used,
  sslnegotiation: used,
  sslrootcert: used,
  sslcert: used,
  sslkey: used,
  sslpassword: used,
  sslcrl: used,
  sslcertmode: used,
  ssl_min_protocol_version: used,
  ssl_max_protocol_version: used,
  target_session_attrs: used,
  load_balance_hosts: used,
  keepalives: used,
  keepalives_idle: used,
  // The system's own values are as good.
  keepalives_interval: ignored,
  keepalives_count: ignored,
  tcp_user_timeout: ignored,
  // What the gateway speaks is UTF-8, whatever it is told.
  client_encoding: ignored,
  sslcompression: ignored,
  krbsrvname: ignored,
  gsslib: ignored,
  gssdelegation: ignored,
  min_protocol_version: ignored,
  max_protocol_version: ignored,
  gssencmode: limited('is not supported: use TLS by sslmode', 'disable', 'prefer'),
  sslsni: limited('is always on', '1'),
  replication: limited('has no use here', 'false', 'off', 'no', '0'),
  requirepeer: refused('is not supported: let the folder of the socket say who may serve there'),
  sslcrldir: refused('is not supported: put the lists into one file, for sslcrl'),
  sslkeylogfile: refused('is not supported: it would write keys of connections into a file'),
  scram_client_key: refused('is not supported: give a password'),
  scram_server_key: refused('is not supported: give a password'),
  service: noService,
  servicefile: noService,
  oauth_issuer: noOauth,
  oauth_client_id: noOauth,
  oauth_client_secret: noOauth,
  oauth_scope: noOauth,
  // Prisma's, for a pooler between that keeps no named statements.
  pgbouncer: used,
  schema: used,
  search_path: used,
  connection_limit: used,
  // For node-postgres, which then reads sslmode as libpq does.
  uselibpqcompat: limited('must be true: sslmode means here what it means to libpq', 'true'),
  pool_timeout: refused('is of another driver: callers wait up to 5 seconds here'),
  sslaccept: refused('is of another driver: write sslmode=verify-full'),
  sslidentity: refused('is of another driver: write sslcert and sslkey'),
  statement_cache_size: refused('is of another driver: for a pooler write pgbouncer=true'),
  prepareThreshold: refused('is of another driver: for a pooler write pgbouncer=true'),
  currentSchema: refused('is of another driver: write schema'),
};

/** libpq's variables, with the keyword that each of them stands for. */
export const KEYWORD_OF_VARIABLE: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGHOSTADDR: 'hostaddr',
  PGPORT: 'port',
  PGDATABASE: 'dbname',
  PGUSER: 'user',
  PGPASSWORD: 'password',
  PGPASSFILE: 'passfile',
  PGREQUIREAUTH: 'require_auth',
  PGCHANNELBINDING: 'channel_binding',
  PGSERVICE: 'service',
  PGOPTIONS: 'options',
  PGAPPNAME: 'application_name',
  PGSSLMODE: 'sslmode',
  PGSSLNEGOTIATION: 'sslnegotiation',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGSSLCERTMODE: 'sslcertmode',
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCRL: 'sslcrl',
  PGSSLCRLDIR: 'sslcrldir',
  PGSSLSNI: 'sslsni',
  PGSSLMINPROTOCOLVERSION: 'ssl_min_protocol_version',
  PGSSLMAXPROTOCOLVERSION: 'ssl_max_protocol_version',
  PGREQUIREPEER: 'requirepeer',
  PGGSSENCMODE: 'gssencmode',
  PGCONNECT_TIMEOUT: 'connect_timeout',
  PGTARGETSESSIONATTRS: 'target_session_attrs',
  PGLOADBALANCEHOSTS: 'load_balance_hosts',
};
