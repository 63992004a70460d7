import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import { keyCheckValue, type EncryptionKey, type RandomSource } from '../../platform/crypto.js';
import { encryptionKeyPair } from '../../platform/secrets/encryption-keys.js';
import { generateKey, type KeyFile } from '../key-file.js';
import type { KeyRing } from '../key-ring.js';
import { dependentsOf, type KeyUse } from '../key-use.js';
import type { StoredFormService } from '../stored-form.service.js';
import type { TokenVault } from '../vault.js';
import {
  SHELVES,
  type DueSecrets,
  type GeneratedKey,
  type RotationEnd,
  type RotationPosition,
  type RotationStep,
  type RotationSummary,
  type Shelf,
} from './rotation.js';
import type { KeyRotationStore } from './rotation.store.js';
import type { SecretRow, SecretRowStore } from './secret-row.store.js';

const WHOLE_RUN_BATCH = 500;

interface KeyRotationServiceParts {
  readonly store: KeyRotationStore;
  readonly rows: SecretRowStore;
  readonly forms: StoredFormService;
  readonly ring: KeyRing;
  readonly vault: TokenVault;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly keyFile: KeyFile | undefined;
}

/**
 * Moves all stored secrets to the first encryption key, so that older ones can be dropped, and to
 * the bound form. A run is a sequence of steps, each complete in itself: it may stop after any of
 * them.
 */
export class KeyRotationService {
  readonly #parts: KeyRotationServiceParts;

  /** @param parts.keyFile - where generated keys are kept; `undefined` where they are a setting */
  constructor(parts: KeyRotationServiceParts) {
    this.#parts = parts;
  }

  /** All keys, the one that encrypts first. */
  async list(): Promise<KeyUse[]> {
    const loads = await this.#parts.store.loads(this.#parts.clock.now());
    const { ids, first } = this.#parts.ring;
    const uses = loads.map(({ keyId, ...load }) => ({
      id: keyId,
      isAtHand: ids.includes(keyId),
      isFirst: keyId === first.id,
      form: ids.includes(keyId) ? this.#parts.ring.formOf(keyId) : null,
      ...load,
    }));
    return uses.sort((a, b) => Number(b.isFirst) - Number(a.isFirst));
  }

