import type { Clock } from '../platform/clock.js';
import { serviceUnavailable, type DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';

/** How long fetched keys are used without asking again; a key taken back is refused after this. */
const FRESH_SECONDS = 600;
/** How long they are used while the issuer cannot be reached. */
const KEPT_SECONDS = 24 * 60 * 60;
/** The pause between two attempts, whatever came of the first and whoever asks for the second. */
const PAUSE_SECONDS = 10;

interface KnownKeys<K> {
  readonly keys: K;
  readonly fetchedAt: Date;
}

interface SigningKeysParts<K extends object> {
  readonly fetch: () => Promise<K>;
  /** Whose keys they are, for the log: the name of a setting, or the issuer itself. */
  readonly issuer: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An issuer's keys: fetched when first needed, renewed as they age, kept through an outage. */
export class SigningKeys<K extends object> {
  readonly #parts: SigningKeysParts<K>;
  #known: KnownKeys<K> | undefined;
  #attempt: { readonly at: Date; readonly failure: unknown } | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: SigningKeysParts<K>) {
    this.#parts = parts;
  }

  /**
   * The keys to check a signature with.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` while there are none and the issuer cannot be reached
   */
  async current(): Promise<K> {
    if (!this.#isYounger(this.#known?.fetchedAt, FRESH_SECONDS)) await this.#refresh();
    const known = this.#known;
    if (!known || !this.#isYounger(known.fetchedAt, KEPT_SECONDS)) throw this.#unavailable();
    return known.keys;
  }

  /**
   * The keys after one was not among `seen`: others where the issuer has changed them, and `seen`
   * where they are all there is, or were fetched only a moment ago.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` while the issuer cannot be asked
   */
  async newerThan(seen: K): Promise<K> {
    await this.#refresh();
    if (this.#known && this.#known.keys !== seen) return this.#known.keys;
    if (this.#attempt?.failure !== undefined) throw this.#unavailable();
    return seen;
  }

  async #refresh(): Promise<void> {
    if (!this.#running && this.#isYounger(this.#attempt?.at, PAUSE_SECONDS)) return;
    this.#running ??= this.#load().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #load(): Promise<void> {
    try {
      const keys = await this.#parts.fetch();
      this.#known = { keys, fetchedAt: this.#parts.clock.now() };
      this.#attempt = { at: this.#parts.clock.now(), failure: undefined };
    } catch (error) {
      this.#attempt = { at: this.#parts.clock.now(), failure: error };
      this.#parts.logger.warn(
        { err: error, keysFetchedAt: this.#known?.fetchedAt ?? null },
        `The keys of ${this.#parts.issuer} could not be fetched.`,
      );
    }
  }

  /** Whether an instant lies less than `seconds` back; a clock that was set back counts as long. */
  #isYounger(instant: Date | undefined, seconds: number): boolean {
    if (!instant) return false;
    const ageMs = this.#parts.clock.now().getTime() - instant.getTime();
    return ageMs >= 0 && ageMs < seconds * 1000;
  }

  #unavailable(): DomainError {
    return serviceUnavailable(
      'OIDC_ISSUER_UNAVAILABLE',
      'The issuer of this JWT cannot be reached, so its signature cannot be checked. Wait and try ' +
        'the same again; the credential is not at fault.',
      { retryAfterSeconds: PAUSE_SECONDS, cause: this.#attempt?.failure },
    );
  }
}
