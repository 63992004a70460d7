import { StartupError } from '../../platform/errors.js';
import { countOf } from '../../platform/text/count-of.js';

/** How far a database is, compared with this package. */
export interface MigrationState {
  /** The names of this package's migrations that it lacks, oldest first. */
  readonly pending: readonly string[];
  /** The names of those that it has and this package lacks: a newer version applied them. */
  readonly unknown: readonly string[];
}

/** @throws StartupError where migrations are pending: how many, which, and how to apply them */
export function refusePending({ pending }: MigrationState): void {
  if (pending.length === 0) return;
  throw new StartupError(
    `The database lacks ${countOf(pending.length, 'migration')} of this version: ` +
      `${pending.join(', ')}. Run token-gateway migrate, then try again.`,
  );
}
