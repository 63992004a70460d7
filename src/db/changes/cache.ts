import { LRUCache } from 'lru-cache';

import type { ChangeSubject, Database } from '../database.js';

interface Entry<V> {
  readonly value: V;
  readonly subject: ChangeSubject;
}

/**
 * A bounded memory of rows, exact as long as the process hears of changes: an entry is dropped
 * when its subject changes, a row read before a change that arrived meanwhile is not kept, and
 * while the feed of changes is silent every read goes to the database.
 *
 * Misses are not remembered, so that guessed keys cannot fill it.
 */
export class ChangeCache<V extends object> {
  readonly #database: Database;
  readonly #entries: LRUCache<string, Entry<V>>;
  readonly #keysBySubject = new Map<ChangeSubject, Set<string>>();
  readonly #loading = new Map<string, Promise<Entry<V> | undefined>>();
  #epoch = 0;

  constructor(database: Database, maxEntries = 10_000) {
    this.#database = database;
    this.#entries = new LRUCache({
      max: maxEntries,
      dispose: (entry, key) => {
        this.#forgetKey(entry.subject, key);
      },
    });
    database.onChange((subject) => {
      this.#drop(subject);
    });
  }

  /** The value under `key` if it is in memory and may be trusted; never waits. */
  peek(key: string): V | undefined {
    return this.#database.hearsChanges() ? this.#entries.get(key)?.value : undefined;
  }

  /**
   * The value under `key`, from memory or by `load`. Callers who ask for the same key at the same
   * time share one load.
   */
  async get(
    key: string,
    load: () => Promise<{ value: V; subject: ChangeSubject } | undefined>,
  ): Promise<V | undefined> {
    const known = this.peek(key);
    if (known !== undefined) return known;
    const running = this.#loading.get(key);
    if (running) return (await running)?.value;
    const epoch = this.#epoch;
    const loading = load();
    this.#loading.set(key, loading);
    try {
      const entry = await loading;
      if (entry && epoch === this.#epoch && this.#database.hearsChanges()) this.#keep(key, entry);
      return entry?.value;
    } finally {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    }
  }

  #keep(key: string, entry: Entry<V>): void {
    this.#entries.set(key, entry);
    const keys = this.#keysBySubject.get(entry.subject) ?? new Set();
    this.#keysBySubject.set(entry.subject, keys.add(key));
  }

  #drop(subject: ChangeSubject | undefined): void {
    this.#epoch += 1;
    this.#loading.clear();
    if (subject === undefined || subject === 'encryption-keys') {
      this.#entries.clear();
      return;
    }
    for (const key of [...(this.#keysBySubject.get(subject) ?? [])]) this.#entries.delete(key);
  }

  #forgetKey(subject: ChangeSubject, key: string): void {
    const keys = this.#keysBySubject.get(subject);
    keys?.delete(key);
    if (keys?.size === 0) this.#keysBySubject.delete(subject);
  }
}
