import { titleOf } from '../livekit/project-name.js';
import type { Clock } from '../platform/clock.js';
import type { ProxySightings } from '../platform/network/proxy-sightings.js';
import type { PublicAddress } from '../platform/network/public-address.js';
import { databaseUnverified } from './checks/database.js';
import { featureFindings } from './checks/features.js';
import { networkFindings } from './checks/network.js';
import { ClockService, type Upstream } from './clock.service.js';
import { found, type Finding } from './finding.js';
import type { StatusSettings } from './settings.js';

interface SettingsStatusServiceParts {
  readonly settings: StatusSettings;
  readonly address: PublicAddress;
  readonly proxies: ProxySightings;
  readonly clock: Clock;
}

/** Finds out what needs no database: features, addresses, trust, and the clocks of others. */
export class SettingsStatusService {
  readonly #parts: SettingsStatusServiceParts;
  readonly #clocks: ClockService;

  constructor(parts: SettingsStatusServiceParts) {
    this.#parts = parts;
    this.#clocks = new ClockService(parts.clock);
  }

  /** Looks, and asks Google and LiveKit what time it is, where they are set up. */
  async look(): Promise<Finding[]> {
    const { settings, address, proxies } = this.#parts;
    return [
      found('SETTINGS_USABLE', 'The settings can be used.'),
      ...(settings.isProduction && settings.isDatabaseUnverified ? [databaseUnverified()] : []),
      ...featureFindings(settings),
      ...networkFindings(settings, address.url, proxies.list()),
      ...(await this.#clocks.look(this.#upstreams())),
    ];
  }

  #upstreams(): Upstream[] {
    const { google, liveKitProjects } = this.#parts.settings;
    return [
      ...(google.client ? [{ name: 'Google', url: google.oauthRootUrl ?? google.apiRootUrl }] : []),
      ...liveKitProjects.map(({ name, apiUrl }) => ({ name: titleOf(name), url: apiUrl })),
    ];
  }
}
