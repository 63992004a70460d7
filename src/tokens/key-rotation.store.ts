import { and, asc, count, eq, gt, inArray, min, sql } from 'drizzle-orm';

import type { AuditEntry } from '../db/audit-entry.js';
import type { Database, Queries } from '../db/database.js';
import { googleConnections } from '../db/google-schema.js';
import { encryptionKeys, integrationTokens } from '../db/schema.js';
import type { SealedText } from '../platform/crypto.js';

/** What an encryption key protects. */
export interface KeyLoad {
  readonly keyId: string;
  /** When the database first saw the key. */
  readonly since: Date | null;
  readonly liveTokens: number;
  /** Expired and revoked ones. */
  readonly deadTokens: number;
  readonly googleConnections: number;
}

/** The tables whose rows are sealed, in the order in which a run goes through them. */
export const SHELVES = ['integrationTokens', 'googleConnections'] as const;

/** See {@link SHELVES}. */
export type Shelf = (typeof SHELVES)[number];

/** A place among the rows of one key in one table, in the order of their ids. */
export interface RotationPosition {
  readonly shelf: Shelf;
  readonly keyId: string;
  /** Rows up to this id are behind us; `null` at the key's beginning. */
  readonly id: string | null;
}

/** What became of one batch. */
export interface ResealedBatch {
  readonly reencrypted: number;
  /** The ids of rows whose ciphertext did not open; they were left as they are. */
  readonly unreadable: readonly string[];
  /** The last row of the batch, `undefined` when the key has no more that are free. */
  readonly lastId: string | undefined;
}

/** The tables as one type: of the columns, only those are used that both have. */
const tables = {
  integrationTokens,
  googleConnections: googleConnections as unknown as typeof integrationTokens,
} satisfies Record<Shelf, typeof integrationTokens>;

interface SealedRow {
  readonly id: string;
  readonly ciphertext: Buffer;
}

/** Re-encrypts secrets batch by batch, beside gateways that write and read them. */
export class KeyRotationStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Every key that the database knows, whether or not it is at hand, and what it protects. */
  loads(now: Date): Promise<KeyLoad[]> {
    return this.#database.read(async (queries) => {
      const live = sql<number>`count(*) filter (where ${integrationTokens.revokedAt} is null
        and ${integrationTokens.expiresAt} > ${now.toISOString()}::timestamptz)`.mapWith(Number);
      const used = await queries
        .select({ keyId: integrationTokens.encryptionKeyId, live, total: count() })
        .from(integrationTokens)
        .groupBy(integrationTokens.encryptionKeyId);
      const connections = await queries
        .select({ keyId: googleConnections.encryptionKeyId, total: count() })
        .from(googleConnections)
        .groupBy(googleConnections.encryptionKeyId);
      const known = await queries.select().from(encryptionKeys);
      const ids = new Set([
        ...known.map((key) => key.id),
        ...[...used, ...connections].map((key) => key.keyId),
      ]);
      return [...ids].sort().map((keyId) => {
        const use = used.find((one) => one.keyId === keyId) ?? { live: 0, total: 0 };
        return {
          keyId,
          since: known.find((one) => one.id === keyId)?.createdAt ?? null,
          liveTokens: use.live,
          deadTokens: use.total - use.live,
          googleConnections: connections.find((one) => one.keyId === keyId)?.total ?? 0,
        };
      });
    });
  }

  /**
   * Adds a key in one transaction, which nobody else can do meanwhile.
   *
   * @param add - makes the key from the ids that the database knows, and keeps it: where this
   *   throws, or the commit fails, the database does not know it
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
    });
  }

  /** How many rows are still encrypted under any of these keys. */
  countUnder(keyIds: readonly string[]): Promise<number> {
    return this.#database.read(async (queries) => {
      let total = 0;
      for (const table of Object.values(tables)) {
        total += await queries.$count(table, inArray(table.encryptionKeyId, [...keyIds]));
      }
      return total;
    });
  }

  /** The first key behind `keyId`, in the order of ids, that encrypts any row of a table. */
  async nextUsedKey(shelf: Shelf, keyId: string): Promise<string | undefined> {
    const table = tables[shelf];
    // One probe of the index per key, where "select distinct" would read all of it.
    const rows = await this.#database.read((queries) =>
      queries
        .select({ keyId: min(table.encryptionKeyId) })
        .from(table)
        .where(gt(table.encryptionKeyId, keyId)),
    );
    return rows[0]?.keyId ?? undefined;
  }

  /**
   * Re-encrypts the next rows of a key in one transaction, in the order of their ids.
   *
   * Rows that another transaction is changing are passed over, not waited for, so this can
   * never be part of a deadlock; a later pass finds them. No cache is told: a ciphertext read
   * before goes on being opened by the key it names.
   *
   * @param reseal - the same secret under the current key, or `undefined` when it does not open
   */
  resealBatch(
    position: RotationPosition,
    limit: number,
    reseal: (id: string, sealed: SealedText) => SealedText | undefined,
  ): Promise<ResealedBatch> {
    const { keyId, shelf } = position;
    return this.#database.write(async (queries) => {
      const rows = await takeRows(queries, position, limit);
      const fresh = rows.map(({ id, ciphertext }) => ({
        id,
        sealed: reseal(id, { keyId, ciphertext }),
      }));
      const done = fresh.flatMap(({ id, sealed }) => (sealed ? [{ id, sealed }] : []));
      return {
        reencrypted: await replaceCiphertexts(queries, { keyId, shelf }, done),
        unreadable: fresh.flatMap(({ id, sealed }) => (sealed ? [] : [id])),
        lastId: rows.at(-1)?.id,
      };
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

/** Locks the batch's rows; readers, and whoever only refers to a row, do not notice. */
function takeRows(
  queries: Queries,
  { shelf, keyId, id }: RotationPosition,
  limit: number,
): Promise<SealedRow[]> {
  const table = tables[shelf];
  return queries
    .select({ id: table.id, ciphertext: table.ciphertext })
    .from(table)
    .where(and(eq(table.encryptionKeyId, keyId), id === null ? undefined : gt(table.id, id)))
    .orderBy(asc(table.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
}

/** One statement for the whole batch; a row that is no longer under `keyId` keeps what it has. */
async function replaceCiphertexts(
  queries: Queries,
  { keyId, shelf }: Pick<RotationPosition, 'keyId' | 'shelf'>,
  fresh: readonly { id: string; sealed: SealedText }[],
): Promise<number> {
  const [first] = fresh;
  if (!first) return 0;
  const values = JSON.stringify(
    fresh.map(({ id, sealed }) => ({ id, ciphertext: sealed.ciphertext.toString('base64') })),
  );
  const table = tables[shelf];
  const rows = await queries
    .update(table)
    .set({
      ciphertext: sql`decode(fresh.ciphertext, 'base64')`,
      encryptionKeyId: first.sealed.keyId,
    })
    .from(sql`json_to_recordset(${values}::text::json) as fresh(id uuid, ciphertext text)`)
    .where(and(eq(table.id, sql`fresh.id`), eq(table.encryptionKeyId, keyId)))
    .returning({ id: table.id });
  return rows.length;
}
