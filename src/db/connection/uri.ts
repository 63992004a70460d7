/**
 * What is wrong with a connection's settings, as the rest of a sentence that begins with the name
 * of the setting. It holds no values: any of them may be, or hold, a secret.
 */
export class ConnectionProblem extends Error {
  override readonly name = 'ConnectionProblem';
}

const SCHEME = /^postgres(?:ql)?:\/\//;
const CREDENTIALS = /^[^/@]*@/;

/**
 * Reads a connection URI as libpq does: several hosts, IPv6 in brackets, sockets as percent-encoded
 * paths, parts left out.
 *
 * @returns the keywords that it sets; those of hosts and ports have one item for each host,
 *   separated by commas
 * @throws ConnectionProblem
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 */
export function parseConnectionUri(text: string): Map<string, string> {
  const scheme = SCHEME.exec(text);
  if (!scheme) throw notAUri();
  const rest = text.slice(scheme[0].length);
  const credentials = CREDENTIALS.exec(rest)?.[0] ?? '';
  // A question mark of a password that is not encoded does not begin the parameters.
  const [place, ...query] = rest.slice(credentials.length).split('?');
  const [hosts = '', ...database] = (place ?? '').split('/');
  const keywords = new Map([...readCredentials(credentials), ...readHosts(hosts)]);
  const name = decoded(database.join('/'));
  if (name !== '') keywords.set('dbname', name);
  for (const [keyword, value] of readQuery(query.join('?'))) keywords.set(keyword, value);
  return keywords;
}

function readCredentials(text: string): Map<string, string> {
  const keywords = new Map<string, string>();
  const [user, ...password] = text.slice(0, -1).split(':');
  if (user) keywords.set('user', decoded(user));
  if (password.length > 0) keywords.set('password', decoded(password.join(':')));
  return keywords;
}

function readHosts(text: string): Map<string, string> {
  const keywords = new Map<string, string>();
  if (text.includes('@')) throw notAUri();
  const hosts = text === '' ? [] : text.split(',').map(readHost);
  if (hosts.some(({ host }) => host !== '')) {
    keywords.set('host', hosts.map(({ host }) => host).join(','));
  }
  if (hosts.some(({ port }) => port !== '')) {
    keywords.set('port', hosts.map(({ port }) => port).join(','));
  }
  return keywords;
}

function readHost(text: string): { host: string; port: string } {
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(\d*))?$/.exec(text);
  if (!parts) throw notAUri();
  const [, address, name, port = ''] = parts;
  return { host: address ?? decoded(name ?? ''), port };
}

function readQuery(query: string): [string, string][] {
  if (query === '') return [];
  return query.split('&').map((pair) => {
    const [name = '', value, ...rest] = pair.split('=');
    const keyword = decoded(name);
    if (value === undefined) throw new ConnectionProblem(`has no value for ${quoted(keyword)}`);
    return readable(keyword, decoded([value, ...rest].join('=')));
  });
}

/** libpq reads JDBC's `ssl=true` as what it means. */
function readable(keyword: string, value: string): [string, string] {
  if (keyword !== 'ssl') return [keyword, value];
  if (value !== 'true') throw new ConnectionProblem('has "ssl"; write sslmode=disable or require');
  return ['sslmode', 'require'];
}

function decoded(text: string): string {
  try {
    const value = decodeURIComponent(text);
    if (!value.includes('\0')) return value;
  } catch {
    // Said below.
  }
  throw notAUri();
}

/** A keyword in quotation marks, if it may be one: text behind a lost `&` may be a secret. */
export function quoted(keyword: string): string {
  return /^[A-Za-z_]\w{0,40}$/.test(keyword) ? `"${keyword}"` : 'one of its parameters';
}

function notAUri(): ConnectionProblem {
  return new ConnectionProblem(
    'must be a PostgreSQL URL, with every % : / ? # @ of the password percent-encoded',
  );
}
