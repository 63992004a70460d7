import type { OidcSettings } from '../config/settings/oidc.js';
import { hasClaim, textsOf, type Claims } from './identity.js';

/**
 * The claims by which issuers name the client that obtained a JWT: `client_id` of RFC 9068 and
 * `azp` of OpenID Connect Core 1.0, `appid` of Entra ID's first version and `cid` of Okta.
 */
const CLIENT_CLAIMS = ['client_id', 'azp', 'appid', 'cid'] as const;

/** What of the settings decides on superusers. */
type Requirements = Omit<OidcSettings, 'issuer' | 'audience'>;

/**
 * Checks whether a JWT is a superuser's: it has the superuser claim, and whatever the settings
 * require beside it.
 *
 * @param claims - of a JWT whose signature was checked
 * @returns what is missing, as a part of a sentence that names the setting and no value;
 *   `undefined` when the JWT is a superuser's
 */
export function superuserProblem(claims: Claims, required: Requirements): string | undefined {
  const { superuserClaim, superuserAudience, superuserScope, superuserClients } = required;
  if (!superuserClaim || !hasClaim(claims, superuserClaim)) {
    return 'it lacks the claim that makes a superuser';
  }
  if (superuserAudience !== undefined && !audiencesOf(claims).includes(superuserAudience)) {
    return 'it has the superuser claim, but its aud does not name OIDC_SUPERUSER_AUDIENCE';
  }
  if (superuserScope !== undefined && !scopesOf(claims).includes(superuserScope)) {
    return 'it has the superuser claim, but its scope lacks OIDC_SUPERUSER_SCOPE';
  }
  if (superuserClients && !isIssuedTo(claims, superuserClients)) {
    return 'it has the superuser claim, but OIDC_SUPERUSER_CLIENTS lacks the client that obtained it';
  }
  return undefined;
}

/** The audiences that a JWT names: RFC 7519 section 4.1.3. */
export function audiencesOf({ aud }: Claims): readonly unknown[] {
  return textsOf('aud', aud);
}

function scopesOf(claims: Claims): readonly unknown[] {
  return ['scope', 'scp'].flatMap((name) => textsOf(name, claims[name]));
}

/** Every claim about the client must agree, and one must be there. */
function isIssuedTo(claims: Claims, clients: readonly string[]): boolean {
  const named = CLIENT_CLAIMS.map((name) => claims[name]).filter((id) => id !== undefined);
  return named.length > 0 && named.every((id) => typeof id === 'string' && clients.includes(id));
}
