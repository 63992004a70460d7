import { addSeconds, type Clock } from '../../platform/clock.js';
import type { Logger } from '../../platform/log/logger.js';
import type { GoogleConnectionStore } from '../connections/connection.store.js';
import type { AccessTokenService } from './access-token.service.js';

const INTERVAL_MS = 3_600_000;
const IDLE_SECONDS = 86_400;
/** More wait for the next hour, so that a gateway of many accounts does not crowd Google. */
const MOST_AT_ONCE = 50;

interface GoogleUpkeepServiceParts {
  readonly connections: GoogleConnectionStore;
  readonly accessTokens: AccessTokenService;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Uses each connection once a day where no agent does. Google ends a grant that lies idle for six
 * months; and one that has died is noticed before an agent needs it.
 */
export class GoogleUpkeepService {
  readonly #parts: GoogleUpkeepServiceParts;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #running = Promise.resolve();

  constructor(parts: GoogleUpkeepServiceParts) {
    this.#parts = parts;
  }

  /** Begins to look after connections: at once, and each hour. */
  start(): void {
    this.#running = this.run();
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.run());
    }, INTERVAL_MS).unref();
  }

  /** Uses the connections that nobody used for a day, one after the other. */
  async run(): Promise<void> {
    try {
      const before = addSeconds(this.#parts.clock.now(), -IDLE_SECONDS);
      for (const id of await this.#parts.connections.idle(before, MOST_AT_ONCE)) {
        if (this.#isClosed) return;
        // What went wrong is written at the connection, and tried again in an hour.
        await this.#parts.accessTokens.exercise(id).catch(() => undefined);
      }
    } catch (error) {
      this.#parts.logger.warn({ err: error }, 'Google connections could not be looked after');
    }
  }

  /** Ends after the connection that is being used. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#running;
  }
}
