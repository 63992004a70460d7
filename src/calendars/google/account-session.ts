import { setTimeout as wait } from 'node:timers/promises';

import type { LimitFunction } from 'p-limit';
import pRetry from 'p-retry';

import type { GoogleAccount, GoogleAccounts } from '../../google/accounts/account.js';
import { DomainError, upstreamError } from '../../platform/errors.js';
import type { CalendarCall } from './call.js';
import { CalendarFailure, domainErrorOf, TIMEOUT } from './failure.js';

/** What sessions are made of. */
export interface SessionParts {
  readonly accounts: GoogleAccounts;
  /** How many requests to Google this process has under way at once. */
  readonly limit: LimitFunction;
}

/** What a request to Google needs to know of its session. */
export interface SessionAuthority {
  readonly accessToken: string;
  readonly signal: AbortSignal;
}

/** Waits between attempts: from 100 ms, doubled up to 1 s, each up to twice as long by chance. */
const BACKOFF = { minTimeout: 100, maxTimeout: 1_000, factor: 2, randomize: true, retries: 10 };

/** How long taking something back may take. */
const TAKING_BACK_MS = 3_000;

/** How many requests may wait for their turn before further ones are sent away. */
const LONGEST_QUEUE = 500;

/**
 * A Google account in one call's hands: its requests are bounded in number, repeated where that is
 * safe, and over when the call's time is.
 */
export class AccountSession {
  readonly #parts: SessionParts;
  readonly #call: CalendarCall;
  readonly #neededScopes: readonly string[];
  #account: GoogleAccount;

  private constructor(
    parts: SessionParts,
    call: CalendarCall,
    neededScopes: readonly string[],
    account: GoogleAccount,
  ) {
    this.#parts = parts;
    this.#call = call;
    this.#neededScopes = neededScopes;
    this.#account = account;
  }

  /**
   * Opens the account that a call wants.
   *
   * @param neededScopes - Google's scopes, of which the account must have granted one
   * @throws DomainError as `GoogleAccounts.accountFor` does
   */
  static async open(
    parts: SessionParts,
    call: CalendarCall,
    neededScopes: readonly string[],
  ): Promise<AccountSession> {
    const wanted = { connection: call.connection, neededScopes };
    const account = await parts.accounts.accountFor(call.caller, wanted, call.deadline.signal);
    return new AccountSession(parts, call, neededScopes, account);
  }

  /** The account's e-mail address. */
  get account(): string {
    return this.#account.account;
  }

  /** Whether the account's owner consented to one of these scopes of Google's. */
  hasGranted(scopes: readonly string[]): boolean {
    return scopes.some((scope) => this.#account.grantedScopes.includes(scope));
  }

  /** The same account with time of its own, to take back what a call began and could not finish. */
  takingBack(): AccountSession {
    const endMs = performance.now() + TAKING_BACK_MS;
    const deadline = {
      signal: AbortSignal.timeout(TAKING_BACK_MS),
      leftMs: () => endMs - performance.now(),
    };
    const call = { ...this.#call, deadline };
    return new AccountSession(this.#parts, call, this.#neededScopes, this.#account);
  }

  /**
   * Makes a request that reads, or that may be made twice without harm.
   *
   * @throws DomainError by Google's reason; see `domainErrorOf`
   */
  repeatable<T>(request: (authority: SessionAuthority) => Promise<T>): Promise<T> {
    return this.#run(request, true);
  }

  /** Makes a request that is repeated only where Google refused it before it did anything. */
  once<T>(request: (authority: SessionAuthority) => Promise<T>): Promise<T> {
    return this.#run(request, false);
  }

  async #run<T>(
    request: (authority: SessionAuthority) => Promise<T>,
    isRepeatable: boolean,
  ): Promise<T> {
    const { deadline } = this.#call;
    let last: CalendarFailure | undefined;
    const attempt = async (): Promise<T> => {
      try {
        return await this.#authorized(request);
      } catch (error) {
        if (!(error instanceof CalendarFailure)) throw error;
        // Where the deadline cuts off a later attempt, what Google said before tells more. Not of a
        // write: an attempt that was cut off may have been carried out.
        last = isRepeatable && error.reason === TIMEOUT ? (last ?? error) : error;
        throw last;
      }
    };
    try {
      return await pRetry(attempt, {
        ...BACKOFF,
        signal: deadline.signal,
        shouldRetry: ({ error }) => this.#awaitRepeat(error, isRepeatable),
      });
    } catch (error) {
      if (error instanceof CalendarFailure) throw domainErrorOf(error, isRepeatable);
      if (error instanceof DomainError || !deadline.signal.aborted) throw error;
      // The deadline ended a wait between attempts, by throwing something of its own.
      throw domainErrorOf(last ?? timedOut(), isRepeatable);
    }
  }

  /** Makes a request, and once more with a newer access token where Google wants one. */
  async #authorized<T>(request: (authority: SessionAuthority) => Promise<T>): Promise<T> {
    const { accounts } = this.#parts;
    try {
      return await this.#inTurn(request);
    } catch (error) {
      const remedy = error instanceof CalendarFailure ? error.remedy : 'NONE';
      if (remedy === 'CONSENT') throw accounts.missingScope(this.#account, this.#neededScopes);
      if (remedy !== 'NEW_TOKEN') throw error;
      this.#account = await accounts.renewed(this.#account, this.#call.deadline.signal);
      return await this.#inTurn(request);
    }
  }

  async #inTurn<T>(request: (authority: SessionAuthority) => Promise<T>): Promise<T> {
    const { limit } = this.#parts;
    const { signal } = this.#call.deadline;
    if (limit.pendingCount >= LONGEST_QUEUE) {
      throw upstreamError('busy', 'Too many requests wait for Google already. Try again.', {
        retryable: true,
        retryAfterSeconds: 1,
      });
    }
    const turn = limit(async () => {
      signal.throwIfAborted();
      return request({ accessToken: this.#account.accessToken, signal });
    });
    let timer: NodeJS.Timeout | undefined;
    const timeOver = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(timedOut());
      }, this.#call.deadline.leftMs());
    });
    try {
      // Also over while it waits for its turn, behind requests that have more time left.
      return await Promise.race([turn, timeOver]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #awaitRepeat(error: Error, isRepeatable: boolean): Promise<boolean> {
    if (!(error instanceof CalendarFailure)) return false;
    const { remedy, retryAfterSeconds = 0 } = error;
    const isSafe = remedy === 'REPEAT' || (remedy === 'REPEAT_IF_HARMLESS' && isRepeatable);
    const { deadline } = this.#call;
    if (!isSafe || deadline.leftMs() <= retryAfterSeconds * 1000) return false;
    await wait(retryAfterSeconds * 1000, undefined, { signal: deadline.signal });
    return true;
  }
}

function timedOut(): CalendarFailure {
  return new CalendarFailure({ status: 0, reason: TIMEOUT }, 'The time for the call is over.');
}
