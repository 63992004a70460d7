import type { PostgresServer } from '../../test/support/postgres-server.js';
import type { Cores } from '../support/cores.js';

/** What a part of a run is given. */
export interface Bench {
  readonly postgres: PostgresServer;
  /** Goes when the run is over. */
  readonly folder: string;
  readonly cores: Cores | undefined;
  /** Says how far the run has come. */
  readonly tell: (line: string) => void;
}

/** What a part found. */
export interface Findings {
  /** For a terminal. */
  readonly text: string;
  /** The same for `--json`. */
  readonly json: unknown;
  /** Whether what must hold did; the run ends with 1 where it did not. */
  readonly isGood: boolean;
}
