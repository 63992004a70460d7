import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/log/logger.js';

/** A credential's use is written down at most this often. */
const RESOLUTION_MS = 60_000;
const FLUSH_MS = 5_000;
/** A stop does not wait longer than this for a database that may be away. */
const LAST_FLUSH_MS = 1_500;

/** What has a `lastUsedAt`. */
export type CredentialKind = 'TOKEN' | 'AGENT_KEY' | 'SUPERUSER' | 'VERIFIER';

/** Writes down when a credential was last used; an earlier time never replaces a later one. */
type Touch = (id: string, lastUsedAt: Date) => Promise<void>;

/** A {@link Touch} for each kind. */
export type Touches = Readonly<Record<CredentialKind, Touch>>;

interface Use {
  readonly kind: CredentialKind;
  readonly id: string;
  readonly at: Date;
}

/**
 * Keeps `lastUsedAt` without a write per request: uses are collected in memory and written
 * together, off the request path. What a killed process had not written yet is lost.
 */
export class CredentialUsage {
  readonly #touch: Touches;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #writtenAtMs = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #waiting = new Map<string, Use>();

  constructor(touch: Touches, clock: Clock, logger: Logger) {
    this.#touch = touch;
    this.#clock = clock;
    this.#logger = logger;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  /** Notes that a credential was accepted just now. */
  record(kind: CredentialKind, id: string): void {
    const at = this.#clock.now();
    const key = `${kind} ${id}`;
    const written = this.#writtenAtMs.get(key);
    if (written !== undefined && at.getTime() - written < RESOLUTION_MS) return;
    this.#writtenAtMs.set(key, at.getTime());
    this.#waiting.set(key, { kind, id, at });
  }

  /** Writes what was collected. A failure costs these times and nothing else. */
  async flush(): Promise<void> {
    const uses = this.#waiting;
    if (uses.size === 0) return;
    this.#waiting = new Map();
    const oldest = this.#clock.now().getTime() - RESOLUTION_MS;
    for (const [key, atMs] of this.#writtenAtMs) if (atMs < oldest) this.#writtenAtMs.delete(key);
    try {
      for (const { kind, id, at } of uses.values()) await this.#touch[kind](id, at);
    } catch (error) {
      this.#logger.warn({ err: error }, 'The last uses of tokens and keys could not be written');
    }
  }

  /** Stops, and writes what is left if the database takes it soon. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.race([this.flush(), sleep(LAST_FLUSH_MS, undefined, { ref: false })]);
  }
}
