import { backoffMs, type Surroundings } from './surroundings.js';
import { TokenClientError } from './token-client-error.js';

/** An agent's token and where it belongs. */
export interface CurrentToken {
  /** The header that carries it. */
  readonly header: string;
  /** The secret. */
  readonly token: string;
  /** From then on it is refused. */
  readonly expiresAt: Date;
  /** From then on the gateway may have the next one. */
  readonly refreshAt: Date;
}

/** What the gateway says of a current token, as it comes over the wire. */
export interface CurrentTokenFields {
  readonly header: string;
  readonly token: string | null;
  readonly expiresAt: string | null;
  readonly refreshAt: string | null;
  readonly valid: boolean;
  readonly message: string;
}

/** An answer to the query for the current token. */
export interface TokenAnswer extends CurrentTokenFields {
  /** How far the gateway's clock is ahead of the client's. */
  readonly skewMs: number;
}

/** What a {@link TokenKeeper} is made of. */
export interface TokenKeeperParts {
  readonly ask: () => Promise<TokenAnswer>;
  readonly onChange: (current: CurrentToken) => void;
  readonly surroundings: Surroundings;
}

interface HeldToken {
  readonly current: CurrentToken;
  /** By the client's clock, like all instants below. */
  readonly dueAtMs: number;
  readonly endsAtMs: number;
}

/** The gateway's word that this agent gets no token, as opposed to one that cannot be had now. */
const FINAL_CODES = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'NO_VALID_TOKEN'];
const SOONEST_MS = 1_000;

/** Holds the current token, and asks for the next one: once, however many wait for it. */
export class TokenKeeper {
  readonly #parts: TokenKeeperParts;
  #held: HeldToken | undefined;
  #pending: Promise<CurrentToken> | undefined;
  #refused: string | undefined;
  #skewMs = 0;
  #failures = 0;
  #retryAtMs = 0;
  #error: Error | undefined;

  constructor(parts: TokenKeeperParts) {
    this.#parts = parts;
  }

  /**
   * The token to send now. One that is due is renewed beside the calls that it still serves: a
   * gateway that is slow or away stops nobody before the token expires.
   */
  async current(): Promise<CurrentToken> {
    const held = this.#held;
    const nowMs = this.#parts.surroundings.now();
    if (!held || nowMs >= held.endsAtMs) return this.renew();
    if (nowMs >= held.dueAtMs) this.renew().catch(() => undefined);
    return held.current;
  }

  /**
   * Asks the gateway, or joins who does. After a failure the same error is given without asking
   * until it is time to try again.
   */
  async renew(): Promise<CurrentToken> {
    if (this.#pending) return this.#pending;
    if (this.#error && this.#isBackingOff()) throw this.#error;
    this.#pending = this.#ask().finally(() => (this.#pending = undefined));
    return this.#pending;
  }

  /** Asks anew, so that the answer is of an instant after this call. */
  async reread(): Promise<CurrentToken> {
    await this.#pending?.catch(() => undefined);
    return this.renew();
  }

  /**
   * The token to send in place of one that was refused, or nothing where the gateway has no other.
   */
  async replace(refused: string): Promise<CurrentToken | undefined> {
    if (this.#held?.current.token === refused) {
      this.#refused = refused;
      // Who asked before the refusal may be answered with the same token still.
      await this.#pending?.catch(() => undefined);
    }
    if (this.#held && this.#held.current.token !== refused) return this.#held.current;
    if (!this.#error && this.#isBackingOff()) return undefined;
    const next = await this.renew();
    return next.token === refused ? undefined : next;
  }

  /** How long until the gateway is to be asked again. */
  msUntilDue(): number {
    const dueAtMs = Math.max(this.#held?.dueAtMs ?? 0, this.#retryAtMs);
    return Math.max(0, dueAtMs - this.#parts.surroundings.now());
  }

  /** Takes what the gateway says for the current token. */
  adopt(fields: CurrentTokenFields): CurrentToken {
    const { header, token, expiresAt, refreshAt, message } = fields;
    if (!token || !expiresAt || !refreshAt) {
      throw new TokenClientError('NO_VALID_TOKEN', message);
    }
    const before = this.#held?.current.token;
    const current = {
      header,
      token,
      expiresAt: new Date(expiresAt),
      refreshAt: new Date(refreshAt),
    };
    const endsAtMs = current.expiresAt.getTime() - this.#skewMs;
    this.#held = { current, endsAtMs, dueAtMs: this.#dueAtMs(current, endsAtMs) };
    this.#error = undefined;
    this.#retryAtMs = 0;
    if (token !== this.#refused) this.#failures = 0;
    if (token !== before) this.#parts.onChange(current);
    return current;
  }

  async #ask(): Promise<CurrentToken> {
    const [held, refused] = [this.#held, this.#refused];
    try {
      const { skewMs, ...fields } = await this.#parts.ask();
      // The stream of changes was faster, and knows better.
      if (this.#held && this.#held !== held) return this.#held.current;
      this.#skewMs = skewMs;
      const current = this.adopt(fields);
      // To the gateway the token is good: who refused it has to say why, and asking does not help.
      if (current.token === refused) this.#backOff();
      return current;
    } catch (error) {
      this.#error = error as Error;
      const { code, retryAfterSeconds } = error as Partial<TokenClientError>;
      this.#backOff(retryAfterSeconds);
      const isDead = this.#refused === this.#held?.current.token;
      if (isDead && FINAL_CODES.includes(code ?? '')) this.#held = undefined;
      throw error;
    }
  }

  /**
   * At `refreshAt` or, so that not all clients come at once, up to a tenth of the remaining
   * lifetime later. A token that is renewed by hand is asked for now and then until it expires.
   */
  #dueAtMs({ refreshAt }: CurrentToken, endsAtMs: number): number {
    const { now, random } = this.#parts.surroundings;
    const refreshAtMs = refreshAt.getTime() - this.#skewMs;
    const remaining = (fromMs: number): number => (endsAtMs - fromMs) / 10;
    if (refreshAtMs > now()) return refreshAtMs + random() * remaining(refreshAtMs);
    return now() + Math.max(SOONEST_MS, (1 + random()) * remaining(now()));
  }

  #isBackingOff(): boolean {
    return this.#parts.surroundings.now() < this.#retryAtMs;
  }

  #backOff(leastSeconds = 0): void {
    const { now, random } = this.#parts.surroundings;
    this.#failures += 1;
    const waitMs = backoffMs(this.#failures, random());
    this.#retryAtMs = now() + Math.max(waitMs, leastSeconds * 1000);
  }
}
