import { found, type Finding } from '../finding.js';

/** A database as it is at a moment. */
export interface DatabaseState {
  readonly kind: 'postgresql' | 'embedded';
  /** PostgreSQL's version, of the embedded one too. */
  readonly version: string;
  /** The names of this package's migrations that it lacks. */
  readonly pendingMigrations: readonly string[];
  /** The names of those that it has and this package lacks. */
  readonly unknownMigrations: readonly string[];
  /** How many gateways are connected to it; `undefined` where it does not tell. */
  readonly servingCount: number | undefined;
  /** Whether changes that other processes make arrive. */
  readonly hearsChanges: boolean;
}

/**
 * What is known of the database.
 *
 * @param place - where it is, without a password
 */
export function databaseFindings(state: DatabaseState, place: string): Finding[] {
  const { kind, version, pendingMigrations, unknownMigrations, hearsChanges } = state;
  const name = kind === 'embedded' ? 'The embedded PostgreSQL' : 'PostgreSQL';
  return [
    found('DATABASE_REACHABLE', `${name} ${version} answers: ${place}.`),
    pendingMigrations.length === 0
      ? found('MIGRATIONS_APPLIED', 'All migrations are applied.')
      : found(
          'MIGRATIONS_PENDING',
          `Migrations are missing: ${String(pendingMigrations.length)}.`,
          {
            action: 'Run: token-gateway migrate',
          },
        ),
    ...(unknownMigrations.length === 0 ? [] : [newerSchema(unknownMigrations)]),
    // Of the embedded one no other process makes changes.
    ...(kind === 'embedded' ? [] : [feed(hearsChanges)]),
  ];
}

/**
 * What is known of a database that cannot be read.
 *
 * @param reason - why, and where it is known what to do
 */
export function databaseUnreachable(reason: string): Finding {
  return found('DATABASE_UNREACHABLE', reason);
}

function newerSchema(unknown: readonly string[]): Finding {
  const message = `A newer version of the gateway has applied migrations: ${unknown.join(', ')}.`;
  return found('MIGRATIONS_UNKNOWN', message, {
    action: 'Run the newer version, unless you are going back on purpose: docs/operations.md.',
  });
}

function feed(hearsChanges: boolean): Finding {
  if (hearsChanges) return found('FEED_LIVE', 'Changes of other processes arrive.');
  const message =
    'Changes of other processes do not arrive, so every request reads the database: slower, and right.';
  return found('FEED_SILENT', message, {
    action:
      'LISTEN needs a connection of its own: a pooler between must be in session mode, or be left out.',
  });
}
