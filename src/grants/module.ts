import type { IdJagSettings } from '../config/settings/id-jag.js';
import { ChangeCache } from '../db/changes/cache.js';
import type { Database } from '../db/database.js';
import type { SecretServices } from '../encryption/module.js';
import type { Clock } from '../platform/clock.js';
import type { Logger } from '../platform/log/logger.js';
import type { CurrentTokenService } from '../tokens/current/current-token.service.js';
import { AccessTokenService } from './access-token.service.js';
import { AccessTokenStore } from './access-token.store.js';
import { IdJagService } from './id-jag.service.js';
import { readGrantRules } from './rules-file.js';

/** Assembles what makes and reads access tokens. */
export function assembleAccessTokens(
  { ring }: SecretServices,
  { issuer }: IdJagSettings,
  parts: {
    readonly database: Database;
    readonly currentTokens: CurrentTokenService;
    readonly clock: Clock;
  },
): AccessTokenService {
  const { database, currentTokens, clock } = parts;
  return new AccessTokenService({
    store: new AccessTokenStore(database),
    byId: new ChangeCache(database),
    currentTokens,
    ring,
    clock,
    issuer,
  });
}

/**
 * Assembles what trades assertions for access tokens, by the rules in the file of the settings.
 *
 * @throws StartupError with exit code 78 where that cannot be used
 */
export function openIdJag(
  settings: IdJagSettings,
  parts: {
    readonly accessTokens: AccessTokenService;
    readonly currentTokens: CurrentTokenService;
    readonly clock: Clock;
    readonly logger: Logger;
  },
): IdJagService {
  const { accessTokens, currentTokens, clock, logger } = parts;
  const rules = readGrantRules(settings);
  const { issuer } = settings;
  return new IdJagService({ rules, accessTokens, currentTokens, clock, logger, issuer });
}
