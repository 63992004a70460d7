import type { RequestContext } from '../context/create-context.js';
import { principalName } from '../context/principal.js';
import type { Logger } from '../platform/logger.js';

/** The one line that each operation leaves in the log. */
export function logOperation(logger: Logger, context: RequestContext, durationMs: number): void {
  const { actor, operation, principal, requestId } = context;
  logger.info(
    {
      requestId,
      address: actor.address,
      operation: operation.name,
      fields: operation.rootFields,
      principal: principal.kind,
      name: principalName(principal),
      durationMs: Math.round(durationMs * 100) / 100,
      outcome: operation.outcome,
    },
    'operation',
  );
}
