/**
 * Does something at once, and then at intervals as long as the process lives: each time after the
 * one before has ended. What is done must not reject.
 */
export class Recurring {
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void>;

  constructor(run: () => Promise<void>, intervalMs: number) {
    this.#running = run();
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(run);
    }, intervalMs).unref();
  }

  /** Ends the intervals, and waits for what is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }
}
