import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ChangeCache } from '../../db/changes/cache.js';
import { gatewayActor } from '../../platform/actor.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import type { Logger } from '../../platform/log/logger.js';
import {
  describeRefusal,
  type ConnectionSecrets,
  type GoogleConnection,
} from '../connections/connection.js';
import type { GoogleConnectionStore } from '../connections/connection.store.js';
import type { StoredConnection } from '../connections/row.sql.js';
import { googleNotConfigured } from '../consent/required.js';
import { GrantRefused, orTimeOut, timedOut } from '../oauth/failure.js';
import type { GoogleOAuthClient, GrantedTokens } from '../oauth/token.client.js';
import type { GoogleVault } from '../vault.js';
import type { GoogleRefreshStore } from './refresh.store.js';

/** From here on a new access token is fetched, while the old one goes on being used. */
const REFRESH_AHEAD_SECONDS = 300;
/** An access token this near to its end may end on its way: nobody is given it. */
const LEAST_LIFE_SECONDS = 30;
/** While the old one is good, Google in trouble is left alone for this long between tries. */
const PAUSE_AFTER_FAILURE_SECONDS = 30;
/** Longer than three requests to Google with the pauses between them. */
const LEASE_SECONDS = 20;
const LEASE_POLL_MS = 50;

/** A connection with its secrets in the clear; never leaves the process's memory. */
export interface OpenConnection {
  readonly connection: GoogleConnection;
  readonly secrets: ConnectionSecrets;
}

interface AccessTokenServiceParts {
  readonly connections: GoogleConnectionStore;
  readonly refreshes: GoogleRefreshStore;
  readonly oauth: GoogleOAuthClient;
  readonly hasClient: boolean;
  readonly vault: GoogleVault;
  readonly byId: ChangeCache<OpenConnection>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Keeps a good access token of each connection. Of all processes one asks Google for the next
 * token, by a lease on the row: a row lock would have to be held while Google answers, with its
 * transaction, and the embedded database has but one connection for everybody.
 */
export class AccessTokenService {
  readonly #parts: AccessTokenServiceParts;
  readonly #refreshing = new Map<string, Promise<OpenConnection | undefined>>();

  constructor(parts: AccessTokenServiceParts) {
    this.#parts = parts;
  }

