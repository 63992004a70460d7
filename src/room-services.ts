import type { Config } from './config.js';
import { ChangeCache } from './db/change-cache.js';
import type { Database } from './db/database.js';
import { LiveKitClient } from './livekit/livekit.client.js';
import { RoomAdmissionStore } from './livekit/room-admission.store.js';
import { RoomPolicyService } from './livekit/room-policy.service.js';
import { RoomPolicyStore } from './livekit/room-policy.store.js';
import { RoomRemovalService } from './livekit/room-removal.service.js';
import { RoomService } from './livekit/room.service.js';
import { RoomTokenSigner } from './livekit/room-token.client.js';
import { RoomTokenService } from './livekit/room-token.service.js';
import { WebhookReader } from './livekit/webhook.client.js';
import { WebhookService } from './livekit/webhook.service.js';
import { WebhookStore } from './livekit/webhook.store.js';
import type { SharedLimits } from './limit-services.js';
import type { Clock } from './platform/clock.js';
import type { RandomSource } from './platform/crypto.js';
import type { Logger } from './platform/logger.js';
import { TokenRevocationService } from './tokens/token-revocation.service.js';
import type { TokenService } from './tokens/token.service.js';

/** Everything about LiveKit's rooms. It is there without a project too, and says so when asked. */
export interface RoomServices {
  readonly roomTokens: RoomTokenService;
  readonly rooms: RoomService;
  readonly liveKitWebhooks: WebhookService;
  /** Ends integration tokens, and what was obtained with them. */
  readonly revocations: TokenRevocationService;
}

/** Builds the services about rooms. */
export function buildRoomServices(parts: {
  config: Config;
  logger: Logger;
  clock: Clock;
  random: RandomSource;
  database: Database;
  tokens: TokenService;
  limits: SharedLimits;
}): RoomServices {
  const { config, logger, clock, random, database, tokens, limits } = parts;
  const client = new LiveKitClient(config.liveKit, clock);
  const admissions = new RoomAdmissionStore(database);
  const policies = new RoomPolicyService(new RoomPolicyStore(database), new ChangeCache(database));
  return {
    roomTokens: new RoomTokenService({
      signer: new RoomTokenSigner(config.liveKit),
      policies,
      admissions,
      client,
      clock,
      random,
      logger,
      limit: limits.roomTokens,
    }),
    rooms: new RoomService({ client, policies, admissions, clock }),
    revocations: new TokenRevocationService(
      tokens,
      new RoomRemovalService({ client, admissions, clock, logger }),
    ),
    liveKitWebhooks: new WebhookService(
      new WebhookReader(config.liveKit, clock),
      new WebhookStore(database),
      clock,
    ),
  };
}
