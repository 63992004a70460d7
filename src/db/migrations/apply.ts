import { sql } from 'drizzle-orm';

import type { Queries } from '../database.js';
import { migrationFailure, type MigrationStep } from './failure.js';
import { CREATE_JOURNAL, journalTable, readJournal, stateOf, type Journal } from './journal.js';
import type { MigrationState } from './state.js';

/** The longest wait for another process that migrates. */
const TURN_WAIT = '60s';

/**
 * The longest wait for a table that is in use. Requests wait behind it, so it is shorter than their
 * deadline: what fails while a backup runs is the migration, and no request.
 */
const TABLE_WAIT = sql`set local lock_timeout = '4s'`;

/**
 * Limits of the role, the database or the server must not end a migration, nor the wait for one.
 * Not every server has all of these settings.
 */
const OWN_LIMITS = sql`
  select set_config(name, case name when 'lock_timeout' then ${TURN_WAIT}::text else '0' end, true)
  from pg_settings
  where name in ('lock_timeout', 'statement_timeout', 'transaction_timeout',
    'idle_in_transaction_session_timeout')`;

/**
 * Held by the transaction, so that no pooler keeps it. Each schema has its own: gateways in two
 * schemas do not wait for each other.
 */
const TAKE_TURN = sql`
  select pg_advisory_xact_lock(hashtextextended('token-gateway migrations ' || current_schema(), 0))`;

/**
 * Brings a database up to this package's migrations, in one transaction. Where nothing is missing,
 * nothing is locked or written. Processes that come at the same time take turns; whoever comes
 * later finds nothing left to do.
 *
 * @returns the state that it is in now
 * @throws StartupError when the migrations cannot be applied; whether anything was changed is said
 */
export async function applyMigrations(queries: Queries): Promise<MigrationState> {
  const found = await readJournal(queries);
  if (isCurrent(found)) return stateOf(found);
  let step: MigrationStep = 'WAITING';
  const enter = (next: MigrationStep): void => {
    step = next;
  };
  try {
    return await queries.transaction(
      async (transaction) => {
        await transaction.execute(OWN_LIMITS);
        await transaction.execute(TAKE_TURN);
        await transaction.execute(TABLE_WAIT);
        enter('APPLYING');
        const journal = await readJournal(transaction);
        if (!isCurrent(journal)) await applyPending(transaction, journal);
        enter('COMMITTING');
        return { pending: [], unknown: journal.unknown };
      },
      // What the one before wrote must be seen after the wait.
      { isolationLevel: 'read committed' },
    );
  } catch (error) {
    throw migrationFailure(error, step, found.place);
  }
}

/** A journal of its own is wanted, too, wherever the role may make one. */
function isCurrent({ pending, place }: Journal): boolean {
  return pending.length === 0 && (place.hasJournal || !place.mayCreate);
}

async function applyPending(queries: Queries, { applied, pending, place }: Journal): Promise<void> {
  if (!place.hasJournal) await queries.execute(CREATE_JOURNAL);
  for (const { statements } of pending) {
    for (const statement of statements) await queries.execute(sql.raw(statement));
  }
  const written = place.hasJournal ? pending : [...applied, ...pending];
  await queries
    .insert(journalTable)
    .values(written.map(({ hash, name }) => ({ hash, name, appliedAt: sql`now()` })));
}
