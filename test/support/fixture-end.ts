/** Vitest gives the end of a fixture all the time there is. */
const STOP_LIMIT_MS = 60_000;

/** What a test starts, and stops again. */
interface Stoppable {
  stop(): Promise<void>;
}

/** What Vitest hands a fixture, to say how it ends. */
interface FixtureEnd {
  onCleanup(end: () => Promise<void>): void;
}

/**
 * Has what a fixture starts stop with the fixture.
 *
 * @throws Error in the end, when it does not stop within a minute
 */
export async function stopWith<T extends Stoppable>(
  end: FixtureEnd,
  starting: Promise<T>,
): Promise<T> {
  const started = await starting;
  end.onCleanup(() => inTime(started.stop()));
  return started;
}

async function inTime(stopping: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error(`A fixture did not stop within ${STOP_LIMIT_MS} ms.`);
    timer = setTimeout(() => reject(error), STOP_LIMIT_MS);
  });
  try {
    await Promise.race([stopping, late]);
  } finally {
    clearTimeout(timer);
  }
}
