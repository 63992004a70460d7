import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkServerIdentity, type ConnectionOptions, type SecureVersion } from 'node:tls';

import { oneOf } from './values.js';
import { ConnectionProblem } from './uri.js';

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
const VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** How connections are secured, in libpq's words. */
export interface TlsSettings {
  readonly mode: (typeof MODES)[number];
  /** Whether TLS begins at once, without asking the server whether it can. */
  readonly isDirect: boolean;
  /** Files of certificates whose word is taken; `undefined` takes those that Node.js trusts. */
  readonly rootFile: string | undefined;
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly keyPassword: string | undefined;
  readonly revocationFile: string | undefined;
  readonly leastVersion: SecureVersion | undefined;
  readonly mostVersion: SecureVersion | undefined;
}

/**
 * Reads what a URL and the environment say of TLS, and the files that they name.
 *
 * @param value - the value of a keyword
 * @param home - where libpq's default files are, in `.postgresql`
 * @throws ConnectionProblem also for a file that cannot be read
 */
export function readTls(
  value: (keyword: string) => string | undefined,
  home: string | undefined,
): TlsSettings {
  const byDefault = (name: string): string | undefined => {
    const path = `${home ?? ''}/.postgresql/${name}`;
    return home && existsSync(path) ? path : undefined;
  };
  const named = value('sslrootcert');
  const mode =
    oneOf('sslmode', value('sslmode'), MODES) ?? (named === 'system' ? 'verify-full' : 'prefer');
  if (named === 'system' && mode !== 'verify-full') {
    throw new ConnectionProblem('must have sslmode=verify-full with sslrootcert=system');
  }
  const isDirect =
    oneOf('sslnegotiation', value('sslnegotiation'), ['postgres', 'direct']) === 'direct';
  if (isDirect && ['disable', 'allow', 'prefer'].includes(mode)) {
    throw new ConnectionProblem('must have sslmode=require or stricter with sslnegotiation=direct');
  }
  const sendsNone =
    oneOf('sslcertmode', value('sslcertmode'), ['allow', 'disable', 'require']) === 'disable';
  const certificateFile = sendsNone ? undefined : (value('sslcert') ?? byDefault('postgresql.crt'));
  const settings = {
    mode,
    isDirect,
    rootFile: named === 'system' ? undefined : (named ?? byDefault('root.crt')),
    certificateFile,
    keyFile: certificateFile && (value('sslkey') ?? byDefault('postgresql.key')),
    keyPassword: value('sslpassword'),
    revocationFile: value('sslcrl') ?? byDefault('root.crl'),
    leastVersion: oneOf('ssl_min_protocol_version', value('ssl_min_protocol_version'), VERSIONS),
    mostVersion: oneOf('ssl_max_protocol_version', value('ssl_max_protocol_version'), VERSIONS),
  };
  if (settings.certificateFile && !settings.keyFile) {
    throw new ConnectionProblem('must have sslkey with sslcert');
  }
  if (mode !== 'disable') filesOf(settings);
  return settings;
}

/** Whether the server's certificate is held against the certificates whose word is taken. */
function isVerified({ mode, rootFile }: TlsSettings): boolean {
  // libpq's: where a root certificate is given, `require` means `verify-ca`.
  return mode.startsWith('verify-') || (mode === 'require' && rootFile !== undefined);
}

/**
 * What `tls.connect` is given for a server. Files are read anew, since certificates are renewed
 * while the process runs.
 *
 * @param host - its name or address, which a certificate must be for under `verify-full`
 * @throws ConnectionProblem when a file cannot be read
 */
export function tlsOptionsFor(settings: TlsSettings, host: string): ConnectionOptions {
  const { mode, keyPassword, leastVersion, mostVersion } = settings;
  return {
    ...filesOf(settings),
    ...(keyPassword !== undefined && { passphrase: keyPassword }),
    ...(leastVersion && { minVersion: leastVersion }),
    ...(mostVersion && { maxVersion: mostVersion }),
    rejectUnauthorized: isVerified(settings),
    checkServerIdentity: (_name, certificate) =>
      mode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
    ...(isIP(host) === 0 && { servername: host }),
  };
}

function filesOf(settings: TlsSettings): ConnectionOptions {
  const { rootFile, certificateFile, keyFile, revocationFile } = settings;
  const ca = isVerified(settings) ? read('sslrootcert', rootFile) : undefined;
  const cert = read('sslcert', certificateFile);
  const key = read('sslkey', keyFile);
  const crl = isVerified(settings) ? read('sslcrl', revocationFile) : undefined;
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), ...(crl && { crl }) };
}

function read(keyword: string, path: string | undefined): Buffer | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new ConnectionProblem(`names a file for ${keyword} that cannot be read${why}: ${path}`);
  }
}
