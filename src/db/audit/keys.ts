import { deriveKey, type EncryptionKey } from '../../platform/crypto.js';

/** An encryption key at hand, with the key of audit events that is derived from it. */
export interface AuditKey extends EncryptionKey {
  readonly auditKey: Buffer;
}

/** The keys at hand under which audit events are written and checked. */
export class AuditKeys {
  readonly #readKeys: () => readonly EncryptionKey[];
  #keys: readonly AuditKey[];
  #isLogKeyed = false;

  /**
   * @param keys - the first signs, all verify; none where no event is ever written to a keyed log
   * @param readKeys - returns the keys as they are now, where they may have changed since
   */
  constructor(keys: readonly EncryptionKey[], readKeys: () => readonly EncryptionKey[] = () => []) {
    this.#keys = keys.map(withAuditKey);
    this.#readKeys = readKeys;
  }

  /** Whether the database's log is known to be keyed, so that a plain lane in it is a forgery. */
  get isLogKeyed(): boolean {
    return this.#isLogKeyed;
  }

  /** All keys at hand, the one that signs first. */
  get all(): readonly AuditKey[] {
    return this.#keys;
  }

  /**
   * The key that signs.
   *
   * @throws Error where there is no key at all
   */
  get current(): AuditKey {
    const [current] = this.#keys;
    if (!current) throw new Error('A keyed audit log is only written with an encryption key.');
    return current;
  }

  /** The key of that id; reads the keys again where it is not known. */
  find(id: string): AuditKey | undefined {
    const byId = (): AuditKey | undefined => this.#keys.find((key) => key.id === id);
    const known = byId();
    if (known) return known;
    try {
      this.refresh();
    } catch {
      // They cannot be read just now: the ones in memory are what there is.
    }
    return byId();
  }

  /** Takes over the keys as they are now. */
  refresh(): void {
    const keys = this.#readKeys();
    if (keys.length > 0) this.#keys = keys.map(withAuditKey);
  }

  /** Notes that the log is keyed. A log that is keyed stays so. */
  markKeyed(): void {
    this.#isLogKeyed = true;
  }
}

function withAuditKey(key: EncryptionKey): AuditKey {
  return { ...key, auditKey: deriveKey(key, 'audit') };
}
