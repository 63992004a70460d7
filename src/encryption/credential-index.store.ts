import { and, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { unionAll, type PgColumn } from 'drizzle-orm/pg-core';

import type { Database } from '../db/database.js';
import {
  agentKeys,
  agentSubjects,
  integrationTokens,
  superusers,
  verifiers,
} from '../db/tables/tokens.js';
import { INDEXED_BYTES } from './secret-record.js';

/** Whose credentials changed: those of an agent, of superusers and verifiers, or of anybody. */
export type CredentialChange = { readonly agentId: string } | 'HOLDERS' | 'ALL';

/** Reads which credentials there are, as the beginnings of their digests. */
export class CredentialIndexStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Calls `listener` when credentials may have been added, in whatever process. */
  onChange(listener: (change: CredentialChange) => void): void {
    this.#database.onChange((subject) => {
      if (subject === undefined || subject === 'encryption-keys') listener('ALL');
      else if (subject.startsWith('agent:')) listener({ agentId: subject.slice('agent:'.length) });
      else if (!subject.startsWith('google:')) listener('HOLDERS');
    });
  }

  /**
   * Reads the credentials that are valid at `now`, and the subjects that are bound, in one
   * statement.
   *
   * @param agentIds - of tokens, agent keys and subjects only those of these agents; `undefined`
   *   for all
   */
  async read(now: Date, agentIds: readonly string[] | undefined): Promise<number[]> {
    const ofAgents = (column: PgColumn): SQL | undefined =>
      agentIds && inArray(column, [...agentIds]);
    const isLive = (table: typeof superusers | typeof verifiers | typeof agentKeys) =>
      and(isNull(table.revokedAt), or(isNull(table.expiresAt), gt(table.expiresAt, now)));
    const identity = sql`sha256(convert_to(${agentSubjects.subject}, 'UTF8'))`;
    const rows = await this.#database.read((queries) =>
      unionAll(
        queries
          .select({ beginning: beginningOf(integrationTokens.digest) })
          .from(integrationTokens)
          .where(
            and(
              isNull(integrationTokens.revokedAt),
              gt(integrationTokens.expiresAt, now),
              ofAgents(integrationTokens.agentId),
            ),
          ),
        queries
          .select({ beginning: beginningOf(agentKeys.digest) })
          .from(agentKeys)
          .where(and(isLive(agentKeys), ofAgents(agentKeys.agentId))),
        queries
          .select({ beginning: beginningOf(identity) })
          .from(agentSubjects)
          .where(ofAgents(agentSubjects.agentId)),
        queries
          .select({ beginning: beginningOf(superusers.digest) })
          .from(superusers)
          .where(isLive(superusers)),
        queries
          .select({ beginning: beginningOf(verifiers.digest) })
          .from(verifiers)
          .where(isLive(verifiers)),
      ),
    );
    return rows.map(({ beginning }) => Number.parseInt(beginning, 16));
  }
}

function beginningOf(digest: PgColumn | SQL): SQL<string> {
  return sql<string>`encode(substring(${digest} from 1 for ${sql.raw(String(INDEXED_BYTES))}), 'hex')`;
}
