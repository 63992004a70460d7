import type { AgentServices } from '../agents/module.js';
import type { Config } from '../config/load.js';
import type { KnownSecrets } from '../credentials/known-secrets.js';
import type { CredentialIndex } from '../encryption/credential-index.js';
import type { OidcService } from '../oidc/jwt.service.js';
import type { Clock } from '../platform/clock.js';
import type { ProxySightings } from '../platform/network/proxy-sightings.js';
import type { KeyHolderServices } from '../superusers/module.js';
import type { TokenServices } from '../tokens/module.js';
import { Authenticator } from './authenticator.js';
import { contextCreator, type CreateContext } from './context.js';
import { FailureLimit } from './limits/failures.js';
import { RequestLimit } from './limits/requests.js';
import { TrustedCaller } from './trust/trusted-caller.js';

/** Assembles what authenticates requests and limits how many a caller may send. */
export function assembleContext(
  config: Config,
  services: AgentServices &
    KeyHolderServices &
    Pick<TokenServices, 'tokens' | 'usage'> & {
      readonly oidc: OidcService | undefined;
      readonly knownSecrets: KnownSecrets;
      readonly credentialIndex: CredentialIndex;
      readonly proxies: ProxySightings;
      readonly clock: Clock;
    },
): CreateContext {
  const { clock, knownSecrets: known, credentialIndex: index } = services;
  return contextCreator({
    authenticator: new Authenticator({
      ...services,
      failures: new FailureLimit(clock, config.limits.authFailuresPerMinute, { known, index }),
    }),
    trustedCaller: new TrustedCaller({
      networks: config.trustedNetworks,
      publicUrl: config.publicUrl,
      trustProxyHops: config.trustProxyHops,
    }),
    requests: new RequestLimit(clock, config.limits),
    proxies: services.proxies,
  });
}
