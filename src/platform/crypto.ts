import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

/** A source of unpredictable bytes; a parameter, so that tests can feed edge cases. */
export type RandomSource = (byteLength: number) => Buffer;

/** The operating system's cryptographic random source. */
export const systemRandom: RandomSource = (byteLength) => randomBytes(byteLength);

/** A 32-byte AES key and the name under which ciphertexts refer to it. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

/** A plaintext sealed by {@link seal}: 12 bytes of IV, the ciphertext, 16 bytes of tag. */
export interface SealedText {
  readonly keyId: string;
  readonly ciphertext: Buffer;
}

/** What the database says of a key: see {@link keyCheckValue}. */
export interface KeyCheck {
  readonly id: string;
  readonly checkValue: string;
}

/** What a row keeps of a secret, by the names of its columns. */
export interface StoredSecret {
  /** Finds the row by the secret. Null in tables whose rows are found otherwise. */
  readonly digest: Buffer | null;
  /** Null in rows of the `LEGACY` form that kept a digest alone. */
  readonly ciphertext: Buffer | null;
  /** The key of both digest and ciphertext. */
  readonly encryptionKeyId: string | null;
}

/** A secret to be written. */
export interface NewSecret extends StoredSecret {
  /** What must still be true when it is written; `undefined` for what is always right to write. */
  readonly premise: KeyCheck | undefined;
}

/** A credential to be written: its row is found by the digest. */
export interface NewCredential extends NewSecret {
  readonly digest: Buffer;
}

/** A stored credential that can be read again. */
export interface ReadableCredential extends StoredSecret {
  readonly digest: Buffer;
  readonly ciphertext: Buffer;
  readonly encryptionKeyId: string;
}

/** A credential to be written that can be read again. */
export type NewReadableCredential = NewCredential & ReadableCredential;

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The SHA-256 digest of bytes, or of a text's in UTF-8. */
export function sha256(content: string | Buffer): Buffer {
  return hash('sha256', content, 'buffer');
}

/**
 * A key of 32 bytes for one purpose, from which nothing can be told about the encryption key or
 * about the keys of other purposes: HKDF-SHA-256 (RFC 5869) with an empty salt.
 */
export function deriveKey(key: EncryptionKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key.key, Buffer.alloc(0), `token-gateway ${purpose}`, 32));
}

/**
 * Encrypts with AES-256-GCM under a fresh 96-bit IV (NIST SP 800-38D).
 *
 * @param context - bound to the ciphertext as additional data: opening it under another context
 *   fails, so that a ciphertext copied to another row is worthless there
 */
export function seal(
  key: EncryptionKey,
  plaintext: string,
  context: string,
  random: RandomSource,
): SealedText {
  const iv = random(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return { keyId: key.id, ciphertext: Buffer.concat([iv, body, cipher.getAuthTag()]) };
}

/**
 * Decrypts what {@link seal} made.
 *
 * @throws Error when the key, the context or a single bit is not the one it was sealed with
 */
export function open(key: EncryptionKey, ciphertext: Buffer, context: string): string {
  if (ciphertext.length < IV_BYTES + TAG_BYTES) throw new Error('The ciphertext is too short.');
  const decipher = createDecipheriv('aes-256-gcm', key.key, ciphertext.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  const body = decipher.update(ciphertext.subarray(IV_BYTES, -TAG_BYTES));
  return Buffer.concat([body, decipher.final()]).toString('utf8');
}

/**
 * The form in which a database keeps what a key protects. `LEGACY`: as gateways up to 0.1 did,
 * plain SHA-256 digests and ciphertexts bound to their row's id alone. `BOUND`: keyed digests, and
 * ciphertexts bound to purpose, table, row, agent and key. `MOVING`: written as `BOUND`, read in
 * both forms.
 */
export const STORED_FORMS = ['LEGACY', 'MOVING', 'BOUND'] as const;

/** See {@link STORED_FORMS}. */
export type StoredForm = (typeof STORED_FORMS)[number];

const CHECK_TEXTS: Readonly<Record<StoredForm, string>> = {
  LEGACY: 'token-gateway key check',
  MOVING: 'token-gateway key check, moving',
  BOUND: 'token-gateway key check, bound',
};

/**
 * A value that tells whether two processes hold the same key under the same id, and in which form
 * the database keeps what it protects; and nothing about the key: HMAC-SHA-256 under it of a
 * constant. Nobody without the key can make one, so nobody can take a database back to a form it
 * never had.
 */
export function keyCheckValue(key: EncryptionKey, form: StoredForm): string {
  return createHmac('sha256', key.key).update(CHECK_TEXTS[form]).digest('base64');
}
