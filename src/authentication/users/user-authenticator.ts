import type { RoomTokenOrder } from '../../livekit/room-tokens/order.js';
import type { RoomUserService, UserRoomToken } from '../../livekit/users/user.service.js';
import type { OidcService } from '../../oidc/jwt.service.js';
import type { AccessTokenService } from '../../grants/access-token.service.js';
import { identityOf } from '../../oidc/identity.js';
import { DomainError } from '../../platform/errors.js';
import { newOperation, type RequestContext } from '../../request/context.js';
import type { RequestOrigin } from '../context.js';
import { isJwt, readCredentials } from '../credentials.js';
import type { FailureLimit } from '../limits/failures.js';
import type { RequestLimit } from '../limits/requests.js';
import { tracedRefusal } from '../refused-credential.js';

/** A request of an application's user. */
export interface UserRequest {
  /** Nobody's but for the actor: there is nothing that a user may do by the rules of the schema. */
  readonly context: RequestContext;
  /** Signs a room token for the user; see `RoomUserService.issue`. */
  readonly issue: (order: RoomTokenOrder) => Promise<UserRoomToken>;
}

/** Tells which user sends a request; `undefined` for one that shows no user's JWT. */
export type AuthenticateUser = (
  request: Pick<RequestOrigin, 'requestId' | 'clientAddress' | 'raw'>,
) => Promise<UserRequest | undefined>;

interface UserAuthenticatorParts {
  /** `undefined` where no users are let in. */
  readonly users: RoomUserService | undefined;
  readonly oidc: OidcService | undefined;
  readonly accessTokens: AccessTokenService | undefined;
  readonly failures: FailureLimit;
  readonly requests: RequestLimit;
}

/**
 * Makes the function that authenticates an application's users, for the one route that accepts
 * them. Everywhere else their JWTs are wrong credentials, and so they are beside other credentials.
 *
 * @throws DomainError `UNAUTHENTICATED`, `RATE_LIMITED` or `SERVICE_UNAVAILABLE`
 */
export function userAuthenticator(parts: UserAuthenticatorParts): AuthenticateUser {
  return async ({ requestId, clientAddress, raw: { rawHeaders } }) => {
    const { users, requests } = parts;
    const [credential, ...others] = readCredentials({ rawHeaders });
    if (!users || !credential || others.length > 0 || !isUsers(parts, users, credential)) {
      return undefined;
    }
    const { secret } = credential;
    const user = await users.verify(secret).catch((error: unknown) => {
      // One that has expired was signed by the issuer: it is no guess.
      const isGuess = error instanceof DomainError && error.reason === 'MALFORMED';
      throw tracedRefusal(isGuess ? parts.failures.count(clientAddress, error) : error, secret);
    });
    requests.countUser(identityOf(user.issuer, user.subject));
    const actor = { kind: 'USER', name: user.name, address: clientAddress, requestId } as const;
    const principal = { kind: 'ANONYMOUS', isFromTrustedNetwork: false } as const;
    return {
      context: { requestId, principal, actor, operation: newOperation() },
      issue: (order) => users.issue(order, user, actor),
    };
  };
}

/** Where there is no other issuer, every JWT is judged as a user's, and refused in those words. */
function isUsers(
  { oidc, accessTokens }: UserAuthenticatorParts,
  users: RoomUserService,
  { secret, headerOf }: ReturnType<typeof readCredentials>[number],
): boolean {
  if (headerOf || !isJwt(secret) || accessTokens?.isOwn(secret)) return false;
  return oidc === undefined || users.isMeant(secret);
}
