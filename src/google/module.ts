import type { AgentService } from '../agents/agent.service.js';
import type { GoogleSettings } from '../config/settings/google.js';
import { ChangeCache } from '../db/changes/cache.js';
import type { Database } from '../db/database.js';
import type { TokenVault } from '../encryption/vault.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import type { PublicAddress } from '../platform/network/public-address.js';
import { AccessTokenService } from './access/access-token.service.js';
import { GoogleRefreshStore } from './access/refresh.store.js';
import { GoogleUpkeepService } from './access/upkeep.service.js';
import { GoogleAccountService } from './accounts/account.service.js';
import { isGoogleIssuer } from './accounts/identity.js';
import { GoogleAgentsService } from './agents.service.js';
import { GoogleBindingService } from './bindings/binding.service.js';
import { GoogleBindingStore } from './bindings/binding.store.js';
import { GoogleConnectionService } from './connections/connection.service.js';
import { GoogleConnectionStore } from './connections/connection.store.js';
import { GoogleImportService } from './connections/import.service.js';
import { GoogleConsentService } from './consent/consent.service.js';
import { GoogleConsentStore } from './consent/consent.store.js';
import { GoogleGrantStore } from './consent/grant.store.js';
import { googleEndpoints } from './oauth/endpoints.js';
import { GoogleIdentityClient } from './oauth/identity.client.js';
import { GoogleOAuthClient } from './oauth/token.client.js';
import { GoogleVault } from './vault.js';

/** What the gateway does about Google accounts. */
export interface GoogleServices {
  readonly accounts: GoogleAccountService;
  readonly bindings: GoogleBindingService;
  readonly connections: GoogleConnectionService;
  readonly consents: GoogleConsentService;
  readonly imports: GoogleImportService;
  readonly upkeep: GoogleUpkeepService;
  /** How long a request waits for Google. */
  readonly timeoutSeconds: number;
  /** Waits for answers of Google's that are on their way. */
  close(): Promise<void>;
}

/** Assembles the services about Google accounts. */
export function assembleGoogle(parts: {
  settings: GoogleSettings;
  database: Database;
  agents: AgentService;
  vault: TokenVault;
  address: PublicAddress;
  clock: Clock;
  random: RandomSource;
  logger: Logger;
}): GoogleServices {
  const { settings, database, address, clock, random, logger } = parts;
  const { client } = settings;
  const endpoints = googleEndpoints(settings.oauthRootUrl);
  const oauth = new GoogleOAuthClient(endpoints, client);
  const agents = new GoogleAgentsService(parts.agents);
  const vault = new GoogleVault(parts.vault);
  const grants = new GoogleGrantStore(database);
  const store = new GoogleConnectionStore(database);
  const accessTokens = new AccessTokenService({
    connections: store,
    refreshes: new GoogleRefreshStore(database),
    oauth,
    hasClient: client !== undefined,
    vault,
    byId: new ChangeCache(database),
    clock,
    logger,
  });
  const upkeep = new GoogleUpkeepService({
    connections: store,
    accessTokens,
    clock,
    logger,
  });
  const connections = new GoogleConnectionService({
    connections: store,
    grants,
    agents,
    oauth,
    vault,
    clock,
  });
  return {
    accounts: new GoogleAccountService({
      connections: store,
      accessTokens,
      byAgent: new ChangeCache(database),
      address,
      clock,
    }),
    bindings: new GoogleBindingService(new GoogleBindingStore(database)),
    connections,
    consents: new GoogleConsentService({
      agents,
      connections,
      consents: new GoogleConsentStore(database),
      grants,
      oauth,
      client,
      authorizationUrl: endpoints.authorization,
      isIssuer: (issuer) => issuer === endpoints.issuer || isGoogleIssuer(issuer),
      vault,
      address,
      clock,
      random,
    }),
    imports: new GoogleImportService({
      agents,
      grants,
      oauth,
      hasClient: client !== undefined,
      identities: new GoogleIdentityClient(endpoints, client),
      vault,
      clock,
    }),
    upkeep,
    timeoutSeconds: settings.timeoutSeconds,
    close: async () => {
      await upkeep.close();
      await accessTokens.close();
    },
  };
}
