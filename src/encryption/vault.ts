import {
  open,
  seal,
  sha256,
  type EncryptionKey,
  type NewCredential,
  type NewReadableCredential,
  type NewSecret,
  type RandomSource,
  type ReadableCredential,
  type SealedText,
  type StoredSecret,
} from '../platform/crypto.js';
import { serviceUnavailable } from '../platform/errors.js';
import type { KeyRing } from './key-ring.js';
import {
  keyedDigest,
  recordContext,
  sealedTextOf,
  secretDigestOf,
  type CredentialPlace,
  type CredentialTable,
  type RecordPlace,
} from './secret-record.js';

/** What a ciphertext holds, and what to do when it does not open; for messages. */
export interface SealedThing {
  readonly noun: string;
  readonly remedy: string;
}

/** What a row must keep to be proven: the sealed text, and what the digest is made of. */
interface Claim {
  readonly text: string;
  /** The secret's SHA-256; `null` in tables without a digest. */
  readonly secretDigest: Buffer | null;
}

/** The row of an integration token. */
interface TokenRow {
  readonly id: string;
  readonly agentId: string;
}

/** The form in which a row keeps a secret; see `StoredForm`. */
export type RowForm = 'LEGACY' | 'BOUND';

const TOKEN: SealedThing = { noun: 'token', remedy: 'have a superuser generate a new token' };

/**
 * Seals secrets, such as those of integration tokens, for the database and opens them again. Tells
 * rows that a gateway with the keys wrote from rows that somebody else wrote or changed.
 */
export class TokenVault {
  readonly #ring: KeyRing;
  readonly #random: RandomSource;

  constructor(ring: KeyRing, random: RandomSource) {
    this.#ring = ring;
    this.#random = random;
  }

