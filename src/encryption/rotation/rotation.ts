import type { StoredForm } from '../../platform/crypto.js';
import type { KeyUse } from '../key-use.js';
import type { SecretTable } from '../secret-record.js';

/** The tables whose rows move to the first encryption key, in the order in which a run does it. */
export const SHELVES = [
  'integration_tokens',
  'google_connections',
  'superusers',
  'verifiers',
  'agent_keys',
  'agent_subjects',
  'room_e2ee_keys',
] as const satisfies readonly SecretTable[];

/** See {@link SHELVES}. */
export type Shelf = (typeof SHELVES)[number];

/** A place among the rows of one key in one table, in the order of their ids. */
export interface RotationPosition {
  readonly shelf: Shelf;
  /** `null` for rows of the older form that no key protects. */
  readonly keyId: string | null;
  /** Rows up to this id are done; `null` at the key's beginning. */
  readonly id: string | null;
}

/** What a run has to do. */
export interface DueSecrets {
  /** How many secrets are to be re-encrypted. */
  readonly secrets: number;
  /**
   * Whether that is exact. It is the most there can be if an earlier run began to move secrets of
   * the first key to the bound form: which of them it moved shows only when each is opened.
   */
  readonly isExact: boolean;
}

/** What one batch did, and where the next begins. */
export interface RotationStep {
  readonly reencrypted: number;
  /** The ids of rows that do not open or that no gateway wrote. They are left as they are. */
  readonly unreadable: readonly string[];
  /** How many of {@link unreadable} are counted by {@link left}, too. */
  readonly unreadableUnderOlderKeys: number;
  /** How many rows of this batch another transaction was changing. */
  readonly skipped: number;
  /** `null` when the pass over all keys is over. */
  readonly next: RotationPosition | null;
  /**
   * How many secrets were still under older keys at hand, or under none, when the pass was over:
   * the unreadable ones, those that another transaction was changing, and new ones of a gateway
   * that encrypts with an older key.
   */
  readonly left: number | null;
}

/** A key that was just made. */
export interface GeneratedKey {
  readonly keyId: string;
  /** The file that it stands first in now; `null` where the keys are a setting. */
  readonly file: string | null;
  /** For the setting, in its form, where the gateway cannot put it there itself. Secret. */
  readonly pair: string | null;
}

/** How a run came to its end. */
export const ROTATION_OUTCOMES = ['COMPLETED', 'INTERRUPTED', 'INCOMPLETE'] as const;

/** A run's account of itself. */
export interface RotationSummary {
  readonly outcome: (typeof ROTATION_OUTCOMES)[number];
  readonly reencrypted: number;
  readonly unreadable: number;
}

/** A run's account, and what it left. */
export interface RotationEnd extends RotationSummary {
  /** The key that everything was encrypted with. */
  readonly keyId: string;
  /** The form in which the database keeps secrets now. */
  readonly form: StoredForm;
  /** The other keys on which anything still depends. */
  readonly remaining: readonly KeyUse[];
}
