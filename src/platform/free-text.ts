import { badUserInput } from './errors.js';
import { holdsSecret, type Redact } from './redact.js';

/** How {@link refuseSecrets} checks. */
export interface FreeTextOptions {
  /** Knows the secrets. */
  readonly redact: Redact;
  /** Whether an argument is to be passed over, by its path. */
  readonly isExempt?: (path: string) => boolean;
}

/**
 * Refuses a secret in a text, or in any text of a list or an object: what callers write is stored,
 * logged and shown to others. The secrets are those that the redaction of the log knows.
 *
 * @param argument - the path of the value, as the caller wrote it
 * @throws DomainError `BAD_USER_INPUT` naming the path of the text; never the text
 */
export function refuseSecrets(argument: string, value: unknown, options: FreeTextOptions): void {
  if (options.isExempt?.(argument)) return;
  if (typeof value === 'string') {
    if (holdsSecret(value, options.redact)) throw secretIn(argument);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) refuseSecrets(argument, item, options);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const [key, item] of Object.entries(value)) {
    if (holdsSecret(key, options.redact)) throw secretIn(argument);
    refuseSecrets(argument === '' ? key : `${argument}.${key}`, item, options);
  }
}

function secretIn(argument: string): Error {
  return badUserInput(
    argument === '' ? 'The request body' : argument,
    'must not hold a token, a key or another secret, because others can read it. Take it out',
  );
}
