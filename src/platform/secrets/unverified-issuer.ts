import { holdsSecret } from './holds-secret.js';
import { createRedact } from './redact.js';
import { unverifiedClaims } from './unverified-claims.js';

/** A JWT longer than this is not read: 8 KiB, as the check of its signature has it. */
const MOST_CHARACTERS = 8_192;
/** The longest issuer that a log line shows, in characters. */
const ISSUER_LENGTH = 200;

/** Knows secrets by their shape; the log itself takes the operator's out. */
const redact = createRedact();

/**
 * The `iss` claim of a JWT (RFC 7519 section 4.1.1), for the log: whoever sent the JWT chose it,
 * since no signature was checked. It is short and printable. Of a URL only the origin and the path
 * are returned, since the rest can hold a password.
 *
 * @returns `undefined` where the text is no JWT, or names no issuer
 */
export function unverifiedIssuer(jwt: string): string | undefined {
  if (jwt.length > MOST_CHARACTERS) return undefined;
  const issuer = unverifiedClaims(jwt)?.['iss'];
  if (typeof issuer !== 'string') return undefined;
  const shown = withoutCredentials(issuer).replace(/[^\x20-\x7e]+/g, ' ');
  return holdsSecret(shown, redact) ? '[redacted]' : shown.slice(0, ISSUER_LENGTH);
}

function withoutCredentials(issuer: string): string {
  if (!URL.canParse(issuer)) return issuer;
  const { origin, protocol, host, pathname } = new URL(issuer);
  return origin === 'null' ? `${protocol}${host}${pathname}` : `${origin}${pathname}`;
}
