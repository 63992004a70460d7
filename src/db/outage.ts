import { DrizzleQueryError } from 'drizzle-orm';

import { DomainError, serviceUnavailable } from '../platform/errors.js';
import { failedConnectionIn } from './connection/failure.js';

/** The longest a caller waits for the database before it is told to come back. */
export const DEADLINE_MS = 5_000;

/** SQLSTATE of a write to a standby, or where the server or the role may only read. */
const READ_ONLY = '25006';

const OUTAGE_CODES = new Set([
  'CONNECTION_FAILED',
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
  READ_ONLY,
  // SQLSTATEs: statement and lock timeouts.
  '57014',
  '55P03',
]);

/** SQLSTATEs: a transaction that could not be put in order with others, and a deadlock. */
const CONFLICT_CODES = new Set(['40001', '40P01']);

/** The driver's or PostgreSQL's code of an error, wherever in its chain of causes it stands. */
export function databaseErrorCode(error: unknown): string | undefined {
  return databaseErrorOf(error)?.code;
}

/** Whether PostgreSQL ended a transaction because of another one that was in its way. */
export function isConflict(error: unknown): boolean {
  return CONFLICT_CODES.has(databaseErrorCode(error) ?? '');
}

/** The error in a chain of causes that has a code: the driver's, the system's or PostgreSQL's. */
function databaseErrorOf(error: unknown): (Error & { readonly code: string }) | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof DomainError) return undefined;
    if ('code' in current && typeof current.code === 'string')
      return current as Error & { code: string };
  }
  return undefined;
}

/**
 * Runs database work under a deadline and tells an outage from a mistake.
 *
 * @throws DomainError `SERVICE_UNAVAILABLE`, reason `DATABASE_UNAVAILABLE`, while the database
 *   cannot be reached or does not answer, and reason `DATABASE_BUSY` when others were in the way;
 *   every other error is passed on without its values
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
    if (isConflict(error)) throw databaseBusy(error);
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

function isOutage(thrown: unknown): boolean {
  const error = databaseErrorOf(thrown);
  if (!error) return false;
  return OUTAGE_CODES.has(error.code) || error.code.startsWith('08') || endsSession(error);
}

/**
 * Whether PostgreSQL ended the session with this error, or let none begin: it is shutting down or
 * starting up, it has too many connections, the login is refused, the database is gone.
 */
function endsSession(error: Error): boolean {
  return 'severity' in error && ['FATAL', 'PANIC'].includes(String(error.severity));
}

function databaseUnavailable(cause: unknown): DomainError {
  return serviceUnavailable(
    'DATABASE_UNAVAILABLE',
    `${stateOf(cause)}. Wait and try the same again; the credential is not at fault.`,
    { cause },
  );
}

/** What is wrong with the database, as far as a caller may know. */
function stateOf(cause: unknown): string {
  if (databaseErrorCode(cause) === READ_ONLY) return 'The database is read-only at present';
  return failedConnectionIn(cause)?.areConnectionsUsedUp === true
    ? 'The database has no connection left'
    : 'The database cannot be reached';
}

function databaseBusy(cause: unknown): DomainError {
  return serviceUnavailable(
    'DATABASE_BUSY',
    'Others were changing the same in the database, and this was not done. Try the same again.',
    { cause, retryAfterSeconds: 1 },
  );
}
