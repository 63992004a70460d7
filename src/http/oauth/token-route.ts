import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { AuthenticateClient } from '../../authentication/clients/client-authenticator.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { isOwnResource } from '../../platform/network/own-resource.js';
import { requireJsonAccepted } from '../accept.js';
import { baseUrlOf } from '../base-url.js';
import { refuseOtherMethods } from '../post-alone.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { grantCurrentToken, type CurrentTokenGrantParts } from './current-token-grant.js';
import { replyWithClientError } from './error.js';
import { acceptFormsAlone, POST_ALONE } from './form-body.js';
import type { GrantedToken, TokenRequest } from './grant.js';
import { grantByAssertion, JWT_BEARER, type AssertionGrantParts } from './id-jag-grant.js';
import { readParameters, refuseQuery } from './parameters.js';
import { readScopes } from './scopes.js';

/** What {@link registerTokenEndpoint} is made of. */
export interface TokenEndpointParts
  extends ErrorHandlerParts, CurrentTokenGrantParts, AssertionGrantParts {
  readonly authenticateClient: AuthenticateClient;
  /** The gateway's address as others see it; told from the request where it is not known. */
  readonly publicUrl: string | undefined;
}

type Grant = (parts: TokenEndpointParts, request: TokenRequest) => Promise<GrantedToken>;

/** What each grant type does. */
const GRANTS: Readonly<Record<string, Grant>> = {
  client_credentials: grantCurrentToken,
  [JWT_BEARER]: grantByAssertion,
};

/** The grant types that a gateway serves: assertions are taken by rules alone. */
export function grantTypesOf({ grantByAssertion: rules }: AssertionGrantParts): readonly string[] {
  return Object.keys(GRANTS).filter((grantType) => rules || grantType !== JWT_BEARER);
}

/**
 * `POST /oauth/token`, the token endpoint of RFC 6749. An agent gets its current token, by its name
 * and key or by a JWT; no token is made for the request. A client that acts for its users gets a
 * short-lived access token for an assertion about one of them.
 */
export async function registerTokenEndpoint(
  server: FastifyInstance,
  parts: TokenEndpointParts,
): Promise<void> {
  await server.register((scope, _options, done) => {
    acceptFormsAlone(scope);
    scope.setErrorHandler(errorHandler(parts, replyWithClientError));
    scope.post('/oauth/token', { onRequest: requireJsonAccepted }, (request, reply) =>
      answer(parts, request, reply),
    );
    refuseOtherMethods(scope, '/oauth/token', POST_ALONE);
    done();
  });
}

async function answer(
  parts: TokenEndpointParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  refuseQuery(request);
  const parameters = readParameters(request.body, ['resource']);
  const { id: requestId, clientAddress, raw } = request;
  const client = await parts.authenticateClient({ requestId, clientAddress, raw }, parameters.one);
  const grant = chosenGrant(parts, parameters.one('grant_type'));
  requireOwnResources(parameters.all('resource'), baseUrlOf(parts.publicUrl, request));
  const scopes = readScopes(parameters.one('scope'));
  const {
    accessToken,
    expiresAt,
    scopes: granted,
  } = await grant(parts, {
    client,
    parameters,
    scopes,
  });
  return reply
    .header('cache-control', 'no-store')
    .header('pragma', 'no-cache')
    .send({
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: secondsUntil(expiresAt, parts.clock),
      scope: granted.join(' '),
    });
}

/** At least one, since clients take 0 for a token that never ends. */
function secondsUntil(expiresAt: Date, clock: Clock): number {
  const lifetimeMs = expiresAt.getTime() - clock.now().getTime();
  return Math.max(1, Math.floor(lifetimeMs / 1000));
}

function chosenGrant(parts: TokenEndpointParts, grantType: string | undefined): Grant {
  const grantTypes = grantTypesOf(parts);
  if (grantType === undefined) {
    throw badUserInput('grant_type', `must be sent: ${grantTypes.join(' or ')}`);
  }
  const grant = grantTypes.includes(grantType) ? GRANTS[grantType] : undefined;
  if (grant) return grant;
  throw new DomainError(
    'BAD_USER_INPUT',
    `This grant_type is not supported. Use ${grantTypes.join(' or ')}.`,
    { reason: 'UNSUPPORTED_GRANT_TYPE' },
  );
}

function requireOwnResources(resources: readonly string[], baseUrl: string): void {
  if (resources.every((resource) => isOwnResource(resource, baseUrl))) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `Tokens of this gateway are for itself alone: the resource must be ${baseUrl}/mcp or ${baseUrl}.`,
    { reason: 'OTHER_RESOURCE' },
  );
}
