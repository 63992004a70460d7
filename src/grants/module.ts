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
import type { GrantRules } from './rules.js';

/** Access tokens, and the rules by which they are given. */
export interface GrantServices {
  readonly accessTokens: AccessTokenService;
  /**
   * Reads the rules, once: commands that need none are not stopped by them.
   *
   * @throws StartupError with exit code 78 where they cannot be used
   */
  readonly grantRules: () => GrantRules;
}

/** Assembles what makes and reads access tokens. */
export function assembleGrants(
  { ring }: SecretServices,
  settings: IdJagSettings,
  parts: {
    readonly database: Database;
    readonly currentTokens: CurrentTokenService;
    readonly clock: Clock;
  },
): GrantServices {
  const { database, currentTokens, clock } = parts;
  let rules: GrantRules | undefined;
  const grantRules = (): GrantRules => (rules ??= readGrantRules(settings));
  const accessTokens = new AccessTokenService({
    store: new AccessTokenStore(database),
    byId: new ChangeCache(database),
    currentTokens,
    ring,
    clock,
    issuer: settings.issuer,
    isClient: (id) => grantRules().clients.some((one) => one.id === id),
  });
  return { accessTokens, grantRules };
}

/**
 * Assembles what trades assertions for access tokens, by the rules in the file of the settings.
 *
 * @throws StartupError with exit code 78 where that cannot be used
 */
export function openIdJag(
  { issuer }: IdJagSettings,
  parts: GrantServices & {
    readonly currentTokens: CurrentTokenService;
    readonly clock: Clock;
    readonly logger: Logger;
  },
): IdJagService {
  const { accessTokens, grantRules, currentTokens, clock, logger } = parts;
  const rules = grantRules();
  return new IdJagService({ rules, accessTokens, currentTokens, clock, logger, issuer });
}
