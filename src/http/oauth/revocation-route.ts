import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type {
  AuthenticateClient,
  OAuthClient,
} from '../../authentication/clients/client-authenticator.js';
import type { Decision } from '../../graphql/access/rules.js';
import { auditRefusal } from '../../graphql/errors/report.js';
import type { AccessTokenService } from '../../grants/access-token.service.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import { secretPrefix } from '../../platform/secrets/secret.js';
import { findProviderByPrefix } from '../../providers/registry.js';
import type { TokenRevocationService } from '../../tokens/lifecycle/revocation.service.js';
import type { TokenService } from '../../tokens/token.service.js';
import { requireJsonAccepted } from '../accept.js';
import { countOperation } from '../count-operation.js';
import { refuseOtherMethods } from '../post-alone.js';
import { requireLeave, type LeaveParts } from '../refusal-by-rule.js';
import { errorHandler, type ErrorHandlerParts } from '../server/server.js';
import { replyWithClientError } from './error.js';
import { acceptFormsAlone, POST_ALONE } from './form-body.js';
import { readParameters, refuseQuery } from './parameters.js';

/** What {@link registerRevocation} is made of. */
export interface RevocationParts extends ErrorHandlerParts, LeaveParts {
  readonly authenticateClient: AuthenticateClient;
  readonly findToken: TokenService['findBySecret'];
  readonly revokeToken: TokenRevocationService['revoke'];
  readonly revokeAccessToken: AccessTokenService['revoke'];
}

const OPERATION = { name: 'oauth/revoke', rootFields: ['revokeToken'] };
const REASON = 'Its agent revoked it at /oauth/revoke.';

/**
 * `POST /oauth/revoke`, OAuth 2.0 Token Revocation (RFC 7009): a client ends a token of its own. A
 * token that is worth nothing here, or never was, is answered like one that was ended.
 */
export async function registerRevocation(
  server: FastifyInstance,
  parts: RevocationParts,
): Promise<void> {
  await server.register((scope, _options, done) => {
    acceptFormsAlone(scope);
    scope.setErrorHandler(errorHandler(parts, replyWithClientError));
    scope.post('/oauth/revoke', { onRequest: requireJsonAccepted }, (request, reply) =>
      answer(parts, request, reply),
    );
    refuseOtherMethods(scope, '/oauth/revoke', POST_ALONE);
    done();
  });
}

async function answer(
  parts: RevocationParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  refuseQuery(request);
  const parameters = readParameters(request.body);
  const { id: requestId, clientAddress, raw } = request;
  const client = await parts.authenticateClient({ requestId, clientAddress, raw }, parameters.one);
  const token = parameters.one('token');
  if (token === undefined) throw badUserInput('token', 'must be sent in the form');
  await countOperation(parts, client.context, OPERATION, () => revoke(parts, client, token));
  return reply.header('cache-control', 'no-store').send();
}

async function revoke(parts: RevocationParts, client: OAuthClient, secret: string): Promise<void> {
  const { context } = client;
  const prefix = secretPrefix(secret);
  if (prefix === undefined) {
    const clientId = client.kind === 'DELEGATING' ? client.clientId : undefined;
    const outcome = await parts.revokeAccessToken(secret, clientId, context.actor);
    if (outcome !== 'OTHER_CLIENT') return;
    const refusal = notYours('NOT_YOUR_TOKEN');
    await auditRefusal(parts, context, 'revokeToken', refusal);
    throw refusal;
  }
  if (!findProviderByPrefix(prefix)) throw notAToken();
  const owner = await parts.findToken(secret);
  if (!owner) return;
  const { id, agentName: agent, revokedAt } = owner.token;
  await requireLeave(parts, context, 'revokeToken', ownAgent, { agent });
  if (!revokedAt) await parts.revokeToken(id, { reason: REASON, actor: context.actor });
}

/** RFC 7009 section 2.1: a client may revoke what was issued to it. */
const ownAgent: Decision = (principal, args) => {
  if (principal.kind === 'ENROLLED_AGENT' && principal.name === args['agent']) return true;
  return notYours('NOT_YOUR_AGENT');
};

function notYours(reason: string): DomainError {
  return new DomainError('FORBIDDEN', 'A client may revoke tokens of its own alone.', {
    reason,
  });
}

function notAToken(): DomainError {
  return new DomainError(
    'BAD_USER_INPUT',
    'This is a key, and no token. A superuser revokes keys; whoever found one reports it to /leaks.',
    { reason: 'NOT_A_TOKEN' },
  );
}
