import { DrizzleQueryError } from 'drizzle-orm';

import { DomainError, serviceUnavailable } from '../platform/errors.js';

/** The longest a caller waits for the database before it is told to come back. */
const DEADLINE_MS = 5_000;

const OUTAGE_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // SQLSTATEs: too many connections, statement and lock timeouts, and the states of a server that
  // is shutting down, starting up, or has become a read-only standby in a failover.
  '53300',
  '57014',
  '55P03',
  '57P01',
  '57P02',
  '57P03',
  '25006',
]);

/** The driver's or PostgreSQL's code of an error, wherever in its chain of causes it stands. */
export function databaseErrorCode(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof DomainError) return undefined;
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return undefined;
}

/**
 * Runs database work under a deadline and tells an outage from a mistake.
 *
 * @throws DomainError `SERVICE_UNAVAILABLE`, reason `DATABASE_UNAVAILABLE`, while the database
 *   cannot be reached or does not answer; every other error is passed on without its values
 */
export async function guardOutage<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(databaseUnavailable(new Error('The database did not answer in time.')));
    }, DEADLINE_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } catch (thrown) {
    const error = withoutValues(thrown);
    throw isOutage(error) ? databaseUnavailable(error) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Drizzle names a failed query's values in its error, which is logged: digests, ciphertexts and
 * notes among them.
 */
function withoutValues(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  return new Error(`Failed query: ${error.query}`, { cause: error.cause });
}

function isOutage(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code !== undefined && (OUTAGE_CODES.has(code) || code.startsWith('08'));
}

function databaseUnavailable(cause: unknown): DomainError {
  return serviceUnavailable(
    'DATABASE_UNAVAILABLE',
    'The database cannot be reached. Wait and try the same again; the credential is not at fault.',
    { cause },
  );
}
