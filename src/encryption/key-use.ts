import type { StoredForm } from '../platform/crypto.js';
import type { KeyLoad } from './rotation/rotation.store.js';

/** An encryption key and what depends on it. */
export interface KeyUse extends Omit<KeyLoad, 'keyId'> {
  readonly id: string;
  /** Whether `TOKEN_ENCRYPTION_KEYS` holds it, so that what depends on it can be used. */
  readonly isAtHand: boolean;
  /** Whether new secrets are protected by it. */
  readonly isFirst: boolean;
  /** The form in which secrets are kept under it; `null` for a key that is not at hand. */
  readonly form: StoredForm | null;
}

const NOUNS = {
  liveTokens: ['live token', 'live tokens'],
  deadTokens: ['dead token', 'dead tokens'],
  googleConnections: ['Google connection', 'Google connections'],
  superuserKeys: ['superuser key', 'superuser keys'],
  verifierKeys: ['verifier key', 'verifier keys'],
  agentKeys: ['agent key', 'agent keys'],
  agentSubjects: ['agent subject', 'agent subjects'],
  roomKeys: ['room key', 'room keys'],
} as const satisfies Partial<Record<keyof KeyUse, readonly [string, string]>>;

const COUNTS = Object.keys(NOUNS) as readonly (keyof typeof NOUNS)[];

/** How many rows depend on these keys. */
export function dependentsOf(keys: readonly Pick<KeyUse, keyof typeof NOUNS>[]): number {
  return keys.reduce((sum, key) => sum + COUNTS.reduce((one, name) => one + key[name], 0), 0);
}

/** What depends on a key in words, for example `3 live tokens, 1 superuser key`. */
export function describeDependents(key: Pick<KeyUse, keyof typeof NOUNS>): string {
  return COUNTS.filter((name) => key[name] > 0)
    .map((name) => `${String(key[name])} ${NOUNS[name][key[name] === 1 ? 0 : 1]}`)
    .join(', ');
}
