import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { Scope } from '../../providers/registry.js';
import type { RequestContext } from '../../request/context.js';

/** Who asks for a current token. */
export interface TokenReader {
  readonly actor: Actor;
  /**
   * The token that the request itself carried: whoever shows a secret learns nothing by reading
   * it, so that is not an event for the audit log.
   */
  readonly presentedTokenId?: string | undefined;
  /** What the reader was granted, if that may be less than the token can do. */
  readonly grantedScopes?: readonly Scope[] | undefined;
  /** What the reader asks for; `undefined` where that is nothing in particular. */
  readonly requestedScopes?: readonly Scope[] | undefined;
}

/** Returns who asks, by the context of the request. */
export function readerOf({ actor, principal }: RequestContext): TokenReader {
  if (principal.kind === 'AGENT') return { actor, presentedTokenId: principal.tokenId };
  if (principal.kind !== 'ENROLLED_AGENT') return { actor };
  return { actor, grantedScopes: principal.grant?.scopes };
}

/**
 * Checks that a token can do no more than its reader was granted: the token alone would not say so.
 *
 * @throws DomainError `FORBIDDEN`, reason `INSUFFICIENT_SCOPE`
 */
export function checkGrant({ grantedScopes }: TokenReader, scopes: readonly Scope[]): void {
  const missing = grantedScopes && scopes.filter((scope) => !grantedScopes.includes(scope));
  if (!missing?.length) return;
  throw new DomainError(
    'FORBIDDEN',
    `The token can do more than this JWT, which lacks the scope ${missing.join(' and ')}. Ask the ` +
      'issuer for a JWT with it, or use /mcp, which keeps to the scopes of the JWT.',
    { reason: 'INSUFFICIENT_SCOPE' },
  );
}

/**
 * Checks that a token has a scope that its reader asked for. Hosts of OAuth ask for all that the
 * metadata name, of which no agent has all, so one will do.
 *
 * @throws DomainError `BAD_USER_INPUT`, reason `INSUFFICIENT_SCOPE`
 */
export function checkRequest({ requestedScopes }: TokenReader, scopes: readonly Scope[]): void {
  if (!requestedScopes || requestedScopes.some((scope) => scopes.includes(scope))) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `The agent has none of the scopes that were asked for. It has: ${scopes.join(' ') || 'none'}.`,
    { reason: 'INSUFFICIENT_SCOPE' },
  );
}
