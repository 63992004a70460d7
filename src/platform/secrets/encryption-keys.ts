import type { EncryptionKey } from '../crypto.js';

const KEY_PAIR = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/** What {@link parseEncryptionKeys} accepts, for people. */
export const ENCRYPTION_KEYS_SHAPE =
  'id:base64 pairs separated by commas, ids of 1 to 32 letters, digits, - or _, each used once, ' +
  'and keys of exactly 32 bytes';

/** Reads `id:base64` pairs; `undefined` where any of them is not one, or an id stands twice. */
export function parseEncryptionKeys(text: string): readonly EncryptionKey[] | undefined {
  const keys: EncryptionKey[] = [];
  for (const pair of text.split(',')) {
    const [, id, base64] = KEY_PAIR.exec(pair.trim()) ?? [];
    if (id === undefined || base64 === undefined) return undefined;
    if (keys.some((key) => key.id === id)) return undefined;
    keys.push({ id, key: Buffer.from(base64, 'base64') });
  }
  return keys;
}

/** A key as the settings and the key file have it: the inverse of {@link parseEncryptionKeys}. */
export function encryptionKeyPair({ id, key }: EncryptionKey): string {
  return `${id}:${key.toString('base64')}`;
}

/**
 * The ways in which people write keys: base64, base64url, both without padding, and hexadecimal.
 */
export function keyTexts(keys: readonly EncryptionKey[]): string[] {
  return keys.flatMap(({ key }) => [
    key.toString('base64').replace(/=+$/, ''),
    key.toString('base64url'),
    key.toString('hex'),
  ]);
}
