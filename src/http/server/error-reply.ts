import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';

import { extensionsOf, headersOf } from '../../graphql/errors/format.js';
import { DomainError, internalError } from '../../platform/errors.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';
import { acceptedType, GRAPHQL_TYPE, JSON_TYPE } from '../accept.js';

/** Fastify's own refusals, in our words. */
const FASTIFY_REFUSALS: Readonly<Record<string, { reason: string; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    reason: 'BODY_TOO_LARGE',
    message: 'The request body must be at most 256 KiB.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    reason: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The Content-Type must be application/json.',
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    reason: 'MALFORMED_JSON',
    message: 'The request body is not valid JSON.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    reason: 'MALFORMED_JSON',
    message: 'The request body is empty; it must be a JSON object.',
  },
};

/** Any error as one of ours: what is not known is masked. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const { code, statusCode: status } = error as Partial<FastifyError>;
  const refusal = code === undefined ? undefined : FASTIFY_REFUSALS[code];
  if (refusal) {
    return new DomainError('BAD_USER_INPUT', refusal.message, {
      reason: refusal.reason,
      ...(status === undefined ? {} : { status }),
    });
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return new DomainError('BAD_USER_INPUT', 'The request could not be read.', {
      reason: 'MALFORMED_REQUEST',
      status,
      cause: error,
    });
  }
  return internalError(error);
}

/** A refusal as a response that is yet to be written. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: { readonly errors: readonly GraphQLFormattedError[] };
}

/** An error in the shape that GraphQL clients read, `{ "errors": [ … ] }`. */
export function errorResponse(
  error: DomainError,
  requestId: string,
  redact: Redact,
): ErrorResponse {
  const extensions = extensionsOf(error, redact);
  return {
    status: error.status,
    headers: headersOf(extensions),
    body: {
      errors: [
        { message: shownMessage(error.message, redact), extensions: { ...extensions, requestId } },
      ],
    },
  };
}

/**
 * Answers with an error, its status and its headers, in the media type that the caller asks for.
 */
export function replyWithError(
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  redact: Redact,
): FastifyReply {
  const { status, headers, body } = errorResponse(error, request.id, redact);
  for (const [name, value] of headers) reply.header(name, value);
  const type = acceptedType(request.headers.accept, [JSON_TYPE, GRAPHQL_TYPE]) ?? JSON_TYPE;
  return reply.code(status).type(type).send(body);
}
