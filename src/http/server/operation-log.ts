import type { Logger } from '../../platform/log/logger.js';
import type { RequestContext } from '../../request/context.js';

/** The one line that each operation leaves in the log. */
export function logOperation(logger: Logger, context: RequestContext, durationMs: number): void {
  const { actor, operation, requestId } = context;
  logger.info(
    {
      requestId,
      address: actor.address,
      operation: operation.name,
      fields: operation.rootFields,
      principal: actor.kind,
      name: actor.name,
      durationMs: Math.round(durationMs * 100) / 100,
      outcome: operation.outcome,
    },
    'operation',
  );
}
