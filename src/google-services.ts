import { ChangeCache } from './db/change-cache.js';
import type { Database } from './db/database.js';
import { AccessTokenService } from './google/access-token.service.js';
import { GoogleAccountService } from './google/google-account.service.js';
import { GoogleAgentsService } from './google/google-agents.service.js';
import { lackingScopes } from './google/google-connection.js';
import { GoogleConnectionService } from './google/google-connection.service.js';
import { GoogleConnectionStore } from './google/google-connection.store.js';
import { GoogleConsentService } from './google/google-consent.service.js';
import { GoogleConsentStore } from './google/google-consent.store.js';
import { googleEndpoints } from './google/google-endpoints.js';
import { GoogleGrantStore } from './google/google-grant.store.js';
import { isGoogleIssuer } from './google/google-identity.js';
import { GoogleIdentityClient } from './google/google-identity.client.js';
import { GoogleImportService } from './google/google-import.service.js';
import { GoogleOAuthClient } from './google/google-oauth.client.js';
import { GoogleRefreshStore } from './google/google-refresh.store.js';
import { GoogleUpkeepService } from './google/google-upkeep.service.js';
import { GoogleVault } from './google/google-vault.js';
import type { GoogleRouteParts } from './http/google-routes.js';
import type { AgentService } from './agents/agent.service.js';
import type { Clock } from './platform/clock.js';
import type { RandomSource } from './platform/crypto.js';
import type { GoogleSettings } from './platform/google-settings.js';
import type { Logger } from './platform/logger.js';
import type { PublicAddress } from './platform/public-address.js';
import type { TokenVault } from './tokens/token-vault.js';

/** What the gateway does about Google accounts. */
export interface GoogleServices {
  readonly accounts: GoogleAccountService;
  readonly connections: GoogleConnectionService;
  readonly consents: GoogleConsentService;
  readonly imports: GoogleImportService;
  readonly upkeep: GoogleUpkeepService;
  /** Waits for answers of Google's that are on their way. */
  close(): Promise<void>;
}

/** What the pages about Google accounts do. */
export function googlePages({ consents }: GoogleServices): GoogleRouteParts['google'] {
  return {
    consentOrigin: consents.origin,
    begin: (target, actor) => consents.beginFor(target, actor),
    finish: async (parameters, browser) => {
      const connection = await consents.finish(parameters, browser);
      return { account: connection.account, missingScopes: lackingScopes(connection) };
    },
  };
}

/** Builds the services about Google accounts. */
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
    close: async () => {
      await upkeep.close();
      await accessTokens.close();
    },
  };
}
