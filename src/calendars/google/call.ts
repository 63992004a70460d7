import type { Actor } from '../../platform/actor.js';
import { badUserInput } from '../../platform/errors.js';
import type { RequestContext } from '../../request/context.js';
import { isCaller, type Caller } from '../../request/principal.js';

const MOST_CONNECTIONS = 10;

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

  /**
   * The calls that a request makes of one account or several, each account once.
   *
   * @throws DomainError `BAD_USER_INPUT` naming `connections` where that cannot be used
   */
  ofSeveral(
    request: RequestContext,
    wanted: {
      readonly connection?: string | null;
      readonly connections?: readonly string[] | null;
    },
  ): CalendarCall[] {
    const { connection, connections } = wanted;
    if (!connections) return [this.of(request, connection)];
    if (typeof connection === 'string') {
      throw badUserInput('connections', 'cannot be said beside connection');
    }
    const distinct = new Set(connections.map((one) => one.toLowerCase()));
    if (distinct.size === 0 || distinct.size > MOST_CONNECTIONS) {
      throw badUserInput('connections', `must be 1 to ${String(MOST_CONNECTIONS)} connections`);
    }
    return [...distinct].map((one) => this.of(request, one));
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
