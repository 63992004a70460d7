import { DomainError, upstreamError } from '../../platform/errors.js';

/** The issuer of Google's ID tokens, in the spelling of its discovery document. */
export const GOOGLE_ISSUER = 'https://accounts.google.com';

/**
 * Google's ID tokens name their issuer in one of these two spellings.
 *
 * @see https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken
 */
const GOOGLE_ISSUER_SPELLINGS: readonly unknown[] = [GOOGLE_ISSUER, 'accounts.google.com'];

/** OpenID Connect Core 1.0 section 2: at most 255 ASCII characters. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/;

/** What can be an account's e-mail address: enough to notice a slip of the hand. */
const EMAIL = /^[^\s@\p{C}]{1,64}@[^\s@\p{C}]{1,255}$/u;

/** The claims about an account, from an ID token or from the userinfo endpoint. */
export type AccountClaims = Readonly<Record<string, unknown>>;

/** A Google account: issuer and subject identify it, and the address is only its present name. */
export interface GoogleIdentity {
  /** Google's in one spelling, whichever the ID token has. */
  readonly issuer: string;
  /** The account's `sub`, which never changes and is never given to another account. */
  readonly subject: string;
  /** The address, which Google has verified. */
  readonly email: string;
}

/** Returns whether an issuer is Google, in either spelling. */
export function isGoogleIssuer(issuer: unknown): issuer is string {
  return GOOGLE_ISSUER_SPELLINGS.includes(issuer);
}

/** Returns whether a text can be an e-mail address. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

/**
 * Reads the identity of an account from its claims (OpenID Connect Core 1.0 section 5.1).
 *
 * @param issuer - the issuer that the claims come from
 * @throws DomainError `CONFLICT`, reason `EMAIL_NOT_VERIFIED`, or `UPSTREAM_ERROR`, reason
 *   `noIdentity`, when the claims lack a usable subject or address
 */
export function identityOf(claims: AccountClaims, issuer: string): GoogleIdentity {
  const { sub: subject, email, email_verified: isVerified } = claims;
  if (typeof subject !== 'string' || !SUBJECT.test(subject)) throw noIdentity();
  if (typeof email !== 'string' || !isEmail(email)) throw noIdentity();
  // Google's own client library for Java accepts the text as well.
  if (isVerified !== true && isVerified !== 'true') {
    throw new DomainError(
      'CONFLICT',
      `Google has not verified that the address ${email} belongs to this account, so nothing was ` +
        'connected. The account’s owner verifies it at https://myaccount.google.com/email; then ' +
        'connect the account again.',
      { reason: 'EMAIL_NOT_VERIFIED' },
    );
  }
  return { issuer: isGoogleIssuer(issuer) ? GOOGLE_ISSUER : issuer, subject, email };
}

/** Returns the error for an answer of Google that does not identify the account. */
export function noIdentity(): DomainError {
  return upstreamError(
    'noIdentity',
    'Google’s answer does not say whose account this is, so nothing was connected. Connect the ' +
      'account with connectGoogleAccount, which asks Google for the scopes openid and email.',
    { retryable: false },
  );
}
