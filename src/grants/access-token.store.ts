import { and, eq, inArray, isNull, lte } from 'drizzle-orm';

import type { AuditEntry } from '../db/audit/entry.js';
import type { Database, Queries } from '../db/database.js';
import { accessTokens } from '../db/tables/grants.js';
import type { StoredAccessToken } from './access-token.js';

/** How many expired rows each insert deletes. */
const CLEANING_SIZE = 100;

/** A row to be written, and the event about it. */
export interface NewAccessToken extends Omit<StoredAccessToken, 'revokedAt'> {
  readonly assertionDigest: Buffer;
  readonly expiresAt: Date;
  readonly forgottenAt: Date;
}

/** How a token ended, for the event about it. */
export type AccessTokenEnd = Pick<AuditEntry, 'action' | 'actor' | 'details'>;

/** Writes down access tokens for as long as they, or their assertions, could be shown again. */
export class AccessTokenStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Writes a token down if its assertion was not used before: of several who come with one
   * assertion at the same time, on whichever replica, one succeeds.
   *
   * @returns whether it was written
   */
  insert(token: NewAccessToken, entry: AuditEntry): Promise<boolean> {
    return this.#database.write(async (queries, effects) => {
      await clean(queries, entry.at);
      const rows = await queries
        .insert(accessTokens)
        .values(token)
        .onConflictDoNothing({ target: accessTokens.assertionDigest })
        .returning({ id: accessTokens.id });
      if (rows.length === 0) return false;
      effects.record(entry);
      return true;
    });
  }

  /** The token of that id. */
  async find(id: string): Promise<StoredAccessToken | undefined> {
    const rows = await this.#database.read((queries) =>
      queries
        .select({
          id: accessTokens.id,
          agentId: accessTokens.agentId,
          clientId: accessTokens.clientId,
          revokedAt: accessTokens.revokedAt,
        })
        .from(accessTokens)
        .where(eq(accessTokens.id, id)),
    );
    return rows[0];
  }

  /** Revokes a token, once. */
  revoke({ id, agentId }: StoredAccessToken, entry: AuditEntry): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      const rows = await queries
        .update(accessTokens)
        .set({ revokedAt: entry.at })
        .where(and(eq(accessTokens.id, id), isNull(accessTokens.revokedAt)))
        .returning({ id: accessTokens.id });
      if (rows.length === 0) return;
      effects.record(entry);
      effects.changed(`agent:${agentId}`);
    });
  }
}

/** Rows that another replica holds are left to it, so that nobody waits. */
async function clean(queries: Queries, now: Date): Promise<void> {
  const over = queries
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(lte(accessTokens.forgottenAt, now))
    .limit(CLEANING_SIZE)
    .for('update', { skipLocked: true });
  await queries.delete(accessTokens).where(inArray(accessTokens.id, over));
}
