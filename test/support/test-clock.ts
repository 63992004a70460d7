import type { Clock } from '../../src/platform/clock.js';

/** A clock that stands still until it is told to move. */
export class TestClock implements Clock {
  #nowMs: number;

  constructor(start = new Date('2030-01-01T00:00:00.000Z')) {
    this.#nowMs = start.getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  /** Moves by `seconds`, backwards too. */
  advance(seconds: number): void {
    this.#nowMs += seconds * 1000;
  }
}
