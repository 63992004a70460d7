import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';

/** An outage is over when for this long nothing has failed and something has succeeded. */
const CALM_MS = 1_000;

/** Writes one line to the log when the database is lost, and one when it is back. */
export class OutageLog {
  readonly #logger: Logger;
  #lostAtMs: number | undefined;
  #failedAtMs = -Infinity;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Runs work on the database; what it throws is passed on. */
  async watch<T>(work: () => Promise<T>): Promise<T> {
    const startedAtMs = performance.now();
    try {
      const value = await work();
      this.#succeeded(startedAtMs);
      return value;
    } catch (error) {
      if (error instanceof DomainError && error.reason === 'DATABASE_UNAVAILABLE') {
        this.#failed(error);
      }
      throw error;
    }
  }

  #failed(error: DomainError): void {
    this.#failedAtMs = performance.now();
    if (this.#lostAtMs !== undefined) return;
    this.#lostAtMs = this.#failedAtMs;
    this.#logger.error({ err: error.cause }, 'The database cannot be used');
  }

  #succeeded(startedAtMs: number): void {
    if (this.#lostAtMs === undefined || startedAtMs < this.#failedAtMs) return;
    if (performance.now() - this.#failedAtMs < CALM_MS) return;
    const lostSeconds = Math.round((performance.now() - this.#lostAtMs) / 1_000);
    this.#lostAtMs = undefined;
    this.#logger.info({ lostSeconds }, 'The database can be used again');
  }
}
