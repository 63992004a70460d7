import type { AgentStore } from './agents/agent.store.js';
import { ChangeCache } from './db/change-cache.js';
import type { Database } from './db/database.js';
import type { Clock } from './platform/clock.js';
import type { RandomSource } from './platform/crypto.js';
import type { Logger } from './platform/logger.js';
import type { SecretServices } from './secret-services.js';
import { KeyHolderService } from './superusers/key-holder.service.js';
import { KeyHolderStore } from './superusers/key-holder.store.js';
import { SuperuserService } from './superusers/superuser.service.js';
import { CredentialIndex } from './tokens/credential-index.js';
import { CredentialIndexStore } from './tokens/credential-index.store.js';
import { CredentialUsage } from './tokens/credential-usage.js';
import type { KnownSecrets } from './tokens/known-secrets.js';
import { SUPERUSER_KEY_PREFIX, VERIFIER_KEY_PREFIX } from './tokens/token-secret.js';
import type { TokenStore } from './tokens/token.store.js';

/** The holders of keys, and the last use of every kind of credential. */
export interface CredentialServices {
  readonly superusers: SuperuserService;
  readonly verifiers: KeyHolderService;
  readonly usage: CredentialUsage;
  /** Tells credentials that exist from guesses. */
  readonly credentialIndex: CredentialIndex;
}

/** Builds the services of superusers and verifiers, and what writes down when credentials are used. */
export function assembleCredentials(
  { vault, credentials }: SecretServices,
  parts: {
    readonly database: Database;
    readonly tokens: TokenStore;
    readonly agents: AgentStore;
    readonly knownSecrets: KnownSecrets;
    readonly superuserKey: string | undefined;
    readonly clock: Clock;
    readonly random: RandomSource;
    readonly logger: Logger;
  },
): CredentialServices {
  const { database, tokens, agents, knownSecrets, clock, random, logger } = parts;
  const stores = {
    superuser: new KeyHolderStore(database, 'superuser'),
    verifier: new KeyHolderStore(database, 'verifier'),
  };
  const holders = (noun: keyof typeof stores, prefix: string) =>
    new KeyHolderService({
      store: stores[noun],
      vault,
      credentials,
      byDigest: new ChangeCache(database),
      clock,
      random,
      knownSecrets,
      prefix,
      noun,
    });
  return {
    superusers: new SuperuserService(
      holders('superuser', SUPERUSER_KEY_PREFIX),
      parts.superuserKey,
    ),
    verifiers: holders('verifier', VERIFIER_KEY_PREFIX),
    credentialIndex: new CredentialIndex({
      store: new CredentialIndexStore(database),
      vault,
      clock,
    }),
    usage: new CredentialUsage(
      {
        TOKEN: (id, at) => tokens.touch(id, at),
        AGENT_KEY: (id, at) => agents.touchKey(id, at),
        SUPERUSER: (id, at) => stores.superuser.touch(id, at),
        VERIFIER: (id, at) => stores.verifier.touch(id, at),
      },
      clock,
      logger,
    ),
  };
}
