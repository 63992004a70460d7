import type { Config } from './config.js';
import { Authenticator } from './context/authenticator.js';
import { contextCreator, type CreateContext } from './context/create-context.js';
import { FailureLimit } from './context/failure-limit.js';
import { RequestLimit } from './context/request-limit.js';
import { TrustedCaller } from './context/trusted-caller.js';
import type { Services } from './services.js';

/** Builds what tells who asks, and holds up whoever asks too often. */
export function assembleContext(config: Config, services: Services): CreateContext {
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
  });
}
