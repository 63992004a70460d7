/**
 * Lets one waiter sleep until something happened. What happens while nobody waits is remembered,
 * once: ten wake-ups before a wait end that one wait.
 */
export class Wakeup {
  #isAwake = false;
  #resume: (() => void) | undefined;

  /** Ends the present wait, or the next one. */
  wake(): void {
    this.#isAwake = true;
    this.#resume?.();
  }

  /** Waits for {@link wake}, or for `ms` milliseconds where they are given. */
  async wait(ms?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    if (!this.#isAwake) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
        if (ms !== undefined) timer = setTimeout(resolve, ms).unref();
      });
    }
    clearTimeout(timer);
    this.#resume = undefined;
    this.#isAwake = false;
  }
}
