import type { Logger } from '../platform/log/logger.js';
import { Recurring } from '../platform/tasks/recurring.js';

const INTERVAL_MS = 24 * 3_600_000;

/** A key that expires within a week; never the key itself. */
export interface ExpiringKey {
  /** Whose it is, for example `superuser alice`. */
  readonly holder: string;
  readonly hint: string;
  readonly expiresAt: Date | null;
}

/** Warns of keys that expire soon, at a gateway's start and once per day. */
export class ExpiryWatch {
  readonly #findKeys: () => Promise<readonly ExpiringKey[]>;
  readonly #logger: Logger;
  readonly #runs: Recurring;

  constructor(findKeys: () => Promise<readonly ExpiringKey[]>, logger: Logger) {
    this.#findKeys = findKeys;
    this.#logger = logger;
    this.#runs = new Recurring(() => this.#run(), INTERVAL_MS);
  }

  /** Stops, after the look that is under way. */
  async close(): Promise<void> {
    await this.#runs.stop();
  }

  async #run(): Promise<void> {
    try {
      const expiring = await this.#findKeys();
      if (expiring.length === 0) return;
      this.#logger.warn(
        { expiring },
        'Keys expire within a week, and are refused from then on. Create new ones for their holders',
      );
    } catch (error) {
      this.#logger.warn({ err: error }, 'Keys that expire soon could not be looked up');
    }
  }
}
