import { DomainError } from '../platform/errors.js';
import { hintOf, isCutOff } from '../platform/secrets/secret.js';
import { unverifiedIssuer } from '../platform/secrets/unverified-issuer.js';
import type { Credential } from './credentials.js';

/** What an agent does about a token that is refused. */
export const ASK_AGAIN = 'Fetch the current token with the query currentToken and try once more.';

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

/**
 * Refuses a credential that is in order: the next one would be of the same agent, or of nobody
 * again.
 *
 * @throws the error, as a final one where it is a refusal
 */
export function refuseForGood(error: unknown): never {
  const isRefusal = error instanceof DomainError && error.code === 'UNAUTHENTICATED';
  throw isRefusal ? error.asFinal() : error;
}

/** What is wrong with the form of a credential. */
export function whyMalformed({ secret, headerOf }: Credential): string {
  const holder = headerOf ? `The ${headerOf.header} header` : 'The Authorization header';
  if (isCutOff(secret)) {
    return `${holder} holds only the beginning of a token or key. Copy all of it: 56 characters.`;
  }
  return headerOf
    ? `${holder} holds no integration token. ${ASK_AGAIN}`
    : `${holder} must be: Bearer, then a token or key of this gateway.`;
}
