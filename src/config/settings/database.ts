import { resolve } from 'node:path';

import { z } from 'zod';

import { KEYWORD_OF_VARIABLE } from '../../db/connection/keywords.js';
import {
  isUnverified,
  readConnection,
  type ConnectionSettings,
  type PostgresSettings,
} from '../../db/connection/settings.js';
import { ConnectionProblem } from '../../db/connection/uri.js';
import type { Environment } from '../given.js';
import { onOrOff, secret, wholeNumber } from '../shapes.js';

/** Where the data is. */
export interface DatabaseSettings {
  /** A PostgreSQL server; `undefined` means the embedded database in `dataDir`. */
  readonly postgres: PostgresSettings | undefined;
  /** Whether a start applies pending migrations; otherwise it refuses them. */
  readonly migratesOnStart: boolean;
  /** An absolute path. */
  readonly dataDir: string;
  /** Whether a server of another machine is not verified, and the operator did not allow that. */
  readonly isDatabaseUnverified: boolean;
}

/** What `DATABASE_URL` says for the embedded database, which production must choose by name. */
export const EMBEDDED = 'embedded';

const DEFAULT_POOL_SIZE = 10;
const URL_NAMES = ['DATABASE_URL', 'DATABASE_DIRECT_URL'] as const;

/** The shapes of the settings about the database. */
export const databaseShapes = {
  DATABASE_URL: secret(z.string()),
  DATABASE_DIRECT_URL: secret(z.string()),
  DATABASE_POOL_SIZE: wholeNumber(1, 1_000).optional(),
  DATABASE_ALLOW_UNVERIFIED: onOrOff.default(false),
  MIGRATE_ON_START: onOrOff.default(true),
  DATA_DIR: z.string().default('./data'),
};

/** What is wrong with which of the URLs. */
export function databaseSettingProblems(present: Environment): Map<string, string> {
  const problems = new Map<string, string>();
  for (const name of URL_NAMES) {
    const url = present[name];
    if (url === undefined || (name === 'DATABASE_URL' && url === EMBEDDED)) continue;
    try {
      readConnection(url, present);
    } catch (error) {
      if (!(error instanceof ConnectionProblem)) throw error;
      const choice = name === 'DATABASE_URL' ? `must be the word ${EMBEDDED}, or a` : 'must be a';
      const message = error.message.replace(/^must be a(?= PostgreSQL URL)/, choice);
      problems.set(name, `${message}${variableBehind(url, present)}`);
    }
  }
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: direct } = present;
  if (direct !== undefined && (url === undefined || url === EMBEDDED)) {
    problems.set('DATABASE_DIRECT_URL', 'is of no use without a PostgreSQL server in DATABASE_URL');
  }
  return problems;
}

/** The variable without which a URL could be used, if that is so. */
function variableBehind(url: string, present: Environment): string {
  const variable = Object.keys(KEYWORD_OF_VARIABLE).find((name) => {
    if (present[name] === undefined) return false;
    try {
      return Boolean(readConnection(url, { ...present, [name]: undefined }));
    } catch {
      return false;
    }
  });
  return variable === undefined ? '' : ` (${variable} of the environment says so)`;
}

/**
 * The settings about the database in the form that the gateway uses.
 *
 * @param present - the environment, for what libpq's variables say
 */
export function databaseOf(
  values: {
    readonly DATABASE_URL?: string | undefined;
    readonly DATABASE_DIRECT_URL?: string | undefined;
    readonly DATABASE_POOL_SIZE?: number | undefined;
    readonly DATABASE_ALLOW_UNVERIFIED: boolean;
    readonly MIGRATE_ON_START: boolean;
    readonly DATA_DIR: string;
  },
  present: Environment,
): DatabaseSettings {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl, DATA_DIR: folder } = values;
  const postgres = url === undefined || url === EMBEDDED ? undefined : serverOf(url, directUrl);
  const connections = postgres ? [postgres.connection, postgres.direct] : [];
  return {
    postgres,
    migratesOnStart: values.MIGRATE_ON_START,
    dataDir: resolve(folder),
    isDatabaseUnverified: !values.DATABASE_ALLOW_UNVERIFIED && connections.some(isUnverified),
  };

  function serverOf(main: string, direct: string | undefined): PostgresSettings {
    const connection = readConnection(main, present);
    return {
      connection,
      direct: direct === undefined ? connection : readConnection(direct, present),
      poolSize: values.DATABASE_POOL_SIZE ?? connection.poolSize ?? DEFAULT_POOL_SIZE,
    };
  }
}

/** The passwords of a server, also as a URL has them. */
export function databaseSecrets({ postgres }: DatabaseSettings): string[] {
  const connections: ConnectionSettings[] = postgres ? [postgres.connection, postgres.direct] : [];
  return connections
    .flatMap(({ password, tls }) => [password ?? '', tls.keyPassword ?? ''])
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);
}
