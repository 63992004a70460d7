import { and, asc, eq, isNull } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { superusers } from '../db/schema.js';

/** A superuser as stored, without the key. */
export interface Superuser {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const withoutDigest = {
  id: superusers.id,
  name: superusers.name,
  hint: superusers.hint,
  createdAt: superusers.createdAt,
  revokedAt: superusers.revokedAt,
};

/** The superusers in the database. */
export class SuperuserStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Adds a superuser unless the name is taken; tells whether it did. */
  insert(superuser: Superuser, digest: Buffer): Promise<boolean> {
    return this.#database.write(async (queries) => {
      const rows = await queries
        .insert(superusers)
        .values({ ...superuser, digest })
        .onConflictDoNothing()
        .returning({ id: superusers.id });
      return rows.length > 0;
    });
  }

  /** Every superuser, by name. */
  list(): Promise<Superuser[]> {
    return this.#database.read((queries) =>
      queries.select(withoutDigest).from(superusers).orderBy(asc(superusers.name)),
    );
  }

  /** The superuser of that name. */
  async findByName(name: string): Promise<Superuser | undefined> {
    const rows = await this.#database.read((queries) =>
      queries.select(withoutDigest).from(superusers).where(eq(superusers.name, name)),
    );
    return rows[0];
  }

  /** The superuser whose key has that digest. */
  async findByDigest(digest: Buffer): Promise<Superuser | undefined> {
    const rows = await this.#database.read((queries) =>
      queries.select(withoutDigest).from(superusers).where(eq(superusers.digest, digest)),
    );
    return rows[0];
  }

  /** Revokes a superuser's key, once; it is refused everywhere from the commit on. */
  revoke(id: string, revokedAt: Date): Promise<void> {
    return this.#database.write(async (queries, changed) => {
      await queries
        .update(superusers)
        .set({ revokedAt })
        .where(and(eq(superusers.id, id), isNull(superusers.revokedAt)));
      changed(`superuser:${id}`);
    });
  }
}
