import type { FastifyInstance } from 'fastify';

import { DomainError } from '../../platform/errors.js';

/** As Node looks for it. */
const CONTINUE = /(?:^|\W)100-continue(?:$|\W)/i;

/**
 * Refuses a request that expects something else than `100-continue`, with status 417 (RFC 9110
 * section 10.1.1). Node would do so too, with an empty answer.
 */
export function refuseExpectations(server: FastifyInstance): void {
  server.server.on('checkExpectation', (request, response) => {
    server.server.emit('request', request, response);
  });
  server.addHook('onRequest', ({ headers: { expect } }, _reply, done) => {
    done(expect === undefined || CONTINUE.test(expect) ? undefined : unknownExpectation());
  });
}

function unknownExpectation(): DomainError {
  return new DomainError(
    'BAD_USER_INPUT',
    'The Expect header must be 100-continue. Send the request without it.',
    { reason: 'MALFORMED_REQUEST', status: 417 },
  );
}
