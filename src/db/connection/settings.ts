import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';

import { isLocalName } from '../../platform/network/host.js';
import { loopback } from '../../platform/network/networks.js';
import { KEYWORDS, KEYWORD_OF_VARIABLE } from './keywords.js';
import { readTls, type TlsSettings } from './tls.js';
import { ConnectionProblem, parseConnectionUri, quoted } from './uri.js';
import { oneOf, seconds, wholeNumberOf, yesOrNo } from './values.js';

/** Where one server may be. */
export interface ServerPlace {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  /** The address to connect to, where the name is only for the certificate. */
  readonly address: string | undefined;
  readonly port: number;
}

/** Which of the servers will do. */
export type SessionTarget = (typeof SESSION_TARGETS)[number];

const SESSION_TARGETS = [
  'any',
  'read-write',
  'read-only',
  'primary',
  'standby',
  'prefer-standby',
] as const;

/** How a PostgreSQL server is connected to, as libpq reads it. */
export interface ConnectionSettings {
  /** Tried in this order. */
  readonly places: readonly ServerPlace[];
  readonly arePlacesShuffled: boolean;
  readonly target: SessionTarget;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  /** A file of passwords, for a user without one. */
  readonly passwordFile: string | undefined;
  readonly tls: TlsSettings;
  readonly channelBinding: 'disable' | 'prefer' | 'require';
  /** Ways to log in that the server may ask for; `undefined` allows all. */
  readonly loginMethods: ((method: LoginMethod) => boolean) | undefined;
  /** How long one server may take to let the gateway in; `undefined` leaves it to the caller. */
  readonly connectTimeoutSeconds: number | undefined;
  readonly applicationName: string | undefined;
  /** Command-line options for the session, as in `-c search_path=gateway`. */
  readonly options: string | undefined;
  readonly searchPath: string | undefined;
  /** Seconds without traffic until the system asks whether the peer is there; 0 never asks. */
  readonly keepAliveSeconds: number;
  /** Whether the URL says that there is a pooler; `undefined` where it says nothing. */
  readonly isPooled: boolean | undefined;
  readonly poolSize: number | undefined;
}

/** How a gateway uses a PostgreSQL server. */
export interface PostgresSettings {
  /** For requests. */
  readonly connection: ConnectionSettings;
  /** Past a pooler, for the feed of changes and migrations; the same where no other is set. */
  readonly direct: ConnectionSettings;
  /** The most connections for requests. */
  readonly poolSize: number;
}

/** How a server lets users log in, in libpq's words. */
export type LoginMethod = 'none' | 'password' | 'md5' | 'scram-sha-256';

const DEFAULT_PORT = 5432;
const SOCKET_FOLDERS = ['/var/run/postgresql', '/tmp'];

/**
 * Reads how a server is connected to: from a URL, and from libpq's environment variables what that
 * leaves out.
 *
 * @param environment - `PGSSLMODE` and the others, and `HOME`
 * @throws ConnectionProblem about the first thing that cannot be used
 */
export function readConnection(
  url: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): ConnectionSettings {
  const keywords = new Map([...keywordsOf(environment), ...parseConnectionUri(url)]);
  for (const [keyword, value] of keywords) check(keyword, value);
  const value = (keyword: string) => keywords.get(keyword) || undefined;
  const user = value('user') ?? userInfo().username;
  const tls = readTls(value, environment['HOME']);
  return Object.freeze({
    places: placesOf(value('host'), value('hostaddr'), value('port')),
    arePlacesShuffled:
      oneOf('load_balance_hosts', value('load_balance_hosts'), ['disable', 'random']) === 'random',
    target: oneOf('target_session_attrs', value('target_session_attrs'), SESSION_TARGETS) ?? 'any',
    user,
    database: value('dbname') ?? user,
    password: keywords.get('password'),
    passwordFile: value('passfile') ?? inHome(environment['HOME'], '.pgpass'),
    tls,
    channelBinding:
      oneOf('channel_binding', value('channel_binding'), ['disable', 'prefer', 'require']) ??
      'prefer',
    loginMethods: loginMethodsOf(value('require_auth')),
    connectTimeoutSeconds: seconds('connect_timeout', value('connect_timeout')),
    applicationName: value('application_name') ?? value('fallback_application_name'),
    options: value('options'),
    searchPath: searchPathOf(value('schema'), value('search_path')),
    keepAliveSeconds:
      value('keepalives') === '0'
        ? 0
        : (seconds('keepalives_idle', value('keepalives_idle')) ?? 60),
    isPooled: yesOrNo('pgbouncer', value('pgbouncer')),
    poolSize: wholeNumberOf('connection_limit', value('connection_limit'), 1, 1_000),
  });
}

