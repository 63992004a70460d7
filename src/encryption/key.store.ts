import { and, eq, inArray } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { encryptionKeys } from '../db/tables/tokens.js';
import {
  keyCheckValue,
  STORED_FORMS,
  type EncryptionKey,
  type StoredForm,
} from '../platform/crypto.js';
import { StartupError } from '../platform/errors.js';
import type { KeyForms } from './key-ring.js';
import { hasOlderRows } from './rotation/unfinished-move.sql.js';

/** What the database knows of encryption keys: that they exist, and their forms. */
export class EncryptionKeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Compares the keys at hand with those the database was written with, and adds new ones. What a
   * new key protects is `BOUND` from the beginning. Writes nothing where it throws.
   *
   * @throws StartupError when a key at hand differs from the one first used under its id: writing
   *   with it would leave tokens that nobody could open; or when the database has rows of version
   *   0.1 and no key at hand that shows so: they would all be taken for forgeries
   */
  async check(keys: readonly EncryptionKey[], now: Date): Promise<KeyForms> {
    const values = keys.map((key) => ({
      id: key.id,
      checkValue: keyCheckValue(key, 'BOUND'),
      createdAt: now,
    }));
    return this.#database.write(async (queries) => {
      const known = await queries.select().from(encryptionKeys);
      const isOlderFormShown = [...formsOf(keys, known).values()].some((form) => form !== 'BOUND');
      const missing = known.map(({ id }) => id).filter((id) => !isAmong(keys, id));
      if (missing.length > 0 && !isOlderFormShown && (await hasOlderRows(queries))) {
        throw olderKeyMissing(missing);
      }
      if (values.length > 0)
        await queries.insert(encryptionKeys).values(values).onConflictDoNothing();
      const forms = formsOf(keys, await queries.select().from(encryptionKeys));
      for (const { id } of keys) if (!forms.has(id)) throw wrongKey(id);
      return forms;
    });
  }

  /**
   * The forms of keys at hand. A key that the database does not know, or knows with another check
   * value, is left out: nobody without the key can bring back the older form.
   */
  forms(keys: readonly EncryptionKey[]): Promise<KeyForms> {
    return this.#database.read(async (queries) =>
      formsOf(keys, await queries.select().from(encryptionKeys)),
    );
  }

  /** The ids of keys at hand that the database knows as others. */
  wrongKeys(keys: readonly EncryptionKey[]): Promise<string[]> {
    return this.#database.read(async (queries) => {
      const known = await queries.select().from(encryptionKeys);
      const forms = formsOf(keys, known);
      return known.map(({ id }) => id).filter((id) => isAmong(keys, id) && !forms.has(id));
    });
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

function isAmong(keys: readonly EncryptionKey[], id: string): boolean {
  return keys.some((key) => key.id === id);
}

function wrongKey(id: string): StartupError {
  return new StartupError(
    `The encryption key "${id}" is not the one that this database was written with. Put the ` +
      `right key under "${id}" in TOKEN_ENCRYPTION_KEYS, or give the new key another id and keep ` +
      'the old one behind it.',
  );
}

function olderKeyMissing(ids: readonly string[]): StartupError {
  const names = ids.map((id) => `"${id}"`).join(', ');
  return new StartupError(
    'This database has secrets or audit events of version 0.1, and they can only be used with the ' +
      `encryption keys that it was written with. TOKEN_ENCRYPTION_KEYS lacks: ${names}. Nothing was ` +
      'changed. Put what is missing back behind the new key, start again, run "token-gateway keys ' +
      'rotate" to its end, and remove the old key after that.',
  );
}