  /** Encrypts a row's secret under the first key. */
  seal(place: RecordPlace, text: string): SealedText & Pick<NewSecret, 'premise'> {
    const { form, first, premise } = this.#ring;
    const context = form === 'LEGACY' ? place.id : recordContext(place, first.id);
    const sealed = seal(first, text, context, this.#random);
    return { ...sealed, premise: form === 'LEGACY' ? premise : undefined };
  }

  /** Returns what a new integration token's row is to keep. */
  keepToken(row: TokenRow, secret: string): NewReadableCredential {
    const place = { table: 'integration_tokens', ...row } as const;
    return { digest: this.#digest(place, sha256(secret)), ...this.#sealed(place, secret) };
  }

  /** Returns what the row of a new key is to keep. */
  keepKey(place: CredentialPlace, secret: string): NewCredential {
    const proof = this.#proof(place, sealedTextOf(place.table, secret));
    return { digest: this.#digest(place, sha256(secret)), ...proof };
  }

  /**
   * Returns what a row without a secret is to keep, to prove later that a gateway wrote its text.
   */
  vouch(place: RecordPlace, text: string): NewSecret {
    return { digest: null, ...this.#proof(place, text) };
  }

  /** The digests under which a credential's row may be stored, the one of the first key first. */
  digests(table: CredentialTable, secret: string): readonly Buffer[] {
    const secretDigest = sha256(secret);
    const keyed = this.#ring.keys.map((key) => keyedDigest(key, table, secretDigest));
    return this.#ring.form === 'BOUND' ? keyed : [...keyed, secretDigest];
  }

  /** Tells in which form a row keeps a credential; `undefined` if no gateway wrote that. */
  proveCredential(
    place: CredentialPlace,
    stored: StoredSecret,
    secret: string,
  ): RowForm | undefined {
    const text = sealedTextOf(place.table, secret);
    return this.#prove(place, stored, { text, secretDigest: sha256(secret) });
  }

  /** Tells in which form a row vouches for a text; `undefined` if no gateway wrote that. */
  proveText(place: RecordPlace, stored: StoredSecret, text: string): RowForm | undefined {
    return this.#prove(place, stored, { text, secretDigest: null });
  }

  /**
   * Returns what a row is to keep under the first key, `CURRENT` if it keeps that already, or
   * `undefined` if it does not open or no gateway wrote it.
   *
   * @param vouchedText - the text of a row for which {@link vouch} was called
   */
  renew(
    place: RecordPlace,
    stored: StoredSecret,
    vouchedText: string | null,
  ): NewSecret | 'CURRENT' | undefined {
    const claim = this.#claimOf(place, stored, vouchedText);
    const form = claim && this.#prove(place, stored, claim);
    if (!form) return undefined;
    if (form === 'BOUND' && stored.encryptionKeyId === this.#ring.first.id) return 'CURRENT';
    return {
      digest: claim.secretDigest && this.#digest(place, claim.secretDigest),
      ...this.#sealed(place, claim.text),
      premise: form === 'LEGACY' ? this.#ring.premise : undefined,
    };
  }

  /**
   * Decrypts a row's secret.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE`, reason `ENCRYPTION_KEY_MISSING` or
   *   `CIPHERTEXT_UNREADABLE`
   */
  open(place: RecordPlace, { keyId, ciphertext }: SealedText, thing: SealedThing): string {
    const key = this.#ring.find(keyId);
    if (!key) throw keyMissing(keyId, thing);
    const opened = this.#open(key, place, ciphertext);
    if (!opened) throw unreadable(keyId, thing);
    return opened.text;
  }

  /**
   * Decrypts an integration token, and returns it only if the row's digest is its digest.
   *
   * @throws DomainError as {@link open} does
   */
  openToken({ id, agentId }: TokenRow, stored: ReadableCredential): string {
    const place = { table: 'integration_tokens', id, agentId } as const;
    const keyId = stored.encryptionKeyId;
    const secret = this.open(place, { keyId, ciphertext: stored.ciphertext }, TOKEN);
    if (!this.proveCredential(place, stored, secret)) throw unreadable(keyId, TOKEN);
    return secret;
  }

  #digest(place: RecordPlace, secretDigest: Buffer): Buffer {
    const { form, first } = this.#ring;
    return form === 'LEGACY' ? secretDigest : keyedDigest(first, place.table, secretDigest);
  }

  #sealed(place: RecordPlace, text: string) {
    const { keyId, ciphertext, premise } = this.seal(place, text);
    return { ciphertext, encryptionKeyId: keyId, premise };
  }

  /** Rows of keys and subjects had nothing sealed in the older form. */
  #proof(place: RecordPlace, text: string): Omit<NewSecret, 'digest'> {
    const { form, premise } = this.#ring;
    if (form === 'LEGACY') return { ciphertext: null, encryptionKeyId: null, premise };
    return this.#sealed(place, text);
  }

  #prove(place: RecordPlace, stored: StoredSecret, claim: Claim): RowForm | undefined {
    const { ciphertext, encryptionKeyId: keyId } = stored;
    const isLegacyAccepted = this.#ring.form !== 'BOUND';
    const isToken = place.table === 'integration_tokens';
    const isBare = isLegacyAccepted && sameDigest(stored.digest, claim.secretDigest);
    if (ciphertext === null || keyId === null) return isBare && !isToken ? 'LEGACY' : undefined;
    const key = this.#ring.find(keyId);
    // In the older form a token stays valid for whoever holds it while its key is missing.
    if (!key) return isBare && isToken ? 'LEGACY' : undefined;
    const opened = this.#open(key, place, ciphertext);
    if (opened?.text !== claim.text) return undefined;
    const isPlain = opened.form === 'LEGACY' || claim.secretDigest === null;
    const digest = isPlain ? claim.secretDigest : keyedDigest(key, place.table, claim.secretDigest);
    return sameDigest(stored.digest, digest) ? opened.form : undefined;
  }

  /** What a row says that it keeps, to be proven. */
  #claimOf(
    place: RecordPlace,
    { digest, ciphertext, encryptionKeyId: keyId }: StoredSecret,
    vouchedText: string | null,
  ): Claim | undefined {
    if (vouchedText !== null) return { text: vouchedText, secretDigest: null };
    if (ciphertext === null || keyId === null) {
      return digest ? { text: digest.toString('base64'), secretDigest: digest } : undefined;
    }
    const key = this.#ring.find(keyId);
    const opened = key && this.#open(key, place, ciphertext);
    return opened && { text: opened.text, secretDigest: secretDigestOf(place.table, opened.text) };
  }

  #open(
    key: EncryptionKey,
    place: RecordPlace,
    ciphertext: Buffer,
  ): { text: string; form: RowForm } | undefined {
    const text = openOrNot(key, ciphertext, recordContext(place, key.id));
    if (text !== undefined) return { text, form: 'BOUND' };
    if (this.#ring.form === 'BOUND') return undefined;
    const older = openOrNot(key, ciphertext, place.id);
    return older === undefined ? undefined : { text: older, form: 'LEGACY' };
  }
}

function sameDigest(stored: Buffer | null, expected: Buffer | null): boolean {
  return stored === null || expected === null ? stored === expected : stored.equals(expected);
}

function openOrNot(key: EncryptionKey, ciphertext: Buffer, context: string): string | undefined {
  try {
    return open(key, ciphertext, context);
  } catch {
    return undefined;
  }
}

function keyMissing(keyId: string, { noun, remedy }: SealedThing): Error {
  return serviceUnavailable(
    'ENCRYPTION_KEY_MISSING',
    `This ${noun} was encrypted with the key "${keyId}", which TOKEN_ENCRYPTION_KEYS does not hold. ` +
      `Put that key back, or ${remedy}.`,
  );
}

/** The refusal of a row whose sealed text is not what it should be. */
export function unreadable(keyId: string, { noun, remedy }: SealedThing): Error {
  return serviceUnavailable(
    'CIPHERTEXT_UNREADABLE',
    `This ${noun}'s row does not open with the key "${keyId}": it was changed or belongs to another ` +
      `database. Put it back from a backup, or ${remedy}.`,
  );
}
