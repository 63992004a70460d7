import type { FastifyInstance } from 'fastify';

import { DomainError } from '../platform/errors.js';

/** What routes for POST alone are asked for besides. */
const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Refuses every other method at a path that takes POST alone, before a body is read:
 * `BAD_USER_INPUT`, reason `METHOD_NOT_ALLOWED`, status 405.
 *
 * @param options.message - what the caller is told
 * @param options.refusesOptions - OPTIONS as well, where CORS does not answer it
 */
export function refuseOtherMethods(
  scope: FastifyInstance,
  url: string,
  { message, refusesOptions = false }: { message: string; refusesOptions?: boolean },
): void {
  scope.route({
    method: refusesOptions ? [...OTHER_METHODS, 'OPTIONS'] : [...OTHER_METHODS],
    url,
    onRequest: (_request, reply, next) => {
      void reply.header('allow', 'POST');
      next(
        new DomainError('BAD_USER_INPUT', message, { reason: 'METHOD_NOT_ALLOWED', status: 405 }),
      );
    },
    handler: () => undefined,
  });
}
