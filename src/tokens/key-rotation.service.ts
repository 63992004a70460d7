import type { Actor } from '../platform/actor.js';
import type { Clock } from '../platform/clock.js';
import { keyCheckValue, type RandomSource } from '../platform/crypto.js';
import { encryptionKeyPair } from '../platform/encryption-keys.js';
import { generateKey, type KeyFile } from './key-file.js';
import {
  SHELVES,
  type KeyRotationStore,
  type RotationPosition,
  type Shelf,
} from './key-rotation.store.js';
import type { TokenVault } from './token-vault.js';

export { SHELVES } from './key-rotation.store.js';

/** An encryption key and what it still protects. */
export interface KeyUse {
  readonly id: string;
  /** Whether `TOKEN_ENCRYPTION_KEYS` holds it, so that what it protects can be used. */
  readonly isAtHand: boolean;
  /** Whether new secrets are encrypted with it. */
  readonly isFirst: boolean;
  readonly liveTokens: number;
  /** Expired and revoked ones. */
  readonly deadTokens: number;
  /** Google accounts whose grant it protects. */
  readonly googleConnections: number;
  /** When the database first saw the key. */
  readonly since: Date | null;
}

/** What one batch did, and where the next begins. */
export interface RotationStep {
  readonly reencrypted: number;
  /** The ids of tokens and connections whose ciphertext does not open. They are left as they are. */
  readonly unreadable: readonly string[];
  /** `null` when the pass over all keys is over. */
  readonly next: RotationPosition | null;
  /**
   * How many secrets were still under older keys at hand when the pass was over: the unreadable
   * ones, those that another transaction was changing, and new ones of a gateway that encrypts
   * with an older key.
   */
  readonly left: number | null;
}

/** A key that was just made. */
export interface GeneratedKey {
  readonly keyId: string;
  /** The file that it stands first in now; `null` where the keys are a setting. */
  readonly file: string | null;
  /** For the setting, in its form, where the gateway cannot put it there itself. Secret. */
  readonly pair: string | null;
}

/** How a run came to its end. */
export const ROTATION_OUTCOMES = ['COMPLETED', 'INTERRUPTED', 'INCOMPLETE'] as const;

/** A run's account of itself. */
export interface RotationSummary {
  readonly outcome: (typeof ROTATION_OUTCOMES)[number];
  readonly reencrypted: number;
  readonly unreadable: number;
}

/** A run's account, and what it left. */
export interface RotationEnd extends RotationSummary {
  /** The key that everything was encrypted with. */
  readonly keyId: string;
  /** The other keys that still protect anything. */
  readonly remaining: readonly KeyUse[];
}

/**
 * Moves all stored secrets to the first encryption key, so that older ones can be dropped. A run is a
 * sequence of steps, each complete in itself: whoever runs it may stop after any of them.
 */
export class KeyRotationService {
  readonly #store: KeyRotationStore;
  readonly #vault: TokenVault;
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #keyFile: KeyFile | undefined;

  constructor(parts: {
    store: KeyRotationStore;
    vault: TokenVault;
    clock: Clock;
    random: RandomSource;
    /** Where the keys are kept; `undefined` where they are a setting. */
    keyFile: KeyFile | undefined;
  }) {
    this.#store = parts.store;
    this.#vault = parts.vault;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#keyFile = parts.keyFile;
  }

  /** All keys that are at hand or that the database has seen; the first one first. */
  async list(): Promise<KeyUse[]> {
    const loads = await this.#store.loads(this.#clock.now());
    const uses = loads.map(({ keyId, ...load }) => ({
      id: keyId,
      isAtHand: this.#vault.keyIds.includes(keyId),
      isFirst: keyId === this.#vault.currentKeyId,
      ...load,
    }));
    return uses.sort((a, b) => Number(b.isFirst) - Number(a.isFirst));
  }

  /**
   * Makes a new key. Where the keys are the gateway's own file, it is first from now on; where they
   * are a setting, nothing changes before somebody sets it.
   */
  async generate(actor: Actor): Promise<GeneratedKey> {
    const file = this.#keyFile;
    if (!file) {
      const known = (await this.list()).map(({ id }) => id);
      const key = generateKey(new Set([...known, ...this.#vault.keyIds]), this.#random);
      return { keyId: key.id, file: null, pair: encryptionKeyPair(key) };
    }
    const at = this.#clock.now();
    await this.#store.addKey(
      (knownIds) => {
        const kept = file.read().map(({ id }) => id);
        const key = generateKey(new Set([...knownIds, ...kept]), this.#random);
        file.prepend(key);
        return { id: key.id, checkValue: keyCheckValue(key, 'BOUND'), createdAt: at };
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
    this.#vault.refresh();
    return { keyId: this.#vault.currentKeyId, file: file.path, pair: null };
  }

  /**
   * Re-encrypts the next secrets that are not under the first key, dead ones too.
   *
   * @param from - `next` of the step before; `null` begins a pass
   * @param limit - how many at most; they are locked against changes meanwhile
   */
  async step(from: RotationPosition | null, limit: number): Promise<RotationStep> {
    let position = from ?? (await this.#nextKey(SHELVES[0], ''));
    while (position) {
      const { lastId, ...done } = await this.#store.resealBatch(position, limit, (id, sealed) =>
        this.#vault.reseal(id, sealed),
      );
      if (lastId !== undefined) {
        return { ...done, next: { ...position, id: lastId }, left: null };
      }
      position = await this.#nextKey(position.shelf, position.keyId);
    }
    const older = this.#vault.keyIds.filter((id) => id !== this.#vault.currentKeyId);
    return {
      reencrypted: 0,
      unreadable: [],
      next: null,
      left: await this.#store.countUnder(older),
    };
  }

  /** Writes the end of a run to the audit log and says what is left. */
  async end(summary: RotationSummary, actor: Actor): Promise<RotationEnd> {
    const keyId = this.#vault.currentKeyId;
    const remaining = (await this.list()).filter((key) => !key.isFirst && secretsUnder([key]) > 0);
    await this.#store.recordEnd({
      at: this.#clock.now(),
      action: 'ENCRYPTION_KEY_ROTATED',
      actor,
      agentName: null,
      tokenId: null,
      details: {
        keyId,
        ...summary,
        remaining: secretsUnder(remaining.filter((key) => key.isAtHand)),
        keyMissing: secretsUnder(remaining.filter((key) => !key.isAtHand)),
      },
    });
    return { keyId, ...summary, remaining };
  }

  /** The beginning of the next older key that is at hand and encrypts any row. */
  async #nextKey(shelf: Shelf, behind: string): Promise<RotationPosition | undefined> {
    let keyId = await this.#store.nextUsedKey(shelf, behind);
    while (keyId !== undefined) {
      const isOlder = keyId !== this.#vault.currentKeyId && this.#vault.keyIds.includes(keyId);
      if (isOlder) return { shelf, keyId, id: null };
      keyId = await this.#store.nextUsedKey(shelf, keyId);
    }
    const next = SHELVES[SHELVES.indexOf(shelf) + 1];
    return next && this.#nextKey(next, '');
  }
}

function secretsUnder(keys: readonly KeyUse[]): number {
  return keys.reduce(
    (sum, key) => sum + key.liveTokens + key.deadTokens + key.googleConnections,
    0,
  );
}
