import { randomUUID } from 'node:crypto';

import type { Logger } from '../../platform/log/logger.js';
import type { Connections } from '../connection.js';
import type { ChangeListener, ChangeSubject } from '../database.js';

/** What a serving gateway's connection for changes is called at the server. */
export const FEED_NAME = 'token-gateway feed';

const CHANNEL = 'token_gateway_changes';
const BEAT_INTERVAL_MS = 1_000;
const SILENCE_LIMIT_MS = 3_000;
/** How often a feed that cannot hear takes it that anything may have changed. */
const POLL_INTERVAL_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/** What a {@link ChangeFeed} needs. */
export interface ChangeFeedParts {
  /** Opens a connection that stays open, to listen on. */
  readonly connect: () => Connections;
  /** Sends one notification on the channel; outside a transaction. */
  readonly notify: (channel: string, payload: string) => Promise<unknown>;
  readonly logger: Logger;
}

/**
 * Hears of every process's committed changes by PostgreSQL's LISTEN/NOTIFY.
 *
 * Whether it hears is never assumed: each second it sends itself a beat through the pool, and when
 * none has come back for three seconds it says so, tells the listeners that anything may have
 * changed, and connects anew. Where it may listen and hears nothing, as behind a pooler in
 * transaction mode, it tells the listeners the same every five seconds.
 */
export class ChangeFeed {
  readonly #parts: ChangeFeedParts;
  readonly #listeners: ChangeListener[] = [];
  readonly #beat = `beat:${randomUUID()}`;
  readonly #timer: NodeJS.Timeout;
  #connections: Connections | undefined;
  #heardAtMs: number | undefined;
  #connectedAtMs = 0;
  #isListening = false;
  /** How many connections in a row could listen, and heard nothing. */
  #deafCount = 0;
  #polledAtMs = 0;
  #lostAtMs: number | undefined;

  constructor(parts: ChangeFeedParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => {
      this.#supervise();
    }, BEAT_INTERVAL_MS).unref();
    this.#connect();
  }

  /** The payload that tells other processes of a change; to be sent inside its transaction. */
  static announcement(subject: ChangeSubject): readonly [channel: string, payload: string] {
    return [CHANNEL, subject];
  }

  /** Calls `listener` for every change, and with `undefined` after a gap. */
  onChange(listener: ChangeListener): void {
    this.#listeners.push(listener);
  }

  /** Whether a beat came back within the last three seconds. */
  isLive(): boolean {
    return this.#heardAtMs !== undefined && performance.now() - this.#heardAtMs < SILENCE_LIMIT_MS;
  }

  /** Tells this process's listeners, without waiting for the database to echo the change. */
  dispatch(subject: ChangeSubject | undefined): void {
    for (const listener of this.#listeners) listener(subject);
  }

  /** Stops listening. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#heardAtMs = undefined;
    await this.#connections?.end(1);
  }

  #supervise(): void {
    const isSilent = !this.isLive();
    if (isSilent && this.#heardAtMs !== undefined) this.#lose();
    const nowMs = performance.now();
    if (isSilent && nowMs - this.#connectedAtMs > this.#patienceMs()) {
      if (this.#isListening) this.#noteDeafness();
      this.#connect();
    }
    if (isSilent && this.#deafCount > 0 && nowMs - this.#polledAtMs > POLL_INTERVAL_MS) {
      this.#polledAtMs = nowMs;
      this.dispatch(undefined);
    }
    // A beat that cannot be sent is a beat that is not heard; nothing else is to be done about it.
    this.#parts.notify(CHANNEL, this.#beat).catch(() => undefined);
  }

  #lose(): void {
    this.#heardAtMs = undefined;
    this.#lostAtMs = performance.now();
    this.#parts.logger.warn(
      'Changes of other processes are no longer heard of; every request reads the database until ' +
        'they are.',
    );
    this.dispatch(undefined);
  }

  /** How long a silent connection is given: each leaves a trace at a pooler. */
  #patienceMs(): number {
    return Math.min(SILENCE_LIMIT_MS * 2 ** this.#deafCount, LONGEST_PAUSE_MS);
  }

  #noteDeafness(): void {
    this.#deafCount += 1;
    if (this.#deafCount > 1 || this.#lostAtMs !== undefined) return;
    this.#parts.logger.warn(
      'Changes of other processes do not arrive, as behind a pooler in transaction mode: every ' +
        'request reads the database, and subscriptions look every 5 seconds. Set ' +
        'DATABASE_DIRECT_URL to a URL past the pooler.',
    );
  }

  #connect(): void {
    this.#connectedAtMs = performance.now();
    this.#isListening = false;
    this.#connections?.end(0).catch(() => undefined);
    const connections = this.#parts.connect();
    this.#connections = connections;
    connections.client
      .listen(
        CHANNEL,
        (payload) => {
          if (this.#connections === connections) this.#hear(payload);
        },
        () => {
          if (this.#connections !== connections) return;
          this.#isListening = true;
          // Whatever was committed before the channel was open has not been heard.
          this.dispatch(undefined);
        },
      )
      .then(() => this.#parts.notify(CHANNEL, this.#beat))
      .catch(() => undefined);
  }

  #hear(payload: string): void {
    if (payload !== this.#beat) {
      if (!payload.startsWith('beat:')) this.dispatch(payload as ChangeSubject);
      return;
    }
    this.#heardAtMs = performance.now();
    this.#deafCount = 0;
    if (this.#lostAtMs === undefined) return;
    const lostSeconds = Math.round((this.#heardAtMs - this.#lostAtMs) / 1_000);
    this.#lostAtMs = undefined;
    this.#parts.logger.info({ lostSeconds }, 'Changes of other processes are heard of again');
  }
}
