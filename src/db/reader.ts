import type { ChangeListener, Database, Queries } from './database.js';
import type { MigrationState } from './migrations/state.js';

/**
 * A database to look into: reads run in transactions that PostgreSQL itself keeps from writing, and
 * there are no others.
 */
export class DatabaseReader implements Database {
  readonly kind: Database['kind'];
  readonly #database: Database;

  constructor(database: Database) {
    this.kind = database.kind;
    this.#database = database;
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#database.read((queries) =>
      queries.transaction((transaction) => work(transaction), { accessMode: 'read only' }),
    );
  }

  write(): Promise<never> {
    return Promise.reject(new Error('This database is only looked into.'));
  }

  onChange(listener: ChangeListener): void {
    this.#database.onChange(listener);
  }

  hearsChanges(): boolean {
    return this.#database.hearsChanges();
  }

  migrations(): Promise<MigrationState> {
    return this.#database.migrations();
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}
