import { and, asc, count, eq, gt, inArray, min, sql } from 'drizzle-orm';

import type { AuditEntry } from '../db/audit-entry.js';
import type { Database, Queries } from '../db/database.js';
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
}

/** A place among the tokens of one key, in the order of their ids. */
export interface RotationPosition {
  readonly keyId: string;
  /** Tokens up to this id are behind us; `null` at the key's beginning. */
  readonly id: string | null;
}

/** What became of one batch. */
export interface ResealedBatch {
  readonly reencrypted: number;
  /** The ids of tokens whose ciphertext did not open; they were left as they are. */
  readonly unreadable: readonly string[];
  /** The last token of the batch, `undefined` when the key has no more that are free. */
  readonly lastId: string | undefined;
}

interface SealedRow {
  readonly id: string;
  readonly ciphertext: Buffer;
}

/** Re-encrypts tokens batch by batch, beside gateways that issue, revoke and read them. */
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
      const known = await queries.select().from(encryptionKeys);
      const ids = new Set([...known.map((key) => key.id), ...used.map((key) => key.keyId)]);
      return [...ids].sort().map((keyId) => {
        const use = used.find((one) => one.keyId === keyId) ?? { live: 0, total: 0 };
        return {
          keyId,
          since: known.find((one) => one.id === keyId)?.createdAt ?? null,
          liveTokens: use.live,
          deadTokens: use.total - use.live,
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

  /** How many tokens are still encrypted under any of these keys. */
  countUnder(keyIds: readonly string[]): Promise<number> {
    return this.#database.read((queries) =>
      queries.$count(integrationTokens, inArray(integrationTokens.encryptionKeyId, [...keyIds])),
    );
  }

  /** The first key behind `keyId`, in the order of ids, that encrypts any token. */
  async nextUsedKey(keyId: string): Promise<string | undefined> {
    // One probe of the index per key, where "select distinct" would read all of it.
    const rows = await this.#database.read((queries) =>
      queries
        .select({ keyId: min(integrationTokens.encryptionKeyId) })
        .from(integrationTokens)
        .where(gt(integrationTokens.encryptionKeyId, keyId)),
    );
    return rows[0]?.keyId ?? undefined;
  }

  /**
   * Re-encrypts the next tokens of a key in one transaction, in the order of their ids.
   *
   * Tokens that another transaction is changing are passed over, not waited for, so this can
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
    const { keyId } = position;
    return this.#database.write(async (queries) => {
      const rows = await takeRows(queries, position, limit);
      const fresh = rows.map(({ id, ciphertext }) => ({
        id,
        sealed: reseal(id, { keyId, ciphertext }),
      }));
      const done = fresh.flatMap(({ id, sealed }) => (sealed ? [{ id, sealed }] : []));
      return {
        reencrypted: await replaceCiphertexts(queries, keyId, done),
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

/** Locks the batch's rows; readers, and whoever only refers to a token, do not notice. */
function takeRows(
  queries: Queries,
  { keyId, id }: RotationPosition,
  limit: number,
): Promise<SealedRow[]> {
  return queries
    .select({ id: integrationTokens.id, ciphertext: integrationTokens.ciphertext })
    .from(integrationTokens)
    .where(
      and(
        eq(integrationTokens.encryptionKeyId, keyId),
        id === null ? undefined : gt(integrationTokens.id, id),
      ),
    )
    .orderBy(asc(integrationTokens.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
}

/** One statement for the whole batch; a row that is no longer under `keyId` keeps what it has. */
async function replaceCiphertexts(
  queries: Queries,
  keyId: string,
  fresh: readonly { id: string; sealed: SealedText }[],
): Promise<number> {
  const [first] = fresh;
  if (!first) return 0;
  const values = JSON.stringify(
    fresh.map(({ id, sealed }) => ({ id, ciphertext: sealed.ciphertext.toString('base64') })),
  );
  const rows = await queries
    .update(integrationTokens)
    .set({
      ciphertext: sql`decode(fresh.ciphertext, 'base64')`,
      encryptionKeyId: first.sealed.keyId,
    })
    .from(sql`json_to_recordset(${values}::text::json) as fresh(id uuid, ciphertext text)`)
    .where(
      and(eq(integrationTokens.id, sql`fresh.id`), eq(integrationTokens.encryptionKeyId, keyId)),
    )
    .returning({ id: integrationTokens.id });
  return rows.length;
}
