import type { Actor } from '../../platform/actor.js';
import { badUserInput, DomainError, upstreamError } from '../../platform/errors.js';

/** 32 random bytes in base64url: what the gateway sends to Google as `state`. */
const STATE = /^[\w-]{43}$/;

/** The longest parameter of a callback: Google's codes have at most 256 bytes. */
const PARAMETER_LENGTH = 2_048;

/** RFC 6749 appendix A.11. */
const CODE = /^[\x20-\x7e]+$/;

const OAUTH_ERROR = /^[a-z_]{1,60}$/;

/** A request for consent on its way through somebody's browser. */
export interface Consent {
  readonly id: string;
  readonly redirectUri: string;
  readonly agents: readonly string[];
  readonly scopes: readonly string[];
  readonly loginHint: string | null;
  readonly requestedByKind: Actor['kind'];
  readonly requestedByName: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What a superuser asks consent for. */
export interface ConsentOrder {
  readonly agents: readonly string[];
  readonly scopes?: readonly string[] | undefined;
  /** The e-mail address of the account that must be the one that consents. */
  readonly loginHint?: string | undefined;
}

/** What lacks consent. */
export type ConsentTarget = { readonly agent: string } | { readonly connection: string };

/** Where to send the account's owner. */
export interface ConsentRequest {
  readonly url: string;
  readonly expiresAt: Date;
}

/** From where a consent came back. */
export interface Browser {
  readonly address: string | null;
  readonly requestId: string | null;
}

/** What came back with the browser: a code, or the reason why there is none. */
export type CallbackAnswer = { readonly state: string } & (
  { readonly code: string } | { readonly error: string }
);

/**
 * Reads a callback whose parameters can be an answer of Google's (RFC 6749 section 4.1.2), without
 * asking the database: anybody can call it, and nothing that is refused here uses up the link. An
 * empty parameter counts as missing (RFC 6749 section 3.1).
 *
 * @param isIssuer - whether the `iss` of an answer is Google's own (RFC 9207 section 2.4)
 * @throws DomainError `BAD_USER_INPUT`
 */
export function readCallback(
  parameters: URLSearchParams,
  isIssuer: (issuer: string) => boolean,
): CallbackAnswer {
  const readOnce = (name: string): string | undefined => {
    const [value, ...more] = parameters.getAll(name);
    if (more.length > 0) throw badUserInput(name, 'must be in the address once');
    if (value !== undefined && value.length > PARAMETER_LENGTH) {
      throw badUserInput(name, `must be at most ${String(PARAMETER_LENGTH)} characters long`);
    }
    return value === '' ? undefined : value;
  };
  const state = readOnce('state');
  if (state === undefined || !STATE.test(state)) {
    throw unknownState();
  }
  const issuer = readOnce('iss');
  if (issuer !== undefined && !isIssuer(issuer)) {
    throw badUserInput('iss', 'must be Google’s. Open the link again');
  }
  const [code, error] = [readOnce('code'), readOnce('error')];
  if ((code === undefined) === (error === undefined)) {
    throw badUserInput('code', 'or error must be in the address, not both. Open the link again');
  }
  if (code !== undefined) {
    if (!CODE.test(code)) throw badUserInput('code', 'must be the code that Google sent');
    return { state, code };
  }
  if (error === undefined || !OAUTH_ERROR.test(error)) {
    throw badUserInput('error', 'must be an error of OAuth 2.0. Open the link again');
  }
  return { state, error };
}

/** The answer to a `state` that the gateway did not make, or has forgotten. */
export function unknownState(): DomainError {
  return badUserInput('state', 'is not known here. Ask for a new link with connectGoogleAccount');
}

/**
 * Passes a request that comes back in time and for the first time.
 *
 * @throws DomainError `CONFLICT`
 */
export function checkFresh(
  consent: { readonly expiresAt: Date },
  wasUsed: boolean,
  now: Date,
): void {
  if (wasUsed) {
    throw new DomainError(
      'CONFLICT',
      'This link was used already, and each is good for one use. Ask for a new one with connectGoogleAccount.',
      { reason: 'CONSENT_USED' },
    );
  }
  if (consent.expiresAt.getTime() <= now.getTime()) {
    throw new DomainError(
      'CONFLICT',
      'This link has expired: it is good for ten minutes. Ask for a new one with connectGoogleAccount.',
      { reason: 'CONSENT_EXPIRED' },
    );
  }
}

/**
 * The error for a callback with OAuth's `error` (RFC 6749 section 4.1.2.1): `FORBIDDEN` when nobody
 * consented, `UPSTREAM_ERROR` for anything else.
 */
export function notConsented(error: string): DomainError {
  if (error === 'access_denied') {
    return new DomainError(
      'FORBIDDEN',
      'The account’s owner did not consent, so nothing was connected. If that was a slip, ask for a ' +
        'new link. If Google said that the app is not verified or is for test users only, see ' +
        'docs/google.md.',
      { reason: 'ACCESS_DENIED' },
    );
  }
  return upstreamError(error, `Google ended the consent with ${error}. Ask for a new link.`, {
    retryable: false,
  });
}

/** Returns the error for a code that Google does not exchange for tokens. */
export function codeRefused(reason: string): DomainError {
  return upstreamError(
    reason,
    'Google does not accept the code that it sent along. Ask for a new link and try again.',
    { retryable: false },
  );
}

/** Returns whether two e-mail addresses are one: Google ignores case. */
export function isSameAddress(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

/** Returns the error for the consent of an account that was not asked. */
export function otherAccount(loginHint: string, account: string): DomainError {
  return new DomainError(
    'CONFLICT',
    `The consent was asked of ${loginHint}, and ${account} gave it, so nothing was connected. Ask ` +
      'for a new link and choose the right account.',
    { reason: 'OTHER_ACCOUNT' },
  );
}

/** The answer where Google granted for now alone. */
export function noRefreshToken(): DomainError {
  return new DomainError(
    'CONFLICT',
    'Google gave no refresh token, without which the connection would end within the hour, so ' +
      'nothing was connected. Remove the app’s access at https://myaccount.google.com/connections, ' +
      'then ask for a new link.',
    { reason: 'NO_REFRESH_TOKEN' },
  );
}
