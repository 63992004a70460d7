interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (result: O) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does one thing for many who ask at the same time: what comes while a run is under way is given to
 * the next run together. Whoever comes alone does not wait for others.
 */
export class Batch<I, O> {
  readonly #run: (items: readonly I[]) => Promise<readonly O[]>;
  readonly #most: number;
  readonly #waiting: Waiting<I, O>[] = [];
  #isRunning = false;

  /**
   * @param run - answers a list with a list in the same order; what it throws, everybody gets
   * @param most - how many items a run may have
   */
  constructor(run: (items: readonly I[]) => Promise<readonly O[]>, most: number) {
    this.#run = run;
    this.#most = most;
  }

  /** Resolves with what a run answers for this item. */
  add(item: I): Promise<O> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isRunning) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) await this.#runOnce(this.#waiting.splice(0, this.#most));
    this.#isRunning = false;
  }

  async #runOnce(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const results = await this.#run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, at) => {
        resolve(results[at] as O);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
