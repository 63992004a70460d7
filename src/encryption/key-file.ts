import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

import type { EncryptionKey, RandomSource } from '../platform/crypto.js';
import { StartupError } from '../platform/errors.js';
import {
  ENCRYPTION_KEYS_SHAPE,
  encryptionKeyPair,
  parseEncryptionKeys,
} from '../platform/secrets/encryption-keys.js';

const KEY_BYTES = 32;

/** A new key under an id that is not used yet: `k1`, `k2` and so on. */
export function generateKey(usedIds: ReadonlySet<string>, random: RandomSource): EncryptionKey {
  let number = 1;
  while (usedIds.has(`k${String(number)}`)) number += 1;
  return { id: `k${String(number)}`, key: random(KEY_BYTES) };
}

/** The file in the data folder that holds generated keys, readable by its owner alone. */
export class KeyFile {
  readonly path: string;

  /** @param folder - the data folder; it must exist */
  constructor(folder: string) {
    this.path = join(folder, 'token-encryption-keys');
  }

  /**
   * The keys of the file, which is made with a first one where it is missing. Processes that start
   * at the same time end up with the same key.
   *
   * @throws StartupError when the file is there and does not hold keys
   */
  open(random: RandomSource): readonly EncryptionKey[] {
    if (!existsSync(this.path)) {
      const draft = this.#draft([generateKey(new Set(), random)]);
      try {
        linkSync(draft, this.path);
      } catch (error) {
        if (!existsSync(this.path)) throw error;
      } finally {
        rmSync(draft, { force: true });
      }
    }
    return this.read();
  }

  /**
   * The keys that the file holds now.
   *
   * @throws StartupError when it does not hold keys, an error of the system when it is not there
   */
  read(): readonly EncryptionKey[] {
    const keys = parseEncryptionKeys(readFileSync(this.path, 'utf8').trim());
    if (keys) return keys;
    throw new StartupError(
      `${this.path} does not hold encryption keys. Put the file back from a backup, or set ` +
        `TOKEN_ENCRYPTION_KEYS: ${ENCRYPTION_KEYS_SHAPE}.`,
    );
  }

  /**
   * Puts a key in front of those that the file holds now. The file is replaced in one step, and is
   * on the disk before this returns: what is encrypted from now on needs it. Writers must take
   * turns.
   */
  prepend(key: EncryptionKey): void {
    renameSync(this.#draft([key, ...this.read()]), this.path);
    // Windows cannot open a folder; there the rename is written in its own time.
    if (process.platform === 'win32') return;
    const folder = openSync(join(this.path, '..'), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  #draft(keys: readonly EncryptionKey[]): string {
    const draft = `${this.path}.${randomUUID()}`;
    const text = keys.map(encryptionKeyPair).join(',');
    writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
    return draft;
  }
}
