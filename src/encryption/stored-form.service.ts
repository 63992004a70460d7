import type { ChangeWatch } from '../db/changes/watch.js';
import type { StoredForm } from '../platform/crypto.js';
import type { KeyRing } from './key-ring.js';
import type { EncryptionKeyStore } from './key.store.js';

interface StoredFormServiceParts {
  readonly ring: KeyRing;
  readonly store: EncryptionKeyStore;
  readonly changes: ChangeWatch;
}

/** Keeps this process's {@link KeyRing} up to date with what the database says of the keys. */
export class StoredFormService {
  readonly #parts: StoredFormServiceParts;

  constructor(parts: StoredFormServiceParts) {
    this.#parts = parts;
    parts.changes.watch('encryption-keys', () => {
      this.#parts.ring.refresh();
      // What needs the form exactly asks for it; and a gap in the feed ends with another change.
      this.confirm().catch(() => undefined);
    });
  }

  /** Asks the database in which form secrets are kept now. */
  async confirm(): Promise<StoredForm> {
    this.#parts.ring.learn(await this.#parts.store.forms(this.#parts.ring.keys));
    return this.#parts.ring.form;
  }

  /** Writes everything in the newer form from now on, in all processes; both forms are read. */
  async beginMove(): Promise<StoredForm> {
    await this.#parts.store.advance(this.#parts.ring.keys, ['LEGACY'], 'MOVING');
    return this.confirm();
  }

  /** Reads and writes the newer form alone from now on, in all processes. */
  async endMove(): Promise<StoredForm> {
    await this.#parts.store.advance(this.#parts.ring.keys, ['LEGACY', 'MOVING'], 'BOUND');
    return this.confirm();
  }
}
