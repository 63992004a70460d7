import { StartupError } from '../../platform/errors.js';
import { cannotConnect, failedConnectionIn } from '../connection/failure.js';
import { databaseErrorCode } from '../outage.js';
import type { Place } from './place.js';

/** How far a migration came before it failed. */
export type MigrationStep = 'WAITING' | 'APPLYING' | 'COMMITTING';

/** Turns what kept a database from being looked into into the message that ends a command. */
export function readingFailure(error: unknown): StartupError {
  if (error instanceof StartupError) return error;
  const failure = failedConnectionIn(error);
  if (failure) return cannotConnect(failure);
  const advice =
    databaseErrorCode(error) === '42501'
      ? 'Grant the role of DATABASE_URL what it needs: docs/operations.md.'
      : 'Check DATABASE_URL, and that the server is up; then try again.';
  return new StartupError(`The database cannot be read: ${reasonOf(error)}. ${advice}`, {
    cause: error,
  });
}

/** Turns what a failed migration threw into the message that ends the start. */
export function migrationFailure(error: unknown, step: MigrationStep, place: Place): StartupError {
  if (error instanceof StartupError) return error;
  const outcome =
    step === 'COMMITTING' && !isRefusal(error)
      ? 'The connection was lost while the changes were committed, so it is not known whether they ' +
        'were. Run token-gateway migrate again: it applies what is missing.'
      : `Nothing was changed. ${adviceFor(error, step, place)}`;
  return new StartupError(`The database could not be migrated: ${reasonOf(error)}. ${outcome}`, {
    cause: error,
  });
}

function adviceFor(error: unknown, step: MigrationStep, { schema, role }: Place): string {
  switch (databaseErrorCode(error) ?? '') {
    case '55P03':
      return step === 'WAITING'
        ? 'Another process has been migrating this database for a minute. Wait for its end, then ' +
            'start again.'
        : 'Another session holds a table, such as a backup that is running. Wait for its end, then ' +
            'start again.';
    case '42501':
      return (
        `Run token-gateway migrate as the role that owns the gateway's tables. It needs: grant ` +
        `usage, create on schema "${schema}" to "${role}". docs/operations.md has a script.`
      );
    case '25006':
      return 'The server is a standby, or read-only for this role. Name the primary in DATABASE_URL.';
    case '42P07':
    case '42710':
      return (
        `The schema "${schema}" has a table of that name already, which is another application's, ` +
        "or a gateway's that was restored without its migration journal. Give the gateway a schema " +
        'of its own: docs/operations.md.'
      );
    default:
      return 'Check that the server is up, then start again.';
  }
}

/** Whether the server answered that it rolled back, rather than ended the session. */
function isRefusal(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('severity' in current) return current.severity === 'ERROR';
  }
  return false;
}

/** What went wrong, in the words of the server or the system, with its code. */
function reasonOf(error: unknown): string {
  const code = databaseErrorCode(error);
  return `${deepestMessage(error)}${code ? ` (${code})` : ''}`;
}

/** The message at the root; drizzle's own names the statement alone. */
function deepestMessage(error: unknown): string {
  let current = error;
  while (current instanceof Error && current.cause instanceof Error) current = current.cause;
  return current instanceof Error ? current.message : 'unknown error';
}
