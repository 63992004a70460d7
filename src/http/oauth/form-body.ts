import type { FastifyInstance } from 'fastify';

import { DomainError } from '../../platform/errors.js';
import { bodyText } from '../server/body-text.js';

/** The media type of forms, as HTML and OAuth send them. */
export const FORM = 'application/x-www-form-urlencoded';

/** The message for requests by another method. */
export const POST_ALONE = { message: 'This endpoint takes POST alone, with a form as its body.' };

/**
 * Has the routes of a scope take forms as bodies, as `URLSearchParams`, and nothing else: other
 * types are `BAD_USER_INPUT`, status 415. For a scope of its own alone: /graphql must go on
 * refusing what any page can send.
 */
export function acceptFormsAlone(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  acceptForms(scope, (form) => form);
  scope.addContentTypeParser('*', (_request, _payload, parsed) => {
    parsed(notAForm());
  });
}

/** Has the routes of a scope take forms as bodies beside JSON, as what `read` makes of them. */
export function acceptForms(
  scope: FastifyInstance,
  read: (form: URLSearchParams) => unknown,
): void {
  scope.addContentTypeParser<Buffer>(FORM, { parseAs: 'buffer' }, (request, body, parsed) => {
    parsed(null, read(new URLSearchParams(bodyText(request, body))));
  });
}

function notAForm(): DomainError {
  return new DomainError('BAD_USER_INPUT', `The Content-Type must be ${FORM}.`, {
    reason: 'UNSUPPORTED_MEDIA_TYPE',
    status: 415,
  });
}
