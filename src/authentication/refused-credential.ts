import { DomainError } from '../platform/errors.js';
import { hintOf } from '../platform/secrets/secret.js';
import { unverifiedIssuer } from '../platform/secrets/unverified-issuer.js';

/**
 * The refusal of a credential, with what the log may tell of it: the hint of a secret in our form,
 * and of a JWT the issuer that it names, which is not verified. Other errors are returned as they
 * are.
 */
export function tracedRefusal(error: unknown, secret: string): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.code !== 'UNAUTHENTICATED' && error.code !== 'RATE_LIMITED') return error;
  const hint = hintOf(secret);
  if (hint !== undefined) return error.withLogged({ hint });
  const issuer = unverifiedIssuer(secret);
  return issuer === undefined ? error : error.withLogged({ unverifiedIssuer: issuer });
}
