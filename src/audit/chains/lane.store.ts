import { asc, desc, eq, sql } from 'drizzle-orm';

import { emptyLane, isLaneSigned, LANES, signLane, type LaneRow } from '../../db/audit/chain.js';
import type { AuditKey, AuditKeys } from '../../db/audit/keys.js';
import type { Database, Queries } from '../../db/database.js';
import { auditEvents, auditLanes } from '../../db/tables/audit.js';
import { agents, encryptionKeys, superusers, verifiers } from '../../db/tables/tokens.js';
import type { Clock } from '../../platform/clock.js';
import { keyCheckValue, type RandomSource, type StoredForm } from '../../platform/crypto.js';
import { openAuditKey, sealAuditKey } from './sealed-key.js';

/** Puts the lanes of the audit log under the encryption keys, and under newer ones. */
export class AuditLaneStore {
  readonly #database: Database;
  readonly #keys: AuditKeys;
  readonly #random: RandomSource;

  constructor(database: Database, keys: AuditKeys, random: RandomSource) {
    this.#database = database;
    this.#keys = keys;
    this.#random = random;
  }

  /**
   * Makes the lanes of a database that nothing was ever written to, all signed. The key that signs
   * is written down by the same transaction: from then on a missing lane is one that was removed.
   */
  async openNewLog(clock: Clock): Promise<void> {
    if (await this.#database.read(isUsed)) return;
    await this.#database.write(async (queries) => {
      await queries.execute(sql`lock table ${encryptionKeys} in share row exclusive mode`);
      if (await isUsed(queries)) return;
      const { current } = this.#keys;
      const checkValue = keyCheckValue(current, 'BOUND');
      await queries
        .insert(encryptionKeys)
        .values({ id: current.id, checkValue, createdAt: clock.now() });
      await queries.insert(auditLanes).values(allLanes().map((row) => signLane(this.#keys, row)));
    });
  }

  /**
   * Finds out at a start whether the log is keyed, and lets the first key take over from older
   * ones. A plain log stays plain: gateways of the version before may be writing to it.
   *
   * @param form - the form in which the database keeps secrets; none but `LEGACY` has a plain log
   */
  async prepare(form: StoredForm): Promise<void> {
    const lanes = await this.#database.read((queries) => queries.select().from(auditLanes));
    if (form !== 'LEGACY' || lanes.some((row) => row.keyId !== null)) this.#keys.markKeyed();
    // The embedded database has one process, so no older gateway writes to it.
    else if (this.#database.kind === 'embedded') await this.keyLog();
    if (this.#keys.isLogKeyed) await this.#takeOver({ fromNewerKeys: false });
  }

  /**
   * Puts every lane of a plain log under the first key; in a keyed log, lets the first key take
   * over from all others. To be called when the operator has made a key the first one.
   */
  async useFirstKey(): Promise<void> {
    this.#keys.refresh();
    if (!this.#keys.isLogKeyed) await this.keyLog();
    await this.#takeOver({ fromNewerKeys: true });
  }

  /**
   * Signs the lanes of a plain log and makes the missing ones, at one instant for all. From then on
   * gateways of versions that know no keys must not write to the database.
   */
  async keyLog(): Promise<void> {
    await this.#database.write(async (queries) => {
      await queries.execute(sql`lock table ${auditLanes} in share row exclusive mode`);
      const rows = await queries.select().from(auditLanes);
      if (rows.some((row) => row.keyId !== null)) return;
      const newest = await Promise.all(allLanes().map(({ lane }) => newestEvent(queries, lane)));
      // Signing would hide that somebody took the signatures away.
      if (newest.some((event) => event?.keyId)) return;
      for (const empty of allLanes()) {
        const row = rows.find(({ lane }) => lane === empty.lane);
        // A lane that was removed, and left events behind: the next one says that.
        if (!row && newest[empty.lane]) continue;
        const signed = signLane(this.#keys, row ?? empty);
        const target = auditLanes.lane;
        await queries.insert(auditLanes).values(signed).onConflictDoUpdate({ target, set: signed });
      }
    });
    this.#keys.markKeyed();
  }

  /**
   * Signs lanes anew that another key at hand signed, and seals the audit keys of the others under
   * the first key: their events can be verified when they themselves are gone.
   *
   * @param options.fromNewerKeys - whether the first key may also take over from a key that the
   *   database saw later: while keys are being exchanged, a gateway that has not heard of it starts
   */
  async #takeOver({ fromNewerKeys }: { fromNewerKeys: boolean }): Promise<void> {
    const isDone = await this.#database.read(async (queries) => {
      const { id } = this.#keys.current;
      const lanes = await queries.select({ keyId: auditLanes.keyId }).from(auditLanes);
      const known = await queries
        .select({ id: encryptionKeys.id, by: encryptionKeys.auditKeySealedBy })
        .from(encryptionKeys);
      const isSigned = lanes.every(({ keyId }) => keyId === id);
      if (!isSigned || known.some(({ by }) => by && by !== id)) return false;
      const open = this.#keys.all.filter((key) =>
        known.some((row) => row.id === key.id && !row.by),
      );
      return !fromNewerKeys || (await this.#writers(queries, open)).length === 0;
    });
    if (isDone) return;
    await this.#database.write(async (queries) => {
      // Keys are locked before lanes in every transaction that needs both, because adding a key, or
      // writing a secret under one, is recorded in a lane afterwards.
      await queries.execute(sql`lock table ${encryptionKeys} in share row exclusive mode`);
      const known = await queries
        .select()
        .from(encryptionKeys)
        .orderBy(asc(encryptionKeys.id))
        .for('update');
      const { current } = this.#keys;
      const since = (id: string): number =>
        known.find((row) => row.id === id)?.createdAt.getTime() ?? 0;
      const replaced = this.#keys.all.filter(
        ({ id }) => id !== current.id && (fromNewerKeys || since(id) <= since(current.id)),
      );
      const signers = await this.#signAnew(queries, replaced);
      const writers = fromNewerKeys ? await this.#writers(queries, replaced) : [];
      for (const { id } of writers) signers.add(id);
      await this.#sealAnew(queries, known, { replaced, signers });
    });
  }

  /** Those of the keys, the first one left out, under which there are events. */
  async #writers(queries: Queries, keys: readonly AuditKey[]): Promise<AuditKey[]> {
    const writers: AuditKey[] = [];
    for (const key of keys.filter(({ id }) => id !== this.#keys.current.id)) {
      const rows = await queries
        .select({ one: sql`1` })
        .from(auditEvents)
        .where(eq(auditEvents.keyId, key.id))
        .limit(1);
      if (rows.length > 0) writers.push(key);
    }
    return writers;
  }

  /** @returns the ids of the keys that had signed lanes */
  async #signAnew(queries: Queries, replaced: readonly AuditKey[]): Promise<Set<string>> {
    const rows = await queries
      .select()
      .from(auditLanes)
      .orderBy(asc(auditLanes.lane))
      .for('no key update');
    const signers = new Set<string>();
    for (const row of rows) {
      const signer = replaced.find(({ id }) => id === row.keyId);
      if (!signer || !isLaneSigned(this.#keys, row)) continue;
      signers.add(signer.id);
      await queries
        .update(auditLanes)
        .set(signLane(this.#keys, row))
        .where(eq(auditLanes.lane, row.lane));
    }
    return signers;
  }

  async #sealAnew(
    queries: Queries,
    known: readonly (typeof encryptionKeys.$inferSelect)[],
    { replaced, signers }: { replaced: readonly AuditKey[]; signers: ReadonlySet<string> },
  ): Promise<void> {
    const { current } = this.#keys;
    for (const row of known) {
      const sealer = replaced.find(({ id }) => id === row.auditKeySealedBy);
      const auditKey = signers.has(row.id)
        ? replaced.find(({ id }) => id === row.id)?.auditKey
        : sealer && openAuditKey(row, sealer);
      const sealed =
        row.id === current.id
          ? // The first key's own must not be open to holders of the keys that it took over from.
            sealer && { auditKeyCiphertext: null, auditKeySealedBy: null }
          : auditKey && sealAuditKey({ id: row.id, auditKey }, current, this.#random);
      if (!sealed) continue;
      await queries.update(encryptionKeys).set(sealed).where(eq(encryptionKeys.id, row.id));
    }
  }
}

function allLanes(): LaneRow[] {
  return Array.from({ length: LANES }, (_, lane) => emptyLane(lane));
}

async function newestEvent(queries: Queries, lane: number) {
  const [event] = await queries
    .select({ keyId: auditEvents.keyId })
    .from(auditEvents)
    .where(eq(auditEvents.lane, lane))
    .orderBy(desc(auditEvents.sequence))
    .limit(1);
  return event;
}

/** Whether anything was ever written to the database. */
async function isUsed(queries: Queries): Promise<boolean> {
  for (const table of [encryptionKeys, auditLanes, auditEvents, agents, superusers, verifiers]) {
    const rows = await queries
      .select({ one: sql`1` })
      .from(table)
      .limit(1);
    if (rows.length > 0) return true;
  }
  return false;
}
