import type { FastifyInstance } from 'fastify';

import type { CreateContext } from '../../authentication/context.js';
import { superuser } from '../../graphql/access/rules.js';
import type { ExposedMetrics } from './metrics.js';

/**
 * `/metrics` for Prometheus: for superusers, and without a credential from the networks that may
 * read current tokens.
 */
export function registerMetrics(
  server: FastifyInstance,
  metrics: ExposedMetrics,
  createContext: CreateContext,
): void {
  server.get('/metrics', async (request, reply) => {
    const { principal } = await createContext({
      requestId: request.id,
      clientAddress: request.clientAddress,
      raw: request.raw,
    });
    const isTrusted = principal.kind === 'ANONYMOUS' && principal.isFromTrustedNetwork;
    const decision = isTrusted || superuser(principal, {});
    if (decision !== true) throw decision;
    return reply.type(metrics.contentType).send(await metrics.expose());
  });
}
