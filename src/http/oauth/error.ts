import type { FastifyRequest } from 'fastify';

import { extensionsOf, headersOf } from '../../graphql/errors/format.js';
import type { DomainError, ErrorCode } from '../../platform/errors.js';
import { shownMessage } from '../../platform/text/shown-message.js';
import type { replyWithError } from '../server/error-reply.js';

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

/**
 * What OAuth calls an error of a client, by our reason: RFC 6749 sections 4 and 5.2, RFC 7009
 * section 2.2.1, RFC 8707.
 */
const TOKEN_ERRORS: Readonly<Record<string, string>> = {
  NO_VALID_TOKEN: 'unauthorized_client',
  NOT_YOUR_AGENT: 'unauthorized_client',
  NOT_YOUR_TOKEN: 'unauthorized_client',
  UNAUTHORIZED_CLIENT: 'unauthorized_client',
  NOT_A_TOKEN: 'unsupported_token_type',
  UNSUPPORTED_GRANT_TYPE: 'unsupported_grant_type',
  UNSUPPORTED_RESPONSE_TYPE: 'unsupported_response_type',
  UNKNOWN_SCOPE: 'invalid_scope',
  INSUFFICIENT_SCOPE: 'invalid_scope',
  OTHER_RESOURCE: 'invalid_target',
};

/** How an endpoint of OAuth calls an error. */
interface Words {
  readonly name: (error: DomainError, request: FastifyRequest) => string;
  /** The value of `WWW-Authenticate`, where the error has one. */
  readonly challenge: (error: DomainError, name: string) => string | undefined;
  readonly status: (error: DomainError) => number;
}

/** Answers as a resource does that takes bearer tokens, such as the introspection endpoint. */
export const replyWithOAuthError = replyIn({
  name: resourceErrorName,
  challenge: ({ code }, name) => {
    if (code === 'UNAUTHENTICATED') return `Bearer error="invalid_token", ${BASIC_CHALLENGE}`;
    return code === 'FORBIDDEN' ? `Bearer error="${name}"` : undefined;
  },
  status: ({ status }) => status,
});

/** Answers as a token endpoint does, whose callers are clients. */
export const replyWithClientError = replyIn({
  name: ({ code, reason = '' }) => {
    if (code === 'UNAUTHENTICATED') return 'invalid_client';
    if (reason.startsWith('GRANT_')) return 'invalid_grant';
    return TOKEN_ERRORS[reason] ?? OAUTH_ERRORS[code] ?? 'invalid_request';
  },
  challenge: ({ code }) => (code === 'UNAUTHENTICATED' ? BASIC_CHALLENGE : undefined),
  // RFC 6749 section 5.2 knows no 403 and no 409.
  status: ({ code, status }) => (code === 'FORBIDDEN' || code === 'CONFLICT' ? 400 : status),
});

/** Makes what answers in the shape that OAuth clients read, with our own fields beside it. */
function replyIn({ name: nameOf, challenge: challengeOf, status }: Words): typeof replyWithError {
  return (error, request, reply, redact) => {
    const extensions = extensionsOf(error, redact);
    const name = nameOf(error, request);
    for (const [header, value] of headersOf(extensions)) reply.header(header, value);
    const challenge = challengeOf(error, name);
    if (challenge !== undefined) reply.header('www-authenticate', challenge);
    return reply
      .code(status(error))
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send({
        error: name,
        error_description: allowedCharacters(shownMessage(error.message, redact)),
        ...extensions,
        requestId: request.id,
      });
  };
}

/** RFC 6749 section 5.2: no quotation mark, no backslash, and nothing beyond ASCII. */
function allowedCharacters(message: string): string {
  return message.replaceAll('"', "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu, '?');
}

/** A client that sent its secret by HTTP Basic is told what RFC 6749 section 5.2 calls it. */
function resourceErrorName({ code }: DomainError, { headers }: FastifyRequest): string {
  const isBasic = /^Basic( |$)/i.test(headers.authorization ?? '');
  if (code === 'UNAUTHENTICATED' && isBasic) return 'invalid_client';
  return OAUTH_ERRORS[code] ?? 'invalid_request';
}
