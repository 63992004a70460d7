import { CONFIG_EXIT_CODE, StartupError } from '../../platform/errors.js';
import { LoginRefused } from './handshake.js';
import type { ServerPlace } from './settings.js';
import { ConnectionProblem } from './uri.js';

/** SQLSTATEs with which a server refuses a login until somebody changes a setting. */
const REFUSED_LOGINS = new Set(['28000', '28P01', '3D000']);
/** The servers refuse another connection: SQLSTATE `too_many_connections`. */
const TOO_MANY_CONNECTIONS = '53300';
const TLS_CODE =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|HOSTNAME_MISMATCH)/;

/** Why one server was not connected to. */
export interface FailedAttempt {
  readonly place: ServerPlace;
  readonly error: Error;
}

/** No server could be connected to, or none that will do. */
export class ConnectionFailed extends Error {
  override readonly name = 'ConnectionFailed';
  readonly code = 'CONNECTION_FAILED';
  /** Whether trying again is no use until somebody changes a setting, here or at the server. */
  readonly isMisconfigured: boolean;
  /** Whether the servers have no connection left. */
  readonly areConnectionsUsedUp: boolean;

  constructor(attempts: readonly FailedAttempt[]) {
    const last = attempts.at(-1);
    const isOne = new Set(attempts.map(({ place }) => place)).size === 1;
    const reasons = attempts.map(({ place, error }) =>
      isOne ? reasonOf(error) : `${nameOf(place)}: ${reasonOf(error)}`,
    );
    super([...new Set(reasons)].join('; '), { cause: last?.error });
    this.isMisconfigured = attempts.every(({ error }) => isMistake(error));
    this.areConnectionsUsedUp = attempts.some(
      ({ error }) => codeOf(error) === TOO_MANY_CONNECTIONS,
    );
  }
}

/** The failed connection that caused an error, if there was one. */
export function failedConnectionIn(error: unknown): ConnectionFailed | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof ConnectionFailed) return current;
  }
  return undefined;
}

/**
 * What ends a process that cannot connect: with 78 where a setting is wrong, so that it is not
 * started again and again.
 */
export function cannotConnect(failure: ConnectionFailed): StartupError {
  const { isMisconfigured, areConnectionsUsedUp } = failure;
  const advice = areConnectionsUsedUp
    ? 'Give the server or its user more connections, or lower DATABASE_POOL_SIZE; then start again.'
    : isMisconfigured
      ? 'Mend DATABASE_URL or the server: docs/operations.md.'
      : 'Check that the server is up, and DATABASE_URL; then start again.';
  return new StartupError(`The database cannot be used: ${failure.message}. ${advice}`, {
    exitCode: isMisconfigured ? CONFIG_EXIT_CODE : 1,
    cause: failure,
  });
}

/** Whether a server said that the user, the password or the database is wrong. */
export function isRefusedLogin(error: Error): boolean {
  return error instanceof LoginRefused || REFUSED_LOGINS.has(codeOf(error) ?? '');
}

/** Whether the server itself spoke, or TLS with it failed: it can be reached. */
export function isAnswer(error: Error): boolean {
  return 'severity' in error || isTlsFailure(error) || error instanceof LoginRefused;
}

/** Whether a pooler refuses a parameter, as PgBouncer does with all that it cannot keep. */
export function refusesParameter(error: Error): boolean {
  return codeOf(error) === '08P01' && error.message.includes('startup parameter');
}

function isMistake(error: Error): boolean {
  return (
    error instanceof ConnectionProblem ||
    isRefusedLogin(error) ||
    isTlsFailure(error) ||
    refusesParameter(error)
  );
}

function isTlsFailure(error: Error): boolean {
  return TLS_CODE.test(codeOf(error) ?? '') || /SSL/.test(error.message);
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A name with several addresses fails with an error for each of them. */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((one) => (one instanceof Error ? one.message : String(one))).join(', ');
  }
  const code = 'severity' in error ? ` (${codeOf(error) ?? ''})` : '';
  return `${error.message.replace(/[.\s]+$/, '')}${code}`;
}

function nameOf({ host, port }: ServerPlace): string {
  return host.startsWith('/') ? host : `${host}:${String(port)}`;
}
