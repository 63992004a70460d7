import type { WatchSubject } from '../../graphql/subscriptions/stream.js';
import type { Clock } from '../../platform/clock.js';
import type { RequestContext } from '../../request/context.js';
import { principalLifetime } from '../../request/principal.js';

/** Clocks can be set, timers cannot: an expiry that is further away is looked at again. */
const DOZE_MS = 60_000;

interface ToolListenerParts {
  readonly context: RequestContext;
  readonly authenticate: () => Promise<RequestContext>;
  readonly watch: WatchSubject;
  readonly clock: Clock;
}

/**
 * Looks again at what an agent may do whenever that may have changed, tells of a change, and ends
 * once the agent's credential is no longer good.
 */
export class ToolListener {
  readonly #parts: ToolListenerParts;
  readonly #unwatch: () => void;
  readonly #onChange = new Set<() => void>();
  readonly #onEnd = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #scopes: string;
  #hasEnded = false;
  #isLooking = false;
  // It may have changed between the first look and the beginning of the watch.
  #isInDoubt = true;

  constructor(parts: ToolListenerParts) {
    this.#parts = parts;
    this.#scopes = scopesOf(parts.context);
    const { subject } = principalLifetime(parts.context.principal);
    const doubt = (): void => {
      this.#isInDoubt = true;
      void this.#look();
    };
    this.#unwatch = subject === undefined ? () => undefined : parts.watch(subject, doubt);
    void this.#look();
  }

  /**
   * Calls `listener` each time that the agent may use other tools than before.
   *
   * @returns ends that; calling it again does nothing
   */
  onChange(listener: () => void): () => void {
    this.#onChange.add(listener);
    return () => this.#onChange.delete(listener);
  }

  /** Calls `listener` once when this ends, at once if it has. */
  onEnd(listener: () => void): void {
    if (this.#hasEnded) listener();
    else this.#onEnd.add(listener);
  }

  /** Stops looking; calling it again does nothing. */
  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    this.#unwatch();
    for (const tell of this.#onEnd) tell();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#isInDoubt && !this.#hasEnded) {
        this.#isInDoubt = false;
        const context = await this.#parts.authenticate();
        this.#tell(scopesOf(context));
        this.#lookAgain(context);
      }
    } catch {
      // Refused, or the database is away: either way its client has to ask anew, and hears why.
      this.end();
    } finally {
      this.#isLooking = false;
    }
  }

  #tell(scopes: string): void {
    if (scopes === this.#scopes || this.#hasEnded) return;
    this.#scopes = scopes;
    for (const tell of this.#onChange) tell();
  }

  #lookAgain({ principal }: RequestContext): void {
    clearTimeout(this.#timer);
    const { expiresAt } = principalLifetime(principal);
    if (!expiresAt || this.#hasEnded) return;
    const remainingMs = expiresAt.getTime() - this.#parts.clock.now().getTime();
    this.#timer = setTimeout(
      () => {
        this.#isInDoubt = true;
        void this.#look();
      },
      Math.min(Math.max(remainingMs, 1_000), DOZE_MS),
    ).unref();
  }
}

function scopesOf({ principal }: RequestContext): string {
  return principal.kind === 'AGENT' ? [...principal.scopes].sort().join(' ') : '';
}
