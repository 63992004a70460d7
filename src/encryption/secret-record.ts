import { createHmac } from 'node:crypto';

import { deriveKey, sha256, type EncryptionKey } from '../platform/crypto.js';

/** What the rows of each table keep sealed. The names are part of every ciphertext's context. */
const PURPOSES = {
  integration_tokens: 'integration token',
  google_connections: 'Google grant',
  google_consents: 'PKCE verifier',
  superusers: 'SHA-256 of a superuser key',
  verifiers: 'SHA-256 of a verifier key',
  agent_keys: 'SHA-256 of an agent key',
  agent_subjects: 'subject of an agent',
  room_e2ee_keys: 'E2EE key of a room',
} as const;

/** A table whose rows keep something sealed. */
export type SecretTable = keyof typeof PURPOSES;

/** A table whose rows are found by the digest of a secret. */
export type CredentialTable = 'integration_tokens' | 'superusers' | 'verifiers' | 'agent_keys';

/**
 * How many bytes of a digest are kept in memory to tell credentials from guesses: enough that a
 * guess meets none of a million by chance, and few enough for a number.
 */
export const INDEXED_BYTES = 6;

/** The row to which a ciphertext is bound. */
export interface RecordPlace {
  readonly table: SecretTable;
  readonly id: string;
  /** The agent for which the row is good. */
  readonly agentId?: string | null | undefined;
  /** Further columns that nobody may change without the key. */
  readonly facts?: readonly (string | null | readonly string[])[];
}

/** The row of a credential. */
export interface CredentialPlace extends RecordPlace {
  readonly table: CredentialTable;
}

const digestKeys = new WeakMap<EncryptionKey, Buffer>();

/**
 * The additional data of a ciphertext: what it is for, its row, agent and key. As JSON, so that no
 * two places are written alike; and it is never a bare id, which is the context of the `LEGACY`
 * form.
 */
export function recordContext(place: RecordPlace, keyId: string): string {
  const { table, id, agentId = null, facts = [] } = place;
  return JSON.stringify(['token-gateway', PURPOSES[table], table, id, agentId, keyId, ...facts]);
}

/**
 * What finds a row by its secret: HMAC-SHA-256 over the table's name and the secret's SHA-256.
 * Nobody without the key can make one. From an older, plain digest it is made without the secret.
 */
export function keyedDigest(key: EncryptionKey, table: SecretTable, secretDigest: Buffer): Buffer {
  let digestKey = digestKeys.get(key);
  if (!digestKey) digestKeys.set(key, (digestKey = deriveKey(key, 'digest')));
  return createHmac('sha256', digestKey).update(`${table}\0`).update(secretDigest).digest();
}

/**
 * What a row of the table seals of a secret: tokens themselves, since agents read them again, and
 * of keys, which nobody reads again, their SHA-256.
 */
export function sealedTextOf(table: CredentialTable, secret: string): string {
  return table === 'integration_tokens' ? secret : sha256(secret).toString('base64');
}

/** The SHA-256 of the secret whose {@link sealedTextOf} a row holds; `null` for other tables. */
export function secretDigestOf(table: SecretTable, sealedText: string): Buffer | null {
  if (table === 'integration_tokens') return sha256(sealedText);
  const isKey = table === 'superusers' || table === 'verifiers' || table === 'agent_keys';
  return isKey ? Buffer.from(sealedText, 'base64') : null;
}
