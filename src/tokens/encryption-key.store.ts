import { and, eq, inArray } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { encryptionKeys } from '../db/schema.js';
import {
  keyCheckValue,
  STORED_FORMS,
  type EncryptionKey,
  type StoredForm,
} from '../platform/crypto.js';
import { StartupError } from '../platform/errors.js';
import type { KeyForms } from './key-ring.js';

/** What the database knows of encryption keys: that they exist, and their forms. */
export class EncryptionKeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Compares the keys at hand with those the database was written with, and adds new ones. What a new
   * key protects is `BOUND` from the beginning.
   *
   * @throws StartupError when a key at hand differs from the one first used under its id: writing
   *   with it would leave tokens that nobody could open
   */
  async check(keys: readonly EncryptionKey[], now: Date): Promise<KeyForms> {
    const values = keys.map((key) => ({
      id: key.id,
      checkValue: keyCheckValue(key, 'BOUND'),
      createdAt: now,
    }));
    const forms = await this.#database.write(async (queries) => {
      if (values.length > 0)
        await queries.insert(encryptionKeys).values(values).onConflictDoNothing();
      return formsOf(keys, await queries.select().from(encryptionKeys));
    });
    for (const { id } of keys) if (!forms.has(id)) throw wrongKey(id);
    return forms;
  }

  /**
   * The forms of keys at hand. A key that the database does not know, or knows with another check value,
   * is left out: nobody without the key can bring back the older form.
   */
  forms(keys: readonly EncryptionKey[]): Promise<KeyForms> {
    return this.#database.read(async (queries) =>
      formsOf(keys, await queries.select().from(encryptionKeys)),
    );
  }

  /** Takes keys from older forms to a newer one, and tells every process. */
  advance(
    keys: readonly EncryptionKey[],
    from: readonly StoredForm[],
    to: StoredForm,
  ): Promise<void> {
    return this.#database.write(async (queries, effects) => {
      for (const key of keys) {
        const older = from.map((form) => keyCheckValue(key, form));
        const rows = await queries
          .update(encryptionKeys)
          .set({ checkValue: keyCheckValue(key, to) })
          .where(and(eq(encryptionKeys.id, key.id), inArray(encryptionKeys.checkValue, older)))
          .returning({ id: encryptionKeys.id });
        if (rows.length > 0) effects.changed('encryption-keys');
      }
    });
  }
}

function formsOf(
  keys: readonly EncryptionKey[],
  rows: readonly (typeof encryptionKeys.$inferSelect)[],
): KeyForms {
  return new Map(
    keys.flatMap((key) => {
      const checkValue = rows.find(({ id }) => id === key.id)?.checkValue;
      const form = STORED_FORMS.find((one) => keyCheckValue(key, one) === checkValue);
      return form ? [[key.id, form] as const] : [];
    }),
  );
}

function wrongKey(id: string): StartupError {
  return new StartupError(
    `The encryption key "${id}" is not the one that this database was written with. Put the ` +
      `right key under "${id}" in TOKEN_ENCRYPTION_KEYS, or give the new key another id and keep ` +
      'the old one behind it.',
  );
}
