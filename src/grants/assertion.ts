import type { JWTPayload } from 'jose';

import { DomainError } from '../platform/errors.js';
import { isOwnResource } from '../platform/network/own-resource.js';
import { problemOfText } from '../platform/text/plain-text.js';
import { ALL_SCOPES, type Scope } from '../providers/registry.js';

/** The longest subject and id: OpenID Connect Core 1.0 section 2. */
const MOST_CHARACTERS = 255;
/** An assertion is for a moment: what is good for longer is somebody's mistake. */
const LONGEST_SECONDS = 3_600;

/** What matters of an assertion once it was checked. */
export interface CheckedAssertion {
  readonly issuer: string;
  readonly id: string;
  readonly subject: string;
  readonly expiresAt: Date;
  /** What the issuer grants; `undefined`: it leaves that to the gateway. */
  readonly scopes: readonly Scope[] | undefined;
}

/**
 * Checks what an assertion claims beside its signature, its times and its audience.
 *
 * @param claims - of an assertion whose signature was checked
 * @param own - the client that shows it, and the gateway itself
 * @throws DomainError `BAD_USER_INPUT`, with a reason that begins with `GRANT_`
 */
export function checkAssertion(
  claims: JWTPayload,
  own: { readonly clientId: string; readonly issuer: string },
): CheckedAssertion {
  const { iss, sub, aud, jti, exp = 0, iat = 0, cnf, events } = claims;
  if (Array.isArray(aud) && aud.length !== 1) {
    throw grantRefused('GRANT_AUDIENCE', 'The assertion must be made for this server alone.');
  }
  if (claims['client_id'] !== own.clientId) {
    throw grantRefused('GRANT_CLIENT', 'The assertion was made for another client.');
  }
  if (cnf !== undefined) {
    throw grantRefused(
      'GRANT_MALFORMED',
      'The assertion is bound to a key, which cannot be shown here.',
    );
  }
  if (events !== undefined || claims['authorization_details'] !== undefined) {
    throw grantRefused(
      'GRANT_MALFORMED',
      'The assertion claims events or authorization_details, which are not understood here.',
    );
  }
  if (exp - iat > LONGEST_SECONDS) {
    throw grantRefused('GRANT_MALFORMED', 'The assertion must be good for an hour at most.');
  }
  checkResource(claims['resource'], own.issuer);
  return {
    issuer: String(iss),
    id: shortText(jti, 'jti'),
    subject: shortText(sub, 'sub'),
    expiresAt: new Date(exp * 1000),
    scopes: scopesIn(claims['scope']),
  };
}

/**
 * The refusal of an assertion, `invalid_grant` in OAuth's words.
 *
 * @param reason - begins with `GRANT_`
 */
export function grantRefused(reason: `GRANT_${string}`, message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message, { reason });
}

/** One that names no resource is for the only one that there is. */
function checkResource(claim: unknown, issuer: string): void {
  const resources: readonly unknown[] = [claim ?? []].flat();
  const isOwn = (one: unknown): boolean => typeof one === 'string' && isOwnResource(one, issuer);
  if (resources.every(isOwn)) return;
  throw grantRefused('GRANT_RESOURCE', 'The assertion was made for another resource.');
}

function shortText(claim: unknown, name: string): string {
  const isGood =
    typeof claim === 'string' &&
    claim !== '' &&
    claim.length <= MOST_CHARACTERS &&
    problemOfText(claim) === undefined;
  if (isGood) return claim;
  throw grantRefused(
    'GRANT_MALFORMED',
    `The ${name} of the assertion must be a text of 1 to ${String(MOST_CHARACTERS)} characters.`,
  );
}

function scopesIn(claim: unknown): readonly Scope[] | undefined {
  if (claim === undefined) return undefined;
  const words = typeof claim === 'string' ? claim.split(' ').filter((word) => word !== '') : [''];
  const scopes = ALL_SCOPES.filter((scope) => words.includes(scope));
  if (words.every((word) => ALL_SCOPES.some((scope) => scope === word))) return scopes;
  throw grantRefused(
    'GRANT_SCOPE',
    'The assertion grants a scope that this gateway does not have.',
  );
}
