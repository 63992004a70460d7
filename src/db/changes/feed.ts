import { randomUUID } from 'node:crypto';

import postgres from 'postgres';

import type { ChangeListener, ChangeSubject } from '../database.js';

/** What a serving gateway's connection for changes is called at the server. */
export const FEED_NAME = 'token-gateway feed';

const CHANNEL = 'token_gateway_changes';
const BEAT_INTERVAL_MS = 1_000;
const SILENCE_LIMIT_MS = 3_000;

/** Sends one notification on the channel; outside a transaction. */
type Notify = (channel: string, payload: string) => Promise<unknown>;

/**
 * Hears of every process's committed changes by PostgreSQL's LISTEN/NOTIFY.
 *
 * Whether it hears is never assumed: each second it sends itself a beat through the pool, and when
 * none has come back for three seconds it says so, tells the listeners that anything may have
 * changed, and connects anew.
 */
export class ChangeFeed {
  readonly #databaseUrl: string;
  readonly #name: string;
  readonly #notify: Notify;
  readonly #listeners: ChangeListener[] = [];
  readonly #beat = `beat:${randomUUID()}`;
  readonly #timer: NodeJS.Timeout;
  #client: postgres.Sql | undefined;
  #heardAtMs: number | undefined;
  #connectedAtMs = 0;

  /** @param name - what its connection is called at the server */
  constructor(databaseUrl: string, notify: Notify, name: string) {
    this.#databaseUrl = databaseUrl;
    this.#name = name;
    this.#notify = notify;
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
    await this.#client?.end({ timeout: 1 });
  }

  #supervise(): void {
    const isSilent = !this.isLive();
    if (isSilent && this.#heardAtMs !== undefined) {
      this.#heardAtMs = undefined;
      this.dispatch(undefined);
    }
    if (isSilent && performance.now() - this.#connectedAtMs > SILENCE_LIMIT_MS) this.#connect();
    // A beat that cannot be sent is a beat that is not heard; nothing else is to be done about it.
    this.#notify(CHANNEL, this.#beat).catch(() => undefined);
  }

  #connect(): void {
    this.#connectedAtMs = performance.now();
    const previous = this.#client;
    previous?.end({ timeout: 0 }).catch(() => undefined);
    const client = postgres(this.#databaseUrl, {
      max: 1,
      connect_timeout: 3,
      idle_timeout: 0,
      max_lifetime: null,
      onnotice: () => undefined,
      connection: { application_name: this.#name },
    });
    this.#client = client;
    client
      .listen(
        CHANNEL,
        (payload) => {
          if (this.#client === client) this.#hear(payload);
        },
        () => {
          // Whatever was committed before the channel was open has not been heard.
          if (this.#client === client) this.dispatch(undefined);
        },
      )
      .then(() => this.#notify(CHANNEL, this.#beat))
      .catch(() => undefined);
  }

  #hear(payload: string): void {
    if (payload === this.#beat) this.#heardAtMs = performance.now();
    else if (!payload.startsWith('beat:')) this.dispatch(payload as ChangeSubject);
  }
}
