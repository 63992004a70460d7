import type { FastifyReply, FastifyRequest } from 'fastify';

import { extensionsOf, headersOf } from '../../graphql/errors/format.js';
import type { DomainError } from '../../platform/errors.js';
import type { Redact } from '../../platform/secrets/redact.js';
import { shownMessage } from '../../platform/text/shown-message.js';

/** Answers with an error in the shape that the older service's clients read. */
export function replyWithRestError(
  error: DomainError,
  _request: FastifyRequest,
  reply: FastifyReply,
  redact: Redact,
): FastifyReply {
  for (const [name, value] of headersOf(extensionsOf(error, redact))) reply.header(name, value);
  return reply
    .code(error.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send({ detail: shownMessage(error.message, redact), code: error.code });
}
