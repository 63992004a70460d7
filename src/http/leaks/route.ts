import type { FastifyInstance } from 'fastify';

import { MinuteLimit } from '../../authentication/limits/minutes.js';
import type { LeakService } from '../../leaks/leak.service.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput } from '../../platform/errors.js';
import { isRecord } from '../../platform/is-record.js';
import { addressBlock } from '../../platform/network/networks.js';
import { requireJsonAccepted } from '../accept.js';

/** How many reports one address block may send in a minute: each costs a look-up. */
const REPORTS_PER_MINUTE = 60;

/**
 * `POST /leaks`: revokes the token or key in the body. Whoever holds a secret may do that, so the
 * request's own credentials are not even read; and the answer is one and the same, whatever the
 * secret was.
 */
export function registerLeaks(
  server: FastifyInstance,
  { reportLeak, clock }: { readonly reportLeak: LeakService['report']; readonly clock: Clock },
): void {
  const limit = new MinuteLimit({
    clock,
    perMinute: REPORTS_PER_MINUTE,
    refusal: {
      reason: 'TOO_MANY_LEAK_REPORTS',
      message: 'Too many leaks were reported from this address. Wait before the next report.',
    },
  });
  server.post('/leaks', { onRequest: requireJsonAccepted }, async (request, reply) => {
    const refusal = limit.count(addressBlock(request.clientAddress));
    if (refusal) throw refusal;
    const actor: Actor = {
      kind: 'ANONYMOUS',
      name: null,
      address: request.clientAddress,
      requestId: request.id,
    };
    await reportLeak({ ...readReport(request.body), actor });
    return reply.code(202).header('cache-control', 'no-store').send({ status: 'received' });
  });
}

function readReport(body: unknown): { secret: string; source: string | undefined } {
  const { token, source } = isRecord(body) ? body : {};
  if (typeof token !== 'string' || token.trim() === '') {
    throw badUserInput('token', 'must be the leaked token or key, in a JSON object');
  }
  if (source !== undefined && source !== null && typeof source !== 'string') {
    throw badUserInput('source', 'must be a text that says where the token was found');
  }
  return { secret: token.trim(), source: source ?? undefined };
}
