import type { GraphQLError } from 'graphql';

import type { RequestContext } from '../context/create-context.js';
import type { Actor } from '../platform/actor.js';
import { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/logger.js';
import { isExpected, rootCause } from './format-error.js';
import type { OnLimit } from './limits.js';

/** Writes a refusal by rule to the audit log. */
export type RecordRefusal = (
  actor: Actor,
  refusal: { field: string; reason: string | null },
) => Promise<void>;

/** What {@link errorReporter} is made of. */
export interface ReportParts {
  readonly logger: Logger;
  readonly onLimit: OnLimit;
  readonly recordRefusal: RecordRefusal;
}

/**
 * Makes what becomes of an operation's errors behind its caller's back: the causes that callers are
 * not shown are logged, limits are counted, and refusals by rule are audited.
 */
export function errorReporter({ logger, onLimit, recordRefusal }: ReportParts) {
  return async (
    { requestId, actor }: RequestContext,
    errors: readonly GraphQLError[],
  ): Promise<void> => {
    for (const error of errors) {
      if (error.message.includes('Parsing aborted')) onLimit('tokens');
      logCause(logger, requestId, error);
      const refusal = refusalBy(error);
      if (!refusal) continue;
      await recordRefusal(actor, refusal).catch((failure: unknown) => {
        logger.error({ requestId, err: failure }, 'A refusal could not be written down');
      });
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

function refusalBy(error: GraphQLError): { field: string; reason: string | null } | undefined {
  const cause = rootCause(error);
  if (!(cause instanceof DomainError) || cause.code !== 'FORBIDDEN') return undefined;
  return { field: String(error.path?.[0] ?? ''), reason: cause.reason ?? null };
}
