import { LRUCache } from 'lru-cache';

import type { Actor } from '../platform/actor.js';
import type { Clock } from '../platform/clock.js';

/** How many refusals of one principal are written down in a minute; the rest are counted. */
const REFUSALS_PER_MINUTE = 20;

const MINUTE_MS = 60_000;
const MAX_PRINCIPALS = 10_000;

interface Minute {
  readonly beganAtMs: number;
  count: number;
}

/** What is to be written of a refusal. */
export interface RefusalNote {
  /** How many refusals of the same principal were not written since its last one that was. */
  readonly leftOut: number;
  /** Whether those of the rest of this minute are not written. */
  readonly isLast: boolean;
}

/**
 * Keeps a client that is refused again and again from filling the audit log, which would also make
 * the writers of its lane wait. Counts by principal and not by address, of which one may have many.
 */
export class RefusalLimit {
  readonly #clock: Clock;
  readonly #minutes = new LRUCache<string, Minute>({ max: MAX_PRINCIPALS });

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a refusal; `undefined` when it is one too many to be written down. */
  count({ kind, name, address }: Actor): RefusalNote | undefined {
    const key = JSON.stringify([kind, name ?? address]);
    const nowMs = this.#clock.now().getTime();
    const known = this.#minutes.get(key);
    // A clock that was set back must not make the minute longer.
    const isOver = !known || Math.abs(nowMs - known.beganAtMs) >= MINUTE_MS;
    const minute = isOver ? { beganAtMs: nowMs, count: 0 } : known;
    if (isOver) this.#minutes.set(key, minute);
    minute.count += 1;
    if (minute.count > REFUSALS_PER_MINUTE) return undefined;
    return {
      leftOut: isOver ? Math.max(0, (known?.count ?? 0) - REFUSALS_PER_MINUTE) : 0,
      isLast: minute.count === REFUSALS_PER_MINUTE,
    };
  }
}
