import { and, asc, count, eq, gt, isNull, lte, min, sql } from 'drizzle-orm';

import type { Database, Queries } from '../../db/database.js';
import { requirePremise } from '../../db/tables/secret-premise.js';
import type { KeyCheck, NewSecret, StoredSecret } from '../../platform/crypto.js';
import type { RotationPosition, Shelf } from './rotation.js';
import { none, shelves, type ShelfColumns } from './secret-shelf.sql.js';

/** A row as it is stored. */
export interface SecretRow extends StoredSecret {
  readonly id: string;
  readonly agentId: string | null;
  /** The text that the row vouches for, in tables without a digest. */
  readonly vouchedText: string | null;
}

/** What became of one batch. */
export interface RenewedBatch {
  readonly reencrypted: number;
  /** The ids of rows that do not open or that no gateway wrote; they were left as they are. */
  readonly unreadable: readonly string[];
  /** How many rows another transaction was changing. Counted only if a premise was given. */
  readonly skipped: number;
  /** The last row of the batch, `undefined` when the key has no more that are free. */
  readonly lastId: string | undefined;
}

/** What a row should keep instead of what it keeps now. */
interface Renewal {
  readonly id: string;
  /** The ciphertext that is replaced: a row that has another one by now is left alone. */
  readonly replaces: Buffer | null;
  readonly renewed: NewSecret;
}

/** Replaces what rows keep of their secrets, beside gateways that write and read them. */
export class SecretRowStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** How many rows are under any of these keys; `null` stands for those that no key protects. */
  countUnder(keyIds: readonly (string | null)[]): Promise<number> {
    return this.#database.read(async (queries) => {
      let total = 0;
      for (const { table } of Object.values(shelves)) {
        for (const keyId of keyIds) total += await queries.$count(table, isUnder(table, keyId));
      }
      return total;
    });
  }

  /** The first key behind `keyId`, in the order of ids, that protects any row of a table. */
  async nextUsedKey(shelf: Shelf, keyId: string): Promise<string | undefined> {
    const { table } = shelves[shelf];
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
   * Renews the next rows of a key in one transaction, in the order of their ids.
   *
   * Rows that another transaction is changing are passed over, not waited for, so this can
   * never be part of a deadlock; a later pass finds them. No cache is told: a ciphertext read
   * before goes on being opened by the key it names.
   *
   * @param premise - what the database must say for rows of the older form to be taken over
   * @param renew - what a row is to keep; `undefined` when it does not open
   */
  renewBatch(
    position: RotationPosition,
    limit: number,
    premise: KeyCheck | undefined,
    renew: (row: SecretRow) => NewSecret | 'CURRENT' | undefined,
  ): Promise<RenewedBatch> {
    return this.#database.write(async (queries) => {
      await requirePremise(queries, { premise });
      const rows = await takeRows(queries, position, limit);
      const lastId = rows.at(-1)?.id;
      const upTo = rows.length < limit ? undefined : lastId;
      const all = premise ? await countRows(queries, position, upTo) : rows.length;
      const results = rows.map((row) => ({ row, renewed: renew(row) }));
      const renewals = results.flatMap(({ row, renewed }) =>
        renewed && renewed !== 'CURRENT' ? [{ id: row.id, replaces: row.ciphertext, renewed }] : [],
      );
      return {
        reencrypted: await replaceSecrets(queries, position.shelf, renewals),
        unreadable: results.flatMap(({ row, renewed }) => (renewed ? [] : [row.id])),
        skipped: Math.max(0, all - rows.length),
        lastId,
      };
    });
  }

  /** Replaces what one row keeps, unless that has changed since it was read. */
  replace(shelf: Shelf, renewal: Renewal): Promise<void> {
    return this.#database.write(async (queries) => {
      await requirePremise(queries, renewal.renewed);
      await replaceSecrets(queries, shelf, [renewal]);
    });
  }
}

/** Locks the batch's rows; readers, and whoever only refers to a row, do not notice. */
async function takeRows(
  queries: Queries,
  position: RotationPosition,
  limit: number,
): Promise<SecretRow[]> {
  const { table, agentId, digest, vouchedText } = shelves[position.shelf];
  const rows = await queries
    .select({
      id: table.id,
      agentId,
      digest,
      vouchedText,
      ciphertext: table.ciphertext,
      encryptionKeyId: table.encryptionKeyId,
    })
    .from(table)
    .where(isBehind(position, undefined))
    .orderBy(asc(table.id))
    .limit(limit)
    .for('no key update', { skipLocked: true });
  return rows as SecretRow[];
}

/** How many rows there are from a position on, up to and including an id. */
async function countRows(
  queries: Queries,
  position: RotationPosition,
  upTo: string | undefined,
): Promise<number> {
  const { table } = shelves[position.shelf];
  const rows = await queries.select({ total: count() }).from(table).where(isBehind(position, upTo));
  return rows[0]?.total ?? 0;
}

function isBehind({ shelf, keyId, id }: RotationPosition, upTo: string | undefined) {
  const { table } = shelves[shelf];
  return and(
    isUnder(table, keyId),
    id === null ? undefined : gt(table.id, id),
    upTo === undefined ? undefined : lte(table.id, upTo),
  );
}

function isUnder(table: ShelfColumns['table'], keyId: string | null) {
  return keyId === null ? isNull(table.encryptionKeyId) : eq(table.encryptionKeyId, keyId);
}

/** One statement for the whole batch; returns how many rows still kept what is replaced. */
async function replaceSecrets(
  queries: Queries,
  shelf: Shelf,
  renewals: readonly Renewal[],
): Promise<number> {
  if (renewals.length === 0) return 0;
  const { table, digest } = shelves[shelf];
  const values = JSON.stringify(
    renewals.map(({ id, replaces, renewed }) => ({
      id,
      replaces: replaces?.toString('base64') ?? null,
      ciphertext: renewed.ciphertext?.toString('base64') ?? null,
      digest: renewed.digest?.toString('base64') ?? null,
      key_id: renewed.encryptionKeyId,
    })),
  );
  const rows = await queries
    .update(table)
    .set({
      ciphertext: sql`decode(fresh.ciphertext, 'base64')`,
      encryptionKeyId: sql`fresh.key_id`,
      ...(digest === none ? {} : { digest: sql`decode(fresh.digest, 'base64')` }),
    })
    .from(
      sql`json_to_recordset(${values}::text::json)
        as fresh(id uuid, replaces text, ciphertext text, digest text, key_id text)`,
    )
    .where(
      and(
        eq(table.id, sql`fresh.id`),
        sql`${table.ciphertext} is not distinct from decode(fresh.replaces, 'base64')`,
      ),
    )
    .returning({ id: table.id });
  return rows.length;
}
