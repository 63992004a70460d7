import { count, sql } from 'drizzle-orm';

import type { AuditEntry } from '../../db/audit/entry.js';
import type { Database } from '../../db/database.js';
import { googleConnections } from '../../db/tables/google.js';
import { roomE2eeKeys } from '../../db/tables/rooms.js';
import {
  agentKeys,
  agentSubjects,
  encryptionKeys,
  integrationTokens,
  superusers,
  verifiers,
} from '../../db/tables/tokens.js';

/** What depends on an encryption key, as counts of rows. */
export interface KeyLoad {
  readonly keyId: string;
  /** When the database first saw the key. */
  readonly since: Date | null;
  readonly liveTokens: number;
  /** Expired and revoked ones. */
  readonly deadTokens: number;
  readonly googleConnections: number;
  readonly superuserKeys: number;
  readonly verifierKeys: number;
  readonly agentKeys: number;
  readonly agentSubjects: number;
  readonly roomKeys: number;
}

const tables = {
  googleConnections,
  superuserKeys: superusers,
  verifierKeys: verifiers,
  agentKeys,
  agentSubjects,
  roomKeys: roomE2eeKeys,
};

/** Counts what depends on encryption keys, adds keys, and records rotations. */
export class KeyRotationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Every key that the database knows, whether or not it is at hand, and what depends on it. */
  loads(now: Date): Promise<KeyLoad[]> {
    return this.#database.read(async (queries) => {
      const live = sql<number>`count(*) filter (where ${integrationTokens.revokedAt} is null
        and ${integrationTokens.expiresAt} > ${now.toISOString()}::timestamptz)`.mapWith(Number);
      const tokens = await queries
        .select({ keyId: integrationTokens.encryptionKeyId, live, total: count() })
        .from(integrationTokens)
        .groupBy(integrationTokens.encryptionKeyId);
      const counts = await Promise.all(
        Object.entries(tables).map(async ([name, table]) => ({
          name,
          rows: await queries
            .select({ keyId: table.encryptionKeyId, total: count() })
            .from(table)
            .groupBy(table.encryptionKeyId),
        })),
      );
      const known = await queries.select().from(encryptionKeys);
      const used = [...tokens, ...counts.flatMap(({ rows }) => rows)].map(({ keyId }) => keyId);
      const ids = new Set([...known.map(({ id }) => id), ...used.filter((id) => id !== null)]);
      return [...ids].sort().map((keyId) => {
        const { live: liveTokens, total } = tokens.find((one) => one.keyId === keyId) ?? {
          live: 0,
          total: 0,
        };
        const others = counts.map(({ name, rows }) => [
          name,
          rows.find((row) => row.keyId === keyId)?.total ?? 0,
        ]);
        return {
          keyId,
          since: known.find(({ id }) => id === keyId)?.createdAt ?? null,
          liveTokens,
          deadTokens: total - liveTokens,
          ...(Object.fromEntries(others) as Record<keyof typeof tables, number>),
        };
      });
    });
  }

  /**
   * Adds a key in one transaction, which nobody else can do meanwhile, and tells every process.
   *
   * @param add - makes the key from the ids that the database knows, and keeps it: where this
   *   throws, or the commit fails, the database does not know it. May be called twice
   */
  addKey(
    add: (knownIds: readonly string[]) => typeof encryptionKeys.$inferInsert,
    entryOf: (keyId: string) => AuditEntry,
  ): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      await queries.execute(sql`lock table ${encryptionKeys} in share row exclusive mode`);
      const known = await queries.select({ id: encryptionKeys.id }).from(encryptionKeys);
      const row = add(known.map(({ id }) => id));
      await queries.insert(encryptionKeys).values(row);
      effects.record(entryOf(row.id));
      effects.changed('encryption-keys');
    });
  }

  /** Writes down how a run ended. */
  recordEnd(entry: AuditEntry): Promise<void> {
    return this.#database.write((_queries, effects) => {
      effects.record(entry);
      return Promise.resolve();
    });
  }
}
