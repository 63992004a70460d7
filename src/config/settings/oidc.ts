import { z } from 'zod';

import { loopback } from '../../platform/network/networks.js';
import { list } from '../shapes.js';
import {
  parseSuperuserClaim,
  SUPERUSER_CLAIM_SHAPE,
  type SuperuserClaim,
} from '../superuser-claim.js';

/** Whose JWTs are accepted, and what they are worth. */
export interface OidcSettings {
  /** Exactly as the issuer writes it into `iss`. */
  readonly issuer: string;
  /** What `aud` must name. */
  readonly audience: string;
  /** `undefined`: no JWT makes a superuser; bound agents alone are accepted. */
  readonly superuserClaim: SuperuserClaim | undefined;
  /** What a superuser's `aud` must name; `undefined` accepts `audience` for superusers too. */
  readonly superuserAudience: string | undefined;
  /** The scope that a superuser's JWT must have; `undefined` requires none. */
  readonly superuserScope: string | undefined;
  /** The clients whose JWTs can be a superuser's; `undefined` accepts those of every client. */
  readonly superuserClients: readonly string[] | undefined;
}

/** The shape of an audience. */
export const AUDIENCE = z
  .string()
  .regex(/^[\x21-\x7e]{1,500}$/, 'must be 1 to 500 printable characters without spaces');

/** A scope-token of RFC 6749 section 3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/;
const CLIENT = /^[\x21-\x7e]{1,500}$/;

/** Whether a URL can be an issuer's: see {@link isSecureUrl}; without a query or a fragment. */
export function isIssuerUrl(text: string): boolean {
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
  OIDC_AUDIENCE: AUDIENCE.optional(),
  OIDC_SUPERUSER_CLAIM: z
    .string()
    .transform((text, context) => {
      const claim = parseSuperuserClaim(text);
      if (!claim) context.addIssue({ code: 'custom', message: `must be ${SUPERUSER_CLAIM_SHAPE}` });
      return claim;
    })
    .optional(),
  OIDC_SUPERUSER_AUDIENCE: AUDIENCE.optional(),
  OIDC_SUPERUSER_SCOPE: z
    .string()
    .regex(SCOPE, 'must be one scope of 1 to 200 printable characters without spaces')
    .optional(),
  OIDC_SUPERUSER_CLIENTS: list((id) => CLIENT.test(id), 'must be client ids').optional(),
};

/** The settings that tell a superuser's JWT from another one of the same person. */
const REQUIREMENTS = [
  'OIDC_SUPERUSER_AUDIENCE',
  'OIDC_SUPERUSER_SCOPE',
  'OIDC_SUPERUSER_CLIENTS',
] as const;

const CLAIM_ALONE_PROBLEM =
  'is required with OIDC_SUPERUSER_CLAIM (or in its place OIDC_SUPERUSER_SCOPE, or ' +
  'OIDC_SUPERUSER_CLIENTS), because the claim is also in JWTs that MCP hosts obtain for the same person';

/**
 * Whether the superuser claim alone makes a superuser. The claim is about the person, and so it is
 * in every JWT that they obtain for the gateway, by an MCP host for instance. A scope is different:
 * a client has to ask for it.
 */
export function isClaimAlone(settings: OidcSettings): boolean {
  const { superuserClaim, superuserAudience, superuserScope, superuserClients } = settings;
  if (!superuserClaim || isScopeClaim(superuserClaim)) return false;
  return !superuserAudience && !superuserScope && !superuserClients;
}

/**
 * What is wrong with the settings about OIDC that are present, taken together. An issuer without an
 * audience would be believed about JWTs that were made for others. The superuser claim needs a
 * requirement beside it (see {@link isClaimAlone}) if the audience is the one for MCP hosts.
 */
export function oidcSettingProblems(
  present: Readonly<Record<string, string | undefined>>,
): readonly (readonly [name: string, problem: string])[] {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_SUPERUSER_CLAIM: claim } = present;
  const problems: [string, string][] = [];
  const needs = (needed: string | undefined, name: string, by: string): void => {
    if (needed === undefined) problems.push([name, `is required with ${by}`]);
  };
  if (issuer !== undefined) needs(audience, 'OIDC_AUDIENCE', 'OIDC_ISSUER');
  if (audience !== undefined) needs(issuer, 'OIDC_ISSUER', 'OIDC_AUDIENCE');
  if (claim !== undefined) needs(issuer, 'OIDC_ISSUER', 'OIDC_SUPERUSER_CLAIM');
  const requirement = REQUIREMENTS.find((name) => present[name] !== undefined);
  if (requirement) needs(claim, 'OIDC_SUPERUSER_CLAIM', requirement);
  return [...problems, ...superuserProblems(present)];
}

function superuserProblems(
  present: Readonly<Record<string, string | undefined>>,
): [name: string, problem: string][] {
  const { OIDC_AUDIENCE: audience, OIDC_SUPERUSER_AUDIENCE: superusers } = present;
  const resources = mcpResources(present['PUBLIC_URL']);
  if (superusers !== undefined && [audience, ...resources].includes(superusers)) {
    const problem = 'must differ from OIDC_AUDIENCE, from PUBLIC_URL and from PUBLIC_URL/mcp';
    return [['OIDC_SUPERUSER_AUDIENCE', `${problem}, for which MCP hosts obtain JWTs`]];
  }
  const claim = parseSuperuserClaim(present['OIDC_SUPERUSER_CLAIM'] ?? '');
  if (!claim || isScopeClaim(claim)) return [];
  if (REQUIREMENTS.some((name) => present[name] !== undefined)) return [];
  if (audience === undefined || !resources.includes(audience)) return [];
  return [['OIDC_SUPERUSER_AUDIENCE', CLAIM_ALONE_PROBLEM]];
}

function isScopeClaim({ name }: SuperuserClaim): boolean {
  return name === 'scope' || name === 'scp';
}

/**
 * The resources that the gateway's metadata name (RFC 9728), for which MCP hosts ask (RFC 8707).
 */
function mcpResources(publicUrl: string | undefined): string[] {
  const base = publicUrl?.replace(/\/+$/, '');
  return base === undefined ? [] : [base, `${base}/`, `${base}/mcp`];
}

/** The settings together; `undefined` where there is no issuer. */
export function oidcOf(values: {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_AUDIENCE?: string | undefined;
  readonly OIDC_SUPERUSER_CLAIM?: OidcSettings['superuserClaim'];
  readonly OIDC_SUPERUSER_AUDIENCE?: string | undefined;
  readonly OIDC_SUPERUSER_SCOPE?: string | undefined;
  readonly OIDC_SUPERUSER_CLIENTS?: readonly string[] | undefined;
}): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = values;
  if (issuer === undefined || audience === undefined) return undefined;
  return Object.freeze({
    issuer,
    audience,
    superuserClaim: values.OIDC_SUPERUSER_CLAIM,
    superuserAudience: values.OIDC_SUPERUSER_AUDIENCE,
    superuserScope: values.OIDC_SUPERUSER_SCOPE,
    superuserClients: values.OIDC_SUPERUSER_CLIENTS,
  });
}
