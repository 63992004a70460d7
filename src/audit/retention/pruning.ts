import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import { Recurring } from '../../platform/tasks/recurring.js';
import type { AuditBreak } from '../chains/break.js';

const INTERVAL_MS = 3_600_000;

type Prune = (stop: AbortSignal) => Promise<{ removed: number; broken: readonly AuditBreak[] }>;

/** Prunes the audit log of a serving gateway: at its start and once per hour. */
export class AuditRetention {
  readonly #prune: Prune;
  readonly #logger: Logger;
  readonly #stop = new AbortController();
  readonly #runs: Recurring;

  constructor(prune: Prune, logger: Logger) {
    this.#prune = prune;
    this.#logger = logger;
    this.#runs = new Recurring(() => this.#run(), INTERVAL_MS);
  }

  /** Stops after the batch that is under way. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#runs.stop();
  }

  async #run(): Promise<void> {
    try {
      const { removed, broken } = await this.#prune(this.#stop.signal);
      if (removed > 0) this.#logger.info({ removed }, 'Old events of the audit log were removed');
      const unchecked = broken.filter(({ problem }) => problem === 'KEY_MISSING');
      const changed = broken.filter((one) => !unchecked.includes(one));
      if (changed.length > 0) {
        this.#logger.error(
          { broken: changed },
          'The audit log was changed by somebody else than the gateway. Its old events are kept; ' +
            'run: token-gateway audit verify',
        );
      }
      if (unchecked.length > 0) {
        this.#logger.warn(
          { broken: unchecked },
          'Old events of the audit log are kept, because they cannot be checked without an encryption ' +
            'key that is missing. Put it into TOKEN_ENCRYPTION_KEYS, behind the first one.',
        );
      }
    } catch (error) {
      // What an operator can mend needs no stack: the role's rights, a database that is away.
      const cause = error instanceof DomainError ? { reason: error.message } : { err: error };
      this.#logger.warn(cause, 'Old events of the audit log could not be removed');
    }
  }
}
