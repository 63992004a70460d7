import type { GoogleCaller } from '../../google/accounts/account.js';
import type { Actor } from '../../platform/actor.js';

/** A moment by which an answer must be given, whatever has come of it. */
export interface Deadline {
  /** Aborts at that moment. */
  readonly signal: AbortSignal;
  /** How much time is left; negative afterwards. */
  leftMs(): number;
}

/** Who calls for a calendar, and until when an answer is wanted. */
export interface CalendarCall {
  readonly caller: GoogleCaller;
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

/** What is needed to know of a request; the context that resolvers get is one. */
export interface CalendarRequest {
  readonly actor: Actor;
  readonly principal:
    | (GoogleCaller & { readonly kind: 'AGENT'; readonly tokenId: string })
    | (GoogleCaller & { readonly kind: 'SUPERUSER' })
    | { readonly kind: 'ANONYMOUS' | 'ENROLLED_AGENT' | 'VERIFIER' };
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** Makes calls of requests. All calls of a request share its deadline. */
export class CalendarCalls {
  readonly #timeoutSeconds: number;
  readonly #deadlines = new WeakMap<CalendarRequest, Deadline>();

  constructor(timeoutSeconds: number) {
    this.#timeoutSeconds = timeoutSeconds;
  }

  /** The call that a request makes; its first one sets the deadline. */
  of(request: CalendarRequest, connection: string | null | undefined): CalendarCall {
    const { actor, principal } = request;
    if (principal.kind !== 'AGENT' && principal.kind !== 'SUPERUSER') {
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

  #deadlineOf(request: CalendarRequest): Deadline {
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
