import { eq, notInArray } from 'drizzle-orm';

import type { Database } from '../db/database.js';
import { googleConnections } from '../db/google-schema.js';
import { encryptionKeys, integrationTokens } from '../db/schema.js';
import type { Clock } from '../platform/clock.js';
import {
  keyCheckValue,
  STORED_FORMS,
  type EncryptionKey,
  type StoredForm,
} from '../platform/crypto.js';
import { StartupError } from '../platform/errors.js';

/** What is known of a database's encryption keys at a start. */
export interface EncryptionKeyCheck {
  /**
   * The ids of keys that tokens or Google connections need and that are not at hand: those tokens
   * cannot be handed out, though whoever holds one can go on using it.
   */
  readonly missing: readonly string[];
  /** The oldest form that any key at hand stands for. */
  readonly form: StoredForm;
}

/**
 * Compares the keys at hand with those the database was written with, and writes down new ones. What
 * a new key protects is `BOUND` from the beginning.
 *
 * @throws StartupError when a key at hand differs from the one first used under its id: writing
 *   with it would leave tokens that nobody could open
 */
export async function checkEncryptionKeys(
  database: Database,
  keys: readonly EncryptionKey[],
  clock: Clock,
): Promise<EncryptionKeyCheck> {
  const forms = new Set<StoredForm>();
  for (const key of keys) {
    const known = await database.write(async (queries) => {
      await queries
        .insert(encryptionKeys)
        .values({ id: key.id, checkValue: keyCheckValue(key, 'BOUND'), createdAt: clock.now() })
        .onConflictDoNothing();
      return queries.select().from(encryptionKeys).where(eq(encryptionKeys.id, key.id));
    });
    const form = STORED_FORMS.find((one) => keyCheckValue(key, one) === known[0]?.checkValue);
    if (!form) throw wrongKey(key.id);
    forms.add(form);
  }
  return {
    missing: await missingKeys(database, keys),
    form: STORED_FORMS.find((one) => forms.has(one)) ?? 'BOUND',
  };
}

async function missingKeys(
  database: Database,
  keys: readonly EncryptionKey[],
): Promise<readonly string[]> {
  const atHand = keys.map((key) => key.id);
  const missing = await database.read(async (queries) => [
    ...(await queries
      .selectDistinct({ id: integrationTokens.encryptionKeyId })
      .from(integrationTokens)
      .where(notInArray(integrationTokens.encryptionKeyId, atHand))),
    ...(await queries
      .selectDistinct({ id: googleConnections.encryptionKeyId })
      .from(googleConnections)
      .where(notInArray(googleConnections.encryptionKeyId, atHand))),
  ]);
  return [...new Set(missing.map((row) => row.id))];
}

function wrongKey(id: string): StartupError {
  return new StartupError(
    `The encryption key "${id}" is not the one that this database was written with. Put the ` +
      `right key under "${id}" in TOKEN_ENCRYPTION_KEYS, or give the new key another id and keep ` +
      'the old one behind it.',
  );
}
