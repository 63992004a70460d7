import { badUserInput } from '../errors.js';
import { pathTo } from '../text/value-path.js';
import { holdsSecret } from './holds-secret.js';
import type { Redact } from './redact.js';

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
  // Not by recursion: a value can be nested as deeply as a body is long.
  const waiting: (readonly [path: string, value: unknown])[] = [[argument, value]];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const [path, item] = place;
    if (options.isExempt?.(path)) continue;
    if (typeof item === 'string' && holdsSecret(item, options.redact)) throw secretIn(path);
    if (typeof item !== 'object' || item === null || item instanceof Date) continue;
    // The last one in is the next to be looked at.
    for (const [key, below] of Object.entries(item).reverse()) {
      if (holdsSecret(key, options.redact)) throw secretIn(path);
      waiting.push([Array.isArray(item) ? path : pathTo(path, key), below]);
    }
  }
}

function secretIn(argument: string): Error {
  return badUserInput(
    argument === '' ? 'The request body' : argument,
    'must not hold a token, a key or another secret, because others can read it. Take it out',
  );
}
