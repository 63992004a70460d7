import type { WatchSubject } from '../../graphql/subscriptions/stream.js';
import type { Clock } from '../../platform/clock.js';
import type { RequestContext } from '../../request/context.js';
import { principalLifetime, shownScopes } from '../../request/principal.js';

/** The longest sleep before an expiry: clocks can be set, timers cannot. */
const DOZE_MS = 1_000;

/** What is looked at besides the credential. */
export interface ToolListenerSight {
  /** The Google accounts that an agent works with. */
  readonly accountsOf: (agentId: string) => Promise<readonly string[]>;
  readonly watch: WatchSubject;
  readonly clock: Clock;
}

interface ToolListenerParts extends ToolListenerSight {
  readonly context: RequestContext;
  readonly authenticate: () => Promise<RequestContext>;
}

/**
 * Looks again at what an agent may do, and with which accounts, whenever that may have changed,
 * tells of a change, and ends once the agent's credential is no longer good.
 */
export class ToolListener {
  readonly #parts: ToolListenerParts;
  readonly #unwatch: () => void;
  readonly #onChange = new Set<() => void>();
  readonly #onEnd = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #scopes: string;
  #accounts: string | undefined;
  #hasEnded = false;
  #isLooking = false;
  #isInDoubt = false;

  constructor(parts: ToolListenerParts) {
    this.#parts = parts;
    this.#scopes = scopesOf(parts.context);
    const { subject } = principalLifetime(parts.context.principal);
    this.#unwatch =
      subject === undefined ? () => undefined : parts.watch(subject, () => this.#doubt());
    this.#doubt();
  }

  /**
   * Calls `listener` each time that the agent may use other tools than before, or has other
   * accounts to use them with.
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

  /** What was seen may have changed, as between the first look and the beginning of the watch. */
  #doubt(): void {
    this.#isInDoubt = true;
    void this.#look();
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#isInDoubt && !this.#hasEnded) {
        this.#isInDoubt = false;
        const context = await this.#parts.authenticate();
        this.#tell(scopesOf(context), await this.#accountsOf(context));
        this.#awaitExpiry(principalLifetime(context.principal).expiresAt);
      }
    } catch {
      // Refused, or the database is away: either way its client has to ask anew, and hears why.
      this.end();
    } finally {
      this.#isLooking = false;
    }
  }

  async #accountsOf({ principal }: RequestContext): Promise<string> {
    if (principal.kind !== 'AGENT') return '';
    return (await this.#parts.accountsOf(principal.id)).join(' ');
  }

  #tell(scopes: string, accounts: string): void {
    const isSame = scopes === this.#scopes && accounts === (this.#accounts ?? accounts);
    [this.#scopes, this.#accounts] = [scopes, accounts];
    if (isSame || this.#hasEnded) return;
    for (const tell of this.#onChange) tell();
  }

  #awaitExpiry(expiresAt: Date | undefined): void {
    clearTimeout(this.#timer);
    if (!expiresAt || this.#hasEnded) return;
    const remainingMs = (): number => expiresAt.getTime() - this.#parts.clock.now().getTime();
    const wake = (): void => {
      if (remainingMs() > 0) this.#awaitExpiry(expiresAt);
      else this.#doubt();
    };
    // Accepted past its expiry, as clocks may have it: looked at again, but not without a pause.
    const sleepMs = remainingMs() > 0 ? Math.min(remainingMs(), DOZE_MS) : DOZE_MS;
    this.#timer = setTimeout(wake, sleepMs).unref();
  }
}

function scopesOf({ principal }: RequestContext): string {
  return principal.kind === 'AGENT' ? [...shownScopes(principal)].sort().join(' ') : '';
}
