import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/logger.js';
import type { TokenStore } from './token.store.js';

/** A token's use is written down at most this often. */
const RESOLUTION_MS = 60_000;
const FLUSH_MS = 5_000;
/** A stop does not wait longer than this for a database that may be away. */
const LAST_FLUSH_MS = 1_500;

/**
 * Keeps `lastUsedAt` without a write per request: uses are collected in memory and written
 * together, off the request path. What a killed process had not written yet is lost.
 */
export class TokenUsage {
  readonly #store: TokenStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #writtenAtMs = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #waiting = new Map<string, Date>();

  constructor(store: TokenStore, clock: Clock, logger: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Notes that a token was accepted just now. */
  record(tokenId: string): void {
    const now = this.#clock.now();
    const written = this.#writtenAtMs.get(tokenId);
    if (written !== undefined && now.getTime() - written < RESOLUTION_MS) return;
    this.#writtenAtMs.set(tokenId, now.getTime());
    this.#waiting.set(tokenId, now);
  }

  /** Writes what was collected. A failure costs these times and nothing else. */
  async flush(): Promise<void> {
    const uses = this.#waiting;
    if (uses.size === 0) return;
    this.#waiting = new Map();
    const oldest = this.#clock.now().getTime() - RESOLUTION_MS;
    for (const [id, atMs] of this.#writtenAtMs) if (atMs < oldest) this.#writtenAtMs.delete(id);
    try {
      for (const [id, lastUsedAt] of uses) await this.#store.touch(id, lastUsedAt);
    } catch (error) {
      this.#logger.warn({ err: error }, 'The last uses of tokens could not be written');
    }
  }

  /** Stops, and writes what is left if the database takes it soon. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.race([this.flush(), sleep(LAST_FLUSH_MS, undefined, { ref: false })]);
  }
}
