import type { FastifyReply, FastifyRequest } from 'fastify';

import { extensionsOf, headersOf } from '../graphql/format-error.js';
import type { DomainError, ErrorCode } from '../platform/errors.js';
import type { Redact } from '../platform/redact.js';

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

/** Answers with an error in the shape that OAuth clients read, and our own fields beside it. */
export function replyWithOAuthError(
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  redact: Redact,
): FastifyReply {
  const extensions = extensionsOf(error);
  const name = OAUTH_ERRORS[error.code] ?? 'invalid_request';
  for (const [header, value] of headersOf(extensions)) reply.header(header, value);
  if (error.code === 'FORBIDDEN') reply.header('www-authenticate', `Bearer error="${name}"`);
  return reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({
      error: name,
      error_description: redact(error.message),
      ...extensions,
      requestId: request.id,
    });
}
