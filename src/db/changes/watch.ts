import type { ChangeSubject, Database } from '../database.js';

/** Called when its subject changed, or may have. */
type Listener = () => void;

/**
 * Tells whoever watches a subject of its changes, until they stop watching. A gap in the feed of
 * changes counts as a change of every subject.
 */
export class ChangeWatch {
  readonly #listeners = new Map<ChangeSubject, Set<Listener>>();

  constructor(database: Database) {
    database.onChange((subject) => {
      if (subject !== undefined) this.#tell(subject);
      else for (const known of [...this.#listeners.keys()]) this.#tell(known);
    });
  }

  /**
   * Calls `listener` after every change of `subject` that is committed from now on.
   *
   * @returns ends the watch; calling it again does nothing
   */
  watch(subject: ChangeSubject, listener: Listener): () => void {
    const listeners = this.#listeners.get(subject) ?? new Set();
    this.#listeners.set(subject, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(subject) === listeners) {
        this.#listeners.delete(subject);
      }
    };
  }

  #tell(subject: ChangeSubject): void {
    for (const listener of [...(this.#listeners.get(subject) ?? [])]) listener();
  }
}
