import { setTimeout as sleep } from 'node:timers/promises';

import pLimit from 'p-limit';

import { failedConnectionIn } from '../connection/failure.js';

/** For how long a refusal means that there are no more connections to be had. */
const SCARCE_MS = 1_000;
const PAUSE_MS = 50;

/**
 * Work that needs a connection. When the server refuses another one, because it or the user has
 * none left, work waits for those that there are, and is begun anew: nothing of it has been done.
 */
export class ScarceConnections {
  readonly #limit = pLimit(1);
  readonly #openCount: () => number;
  #refusedAtMs = -Infinity;

  /** @param openCount - how many connections are open */
  constructor(openCount: () => number) {
    this.#openCount = openCount;
  }

  /**
   * Runs work that needs a connection.
   *
   * @param patienceMs - how long it may be begun anew
   * @throws what the work throws; ConnectionFailed when there was no connection in all that time
   */
  async run<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
    const endMs = performance.now() + patienceMs;
    for (;;) {
      try {
        return await (this.#areScarce() ? this.#limit(work) : work());
      } catch (error) {
        const isScarce = failedConnectionIn(error)?.areConnectionsUsedUp === true;
        if (!isScarce || performance.now() > endMs) throw error;
        this.#refusedAtMs = performance.now();
        this.#limit.concurrency = Math.max(1, this.#openCount());
        await sleep(PAUSE_MS);
      }
    }
  }

  #areScarce(): boolean {
    return performance.now() - this.#refusedAtMs < SCARCE_MS;
  }
}
