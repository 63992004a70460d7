import type { SuperuserClaim } from '../config/superuser-claim.js';

/** Who a JWT that was checked speaks for. */
export interface OidcIdentity {
  /** Names the subject among those of all issuers: see {@link identityOf}. */
  readonly id: string;
  /** How logs, the audit log and `issuedBy` name the bearer. */
  readonly name: string;
  /** Why it is no superuser's, as a part of a sentence; `undefined` for a superuser's. */
  readonly superuserProblem: string | undefined;
  /** What the issuer granted to its client; `undefined` for a JWT that does not say. */
  readonly scopes: readonly string[] | undefined;
  /** The instant from which the JWT is refused, differences between clocks allowed for. */
  readonly expiresAt: Date;
}

/** The claims of a JWT whose signature was checked. */
export type Claims = Readonly<Record<string, unknown>>;

const NAME_LENGTH = 200;

/** The claims that RFC 6749 section 3.3 and others hold as one text with spaces between. */
const SPACE_SEPARATED = new Set(['scope', 'scp']);

/**
 * A subject with its issuer, since issuers name their subjects each for themselves. A space stands
 * between, which no issuer's URL has.
 */
export function identityOf(issuer: string, subject: string): string {
  return `${issuer} ${subject}`;
}

/** The issuer and the subject that {@link identityOf} put together. */
export function partsOfIdentity(identity: string): { issuer: string; subject: string } {
  const space = identity.indexOf(' ');
  return { issuer: identity.slice(0, space), subject: identity.slice(space + 1) };
}

/**
 * Whether a JWT has a claim that somebody wants. An e-mail address counts where the issuer says
 * that it was verified: many let people write what they like into it.
 */
export function hasClaim(claims: Claims, wanted: SuperuserClaim): boolean {
  const { name, values } = wanted;
  const claim = findClaim(claims, name);
  if (values === undefined) return claim === true;
  if (name === 'email' && claims['email_verified'] !== true) return false;
  return textsOf(name, claim).some((text) => typeof text === 'string' && values.includes(text));
}

/**
 * A readable name: a verified e-mail address as it is, and everything else with the issuer's host
 * behind it, so that nobody can take the name of another kind of superuser.
 */
export function readableName(claims: Claims, issuer: string): string {
  const { email, email_verified: isVerified, preferred_username: userName, sub } = claims;
  if (isVerified === true && typeof email === 'string' && email.includes('@')) {
    return printable(email);
  }
  const name = [userName, email, sub].find((claim) => typeof claim === 'string' && claim !== '');
  return `${printable(String(name))}@${new URL(issuer).host}`;
}

function findClaim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) {
      return undefined;
    }
    found = (found as Claims)[step];
  }
  return found;
}

/**
 * The texts of a claim: its own where it is a list, otherwise the text, or the words of a scope.
 *
 * @param name - the claim's name
 */
export function textsOf(name: string, claim: unknown): readonly unknown[] {
  if (Array.isArray(claim)) return claim;
  if (typeof claim !== 'string') return [];
  return SPACE_SEPARATED.has(name) ? claim.split(' ') : [claim];
}

/** The words of `scope` and `scp`; `undefined` where a JWT has neither. */
export function grantedWords(claims: Claims): readonly string[] | undefined {
  const present = [...SPACE_SEPARATED].filter((name) => Object.hasOwn(claims, name));
  if (present.length === 0) return undefined;
  const words = present.flatMap((name) => textsOf(name, claims[name]));
  return words.filter((word): word is string => typeof word === 'string');
}

function printable(text: string): string {
  return text.replace(/[\p{C}\s]+/gu, ' ').slice(0, NAME_LENGTH);
}