  /**
   * Makes a new key. Where the keys are the gateway's own file, it is first from now on; where they
   * are a setting, nothing changes before somebody sets it.
   */
  async generate(actor: Actor): Promise<GeneratedKey> {
    const file = this.#parts.keyFile;
    if (!file) {
      const known = (await this.list()).map(({ id }) => id);
      const key = generateKey(new Set([...known, ...this.#parts.ring.ids]), this.#parts.random);
      return { keyId: key.id, file: null, pair: encryptionKeyPair(key) };
    }
    const at = this.#parts.clock.now();
    let kept: EncryptionKey | undefined;
    const keep = (knownIds: readonly string[]): EncryptionKey => {
      const taken = [...knownIds, ...file.read().map(({ id }) => id)];
      const key = generateKey(new Set(taken), this.#parts.random);
      file.prepend(key);
      return key;
    };
    await this.#parts.store.addKey(
      (knownIds) => {
        // A transaction that is run once more adds the key that is in the file by then.
        kept ??= keep(knownIds);
        return { id: kept.id, checkValue: keyCheckValue(kept, 'BOUND'), createdAt: at };
      },
      (keyId) => ({
        at,
        action: 'ENCRYPTION_KEY_ADDED',
        actor,
        agentName: null,
        tokenId: null,
        details: { keyId },
      }),
    );
    this.#parts.ring.refresh();
    return { keyId: this.#parts.ring.first.id, file: file.path, pair: null };
  }

  /** How many secrets a run that begins now has to re-encrypt. */
  async countDue(): Promise<DueSecrets> {
    await this.#parts.forms.confirm();
    const { id } = this.#parts.ring.first;
    const form = this.#parts.ring.formOf(id);
    const ofFirst = form === 'BOUND' ? 0 : await this.#parts.rows.countUnder([id]);
    return { secrets: ofFirst + (await this.#countLeft()), isExact: form !== 'MOVING' };
  }

  /**
   * Renews the next secrets that are not under the first key, dead ones too; while the database
   * moves to the bound form, all that are not in that form either. The first step of a pass begins
   * that move.
   *
   * @param from - `next` of the step before; `null` begins a pass
   * @param limit - how many at most; they are locked against changes meanwhile
   */
  async step(from: RotationPosition | null, limit: number): Promise<RotationStep> {
    const isBeginning = !from || this.#parts.ring.form === 'LEGACY';
    if (isBeginning && this.#isMoving) await this.#parts.forms.beginMove();
    const { premise, first } = this.#parts.ring;
    let skipped = 0;
    let position = from ?? (await this.#firstOf(SHELVES[0]));
    while (position) {
      const { shelf, keyId } = position;
      const batch = await this.#parts.rows.renewBatch(position, limit, premise, (row) =>
        this.#renew(shelf, row),
      );
      skipped += batch.skipped;
      if (batch.lastId !== undefined) {
        return {
          reencrypted: batch.reencrypted,
          unreadable: batch.unreadable,
          unreadableUnderOlderKeys: keyId === first.id ? 0 : batch.unreadable.length,
          skipped,
          next: { shelf, keyId, id: batch.lastId },
          left: null,
        };
      }
      position = await this.#nextKey(shelf, keyId ?? '');
    }
    const nothing = { reencrypted: 0, unreadable: [], unreadableUnderOlderKeys: 0 };
    return { ...nothing, skipped, next: null, left: await this.#countLeft() };
  }

  /** A whole run at once, for a database that no other process uses. */
  async moveAll(actor: Actor): Promise<RotationEnd> {
    let [reencrypted, unreadable] = [0, 0];
    let step: RotationStep | undefined;
    do {
      step = await this.step(step?.next ?? null, WHOLE_RUN_BATCH);
      reencrypted += step.reencrypted;
      unreadable += step.unreadable.length;
    } while (step.next);
    return this.end({ outcome: 'COMPLETED', reencrypted, unreadable }, actor);
  }

  /**
   * Ends a run: if it was complete, the older form is not accepted any more. Writes the end to the
   * audit log and says what is left.
   */
  async end(summary: RotationSummary, actor: Actor): Promise<RotationEnd> {
    const keyId = this.#parts.ring.first.id;
    const remaining = (await this.list()).filter((key) => !key.isFirst && dependentsOf([key]) > 0);
    const { outcome, form } = await this.#conclude(summary.outcome, remaining);
    const said = { ...summary, outcome };
    await this.#parts.store.recordEnd({
      at: this.#parts.clock.now(),
      action: 'ENCRYPTION_KEY_ROTATED',
      actor,
      agentName: null,
      tokenId: null,
      details: {
        keyId,
        form,
        ...said,
        remaining: dependentsOf(remaining.filter((key) => key.isAtHand)),
        keyMissing: dependentsOf(remaining.filter((key) => !key.isAtHand)),
      },
    });
    return { keyId, form, ...said, remaining };
  }

  /**
   * A live token whose key is missing works by its plain digest alone, and nobody could use it once
   * that is not accepted any more: then the move waits for the key, or for the token's end.
   */
  async #conclude(
    outcome: RotationSummary['outcome'],
    remaining: readonly KeyUse[],
  ): Promise<Pick<RotationEnd, 'outcome' | 'form'>> {
    const form = await this.#parts.forms.confirm();
    if (outcome !== 'COMPLETED' || form === 'BOUND') return { outcome, form };
    const isNeeded = remaining.some((key) => !key.isAtHand && key.liveTokens > 0);
    if (isNeeded) return { outcome: 'INCOMPLETE', form };
    return { outcome, form: await this.#parts.forms.endMove() };
  }

  #renew(table: Shelf, row: SecretRow) {
    const { id, agentId, vouchedText } = row;
    return this.#parts.vault.renew({ table, id, agentId }, row, vouchedText);
  }

  #countLeft(): Promise<number> {
    const older: (string | null)[] = this.#parts.ring.ids.filter(
      (id) => id !== this.#parts.ring.first.id,
    );
    return this.#parts.rows.countUnder(this.#isMoving ? [...older, null] : older);
  }

  get #isMoving(): boolean {
    return this.#parts.ring.form !== 'BOUND';
  }

  #firstOf(shelf: Shelf): Promise<RotationPosition | undefined> {
    if (this.#isMoving) return Promise.resolve({ shelf, keyId: null, id: null });
    return this.#nextKey(shelf, '');
  }

  /** The beginning of the next key at hand whose rows are to be renewed. */
  async #nextKey(shelf: Shelf, behind: string): Promise<RotationPosition | undefined> {
    let keyId = await this.#parts.rows.nextUsedKey(shelf, behind);
    while (keyId !== undefined) {
      const isDue = this.#isMoving || keyId !== this.#parts.ring.first.id;
      if (isDue && this.#parts.ring.ids.includes(keyId)) return { shelf, keyId, id: null };
      keyId = await this.#parts.rows.nextUsedKey(shelf, keyId);
    }
    const next = SHELVES[SHELVES.indexOf(shelf) + 1];
    return next && this.#firstOf(next);
  }
}
