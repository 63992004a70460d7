import type { AgentServices } from '../agents/module.js';
import type { Config } from '../config/load.js';
import type { KnownSecrets } from '../credentials/known-secrets.js';
import type { CredentialIndex } from '../encryption/credential-index.js';
import type { AccessTokenService } from '../grants/access-token.service.js';
import type { IdJagService } from '../grants/id-jag.service.js';
import type { RoomUserService } from '../livekit/users/user.service.js';
import type { OidcService } from '../oidc/jwt.service.js';
import type { Clock } from '../platform/clock.js';
import type { ProxySightings } from '../platform/network/proxy-sightings.js';
import type { KeyHolderServices } from '../superusers/module.js';
import type { TokenServices } from '../tokens/module.js';
import { Authenticator } from './authenticator.js';
import { clientAuthenticator, type AuthenticateClient } from './clients/client-authenticator.js';
import { contextCreator, type CreateContext } from './context.js';
import { FailureLimit } from './limits/failures.js';
import { RequestLimit } from './limits/requests.js';
import { TrustedCaller } from './trust/trusted-caller.js';
import { userAuthenticator, type AuthenticateUser } from './users/user-authenticator.js';

/** What authenticates callers. */
export interface Authentication {
  readonly createContext: CreateContext;
  readonly authenticateClient: AuthenticateClient;
  readonly authenticateUser: AuthenticateUser;
}

/**
 * Assembles what authenticates requests and limits how many a caller may send.
 *
 * @param options.idJag - knows the clients of OAuth that are no agents; `undefined` where there are
 *   none
 * @param options.users - accepts JWTs of users; `undefined` where there are none
 */
export function assembleAuthentication(
  config: Config,
  services: AgentServices &
    KeyHolderServices &
    Pick<TokenServices, 'tokens' | 'usage'> & {
      readonly oidc: OidcService | undefined;
      readonly accessTokens: AccessTokenService | undefined;
      readonly knownSecrets: KnownSecrets;
      readonly credentialIndex: CredentialIndex;
      readonly proxies: ProxySightings;
      readonly clock: Clock;
    },
  {
    idJag,
    users,
  }: {
    readonly idJag?: IdJagService | undefined;
    readonly users?: RoomUserService | undefined;
  } = {},
): Authentication {
  const { clock, knownSecrets: known, credentialIndex: index } = services;
  const { authFailuresPerMinute } = config.limits;
  const requests = new RequestLimit(clock, config.limits);
  const failures = new FailureLimit(clock, authFailuresPerMinute, { known, index });
  const createContext = contextCreator({
    authenticator: new Authenticator({ ...services, failures }),
    trustedCaller: new TrustedCaller({
      networks: config.trustedNetworks,
      publicUrl: config.publicUrl,
      trustProxyHops: config.trustProxyHops,
    }),
    requests,
    proxies: services.proxies,
  });
  const authenticateClient = clientAuthenticator({
    createContext,
    failures,
    requests,
    isDelegatingClient: (id, secret) => idJag?.isClient(id, secret) ?? false,
  });
  const authenticateUser = userAuthenticator({ ...services, users, failures, requests });
  return { createContext, authenticateClient, authenticateUser };
}
