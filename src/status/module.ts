import type { AgentServices } from '../agents/module.js';
import type { Config } from '../config/load.js';
import { placeOf } from '../db/connection/settings.js';
import type { Database } from '../db/database.js';
import type { KeyRotationService } from '../encryption/rotation/rotation.service.js';
import type { GoogleServices } from '../google/module.js';
import type { Clock } from '../platform/clock.js';
import type { ProxySightings } from '../platform/network/proxy-sightings.js';
import type { PublicAddress } from '../platform/network/public-address.js';
import type { KeyHolderServices } from '../superusers/module.js';
import { SettingsStatusService } from './settings.service.js';
import { StatusService } from './status.service.js';
import { StatusStore } from './status.store.js';

/** What tells how the gateway is. */
export interface StatusServices {
  readonly status: StatusService;
}

/** Assembles what tells how the gateway is. */
export function assembleStatus(
  config: Config,
  parts: AgentServices &
    KeyHolderServices & {
      readonly database: Database;
      readonly keyRotation: KeyRotationService;
      readonly google: GoogleServices;
      readonly address: PublicAddress;
      readonly proxies: ProxySightings;
      readonly clock: Clock;
    },
): StatusServices {
  const { superusers, google } = parts;
  return {
    status: new StatusService({
      ...parts,
      isProduction: config.isProduction,
      settings: new SettingsStatusService({ ...parts, settings: config }),
      databasePlace: databasePlace(config),
      hasConfiguredSuperuser:
        config.superuserKey !== undefined || config.oidc?.superuserClaim !== undefined,
      store: new StatusStore(parts.database),
      superusers: superusers.keys,
      connections: google.connections,
    }),
  };
}

/** Where the database is, without user and password. */
function databasePlace({ postgres, dataDir }: Config): string {
  return postgres === undefined ? dataDir : placeOf(postgres.connection);
}
