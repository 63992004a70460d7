import { and, eq, sql } from 'drizzle-orm';

import type { Database, Effects, Queries } from '../../db/database.js';
import { googleConnections } from '../../db/tables/google.js';
import { requirePremise } from '../../db/tables/secret-premise.js';
import type { GoogleConnection } from '../connections/connection.js';
import {
  isGeneration,
  recordConnection,
  requireStored,
  type Said,
  type StoredConnection,
} from '../connections/row.sql.js';
import type { NewSealedText } from '../vault.js';

/** What Google granted beside the secrets, at a refresh. */
export interface RefreshedGrant {
  readonly sealed: NewSealedText;
  readonly accessTokenExpiresAt: Date;
  /** `undefined` where Google did not say. */
  readonly grantedScopes: readonly string[] | undefined;
}

/**
 * Writes what came of asking Google for the next access token. What was told from older secrets
 * than the row has now is not written: every method compares the generation.
 */
export class GoogleRefreshStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes the right to ask Google for the next access token, unless another process has it or the
   * secrets have changed. It ends by itself, so that a process that dies blocks nobody for long.
   */
  takeLease(
    { id, generation }: GoogleConnection,
    holder: string,
    seconds: number,
  ): Promise<boolean> {
    return this.#database.write(async (queries) => {
      const rows = await queries
        .update(googleConnections)
        .set({
          leaseHolder: holder,
          leaseUntil: sql`now() + ${seconds}::int * interval '1 second'`,
        })
        .where(
          and(
            isGeneration(id, generation),
            eq(googleConnections.state, 'ACTIVE'),
            sql`coalesce(${googleConnections.leaseUntil} <= now(), true)`,
          ),
        )
        .returning({ id: googleConnections.id });
      return rows.length > 0;
    });
  }

  /** Keeps what a refresh brought, unless the secrets have changed since; then `undefined`. */
  refreshed(
    connection: GoogleConnection,
    grant: RefreshedGrant,
    said: Said,
  ): Promise<StoredConnection | undefined> {
    const values = {
      ciphertext: grant.sealed.ciphertext,
      encryptionKeyId: grant.sealed.keyId,
      accessTokenExpiresAt: grant.accessTokenExpiresAt,
      ...(grant.grantedScopes && { grantedScopes: [...grant.grantedScopes] }),
      lastRefreshAt: said.at,
      lastError: null,
      lastErrorAt: null,
    };
    return this.#replace(connection, values, async (queries, effects) => {
      await requirePremise(queries, grant.sealed);
      recordConnection(effects, 'GOOGLE_ACCESS_TOKEN_REFRESHED', connection, said, {});
    });
  }

  /** Marks that a person must consent anew, unless the secrets have changed since. */
  refused(
    connection: GoogleConnection,
    problem: string,
    said: Said,
  ): Promise<StoredConnection | undefined> {
    const values = {
      state: 'NEEDS_CONSENT' as const,
      stateChangedAt: said.at,
      lastError: problem,
      lastErrorAt: said.at,
    };
    return this.#replace(connection, values, (_queries, effects) => {
      recordConnection(effects, 'GOOGLE_ACCOUNT_REFUSED', connection, said, { problem });
    });
  }

  /** Writes down why a refresh failed for now, and lets others try. The state stays as it is. */
  failed(connection: GoogleConnection, holder: string, problem: string, at: Date): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      await queries
        .update(googleConnections)
        .set({ leaseHolder: null, leaseUntil: null, lastError: problem, lastErrorAt: at })
        .where(
          and(
            isGeneration(connection.id, connection.generation),
            eq(googleConnections.leaseHolder, holder),
          ),
        );
      effects.changed(`google:${connection.id}`);
    });
  }

  #replace(
    connection: GoogleConnection,
    values: Partial<typeof googleConnections.$inferInsert>,
    say: (queries: Queries, effects: Effects) => Promise<void> | void,
  ): Promise<StoredConnection | undefined> {
    const { id, generation } = connection;
    return this.#database.write(async (queries, effects) => {
      const rows = await queries
        .update(googleConnections)
        .set({ ...values, generation: generation + 1, leaseHolder: null, leaseUntil: null })
        .where(isGeneration(id, generation))
        .returning({ id: googleConnections.id });
      if (rows.length === 0) return undefined;
      await say(queries, effects);
      return requireStored(queries, id);
    });
  }
}
