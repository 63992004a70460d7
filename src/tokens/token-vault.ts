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

/**
 * Seals the secrets of integration tokens for the database and opens them again. Each ciphertext
 * is bound to its row's id.
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

  /** Encrypts a token's secret under the first key. */
  seal(tokenId: string, secret: string): SealedText {
    return seal(this.#current(), secret, tokenId, this.#random);
  }

  /** The same secret under the first key; `undefined` when it cannot be decrypted. */
  reseal(tokenId: string, sealed: SealedText): SealedText | undefined {
    const key = this.#find(sealed.keyId);
    if (!key) return undefined;
    try {
      return this.seal(tokenId, open(key, sealed.ciphertext, tokenId));
    } catch {
      return undefined;
    }
  }

  /**
   * Decrypts a token's secret.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE`, reason `ENCRYPTION_KEY_MISSING` or
   *   `CIPHERTEXT_UNREADABLE`; the token itself stays valid for whoever holds it
   */
  open(tokenId: string, sealed: SealedText): string {
    const key = this.#find(sealed.keyId);
    if (!key) {
      throw serviceUnavailable(
        'ENCRYPTION_KEY_MISSING',
        `This token was encrypted with the key "${sealed.keyId}", which TOKEN_ENCRYPTION_KEYS ` +
          'does not hold. Put that key back, or have a superuser generate a new token.',
      );
    }
    try {
      return open(key, sealed.ciphertext, tokenId);
    } catch (cause) {
      throw serviceUnavailable(
        'CIPHERTEXT_UNREADABLE',
        `This token's ciphertext does not open with the key "${sealed.keyId}": it was changed or ` +
          'belongs to another database. Have a superuser generate a new token.',
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
