import type { Clock } from '../platform/clock.js';
import { MinuteCounter } from '../platform/minute-counter.js';

/** How many events of one kind and one subject are written in a minute; the rest are counted. */
const EVENTS_PER_MINUTE = 20;

/** What an event says of those of its kind that were not written; nothing where there are none. */
export type LeftOutNote = {
  /** How many were not written since the last one that was. */
  readonly leftOut?: number;
  /** Says that those of the rest of this minute are not written. */
  readonly restOfMinute?: 'COUNTED_ONLY';
};

/**
 * Keeps a client that does the same thing again and again from filling the audit log, which would
 * also make the writers of its lane wait.
 */
export class EventLimit {
  readonly #counter: MinuteCounter;

  constructor(clock: Clock) {
    this.#counter = new MinuteCounter(clock);
  }

  /** Counts an event; `undefined` when it is one too many to be written. */
  count(subject: readonly (string | null)[]): LeftOutNote | undefined {
    const { count, previous } = this.#counter.count(JSON.stringify(subject));
    if (count > EVENTS_PER_MINUTE) return undefined;
    return {
      ...(previous > EVENTS_PER_MINUTE && { leftOut: previous - EVENTS_PER_MINUTE }),
      ...(count === EVENTS_PER_MINUTE && { restOfMinute: 'COUNTED_ONLY' }),
    };
  }
}