/** What a person may be told of where the database is: no user, no password. */
export function placeOf({ database, places }: ConnectionSettings): string {
  const hosts = places.map(({ host, port }) => {
    if (host.startsWith('/')) return host;
    return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
  });
  return `${database} on ${hosts.join(', ')}`;
}

/** Whether a server of another machine is taken at its word that it is the one. */
export function isUnverified({ places, tls }: ConnectionSettings): boolean {
  return tls.mode !== 'verify-full' && places.some((place) => !isOnThisMachine(place));
}

function isOnThisMachine({ host, address }: ServerPlace): boolean {
  const where = address ?? host;
  return where.startsWith('/') || isLocalName(where) || loopback.includes(where);
}

function keywordsOf(environment: Readonly<Record<string, string | undefined>>) {
  return Object.entries(KEYWORD_OF_VARIABLE).flatMap(([variable, keyword]) => {
    const value = environment[variable];
    return value ? [[keyword, value] as const] : [];
  });
}

function check(keyword: string, value: string): void {
  const treatment = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
  if (!treatment) {
    throw new ConnectionProblem(
      `has ${quoted(keyword)}, which is no parameter of a PostgreSQL connection; leave it out, or ` +
        'write a setting of the server as options=-c%20NAME=VALUE',
    );
  }
  if (treatment.is === 'refused') {
    throw new ConnectionProblem(`has ${quoted(keyword)}, which ${treatment.because}`);
  }
  if (treatment.is === 'limited' && value !== '' && !treatment.to.includes(value)) {
    throw new ConnectionProblem(
      `has a value of ${quoted(keyword)} other than ${treatment.to.join(' or ')}: it ${treatment.because}`,
    );
  }
}

function placesOf(
  hosts: string | undefined,
  addresses: string | undefined,
  ports: string | undefined,
): ServerPlace[] {
  const hostOf = hosts?.split(',');
  const addressOf = addresses?.split(',');
  const portOf = ports?.split(',') ?? [''];
  const count = addressOf?.length ?? hostOf?.length ?? 1;
  if (hostOf && hostOf.length !== count) {
    throw new ConnectionProblem('must have as many items of hostaddr as of host');
  }
  if (portOf.length !== 1 && portOf.length !== count) {
    throw new ConnectionProblem('must have one port, or as many as hosts');
  }
  return Array.from({ length: count }, (_, index) => {
    const port = readPort(portOf[portOf.length === 1 ? 0 : index]);
    const address = addressOf?.[index] || undefined;
    const host = hostOf?.[index] || address || defaultHost(port);
    if (host.startsWith('@')) {
      throw new ConnectionProblem('must not name an abstract Unix socket; name one in a folder');
    }
    return { host, address, port };
  });
}

function readPort(text: string | undefined): number {
  return text ? (wholeNumberOf('port', text, 1, 65_535) ?? DEFAULT_PORT) : DEFAULT_PORT;
}

/** As libpq does, whose default is the socket where the system's packages put it. */
function defaultHost(port: number): string {
  const folder = SOCKET_FOLDERS.find((path) => existsSync(`${path}/.s.PGSQL.${String(port)}`));
  return folder ?? 'localhost';
}

function loginMethodsOf(text: string | undefined): ConnectionSettings['loginMethods'] {
  if (text === undefined) return undefined;
  const items = text.split(',').map((item) => item.trim());
  const isNegative = items.every((item) => item.startsWith('!'));
  if (!isNegative && items.some((item) => item.startsWith('!'))) {
    throw new ConnectionProblem('must not mix methods with and without ! in require_auth');
  }
  const named = new Set(items.map((item) => item.replace(/^!/, '')));
  return (method) => named.has(method) !== isNegative;
}

function searchPathOf(schema: string | undefined, path: string | undefined): string | undefined {
  return schema === undefined ? path : `"${schema.replaceAll('"', '""')}"`;
}

function inHome(home: string | undefined, name: string): string | undefined {
  return home ? `${home}/${name}` : undefined;
}
