import type { Actor } from '../../platform/actor.js';
import type { RequestContext } from '../../request/context.js';
import { isCaller, type Caller } from '../../request/principal.js';

/** A moment by which an answer must be given, whatever has come of it. */
export interface Deadline {
  /** Aborts at that moment. */
  readonly signal: AbortSignal;
  /** How much time is left; negative afterwards. */
  leftMs(): number;
}

/** Who calls for a calendar, and until when an answer is wanted. */
export interface CalendarCall {
  readonly caller: Caller;
  /** The caller as the audit log names it. */
  readonly actor: Actor;
  /** The token that an agent showed. */
  readonly tokenId: string | null;
  /**
   * The connection to use, by its id or its account; an agent with a single one need not say it.
   */
  readonly connection: string | undefined;
  readonly deadline: Deadline;
}

/** Makes calls of requests. All calls of a request share its deadline. */
export class CalendarCalls {
  readonly #timeoutSeconds: number;
  readonly #deadlines = new WeakMap<RequestContext, Deadline>();

  constructor(timeoutSeconds: number) {
    this.#timeoutSeconds = timeoutSeconds;
  }

  /** The call that a request makes; its first one sets the deadline. */
  of(request: RequestContext, connection: string | null | undefined): CalendarCall {
    const { actor, principal } = request;
    if (!isCaller(principal)) {
      throw new Error('A rule let somebody call for a calendar who has none.');
    }
    return {
      caller: principal,
      actor,
      tokenId: principal.kind === 'AGENT' ? principal.tokenId : null,
      connection: connection ?? undefined,
      deadline: this.#deadlineOf(request),
    };
  }

  #deadlineOf(request: RequestContext): Deadline {
    const known = this.#deadlines.get(request);
    if (known) return known;
    const timeoutMs = this.#timeoutSeconds * 1_000;
    const endMs = performance.now() + timeoutMs;
    const timeout = AbortSignal.timeout(timeoutMs);
    const deadline = {
      signal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout,
      leftMs: () => endMs - performance.now(),
    };
    this.#deadlines.set(request, deadline);
    return deadline;
  }
}
