/** What the client takes from the machine it runs on; tests put their own in its place. */
export interface Surroundings {
  /** Milliseconds since 1970, by a clock that may be wrong and may be set. */
  readonly now: () => number;
  /** A number from 0 up to, but not, 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly delay: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Timers that are set for longer than 24.8 days go off at once. */
const LONGEST_TIMER_MS = 86_400_000;

/** The machine itself. */
export const machine: Surroundings = {
  now: () => Date.now(),
  random: () => Math.random(),
  delay: (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(milliseconds, LONGEST_TIMER_MS));
      if (signal.aborted) end();
      else signal.addEventListener('abort', end);
    }),
};

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 60_000;

/**
 * How long to wait after a number of failures in a row: one second, doubled each time, up to a
 * minute. A random part, up to half of it, is left out, so that clients that failed together do not
 * all come back together.
 */
export function backoffMs(failures: number, random: number): number {
  const longest = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
  return longest * (0.5 + random / 2);
}
