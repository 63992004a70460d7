import type { OAuthClient } from '../../authentication/clients/client-authenticator.js';
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
 * The refusal of a grant type to a client of another kind.
 *
 * @param whose - who may use it
 */
export function notForThisClient(grantType: string, whose: string): DomainError {
  return new DomainError('FORBIDDEN', `The grant type ${grantType} is for ${whose} alone.`, {
    reason: 'UNAUTHORIZED_CLIENT',
  });
}
