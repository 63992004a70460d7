import type { FastifyRequest } from 'fastify';

import { extensionsOf, headersOf } from '../../graphql/errors/format.js';
import { shownMessage } from '../../platform/text/shown-message.js';
import { baseUrlOf } from '../base-url.js';
import type { replyWithError } from '../server/error-reply.js';
import { challengeOf } from './challenge.js';

/** JSON-RPC 2.0 section 5.1. */
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
const INTERNAL_ERROR = -32_603;
/** The first of the codes that JSON-RPC leaves to servers. */
const REFUSED = -32_000;

/**
 * Makes what answers with an error of JSON-RPC, which carries our own code and fields as its data.
 */
export function mcpErrorReply(publicUrl: string | undefined): typeof replyWithError {
  return (error, request, reply, redact) => {
    const extensions = extensionsOf(error, redact);
    for (const [name, value] of headersOf(extensions)) reply.header(name, value);
    if (error.code === 'UNAUTHENTICATED') {
      reply.header('www-authenticate', challengeOf('invalid_token', baseUrlOf(publicUrl, request)));
    }
    return reply
      .code(error.status)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send({
        jsonrpc: '2.0',
        id: idOf(request),
        error: {
          code: rpcCodeOf(error.code, error.reason),
          message: shownMessage(error.message, redact),
          data: { ...extensions, requestId: request.id },
        },
      });
  };
}

function rpcCodeOf(code: string, reason: string | undefined): number {
  if (reason === 'MALFORMED_JSON') return PARSE_ERROR;
  if (code === 'INTERNAL_SERVER_ERROR') return INTERNAL_ERROR;
  return code === 'BAD_USER_INPUT' ? INVALID_REQUEST : REFUSED;
}

/** The most characters of a call's id, which its answer repeats. */
const MAX_ID_CHARACTERS = 200;

/** The id of the call that is refused, where it could be read and is short enough. */
function idOf({ body }: FastifyRequest): string | number | null {
  const { id } = (body ?? {}) as { id?: unknown };
  if (typeof id === 'number') return id;
  return typeof id === 'string' && !isLongId(id) ? id : null;
}

/** Whether an id is a longer text than ids may be. */
export function isLongId(id: unknown): boolean {
  return typeof id === 'string' && id.length > MAX_ID_CHARACTERS;
}
