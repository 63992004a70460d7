import type { FastifyRequest } from 'fastify';

import { DomainError } from '../../platform/errors.js';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i;
/** US-ASCII is a part of UTF-8. */
const CHARSETS: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);

/**
 * The text of a request's body, without a byte order mark.
 *
 * @throws DomainError `BAD_USER_INPUT`, with status 415 when the body is compressed or in another
 *   charset than UTF-8, and with reason `MALFORMED_TEXT` when its bytes are not UTF-8
 */
export function bodyText({ headers }: FastifyRequest, body: Buffer): string {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (coding !== '' && coding !== 'identity') {
    throw unsupported('The request body must not be compressed: send it without Content-Encoding.');
  }
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !CHARSETS.has(charset.toLowerCase())) {
    throw unsupported('The request body must be in UTF-8: send no other charset.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new DomainError('BAD_USER_INPUT', 'The request body must be valid UTF-8.', {
      reason: 'MALFORMED_TEXT',
    });
  }
}

function unsupported(message: string): DomainError {
  return new DomainError('BAD_USER_INPUT', message, {
    reason: 'UNSUPPORTED_MEDIA_TYPE',
    status: 415,
  });
}
