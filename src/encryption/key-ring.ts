import {
  keyCheckValue,
  STORED_FORMS,
  type EncryptionKey,
  type KeyCheck,
  type StoredForm,
} from '../platform/crypto.js';

/** The form that the database has for each key, by the key's id. */
export type KeyForms = ReadonlyMap<string, StoredForm>;

/** The oldest form that the database has for any key. */
export function oldestForm(forms: KeyForms): StoredForm {
  const present = new Set(forms.values());
  return STORED_FORMS.find((form) => present.has(form)) ?? 'BOUND';
}

/** Reads the keys as they are set now. */
type ReadKeys = () => readonly EncryptionKey[];

/** The encryption keys at hand, and the form in which the database keeps secrets under them. */
export class KeyRing {
  readonly #readKeys: ReadKeys | undefined;
  readonly #forms: Map<string, StoredForm>;
  #keys: readonly EncryptionKey[];

  /**
   * @param parts.keys - the first encrypts, all decrypt; at least one
   * @param parts.forms - what the database says of them; a key of which it says nothing is `BOUND`
   * @param parts.readKeys - reads keys that may change while the process runs; optional
   */
  constructor(parts: {
    keys: readonly EncryptionKey[];
    forms: KeyForms;
    readKeys?: ReadKeys | undefined;
  }) {
    this.#keys = parts.keys;
    this.#forms = new Map(parts.forms);
    this.#readKeys = parts.readKeys;
  }

  /** All keys at hand, the one that encrypts first. */
  get keys(): readonly EncryptionKey[] {
    return this.#keys;
  }

  /** The ids of {@link keys}. */
  get ids(): readonly string[] {
    return this.#keys.map(({ id }) => id);
  }

  /** The key that encrypts. */
  get first(): EncryptionKey {
    const [first] = this.#keys;
    if (!first) throw new Error('The gateway needs at least one encryption key.');
    return first;
  }

  /**
   * The form in which secrets are written and read. The first key decides. A `LEGACY` key behind a
   * newer one makes it `MOVING`: rows of both forms exist then.
   */
  get form(): StoredForm {
    if (this.formOf(this.first.id) === 'LEGACY') return 'LEGACY';
    return this.ids.every((id) => this.formOf(id) === 'BOUND') ? 'BOUND' : 'MOVING';
  }

  /**
   * What the database must still say when a secret is written in the `LEGACY` form or converted
   * from it; `undefined` once no key at hand allows that form.
   */
  get premise(): KeyCheck | undefined {
    const key = this.#keys.find(({ id }) => this.formOf(id) !== 'BOUND');
    return key && { id: key.id, checkValue: keyCheckValue(key, this.formOf(key.id)) };
  }

  /** The form of one key at hand. */
  formOf(keyId: string): StoredForm {
    return this.#forms.get(keyId) ?? 'BOUND';
  }

  /** Learns what the database says now. A key's form never goes back while the process runs. */
  learn(forms: KeyForms): void {
    for (const [id, form] of forms) {
      const known = this.#forms.get(id);
      if (known && STORED_FORMS.indexOf(known) > STORED_FORMS.indexOf(form)) continue;
      this.#forms.set(id, form);
    }
  }

  /** Reads the keys again and tells whether they changed. */
  refresh(): boolean {
    if (!this.#readKeys) return false;
    try {
      const keys = this.#readKeys();
      if (keys.map(({ id }) => id).join() === this.ids.join()) return false;
      this.#keys = keys;
      return true;
    } catch {
      // They cannot be read at the moment: the keys in memory stay in use.
      return false;
    }
  }

  /**
   * The key of that id. One that is missing may have been added meanwhile, so they are read again.
   */
  find(keyId: string): EncryptionKey | undefined {
    const byId = (): EncryptionKey | undefined => this.#keys.find(({ id }) => id === keyId);
    return byId() ?? (this.refresh() ? byId() : undefined);
  }
}
