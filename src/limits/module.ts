import type { LimitSettings } from '../config/settings/limits.js';
import type { Database } from '../db/database.js';
import type { Clock } from '../platform/clock.js';
import { SharedLimitService } from './limit.service.js';
import { SharedLimitStore } from './limit.store.js';

/** The limits that all replicas share. */
export interface SharedLimits {
  /** Tokens that one principal issues or rotates for one agent. */
  readonly tokens: SharedLimitService;
  /** Room tokens of one principal. */
  readonly roomTokens: SharedLimitService;
}

/** Assembles the limits that all replicas share. */
export function assembleSharedLimits(
  settings: LimitSettings,
  database: Database,
  clock: Clock,
): SharedLimits {
  const store = new SharedLimitStore(database);
  return {
    tokens: new SharedLimitService({
      store,
      clock,
      name: 'tokens',
      perMinute: settings.tokensPerMinute,
      refusal: {
        reason: 'TOO_MANY_TOKENS',
        message: 'Too many tokens were issued for this agent. Wait before the next one.',
      },
    }),
    roomTokens: new SharedLimitService({
      store,
      clock,
      name: 'room tokens',
      perMinute: settings.roomTokensPerMinute,
      refusal: {
        reason: 'TOO_MANY_ROOM_TOKENS',
        message: 'Too many room tokens were issued for this credential. Wait before the next one.',
      },
    }),
  };
}
