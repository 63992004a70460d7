import type { IdJagService } from '../../grants/id-jag.service.js';
import { badUserInput } from '../../platform/errors.js';
import { countOperation } from '../count-operation.js';
import {
  notForThisClient,
  type GrantedToken,
  type GrantParts,
  type TokenRequest,
} from './grant.js';

/** RFC 7523 section 2.1. */
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What {@link grantByAssertion} is made of. */
export interface AssertionGrantParts extends GrantParts {
  /** Trades identity assertions for access tokens; `undefined` where none are taken. */
  readonly grantByAssertion: IdJagService['grant'] | undefined;
}

const OPERATION = { name: 'oauth/token', rootFields: ['accessToken'] };

/**
 * The grant type of RFC 7523 section 2.1, for identity assertions of trusted issuers alone (ID-JAG,
 * the Enterprise-Managed Authorization of MCP): a short-lived access token, good at `/mcp`.
 *
 * @see https://github.com/modelcontextprotocol/ext-auth
 */
export async function grantByAssertion(
  parts: AssertionGrantParts,
  { client, parameters, scopes }: TokenRequest,
): Promise<GrantedToken> {
  const { grantByAssertion: grant } = parts;
  const { context } = client;
  return countOperation(parts, context, OPERATION, async () => {
    if (client.kind !== 'DELEGATING' || !grant) {
      const forWhom = { grantType: JWT_BEARER, users: 'the clients in ID_JAG_RULES' };
      throw await notForThisClient(parts, client, 'accessToken', forWhom);
    }
    const assertion = parameters.one('assertion');
    if (assertion === undefined) {
      throw badUserInput('assertion', 'must be sent with this grant_type');
    }
    const { clientId, count } = client;
    const order = { assertion, clientId, scopes, countGuess: count };
    const { jwt, token } = await grant(order, context.actor);
    return { accessToken: jwt, expiresAt: token.expiresAt, scopes: token.scopes };
  });
}
