import type { GraphQLError } from 'graphql';

import type { Actor } from '../../platform/actor.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import type { LimitMetrics } from '../../platform/metrics.js';
import type { RequestContext } from '../../request/context.js';
import { limitOf } from '../limits/names.js';
import { isExpected, rootCause } from './format.js';

/** Writes a refusal by rule to the audit log. */
export type RecordRefusal = (
  actor: Actor,
  refusal: { field: string; reason: string | null },
) => Promise<void>;

/** What {@link errorReporter} is made of. */
export interface ReportParts {
  readonly logger: Logger;
  readonly recordRefusal: RecordRefusal;
  readonly metrics: LimitMetrics;
}

/**
 * Makes what becomes of an operation's errors behind its caller's back: the causes that callers are
 * not shown are logged, limits are counted, and refusals by rule are audited.
 */
export function errorReporter({ logger, recordRefusal, metrics }: ReportParts) {
  return async (context: RequestContext, errors: readonly GraphQLError[]): Promise<void> => {
    for (const error of errors) {
      const cause = rootCause(error);
      const limit = cause instanceof DomainError ? limitOf(cause) : undefined;
      if (limit !== undefined) metrics.limit(limit);
      logCause(logger, context.requestId, error);
      if (!(cause instanceof DomainError)) continue;
      // The path has the names that the caller chose.
      const field = context.operation.fieldsByResponseName.get(String(error.path?.[0])) ?? '';
      await auditRefusal({ logger, recordRefusal }, context, field, cause);
    }
  };
}

function logCause(logger: Logger, requestId: string, error: GraphQLError): void {
  const cause = rootCause(error);
  if (cause instanceof DomainError) {
    if (cause.status >= 500) logger.warn({ requestId, err: cause }, cause.message);
  } else if (!isExpected(error)) {
    logger.error({ requestId, err: cause }, 'An operation failed unexpectedly');
  }
}

/** Writes a refusal to the audit log if it is one by a rule, under the name of a field. */
export async function auditRefusal(
  { logger, recordRefusal }: { readonly logger: Logger; readonly recordRefusal: RecordRefusal },
  { actor, requestId }: RequestContext,
  field: string,
  refusal: DomainError,
): Promise<void> {
  if (refusal.code !== 'FORBIDDEN') return;
  await recordRefusal(actor, { field, reason: refusal.reason ?? null }).catch(
    (failure: unknown) => {
      logger.error({ requestId, err: failure }, 'A refusal could not be written down');
    },
  );
}
