import type { FastifyRequest } from 'fastify';

import type { CreateContext } from '../authentication/context.js';
import { earlier } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import type { RequestContext } from '../request/context.js';
import type { DelegatePrincipal, EnrolledAgentPrincipal, Principal } from '../request/principal.js';
import type { CurrentTokenService } from '../tokens/current/current-token.service.js';

/** What {@link actingContext} is made of. */
export interface ActingParts {
  readonly createContext: CreateContext;
  /** The token that an agent should use now; that somebody was handed it is audited. */
  readonly currentToken: (
    agent: string,
    context: RequestContext,
  ) => ReturnType<CurrentTokenService['current']>;
}

/**
 * The context of a request in which an agent works. MCP hosts fix their headers when they are set
 * up, or log in by OAuth, so an agent may show its key or a JWT that is bound to it: the gateway
 * then does what the agent would do with it, reads the agent's own current token and goes on by
 * that, within the scopes that the JWT was granted. A client with an access token acts as the
 * agent in the same way. What either does for longer ends with whichever expires first.
 *
 * @param options.isKnown - whether the request was accepted before, and is no further one
 * @param options.forDelegates - whether an access token is good there
 * @throws DomainError `FORBIDDEN` while the agent has no token, or for a JWT that no login makes
 *   better, and whatever refuses a credential
 */
export async function actingContext(
  { createContext, currentToken }: ActingParts,
  request: FastifyRequest,
  { isKnown = false, forDelegates }: { isKnown?: boolean; forDelegates: boolean },
): Promise<RequestContext> {
  const { id: requestId, clientAddress, raw } = request;
  const origin = { requestId, clientAddress, raw, isKnown };
  const context = await createContext(origin).catch((error: unknown) => {
    throw asFinalRefusal(error);
  });
  const { principal } = context;
  const isActing = principal.kind === 'ENROLLED_AGENT' || principal.kind === 'DELEGATE';
  if (!isActing || (principal.kind === 'DELEGATE' && !forDelegates)) return context;
  const agent = principal.kind === 'DELEGATE' ? principal.agentName : principal.name;
  const { token, message } = await currentToken(agent, context);
  if (token === null) throw new DomainError('FORBIDDEN', message, { reason: 'AGENT_REQUIRED' });
  const credentials = [{ secret: token, headerOf: undefined }];
  const acting = await createContext({ ...origin, credentials, isKnown: true });
  return {
    ...acting,
    principal: within(principal, acting.principal),
    ...(principal.kind === 'DELEGATE' && {
      actor: { ...acting.actor, accessTokenId: principal.accessTokenId },
    }),
  };
}

/** The agent by its token, as what was shown in place of that has it. */
function within(
  shown: EnrolledAgentPrincipal | DelegatePrincipal,
  principal: Principal,
): Principal {
  if (principal.kind !== 'AGENT') return principal;
  const { expiresAt = principal.expiresAt } = shown;
  const granted = shown.kind === 'DELEGATE' ? shown.scopes : shown.grant?.scopes;
  const isGranted = (scope: (typeof principal.scopes)[number]): boolean =>
    granted?.includes(scope) ?? true;
  const isByJwt = shown.kind === 'ENROLLED_AGENT' && shown.grant !== undefined;
  return {
    ...principal,
    scopes: principal.scopes.filter(isGranted),
    // What rules withhold from a delegate, no issuer can add: its tools are not shown.
    withheldScopes: isByJwt ? principal.scopes.filter((scope) => !isGranted(scope)) : undefined,
    tokenScopes: isByJwt || shown.kind === 'DELEGATE' ? principal.scopes : undefined,
    expiresAt: earlier(expiresAt, principal.expiresAt),
  };
}

/**
 * A 401 makes hosts log in and try again, without an end where the JWT is not what is wrong: the
 * next one is of the same subject. A 403 tells the person at once, and why.
 */
function asFinalRefusal(error: unknown): unknown {
  if (!(error instanceof DomainError) || !error.isFinal) return error;
  const { message, reason, logged } = error;
  if (reason !== 'UNKNOWN') {
    return new DomainError('FORBIDDEN', message, { ...(reason && { reason }), logged });
  }
  return new DomainError(
    'FORBIDDEN',
    `${message} A superuser binds the subject of the JWT to an agent: token-gateway agent bind.`,
    { reason: 'AGENT_REQUIRED', logged },
  );
}
