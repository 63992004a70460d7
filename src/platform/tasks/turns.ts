/** Lets those who come with the same key do their work one after another. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work when everybody has done theirs who came before with that key. */
  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
