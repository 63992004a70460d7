import { refusalOf, type AnswerBody } from './answer.js';
import { readEvents } from './event-stream.js';
import type { GatewayLink } from './gateway-link.js';
import { backoffMs, type Surroundings } from './surroundings.js';
import { TokenClientError } from './token-client-error.js';
import type { CurrentToken, CurrentTokenFields, TokenKeeper } from './token-keeper.js';

type Listener = (current: CurrentToken) => void;

interface ChangeEvent {
  readonly currentTokenChanged: { readonly currentToken: CurrentTokenFields };
}

/** A stream that ends sooner has failed, even if it had begun. */
const LASTING_MS = 10_000;

/** What a {@link TokenWatch} is made of. */
export interface TokenWatchParts {
  readonly keeper: TokenKeeper;
  readonly link: GatewayLink;
  readonly surroundings: Surroundings;
}

/**
 * Keeps the token current while somebody listens: by the gateway's stream of changes and, since
 * there are proxies that let no stream through, also by asking when the token is due.
 */
export class TokenWatch {
  readonly #parts: TokenWatchParts;
  readonly #listeners = new Set<{ readonly listener: Listener }>();
  #stop = new AbortController();

  constructor(parts: TokenWatchParts) {
    this.#parts = parts;
  }

  /** Adds a listener; the first begins the watch, and the last to go ends it. */
  add(listener: Listener): () => void {
    const entry = { listener };
    this.#listeners.add(entry);
    if (this.#listeners.size === 1) {
      this.#stop = new AbortController();
      void this.#follow(this.#stop.signal);
      void this.#renewWhenDue(this.#stop.signal);
    }
    return () => {
      if (this.#listeners.delete(entry) && this.#listeners.size === 0) this.#stop.abort();
    };
  }

  /** Tells the listeners. What one of them throws is reported by the runtime and stops no other. */
  tell(current: CurrentToken): void {
    for (const { listener } of this.#listeners) {
      queueMicrotask(() => {
        listener(current);
      });
    }
  }

  async #renewWhenDue(signal: AbortSignal): Promise<void> {
    const { keeper, surroundings } = this.#parts;
    while (!signal.aborted) {
      const waitMs = keeper.msUntilDue();
      if (waitMs > 0) await surroundings.delay(waitMs, signal);
      else await keeper.renew().catch(() => undefined); // it is due again after a pause
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { now, random, delay } = this.#parts.surroundings;
    let failures = 0;
    while (!signal.aborted) {
      const beganAtMs = now();
      let leastSeconds = 0;
      try {
        await this.#read(signal);
      } catch (error) {
        if (error instanceof TokenClientError) leastSeconds = error.retryAfterSeconds ?? 0;
      }
      if (now() - beganAtMs > LASTING_MS) failures = 0;
      failures += 1;
      await delay(Math.max(backoffMs(failures, random()), leastSeconds * 1000), signal);
    }
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { keeper, link, surroundings } = this.#parts;
    const stream = await link.openChanges(signal);
    // The stream tells of changes from now on; what changed before has to be asked for.
    keeper.reread().catch(() => undefined);
    for await (const text of readEvents(stream, surroundings, signal)) {
      const { data, errors } = JSON.parse(text) as AnswerBody<ChangeEvent>;
      if (!data) throw refusalOf({ errors: errors ?? [] }, new Response());
      keeper.adopt(data.currentTokenChanged.currentToken);
    }
  }
}
