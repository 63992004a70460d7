import type { OAuthClient } from '../../authentication/clients/client-authenticator.js';
import { auditRefusal } from '../../graphql/errors/report.js';
import type { Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import type { Metrics } from '../../platform/metrics.js';
import type { LeaveParts } from '../refusal-by-rule.js';
import type { Parameters } from './parameters.js';
import type { RequestedScopes } from './scopes.js';

/** What every grant type needs. */
export interface GrantParts extends LeaveParts {
  readonly clock: Clock;
  readonly metrics: Metrics;
}

/** A request for a token, once its client is known. */
export interface TokenRequest {
  readonly client: OAuthClient;
  readonly parameters: Parameters;
  readonly scopes: RequestedScopes;
}

/** What a client is given: RFC 6749 section 5.1. */
export interface GrantedToken {
  readonly accessToken: string;
  /** Until when the client is to use it. */
  readonly expiresAt: Date;
  readonly scopes: readonly string[];
}

/**
 * Refuses a grant type to a client of another kind, and writes that to the audit log.
 *
 * @param field - what the audit log calls the thing that is granted
 * @param forWhom - the grant type, and who may use it
 * @returns the refusal
 */
export async function notForThisClient(
  parts: LeaveParts,
  { context }: OAuthClient,
  field: string,
  forWhom: { readonly grantType: string; readonly users: string },
): Promise<DomainError> {
  const { grantType, users } = forWhom;
  const message = `The grant type ${grantType} is for ${users} alone.`;
  const refusal = new DomainError('FORBIDDEN', message, { reason: 'UNAUTHORIZED_CLIENT' });
  await auditRefusal(parts, context, field, refusal);
  return refusal;
}
