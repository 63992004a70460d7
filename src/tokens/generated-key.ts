import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { EncryptionKey, RandomSource } from '../platform/crypto.js';
import { ENCRYPTION_KEYS_SHAPE, parseEncryptionKeys } from '../platform/encryption-keys.js';
import { StartupError } from '../platform/errors.js';

/** The file in the data folder that holds a generated key, readable by its owner alone. */
const KEY_FILE = 'token-encryption-keys';

/**
 * The key that was generated into the data folder, generating it where it is missing. Processes
 * that start at the same time end up with the same key.
 *
 * @throws StartupError when the file is there and does not hold keys
 */
export function loadGeneratedKeys(folder: string, random: RandomSource): readonly EncryptionKey[] {
  const path = join(folder, KEY_FILE);
  if (!existsSync(path)) {
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, `k1:${random(32).toString('base64')}\n`, { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  const keys = parseEncryptionKeys(readFileSync(path, 'utf8').trim());
  if (!keys) {
    throw new StartupError(
      `${path} does not hold encryption keys. Put the file back from a backup, or set ` +
        `TOKEN_ENCRYPTION_KEYS: ${ENCRYPTION_KEYS_SHAPE}.`,
    );
  }
  return keys;
}
