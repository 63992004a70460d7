import { LRUCache } from 'lru-cache';

import type { Clock } from './clock.js';

const MINUTE_MS = 60_000;

/** How many keys a counter remembers: whoever has more addresses than that forgets their own. */
const MOST_KEYS = 10_000;

interface Minute {
  readonly beganAtMs: number;
  count: number;
}

/** What a {@link MinuteCounter} knows of a key. */
export interface MinuteCount {
  /** How often the key was counted in its current minute, this time included. */
  readonly count: number;
  /** How often it was counted in its previous minute, if this time began a new one; else 0. */
  readonly previous: number;
  /** Until the current minute ends: 1 to 60. */
  readonly secondsLeft: number;
}

/**
 * Counts per key, in memory, in minutes that begin with a key's first count. The number of keys is
 * bounded: the one that was counted longest ago is forgotten first.
 */
export class MinuteCounter {
  readonly #clock: Clock;
  readonly #minutes: LRUCache<string, Minute>;

  constructor(clock: Clock, mostKeys = MOST_KEYS) {
    this.#clock = clock;
    this.#minutes = new LRUCache({ max: mostKeys });
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#minutes.size;
  }

  /** Counts a key once more. */
  count(key: string): MinuteCount {
    const nowMs = this.#clock.now().getTime();
    const known = this.#minutes.get(key);
    const isCurrent = known !== undefined && isRunning(known, nowMs);
    const minute = isCurrent ? known : { beganAtMs: nowMs, count: 0 };
    if (!isCurrent) this.#minutes.set(key, minute);
    minute.count += 1;
    return {
      count: minute.count,
      previous: isCurrent ? 0 : (known?.count ?? 0),
      secondsLeft: secondsLeft(minute, nowMs),
    };
  }

  /** What was counted for a key so far, without counting; 0 where its minute is over. */
  peek(key: string): Omit<MinuteCount, 'previous'> {
    const nowMs = this.#clock.now().getTime();
    const known = this.#minutes.peek(key);
    if (!known || !isRunning(known, nowMs)) return { count: 0, secondsLeft: 0 };
    return { count: known.count, secondsLeft: secondsLeft(known, nowMs) };
  }
}

/** A clock that was set back must not make a minute longer. */
function isRunning({ beganAtMs }: Minute, nowMs: number): boolean {
  return Math.abs(nowMs - beganAtMs) < MINUTE_MS;
}

function secondsLeft({ beganAtMs }: Minute, nowMs: number): number {
  const leftMs = MINUTE_MS - Math.abs(nowMs - beganAtMs);
  return Math.max(1, Math.ceil(leftMs / 1000));
}
