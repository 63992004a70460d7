import type { Caller } from '../../request/principal.js';

/** A connected Google account, ready to be used. */
export interface GoogleAccount {
  readonly connectionId: string;
  /** The account's e-mail address. */
  readonly account: string;
  /** Google's short-lived access token: never logged, stored in clear or answered. */
  readonly accessToken: string;
  /** What the account's owner consented to, as Google's scope URLs. */
  readonly grantedScopes: readonly string[];
}

/** Which account is wanted, and what it will be used for. */
export interface WantedAccount {
  /** The connection's id or the account's e-mail; an agent with a single one need not say it. */
  readonly connection?: string | undefined;
  /** Google's scope URLs, one of which the account must have granted; none needed when empty. */
  readonly neededScopes: readonly string[];
}

/** Where Google accounts come from. */
export interface GoogleAccounts {
  /**
   * The account a caller works with: the one named, or the agent's only one. `signal` ends the
   * wait.
   *
   * @throws DomainError `GOOGLE_CONNECTION_REQUIRED` (`NOT_CONNECTED`, `NEEDS_CONSENT`,
   *   `MISSING_SCOPE`, with `connectUrl`), `BAD_USER_INPUT` when several are bound and none is
   *   named, `NOT_FOUND` for one that is not bound to the caller
   */
  accountFor(caller: Caller, wanted: WantedAccount, signal: AbortSignal): Promise<GoogleAccount>;

  /** The e-mail addresses of the accounts that a caller works with; none of a superuser's. */
  accountsOf(caller: Caller): Promise<readonly string[]>;

  /**
   * Google answered 401 to this access token: gives a newer one, refreshed at most once for all
   * callers.
   *
   * @throws DomainError as `accountFor` does
   */
  renewed(account: GoogleAccount, signal: AbortSignal): Promise<GoogleAccount>;

  /**
   * The answer when Google itself says that an account's owner has not consented to what was asked
   * of it: `GOOGLE_CONNECTION_REQUIRED` with reason `MISSING_SCOPE` and `connectUrl`.
   */
  missingScope(account: GoogleAccount, neededScopes: readonly string[]): Error;
}
