/** Somebody who is known by a key of their own: a superuser or a verifier. Without the key. */
export interface KeyHolder {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly createdAt: Date;
  /** `null` for a key that does not expire. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** A new holder with its key, which is shown here and never again. */
export interface NewKeyHolder {
  readonly holder: KeyHolder;
  readonly key: string;
}
