import {
  open,
  seal,
  type EncryptionKey,
  type RandomSource,
  type SealedText,
} from '../platform/crypto.js';
import { serviceUnavailable } from '../platform/errors.js';

/** The keys as they are set now; none where they do not change while the process runs. */
type ReadKeys = () => readonly EncryptionKey[];
/** What a ciphertext holds, and what to do when it does not open; for messages. */
export interface SealedThing {
  readonly noun: string;
  readonly remedy: string;
}

const TOKEN: SealedThing = { noun: 'token', remedy: 'have a superuser generate a new token' };

/**
 * Seals secrets, such as those of integration tokens, for the database and opens them again. Each
 * ciphertext is bound to its row's id.
 */
export class TokenVault {
  readonly #random: RandomSource;
  readonly #readKeys: ReadKeys;
  #keys: readonly EncryptionKey[];

  /**
   * @param keys - the first encrypts, all decrypt; at least one
   * @param readKeys - where they may have changed since, to be looked at when one is missing
   */
  constructor(keys: readonly EncryptionKey[], random: RandomSource, readKeys: ReadKeys = () => []) {
    this.#keys = keys;
    this.#random = random;
    this.#readKeys = readKeys;
  }

  /** The id of the key that encrypts. */
  get currentKeyId(): string {
    return this.#current().id;
  }

  /** The ids of all keys at hand, the one that encrypts first. */
  get keyIds(): readonly string[] {
    return this.#keys.map((key) => key.id);
  }

  /** Takes over the keys as they are now. */
  refresh(): void {
    const keys = this.#readKeys();
    if (keys.length > 0) this.#keys = keys;
  }

  /** Encrypts a row's secret under the first key. */
  seal(rowId: string, secret: string): SealedText {
    return seal(this.#current(), secret, rowId, this.#random);
  }

  /** The same secret under the first key; `undefined` when it cannot be decrypted. */
  reseal(rowId: string, sealed: SealedText): SealedText | undefined {
    const key = this.#find(sealed.keyId);
    if (!key) return undefined;
    try {
      return this.seal(rowId, open(key, sealed.ciphertext, rowId));
    } catch {
      return undefined;
    }
  }

  /**
   * Decrypts a row's secret.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE`, reason `ENCRYPTION_KEY_MISSING` or
   *   `CIPHERTEXT_UNREADABLE`; a token itself stays valid for whoever holds it
   */
  open(rowId: string, sealed: SealedText, thing: SealedThing = TOKEN): string {
    const key = this.#find(sealed.keyId);
    if (!key) {
      throw serviceUnavailable(
        'ENCRYPTION_KEY_MISSING',
        `This ${thing.noun} was encrypted with the key "${sealed.keyId}", which ` +
          `TOKEN_ENCRYPTION_KEYS does not hold. Put that key back, or ${thing.remedy}.`,
      );
    }
    try {
      return open(key, sealed.ciphertext, rowId);
    } catch (cause) {
      throw serviceUnavailable(
        'CIPHERTEXT_UNREADABLE',
        `This ${thing.noun}'s ciphertext does not open with the key "${sealed.keyId}": it was ` +
          `changed or belongs to another database. Put it back from a backup, or ${thing.remedy}.`,
        { cause },
      );
    }
  }

  #current(): EncryptionKey {
    const [current] = this.#keys;
    if (!current) throw new Error('The vault needs at least one key.');
    return current;
  }

  #find(keyId: string): EncryptionKey | undefined {
    const byId = (): EncryptionKey | undefined => this.#keys.find((key) => key.id === keyId);
    const known = byId();
    if (known) return known;
    try {
      this.refresh();
    } catch {
      // They cannot be read just now: the ones in memory are what there is.
    }
    return byId();
  }
}
