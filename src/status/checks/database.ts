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
  /** Whether it takes no changes. */
  readonly isReadOnly: boolean;
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
    ...(state.isReadOnly ? [readOnly()] : []),
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

/** What is known of a database on another machine whose certificate nobody looks at. */
export function databaseUnverified(): Finding {
  const message = 'The database is on another machine, and its certificate is not verified.';
  return found('DATABASE_UNVERIFIED', message, {
    action:
      'Set sslmode=verify-full, with sslrootcert for an authority of your own, or say that you know ' +
      'with DATABASE_ALLOW_UNVERIFIED=on: docs/operations.md.',
  });
}

function readOnly(): Finding {
  return found('DATABASE_READ_ONLY', 'The database takes no changes: no token can be issued.', {
    action:
      'Point DATABASE_URL at the primary, or name all servers and target_session_attrs=read-write; ' +
      'if the primary itself is read-only, see why (a full disk, default_transaction_read_only).',
  });
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
      'LISTEN needs a connection past any pooler in transaction mode: set DATABASE_DIRECT_URL.',
  });
}
