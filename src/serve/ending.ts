import type { App } from '../app/create-app.js';
import type { Logger } from '../platform/log/logger.js';

/** The longest that a stop may take before the process ends whatever is left. */
const STOP_LIMIT_MS = 9_000;

/**
 * The end of the serving process. SIGTERM and SIGINT stop the gateway and end the process with 0.
 * So does an error that nothing handled, with 1 and a line in the log: the process may be in any
 * state after it, so it must not go on, but requests in flight are finished first.
 *
 * Construction takes over the process's handling of such errors; signals are taken over by
 * {@link stopsBy}, so that one that comes during the start ends the process at once.
 */
export class Ending {
  readonly #logger: Logger;
  readonly #exit: (code: number) => void;
  #app: App | undefined;
  #exitCode = 0;
  #isStopping = false;

  /** @param exit - ends the process with a code */
  constructor(logger: Logger, exit: (code: number) => void) {
    this.#logger = logger;
    this.#exit = exit;
    process.on('uncaughtException', (error) => {
      this.#fail(error, 'An error was not handled; the gateway ends');
    });
    process.on('unhandledRejection', (reason) => {
      this.#fail(reason, 'A rejection was not handled; the gateway ends');
    });
  }

  /** Says what is to be stopped, once it has started. */
  stopsBy(app: App): void {
    this.#app = app;
    // Ctrl-C under npm comes twice, from the terminal and from npm: the second one must not cut off
    // what the first one lets finish.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        this.#stop({ signal });
      });
    }
    if (this.#exitCode !== 0) this.#stop({});
  }

  #fail(reason: unknown, message: string): void {
    const err = reason instanceof Error ? reason : new Error(`Not an error: ${String(reason)}`);
    this.#logger.fatal({ err }, message);
    this.#exitCode = 1;
    this.#limit();
    // During the start there is nothing to stop yet; the start goes on, and is stopped at its end.
    if (this.#app) this.#stop({});
  }

  #stop(cause: { signal?: NodeJS.Signals }): void {
    if (this.#isStopping || !this.#app) return;
    this.#isStopping = true;
    this.#logger.info(cause, 'The gateway is stopping');
    this.#limit();
    this.#app.stop().then(
      () => {
        this.#logger.info('The gateway has stopped');
        // Node reports rejections of the stop itself after the promises that led here.
        setImmediate(() => {
          this.#exit(this.#exitCode);
        });
      },
      (error: unknown) => {
        this.#logger.error({ err: error }, 'The gateway could not stop cleanly');
        this.#exit(1);
      },
    );
  }

  #limit(): void {
    setTimeout(() => {
      this.#logger.error('The gateway did not stop in time; what was left has been cut off');
      this.#exit(1);
    }, STOP_LIMIT_MS).unref();
  }
}
