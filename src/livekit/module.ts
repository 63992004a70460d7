import type { Config } from '../config/load.js';
import { projectNames, type LiveKitSettings } from '../config/settings/livekit.js';
import { ChangeCache } from '../db/changes/cache.js';
import type { Database } from '../db/database.js';
import type { TokenVault } from '../encryption/vault.js';
import type { SharedLimits } from '../limits/module.js';
import { BearerJwtService } from '../oidc/bearer.service.js';
import type { Issuers } from '../oidc/issuers.service.js';
import type { Clock } from '../platform/clock.js';
import type { RandomSource } from '../platform/crypto.js';
import type { Logger } from '../platform/log/logger.js';
import { ApiTokenSigner } from './api-tokens/api-token.sdk.js';
import { ApiTokenService } from './api-tokens/api-token.service.js';
import { ModerationClient } from './moderation/moderation.client.js';
import { ModerationService } from './moderation/moderation.service.js';
import { RoomKeyService } from './e2ee/key.service.js';
import { RoomKeyStore } from './e2ee/key.store.js';
import { EvictionService } from './exclusions/eviction.service.js';
import { ExclusionService } from './exclusions/exclusion.service.js';
import { ExclusionStore } from './exclusions/exclusion.store.js';
import { RoomPolicyService } from './policies/policy.service.js';
import { RoomPolicyStore } from './policies/policy.store.js';
import { ProjectKeys } from './project-keys.js';
import { ProjectService, type LiveKitProject } from './project.service.js';
import { RoomTokenService } from './room-tokens/room-token.service.js';
import { RoomTokenSigner } from './room-tokens/signer.sdk.js';
import { RoomAdmissionStore } from './rooms/admission.store.js';
import { RoomCreationClient } from './rooms/creation.client.js';
import { RoomCreationService } from './rooms/creation.service.js';
import { DispatchService } from './rooms/dispatch.service.js';
import { RoomRemovalService } from './rooms/removal.service.js';
import { RoomService } from './rooms/room.service.js';
import { LiveKitClient } from './server.client.js';
import { UsageTally } from './usage/tally.js';
import { readUserRules } from './users/rules-file.js';
import { RoomUserService } from './users/user.service.js';
import { WebhookService } from './webhooks/delivery.service.js';
import { WebhookStore } from './webhooks/delivery.store.js';
import { WebhookReader } from './webhooks/reader.sdk.js';

/** Everything about LiveKit's rooms. It is there without a project too, and says so when asked. */
export interface RoomServices {
  readonly roomTokens: RoomTokenService;
  readonly rooms: RoomService;
  readonly roomCreations: RoomCreationService;
  readonly apiTokens: ApiTokenService;
  readonly moderation: ModerationService;
  readonly dispatches: DispatchService;
  readonly liveKitWebhooks: WebhookService;
  readonly roomRemovals: RoomRemovalService;
  readonly exclusions: ExclusionService;
  readonly roomUsageTally: UsageTally;
}

/** Assembles the services about rooms. */
export function assembleRooms(parts: {
  config: Config;
  logger: Logger;
  clock: Clock;
  random: RandomSource;
  database: Database;
  limits: SharedLimits;
  vault: TokenVault;
}): RoomServices {
  const { config, logger, clock, random, database, limits, vault } = parts;
  const projects = new ProjectService(
    config.liveKitProjects.map((settings) => projectOf(settings, { logger, clock })),
  );
  const admissions = new RoomAdmissionStore(database);
  const policies = new RoomPolicyService(new RoomPolicyStore(database), new ChangeCache(database));
  const tally = new UsageTally();
  const exclusionStore = new ExclusionStore(database);
  const shared = { projects, policies, admissions, clock, logger };
  const removals = new RoomRemovalService(shared);
  const exclusions = new ExclusionService({ ...shared, store: exclusionStore, removals });
  const rooms = new RoomService({ ...shared, exclusions });
  return {
    roomTokens: new RoomTokenService({
      ...shared,
      exclusions: exclusionStore,
      e2eeKeys: new RoomKeyService({ ...shared, store: new RoomKeyStore(database), vault, random }),
      tally,
      random,
      limit: limits.roomTokens,
    }),
    rooms,
    roomCreations: new RoomCreationService({ policies, rooms }),
    apiTokens: new ApiTokenService({
      ...shared,
      exclusions: exclusionStore,
      rooms,
      limit: limits.roomTokens,
    }),
    moderation: new ModerationService({ policies, rooms }),
    dispatches: new DispatchService({ rooms, policies, clock, logger }),
    roomRemovals: removals,
    exclusions,
    roomUsageTally: tally,
    liveKitWebhooks: new WebhookService(
      new WebhookReader(config.liveKitProjects, clock),
      new WebhookStore(database),
      new EvictionService({ ...shared, exclusions: exclusionStore }),
      tally,
      clock,
    ),
  };
}

function projectOf(
  settings: LiveKitSettings,
  { logger, clock }: { readonly logger: Logger; readonly clock: Clock },
): LiveKitProject {
  const keys = new ProjectKeys(settings, logger);
  const client = new LiveKitClient(keys, clock);
  return {
    name: settings.name,
    client,
    creation: new RoomCreationClient(client),
    moderation: new ModerationClient(client),
    roomTokens: new RoomTokenSigner(keys),
    apiTokens: new ApiTokenSigner(keys),
  };
}

/**
 * Assembles what lets users of an application in, by the rules in the file of the settings;
 * `undefined` where nobody is let in.
 *
 * @throws StartupError with exit code 78 where the rules cannot be used
 */
export function openRoomUsers(
  { liveKitUsers: settings, liveKitProjects }: Pick<Config, 'liveKitUsers' | 'liveKitProjects'>,
  parts: {
    readonly roomTokens: RoomTokenService;
    readonly issuers: Issuers;
  },
): RoomUserService | undefined {
  if (!settings) return undefined;
  const names = { issuer: 'LIVEKIT_USERS_ISSUER', audience: 'LIVEKIT_USERS_AUDIENCE' };
  return new RoomUserService({
    settings,
    rules: readUserRules({ ...settings, projects: projectNames(liveKitProjects) }),
    bearers: new BearerJwtService(parts.issuers.signaturesOf(settings.issuer, names.issuer), names),
    roomTokens: parts.roomTokens,
  });
}
