import { keysOf, type LiveKitKey, type LiveKitSettings } from '../config/settings/livekit.js';
import type { Logger } from '../platform/log/logger.js';
import { projectDetail } from './project-name.js';

/**
 * Knows by which of a project's keys the gateway speaks to LiveKit: by the first, until LiveKit
 * refuses that and accepts the second. So a key can be ended there before every gateway has been
 * started anew without it.
 */
export class ProjectKeys {
  /** The project. */
  readonly settings: LiveKitSettings;
  readonly #logger: Logger;
  #inUse: LiveKitKey;

  constructor(settings: LiveKitSettings, logger: Logger) {
    this.settings = settings;
    this.#logger = logger;
    this.#inUse = { apiKey: settings.apiKey, apiSecret: settings.apiSecret };
  }

  /** The key that everything is signed with. */
  get inUse(): LiveKitKey {
    return this.#inUse;
  }

  /** The project's other key, if it has two. */
  otherThan({ apiKey }: LiveKitKey): LiveKitKey | undefined {
    return keysOf(this.settings).find((key) => key.apiKey !== apiKey);
  }

  /** Goes on by this key, since LiveKit refuses the one before and accepts this one. */
  goOnBy(key: LiveKitKey): void {
    if (this.#inUse.apiKey === key.apiKey) return;
    this.#inUse = key;
    const { name } = this.settings;
    const setting = name === '' ? 'LIVEKIT_API_KEY' : 'apiKey in LIVEKIT_PROJECTS';
    this.#logger.warn(
      { ...projectDetail(name), apiKey: key.apiKey },
      `LiveKit refuses one of the two API keys; the gateway goes on by the other. Set that one as ${setting}.`,
    );
  }
}
