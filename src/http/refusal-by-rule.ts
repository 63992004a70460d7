import type { Decision } from '../graphql/access/rules.js';
import type { RecordRefusal } from '../graphql/errors/report.js';
import type { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import type { RequestContext } from '../request/context.js';

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
  parts: LeaveParts,
  context: RequestContext,
  field: string,
  rule: Decision,
): Promise<void> {
  const decision = rule(context.principal, {});
  if (decision === true) return;
  await auditRefusal(parts, context, field, decision);
  throw decision;
}

/** Writes a refusal to the audit log if it is one by a rule, under the name of a field. */
export async function auditRefusal(
  { logger, recordRefusal }: LeaveParts,
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
