import type { FastifyInstance } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import { introspector } from '../../graphql/access/rules.js';
import type { AccessTokenService } from '../../grants/access-token.service.js';
import type { AccessToken } from '../../grants/access-token.js';
import { badUserInput } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import type { RequestContext } from '../../request/context.js';
import { principalName } from '../../request/principal.js';
import type { IntrospectionService } from '../../tokens/introspection/introspection.service.js';
import { requireJsonAccepted } from '../accept.js';
import { refuseOtherMethods } from '../post-alone.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { replyWithOAuthError } from './error.js';
import { acceptFormsAlone, POST_ALONE } from './form-body.js';
import { readParameters } from './parameters.js';

/** What {@link registerIntrospection} is made of. */
export interface IntrospectionParts extends ErrorHandlerParts, LeaveParts {
  readonly createContext: CreateContext;
  readonly introspect: IntrospectionService['introspect'];
  readonly introspectAccessToken: AccessTokenService['introspect'];
  /** What introspected tokens name as their issuer; nothing where it is not known. */
  readonly publicUrl: string | undefined;
}

/**
 * `POST /oauth/introspect`, OAuth 2.0 Token Introspection (RFC 7662), for superusers and verifiers.
 * Their keys come as bearer tokens or as a client's secret by HTTP Basic. Refusals have the form of
 * RFC 6749 section 5.2.
 */
export async function registerIntrospection(
  server: FastifyInstance,
  parts: IntrospectionParts,
): Promise<void> {
  await server.register((scope, _options, done) => {
    acceptFormsAlone(scope);
    scope.setErrorHandler(errorHandler(parts, replyWithOAuthError));
    scope.post('/oauth/introspect', { onRequest: requireJsonAccepted }, async (request, reply) => {
      const context = await parts.createContext({
        requestId: request.id,
        clientAddress: request.clientAddress,
        raw: request.raw,
        acceptsBasic: true,
      });
      await requireLeave(parts, context, 'introspectToken', introspector);
      const token = readParameters(request.body).one('token');
      if (token === undefined) throw badUserInput('token', 'must be sent in the form');
      const claims = await introspection(parts, token);
      logAnswer(parts.logger, context, claims !== undefined);
      return reply.header('cache-control', 'no-store').send(claims ?? { active: false });
    });
    refuseOtherMethods(scope, '/oauth/introspect', POST_ALONE);
    done();
  });
}

/** What is said of a token that is good now: RFC 7662 section 2.2. */
async function introspection(
  { introspect, introspectAccessToken, publicUrl }: IntrospectionParts,
  token: string,
): Promise<Record<string, unknown> | undefined> {
  const live = await introspect(token);
  if (live) {
    const { agentName, tokenId: id } = live;
    return common({ ...live, id, clientId: agentName }, publicUrl);
  }
  const accessToken = await introspectAccessToken(token);
  return accessToken && { ...common(accessToken, publicUrl), aud: `${String(publicUrl)}/mcp` };
}

/** Times are whole seconds, rounded so that nobody trusts a token too long. */
function common(
  token: AccessToken & { readonly provider: string },
  publicUrl: string | undefined,
): Record<string, unknown> {
  const issuedAt = Math.floor(token.issuedAt.getTime() / 1000);
  return {
    active: true,
    scope: token.scopes.join(' '),
    client_id: token.clientId,
    sub: token.agentName,
    token_type: 'Bearer',
    exp: Math.floor(token.expiresAt.getTime() / 1000),
    iat: issuedAt,
    nbf: issuedAt,
    ...(publicUrl === undefined ? {} : { iss: publicUrl }),
    jti: token.id,
    provider: token.provider,
  };
}

function logAnswer(
  logger: Logger,
  { requestId, actor, principal }: RequestContext,
  active: boolean,
): void {
  logger.info(
    {
      requestId,
      address: actor.address,
      principal: principal.kind,
      name: principalName(principal),
      active,
    },
    'introspection',
  );
}
