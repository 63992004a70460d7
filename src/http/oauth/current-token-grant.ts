import { currentTokenReader } from '../../graphql/access/rules.js';
import { DomainError } from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import type { CurrentTokenService } from '../../tokens/current/current-token.service.js';
import { countOperation } from '../count-operation.js';
import { requireLeave } from '../refusal-by-rule.js';
import {
  notForThisClient,
  type GrantedToken,
  type GrantParts,
  type TokenRequest,
} from './grant.js';
import type { RequestedScopes } from './scopes.js';

/** What {@link grantCurrentToken} is made of. */
export interface CurrentTokenGrantParts extends GrantParts {
  /** What the query `currentToken` answers with; that somebody was handed it is audited. */
  readonly readCurrentToken: (
    agent: string,
    context: RequestContext,
    requestedScopes: RequestedScopes,
  ) => ReturnType<CurrentTokenService['current']>;
}

const OPERATION = { name: 'oauth/token', rootFields: ['currentToken'] };

/**
 * The grant type `client_credentials`, RFC 6749 section 4.4: the agent's current token, for which
 * the rule, the service, the audit and the metrics of the query `currentToken` hold. The client is
 * to ask again from `refreshAt` on.
 *
 * @throws DomainError `CONFLICT`, reason `NO_VALID_TOKEN`, while the agent has none
 */
export async function grantCurrentToken(
  parts: CurrentTokenGrantParts,
  { client, scopes: requested }: TokenRequest,
): Promise<GrantedToken> {
  const { context } = client;
  return countOperation(parts, context, OPERATION, async () => {
    if (client.kind !== 'AGENT') {
      const forWhom = { grantType: 'client_credentials', users: 'agents' };
      throw await notForThisClient(parts, client, 'currentToken', forWhom);
    }
    const { name } = client.agent;
    await requireLeave(parts, context, 'currentToken', currentTokenReader, { agent: name });
    const current = await parts.readCurrentToken(name, context, requested);
    const { token, expiresAt, refreshAt, scopes, message } = current;
    if (token === null || expiresAt === null || refreshAt === null) {
      throw new DomainError('CONFLICT', message, { reason: 'NO_VALID_TOKEN' });
    }
    const isRefreshDue = refreshAt.getTime() <= parts.clock.now().getTime();
    return { accessToken: token, expiresAt: isRefreshDue ? expiresAt : refreshAt, scopes };
  });
}
