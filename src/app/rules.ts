import type { Config } from '../config/load.js';
import type { IdJagService } from '../grants/id-jag.service.js';
import { openIdJag } from '../grants/module.js';
import { openRoomUsers } from '../livekit/module.js';
import type { RoomUserService } from '../livekit/users/user.service.js';
import type { Logger } from '../platform/log/logger.js';
import type { Services } from './services.js';

/** What works by rules in files; `undefined` where the settings name none. */
interface RuledServices {
  /** Trades identity assertions for access tokens. */
  readonly idJag: IdJagService | undefined;
  /** Lets users of an application into rooms. */
  readonly users: RoomUserService | undefined;
}

/**
 * Reads the files with rules.
 *
 * @throws StartupError with exit code 78 where one of them cannot be used
 */
export function openRules(config: Config, services: Services, logger: Logger): RuledServices {
  const { grants, currentTokens, clock, issuers, roomTokens } = services;
  return {
    idJag:
      config.idJag &&
      grants &&
      openIdJag(config.idJag, { ...grants, currentTokens, clock, logger }),
    users: openRoomUsers(config, { roomTokens, issuers }),
  };
}
