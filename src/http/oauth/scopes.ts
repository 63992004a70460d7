import { DomainError } from '../../platform/errors.js';
import { ALL_SCOPES, type Scope } from '../../providers/registry.js';

/** The scopes that a client asks for; `undefined` where it asks for none in particular. */
export type RequestedScopes = readonly Scope[] | undefined;

/**
 * Reads the parameter `scope`: RFC 6749 section 3.3.
 *
 * @throws DomainError `BAD_USER_INPUT`, reason `UNKNOWN_SCOPE`
 */
export function readScopes(text: string | undefined): RequestedScopes {
  const names = [...new Set((text ?? '').split(' ').filter((name) => name !== ''))];
  if (names.length === 0) return undefined;
  const scopes = ALL_SCOPES.filter((scope) => names.includes(scope));
  if (scopes.length === names.length) return scopes;
  throw new DomainError(
    'BAD_USER_INPUT',
    `The scope has a word that is no scope of this gateway. Its scopes are: ${ALL_SCOPES.join(' ')}.`,
    { reason: 'UNKNOWN_SCOPE' },
  );
}
