import type { Decision } from '../graphql/access/rules.js';
import { auditRefusal, type RecordRefusal } from '../graphql/errors/report.js';
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
  args: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const decision = rule(context.principal, args);
  if (decision === true) return;
  await auditRefusal(parts, context, field, decision);
  throw decision;
}
