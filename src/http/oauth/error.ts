import type { FastifyReply, FastifyRequest } from 'fastify';

import { extensionsOf, headersOf } from '../../graphql/errors/format.js';
import type { DomainError, ErrorCode } from '../../platform/errors.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';

/**
 * What OAuth calls our codes: RFC 6749 sections 4.1.2.1 and 5.2, RFC 6750 section 3.1. Codes that
 * are not here are a fault of the request.
 */
const OAUTH_ERRORS: Partial<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'invalid_token',
  FORBIDDEN: 'insufficient_scope',
  RATE_LIMITED: 'temporarily_unavailable',
  SERVICE_UNAVAILABLE: 'temporarily_unavailable',
  INTERNAL_SERVER_ERROR: 'server_error',
};

/** What a refused caller may authenticate with instead: RFC 7617 section 2. */
const BASIC_CHALLENGE = 'Basic realm="token-gateway", charset="UTF-8"';

/** Answers with an error in the shape that OAuth clients read, and our own fields beside it. */
export function replyWithOAuthError(
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  redact: Redact,
): FastifyReply {
  const extensions = extensionsOf(error, redact);
  const name = oauthName(error.code, request);
  for (const [header, value] of headersOf(extensions)) {
    const isChallenge = header === 'www-authenticate';
    reply.header(header, isChallenge ? `${value}, ${BASIC_CHALLENGE}` : value);
  }
  if (error.code === 'FORBIDDEN') reply.header('www-authenticate', `Bearer error="${name}"`);
  return reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({
      error: name,
      error_description: shownMessage(error.message, redact),
      ...extensions,
      requestId: request.id,
    });
}

/** A client that sent its secret by HTTP Basic is told what RFC 6749 section 5.2 calls it. */
function oauthName(code: ErrorCode, { headers }: FastifyRequest): string {
  const isBasic = /^Basic( |$)/i.test(headers.authorization ?? '');
  if (code === 'UNAUTHENTICATED' && isBasic) return 'invalid_client';
  return OAUTH_ERRORS[code] ?? 'invalid_request';
}
