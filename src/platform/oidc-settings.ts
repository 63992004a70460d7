import { z } from 'zod';

import { loopback } from './networks.js';
import {
  parseSuperuserClaim,
  SUPERUSER_CLAIM_SHAPE,
  type SuperuserClaim,
} from './superuser-claim.js';

/** Whose JWTs are accepted, and what they are worth. */
export interface OidcSettings {
  /** Exactly as the issuer writes it into `iss`. */
  readonly issuer: string;
  /** What `aud` must name. */
  readonly audience: string;
  /** `undefined`: no JWT makes a superuser; bound agents alone are accepted. */
  readonly superuserClaim: SuperuserClaim | undefined;
}

/** Whether a URL can be an issuer's: see {@link isSecureUrl}; without a query or a fragment. */
function isIssuerUrl(text: string): boolean {
  return /^[^\s?#]{1,500}$/.test(text) && isSecureUrl(text);
}

/**
 * Whether nobody between can read or change what is fetched from a URL: https, or http to this
 * very machine. Without a user name or password in it.
 */
export function isSecureUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname));
}

function isLoopbackName(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return name === 'localhost' || name.endsWith('.localhost') || loopback.includes(name);
}

/** The shapes of the settings about OIDC. */
export const oidcShapes = {
  OIDC_ISSUER: z
    .string()
    .refine(
      isIssuerUrl,
      'must be an https URL without a query (http is accepted for this machine alone)',
    )
    .optional(),
  OIDC_AUDIENCE: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, 'must be 1 to 500 printable characters without spaces')
    .optional(),
  OIDC_SUPERUSER_CLAIM: z
    .string()
    .transform((text, context) => {
      const claim = parseSuperuserClaim(text);
      if (!claim) context.addIssue({ code: 'custom', message: `must be ${SUPERUSER_CLAIM_SHAPE}` });
      return claim;
    })
    .optional(),
};

/**
 * What lacks among the settings about OIDC that are present, with the problem. An issuer without an
 * audience would be believed about JWTs that were made for others.
 */
export function missingOidcSettings(
  present: Readonly<Record<string, unknown>>,
): readonly (readonly [name: string, problem: string])[] {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_SUPERUSER_CLAIM: claim } = present;
  if (issuer !== undefined) {
    return audience === undefined ? [['OIDC_AUDIENCE', 'is required with OIDC_ISSUER']] : [];
  }
  if (audience !== undefined) return [['OIDC_ISSUER', 'is required with OIDC_AUDIENCE']];
  return claim === undefined ? [] : [['OIDC_ISSUER', 'is required with OIDC_SUPERUSER_CLAIM']];
}

/** The settings together; `undefined` where there is no issuer. */
export function oidcOf(values: {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_AUDIENCE?: string | undefined;
  readonly OIDC_SUPERUSER_CLAIM?: OidcSettings['superuserClaim'];
}): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  if (issuer === undefined || audience === undefined) return undefined;
  return Object.freeze({ issuer, audience, superuserClaim: values.OIDC_SUPERUSER_CLAIM });
}
