import { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import type { Metrics } from '../platform/metrics.js';
import type { RequestContext } from '../request/context.js';
import { logOperation } from './server/operation-log.js';

/**
 * Runs what does the same as a root field, counted and logged as an operation that asks for it.
 *
 * @param operation - its name for the log, and the root fields
 */
export async function countOperation<T>(
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
  context: RequestContext,
  operation: { readonly name: string; readonly rootFields: readonly string[] },
  run: () => Promise<T>,
): Promise<T> {
  const startedAtMs = performance.now();
  Object.assign(context.operation, operation);
  try {
    return await run();
  } catch (error) {
    context.operation.outcome = error instanceof DomainError ? error.code : 'INTERNAL_SERVER_ERROR';
    throw error;
  } finally {
    const durationMs = performance.now() - startedAtMs;
    metrics.operation(operation.rootFields, context.operation.outcome, durationMs / 1000);
    logOperation(logger, context, durationMs);
  }
}
