import type { FastifyRequest } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import { DomainError } from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import type { Principal } from '../../request/principal.js';
import type { CurrentTokenService } from '../../tokens/current/current-token.service.js';

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
 * that. What it does for longer ends with whichever expires first.
 *
 * @param isKnown - whether the request was accepted before, and is no further one
 * @throws DomainError `FORBIDDEN` while the agent has no token, and whatever refuses a credential
 */
export async function actingContext(
  { createContext, currentToken }: ActingParts,
  request: FastifyRequest,
  isKnown = false,
): Promise<RequestContext> {
  const { id: requestId, clientAddress, raw } = request;
  const origin = { requestId, clientAddress, raw, isKnown };
  const context = await createContext(origin);
  const { principal } = context;
  if (principal.kind !== 'ENROLLED_AGENT') return context;
  const { token, message } = await currentToken(principal.name, context);
  if (token === null) throw new DomainError('FORBIDDEN', message, { reason: 'AGENT_REQUIRED' });
  const credentials = [{ secret: token, headerOf: undefined }];
  const acting = await createContext({ ...origin, credentials, isKnown: true });
  return { ...acting, principal: until(principal.expiresAt, acting.principal) };
}

function until(end: Date | undefined, principal: Principal): Principal {
  if (!end || principal.kind !== 'AGENT' || principal.expiresAt <= end) return principal;
  return { ...principal, expiresAt: end };
}
