import type { App } from '../app/create-app.js';
import type { Logger } from '../platform/log/logger.js';

/** The longest that a stop may take after its delay, before the process ends what is left. */
const STOP_LIMIT_MS = 9_000;

/**
 * The end of the serving process. SIGTERM and SIGINT stop the gateway and end the process with 0;
 * during the start there is nothing to finish, and they end it at once. So does an error that
 * nothing handled, with 1 and a line in the log: the process may be in any state after it, so it
 * must not go on, but requests in flight are finished first.
 *
 * Construction takes over the process's handling of such errors and of the signals: a container's
 * first process would not notice a signal that it does not handle.
 */
export class Ending {
  readonly #logger: Logger;
  readonly #exit: (code: number) => void;
  readonly #shutdownDelayMs: number;
  readonly #fault = new AbortController();
  #app: App | undefined;
  #isStopping = false;

  /** @param exit - ends the process with a code */
  constructor(logger: Logger, shutdownDelaySeconds: number, exit: (code: number) => void) {
    this.#logger = logger;
    this.#shutdownDelayMs = shutdownDelaySeconds * 1000;
    this.#exit = exit;
    process.on('uncaughtException', (error) => {
      this.#fail(error, 'An error was not handled; the gateway ends');
    });
    process.on('unhandledRejection', (reason) => {
      this.#fail(reason, 'A rejection was not handled; the gateway ends');
    });
    // Ctrl-C under npm comes twice, from the terminal and from npm: the second one must not cut off
    // what the first one lets finish.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        this.#obey(signal);
      });
    }
  }

  /** Says what is to be stopped, once it has started. */
  stopsBy(app: App): void {
    this.#app = app;
    if (this.#hasFailed()) this.#stop(app, {});
  }

  #obey(signal: NodeJS.Signals): void {
    if (this.#isStopping) return;
    if (!this.#app) {
      this.#logger.info({ signal }, 'The gateway was told to stop before it had started');
      this.#exit(0);
      return;
    }
    this.#limit(this.#shutdownDelayMs + STOP_LIMIT_MS);
    this.#stop(this.#app, { signal });
  }

  #fail(reason: unknown, message: string): void {
    const err = reason instanceof Error ? reason : new Error(`Not an error: ${String(reason)}`);
    this.#logger.fatal({ err }, message);
    // A stop that is under way goes on without its delay.
    this.#fault.abort();
    this.#limit(STOP_LIMIT_MS);
    // During the start there is nothing to stop yet; the start goes on, and is stopped at its end.
    if (this.#app) this.#stop(this.#app, {});
  }

  #hasFailed(): boolean {
    return this.#fault.signal.aborted;
  }

  #stop(app: App, cause: { readonly signal?: NodeJS.Signals }): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#logger.info(cause, 'The gateway is stopping');
    app.stop(this.#fault.signal).then(
      () => {
        this.#logger.info('The gateway has stopped');
        // Node reports rejections of the stop itself after the promises that led here.
        setImmediate(() => {
          this.#exit(this.#hasFailed() ? 1 : 0);
        });
      },
      (error: unknown) => {
        this.#logger.error({ err: error }, 'The gateway could not stop cleanly');
        this.#exit(1);
      },
    );
  }

  #limit(ms: number): void {
    setTimeout(() => {
      this.#logger.error('The gateway did not stop in time; what was left has been cut off');
      this.#exit(1);
    }, ms).unref();
  }
}
