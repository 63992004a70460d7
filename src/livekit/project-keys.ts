import type { LiveKitKey, LiveKitSettings } from '../config/settings/livekit.js';
import type { Logger } from '../platform/log/logger.js';
import { liveKitNotConfigured } from './fault.js';

/**
 * Knows by which of a project's keys the gateway speaks to LiveKit: by the first, until LiveKit
 * refuses that and accepts the second. So a key can be ended there before every gateway has been
 * started anew without it.
 */
export class ProjectKeys {
  readonly #settings: LiveKitSettings | undefined;
  readonly #logger: Logger;
  #inUse: LiveKitKey | undefined;

  constructor(settings: LiveKitSettings | undefined, logger: Logger) {
    this.#settings = settings;
    this.#logger = logger;
    this.#inUse = settings && firstOf(settings);
  }

  /**
   * The key that everything is signed with, and where the project is.
   *
   * @throws DomainError `UPSTREAM_ERROR`, reason `NOT_CONFIGURED`, where there is no project
   */
  requireProject(): LiveKitKey & Pick<LiveKitSettings, 'apiUrl' | 'serverUrl'> {
    if (!this.#settings || !this.#inUse) throw liveKitNotConfigured();
    const { apiUrl, serverUrl } = this.#settings;
    return { ...this.#inUse, apiUrl, serverUrl };
  }

  /** The project's other key, if it has two. */
  otherThan({ apiKey }: LiveKitKey): LiveKitKey | undefined {
    if (!this.#settings?.secondKey) return undefined;
    return [firstOf(this.#settings), this.#settings.secondKey].find((key) => key.apiKey !== apiKey);
  }

  /** Goes on by this key, since LiveKit refuses the one before and accepts this one. */
  goOnBy(key: LiveKitKey): void {
    if (this.#inUse?.apiKey === key.apiKey) return;
    this.#inUse = key;
    this.#logger.warn(
      { apiKey: key.apiKey },
      'LiveKit refuses one of the two API keys; the gateway goes on by the other. Set that one as LIVEKIT_API_KEY.',
    );
  }
}

function firstOf({ apiKey, apiSecret }: LiveKitSettings): LiveKitKey {
  return { apiKey, apiSecret };
}
