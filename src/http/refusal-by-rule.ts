import type { RequestContext } from '../context/create-context.js';
import type { RecordRefusal } from '../graphql/report-errors.js';
import type { Decision } from '../graphql/rules.js';
import type { Logger } from '../platform/logger.js';

/** What {@link requireLeave} is made of. */
export interface LeaveParts {
  readonly logger: Logger;
  /** Writes a refusal by rule to the audit log. */
  readonly recordRefusal: RecordRefusal;
}

/**
 * Passes a request that the rule of a GraphQL field lets through: a route that does the same thing
 * asks the same rule, and its refusals are audited under the field's name.
 *
 * @throws DomainError the refusal
 */
export async function requireLeave(
  { logger, recordRefusal }: LeaveParts,
  { actor, principal, requestId }: RequestContext,
  field: string,
  rule: Decision,
): Promise<void> {
  const decision = rule(principal, {});
  if (decision === true) return;
  if (decision.code === 'FORBIDDEN') {
    await recordRefusal(actor, { field, reason: decision.reason ?? null }).catch(
      (failure: unknown) => {
        logger.error({ requestId, err: failure }, 'A refusal could not be written down');
      },
    );
  }
  throw decision;
}
