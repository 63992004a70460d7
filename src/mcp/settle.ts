/** What came of a piece of work; `isLate` where nothing had come of it in time. */
export type Settled<T> =
  | { readonly value: T; readonly error?: never }
  | { readonly value?: never; readonly error: unknown; readonly isLate?: boolean };

/**
 * Waits for several pieces of work. From `patienceMs` on, those that are done are not kept waiting
 * by those that are not.
 *
 * @param givesUp - whether that is so even while nothing is done
 * @param late - makes the error of what is not done in time
 */
export function settleWithin<T>(
  work: readonly Promise<T>[],
  patienceMs: number,
  late: () => unknown,
  givesUp = false,
): Promise<Settled<T>[]> {
  return new Promise((resolve) => {
    const settled = new Map<number, Settled<T>>();
    let isOver = false;
    const look = (): void => {
      const isDone = [...settled.values()].some((one) => !('error' in one));
      if (settled.size < work.length && !(isOver && (isDone || givesUp))) return;
      clearTimeout(timer);
      resolve(work.map((_one, index) => settled.get(index) ?? { error: late(), isLate: true }));
    };
    const timer = setTimeout(() => {
      isOver = true;
      look();
    }, patienceMs);
    work.forEach((one, index) => {
      one
        .then(
          (value) => settled.set(index, { value }),
          (error: unknown) => settled.set(index, { error }),
        )
        .then(look, look);
    });
    if (work.length === 0) look();
  });
}