  /**
   * A connection with an access token that is good for a while yet, or in a state in which there is
   * none. Near its end the token is replaced while it is being used, so that hardly anybody waits.
   *
   * @throws DomainError `UPSTREAM_ERROR` when Google gives no new one, or not before `signal`
   */
  async current(id: string, signal: AbortSignal): Promise<OpenConnection | undefined> {
    const known = await this.#parts.byId.get(id, async () => {
      const stored = await this.#parts.connections.find(id);
      return stored && { value: this.#open(stored), subject: `google:${id}` };
    });
    if (known?.connection.state !== 'ACTIVE' || this.#isGood(known, REFRESH_AHEAD_SECONDS)) {
      return known;
    }
    if (!this.#isGood(known, LEAST_LIFE_SECONDS)) {
      return orTimeOut(this.#refresh(id, undefined), signal);
    }
    // What goes wrong stands at the connection, and the old token is good for a while.
    if (!this.#hasJustFailed(known)) this.#refresh(id, undefined).catch(() => undefined);
    return known;
  }

  /** The same with another access token than one that Google has just refused. */
  async renewed(
    id: string,
    refused: string,
    signal: AbortSignal,
  ): Promise<OpenConnection | undefined> {
    const renewed = await orTimeOut(this.#refresh(id, refused), signal);
    // Whom this joined may have been content with the very token that is refused.
    if (renewed?.secrets.accessToken !== refused) return renewed;
    return orTimeOut(this.#refresh(id, refused), signal);
  }

  /** Fetches a new access token whether or not it is time, so that a dead grant is noticed. */
  async exercise(id: string): Promise<void> {
    const stored = await this.#parts.connections.find(id);
    const refused = stored && this.#open(stored).secrets.accessToken;
    await this.#refresh(id, refused);
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#refreshing.values());
  }

  /** Many callers in this process make one attempt; the lease decides between processes. */
  #refresh(id: string, refused: string | undefined): Promise<OpenConnection | undefined> {
    const running = this.#refreshing.get(id);
    if (running) return running;
    const refreshing = this.#refreshAlone(id, refused).finally(() => this.#refreshing.delete(id));
    this.#refreshing.set(id, refreshing);
    return refreshing;
  }

  async #refreshAlone(
    id: string,
    refused: string | undefined,
  ): Promise<OpenConnection | undefined> {
    const giveUp = AbortSignal.timeout(LEASE_SECONDS * 1000);
    const holder = randomUUID();
    while (!giveUp.aborted) {
      const stored = await this.#parts.connections.find(id);
      if (stored?.connection.state !== 'ACTIVE') return stored && this.#open(stored);
      const present = this.#open(stored);
      const isRefused = present.secrets.accessToken === refused;
      if (!isRefused && this.#isGood(present, REFRESH_AHEAD_SECONDS)) return present;
      const { connection, isLeased } = stored;
      if (!isLeased && (await this.#parts.refreshes.takeLease(connection, holder, LEASE_SECONDS))) {
        const refreshed = await this.#ask(present, holder);
        if (refreshed) return this.#open(refreshed);
      } else {
        await sleep(LEASE_POLL_MS);
      }
    }
    throw timedOut();
  }

  /** Asks Google and keeps the answer; `undefined` when the secrets have changed meanwhile. */
  async #ask(
    { connection, secrets }: OpenConnection,
    holder: string,
  ): Promise<StoredConnection | undefined> {
    try {
      const granted = await this.#fetch(connection, secrets);
      const now = this.#parts.clock.now();
      const refreshToken = granted.refreshToken && { refreshToken: granted.refreshToken };
      return await this.#parts.refreshes.refreshed(
        connection,
        {
          sealed: this.#parts.vault.seal(connection.id, {
            ...secrets,
            ...refreshToken,
            accessToken: granted.accessToken,
          }),
          accessTokenExpiresAt: addSeconds(now, granted.expiresInSeconds),
          grantedScopes: granted.scopes,
        },
        { at: now, actor: gatewayActor },
      );
    } catch (error) {
      const now = this.#parts.clock.now();
      if (error instanceof GrantRefused) return this.#refuse(connection, error, now);
      const problem = error instanceof DomainError ? error.message : 'The refresh failed.';
      await this.#parts.refreshes.failed(connection, holder, problem, now).catch(() => undefined);
      throw error;
    }
  }

  async #refuse(
    connection: GoogleConnection,
    refusal: GrantRefused,
    now: Date,
  ): Promise<StoredConnection | undefined> {
    const problem = describeRefusal(connection, refusal.message, now);
    const stored = await this.#parts.refreshes.refused(connection, problem, {
      at: now,
      actor: gatewayActor,
    });
    if (stored) {
      const { id, account } = connection;
      this.#parts.logger.warn(
        { connection: id, account, problem },
        'A Google account needs consent',
      );
    }
    return stored;
  }

  #fetch(connection: GoogleConnection, secrets: ConnectionSecrets): Promise<GrantedTokens> {
    const { serviceAccount, refreshToken } = secrets;
    if (serviceAccount) {
      return this.#parts.oauth.assert(
        serviceAccount,
        connection.neededScopes,
        this.#parts.clock.now(),
      );
    }
    if (!this.#parts.hasClient) throw googleNotConfigured();
    if (refreshToken === undefined) throw new Error('There is no secret to refresh with.');
    return this.#parts.oauth.refresh(refreshToken);
  }

  #open({ connection, sealed }: StoredConnection): OpenConnection {
    return { connection, secrets: this.#parts.vault.open(connection.id, sealed) };
  }

  #hasJustFailed({ connection: { lastErrorAt } }: OpenConnection): boolean {
    if (!lastErrorAt) return false;
    return addSeconds(lastErrorAt, PAUSE_AFTER_FAILURE_SECONDS) > this.#parts.clock.now();
  }

  #isGood({ connection, secrets }: OpenConnection, seconds: number): boolean {
    const { accessTokenExpiresAt } = connection;
    if (secrets.accessToken === undefined || !accessTokenExpiresAt) return false;
    return accessTokenExpiresAt.getTime() > addSeconds(this.#parts.clock.now(), seconds).getTime();
  }
}
