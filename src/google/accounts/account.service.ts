import { GOOGLE_PATHS } from '../../config/settings/google.js';
import type { ChangeCache } from '../../db/changes/cache.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import { badUserInput } from '../../platform/errors.js';
import type { PublicAddress } from '../../platform/network/public-address.js';
import type { Caller } from '../../request/principal.js';
import type { AccessTokenService, OpenConnection } from '../access/access-token.service.js';
import type { BoundConnection, GoogleConnectionStore } from '../connections/connection.store.js';
import { connectionNotFound, connectionRequired } from '../consent/required.js';
import { missingScopes } from '../oauth/scopes.js';
import type { GoogleAccount, GoogleAccounts, WantedAccount } from './account.js';

/** Google's access token, for a program that calls Google itself. */
export interface ReadAccessToken extends GoogleAccount {
  readonly expiresAt: Date;
}

interface GoogleAccountServiceParts {
  readonly connections: GoogleConnectionStore;
  readonly accessTokens: AccessTokenService;
  readonly byAgent: ChangeCache<readonly BoundConnection[]>;
  readonly address: PublicAddress;
  readonly clock: Clock;
}

/** Finds the Google account that a caller works with, ready to be used. */
export class GoogleAccountService implements GoogleAccounts {
  readonly #parts: GoogleAccountServiceParts;

  constructor(parts: GoogleAccountServiceParts) {
    this.#parts = parts;
  }

  async accountFor(
    caller: Caller,
    wanted: WantedAccount,
    signal: AbortSignal,
  ): Promise<GoogleAccount> {
    return this.#account(await this.#open(caller, wanted, signal), wanted.neededScopes);
  }

  async accountsOf(caller: Caller): Promise<readonly string[]> {
    if (caller.kind !== 'AGENT') return [];
    const bound = await this.#boundTo(caller);
    return [...new Set(bound.map(({ account }) => account))];
  }

  async renewed(account: GoogleAccount, signal: AbortSignal): Promise<GoogleAccount> {
    const { connectionId, accessToken } = account;
    const renewed = await this.#parts.accessTokens.renewed(connectionId, accessToken, signal);
    if (!renewed) throw connectionNotFound();
    return this.#account(renewed, []);
  }

  missingScope(
    { connectionId, account }: Pick<GoogleAccount, 'connectionId' | 'account'>,
    neededScopes: readonly string[],
  ): Error {
    return connectionRequired(
      'MISSING_SCOPE',
      `The Google account ${account} was connected without what this needs: consent must be ` +
        'given again with every box ticked.',
      { connectUrl: this.#connectUrl('connection', connectionId), account, neededScopes },
    );
  }

  /**
   * The account's access token itself, which is written down before the answer.
   *
   * @throws DomainError as `accountFor` does
   */
  async readAccessToken(
    caller: Caller,
    connection: string | undefined,
    actor: Actor,
    signal: AbortSignal,
  ): Promise<ReadAccessToken> {
    const open = await this.#open(caller, { connection }, signal);
    const account = this.#account(open, []);
    await this.#parts.connections.recordRead(
      open.connection,
      caller.kind === 'AGENT' ? caller.name : null,
      { at: this.#parts.clock.now(), actor },
    );
    const expiresAt = open.connection.accessTokenExpiresAt ?? this.#parts.clock.now();
    return { ...account, expiresAt };
  }

  async #open(
    caller: Caller,
    wanted: Pick<WantedAccount, 'connection'>,
    signal: AbortSignal,
  ): Promise<OpenConnection> {
    const id =
      caller.kind === 'AGENT'
        ? await this.#bound(caller, wanted.connection)
        : await this.#named(wanted.connection);
    const open = await this.#parts.accessTokens.current(id, signal);
    if (!open) throw connectionNotFound();
    return open;
  }

  async #boundTo(agent: Caller): Promise<readonly BoundConnection[]> {
    const bound = await this.#parts.byAgent.get(agent.id, async () => ({
      value: await this.#parts.connections.boundTo(agent.id),
      subject: `agent:${agent.id}`,
    }));
    return bound ?? [];
  }

  async #bound(agent: Caller, name: string | undefined): Promise<string> {
    const bound = await this.#boundTo(agent);
    if (name !== undefined) {
      const wanted = name.toLowerCase();
      const found = bound.find(
        ({ id, account }) => id === wanted || account.toLowerCase() === wanted,
      );
      if (!found) throw connectionNotFound();
      return found.id;
    }
    const [only, ...others] = bound;
    if (!only) {
      throw connectionRequired(
        'NOT_CONNECTED',
        `The agent ${agent.name} is bound to no Google account.`,
        { connectUrl: this.#connectUrl('agent', agent.name) },
      );
    }
    if (others.length > 0) {
      const accounts = bound.map(({ account }) => account).join(', ');
      throw badUserInput('connection', `must say which account is meant, one of: ${accounts}`);
    }
    return only.id;
  }

  async #named(name: string | undefined): Promise<string> {
    if (name === undefined) {
      throw badUserInput('connection', 'must say which Google connection a superuser means');
    }
    const found = await this.#parts.connections.findNamed(name);
    const [only, ...others] = found.filter(({ state }) => state !== 'REVOKED');
    if (!only) throw connectionNotFound();
    if (others.length > 0) {
      throw badUserInput('connection', 'must be an id: this address has several connections');
    }
    return only.id;
  }

  #account({ connection, secrets }: OpenConnection, wanted: readonly string[]): GoogleAccount {
    const { id, account, state, lastError, grantedScopes } = connection;
    const connectUrl = this.#connectUrl('connection', id);
    if (state !== 'ACTIVE' || secrets.accessToken === undefined) {
      throw connectionRequired(
        'NEEDS_CONSENT',
        `The Google account ${account} must be connected again. ${lastError ?? ''}`.trim(),
        { connectUrl, account },
      );
    }
    const isAllowed =
      wanted.length === 0 || missingScopes(grantedScopes, wanted).length < wanted.length;
    if (!isAllowed) {
      throw this.missingScope({ connectionId: id, account }, wanted);
    }
    return { connectionId: id, account, accessToken: secrets.accessToken, grantedScopes };
  }

  #connectUrl(kind: 'agent' | 'connection', name: string): string {
    const query = new URLSearchParams({ [kind]: name });
    return `${this.#parts.address.url}${GOOGLE_PATHS.connect}?${query.toString()}`;
  }
}
