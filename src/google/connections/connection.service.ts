import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock.js';
import type { Position } from '../../platform/cursor.js';
import { badUserInput, DomainError } from '../../platform/errors.js';
import type { GoogleIdentity } from '../accounts/identity.js';
import type { GoogleAgentsService } from '../agents.service.js';
import type { GoogleGrantStore } from '../consent/grant.store.js';
import { connectionNotFound } from '../consent/required.js';
import type { GoogleOAuthClient } from '../oauth/token.client.js';
import type { GoogleVault } from '../vault.js';
import type { GoogleConnection } from './connection.js';
import type {
  ConnectionFilter,
  GoogleConnectionStore,
  ListedConnection,
} from './connection.store.js';
import type { StoredConnection } from './row.sql.js';

/** What became of a connection that was ended. */
export interface Disconnection {
  readonly connection: ListedConnection;
  /** Whether Google forgot the grant too. */
  readonly revokedAtGoogle: boolean;
  /** What was done, and what is left for a person. */
  readonly message: string;
}

interface GoogleConnectionServiceParts {
  readonly connections: GoogleConnectionStore;
  readonly grants: GoogleGrantStore;
  readonly agents: GoogleAgentsService;
  readonly oauth: GoogleOAuthClient;
  readonly vault: GoogleVault;
  readonly clock: Clock;
}

/** Lists connections, ends them, and says which agents may work with which. */
export class GoogleConnectionService {
  readonly #parts: GoogleConnectionServiceParts;

  constructor(parts: GoogleConnectionServiceParts) {
    this.#parts = parts;
  }

  /** A page of connections, newest first. */
  list(
    filter: ConnectionFilter,
    page: { limit: number; after: Position | undefined },
  ): Promise<ListedConnection[]> {
    return this.#parts.connections.list(filter, page);
  }

  /** How many connections a filter lets through. */
  count(filter: ConnectionFilter): Promise<number> {
    return this.#parts.connections.count(filter);
  }

  /** Returns the address under which an account is connected; `undefined` where it is not. */
  accountOf(identity: GoogleIdentity): Promise<string | undefined> {
    return this.#parts.connections.accountOf(identity);
  }

  /**
   * The connection of that id or of the account of that address.
   *
   * @param argument - the caller's argument that names it
   * @throws DomainError `NOT_FOUND`, or `BAD_USER_INPUT` when an address has several
   */
  async require(argument: string, name: string): Promise<ListedConnection> {
    const [only, ...others] = await this.#parts.connections.findNamed(name);
    if (!only) throw connectionNotFound();
    if (others.length > 0) {
      throw badUserInput(argument, 'must be an id: this address has several connections');
    }
    return only;
  }

  /**
   * Ends a connection here and at Google: its secrets are gone and its agents unbound, whatever
   * Google answers. Idempotent.
   *
   * @throws DomainError `NOT_FOUND` or `BAD_USER_INPUT`
   */
  async disconnect(name: string, actor: Actor): Promise<Disconnection> {
    const { id } = await this.require('connection', name);
    const stored = await this.#parts.connections.find(id);
    if (!stored) throw connectionNotFound();
    const { state } = stored.connection;
    const revokedAtGoogle = state !== 'REVOKED' && (await this.#revoke(stored));
    if (state !== 'REVOKED') {
      const emptied = this.#parts.vault.seal(id, {});
      const said = { at: this.#parts.clock.now(), actor };
      await this.#parts.grants.disconnect(stored.connection, emptied, { revokedAtGoogle }, said);
    }
    return {
      connection: await this.require('connection', id),
      revokedAtGoogle,
      message: whatIsLeft(stored.connection, revokedAtGoogle),
    };
  }

  /**
   * Allows agents to work with a connection. Idempotent.
   *
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND`, or `CONFLICT` for a disconnected one
   */
  async bind(name: string, agents: readonly string[], actor: Actor): Promise<ListedConnection> {
    const connection = await this.require('connection', name);
    const bound = await this.#parts.agents.require('agents', agents);
    const said = { at: this.#parts.clock.now(), actor };
    if (!(await this.#parts.connections.bind(connection, bound, said))) {
      throw new DomainError(
        'CONFLICT',
        `${connection.account} was disconnected. Connect it with connectGoogleAccount.`,
      );
    }
    return this.require('connection', connection.id);
  }

  /**
   * Forbids agents to work with a connection. Idempotent.
   *
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async unbind(name: string, agents: readonly string[], actor: Actor): Promise<ListedConnection> {
    const connection = await this.require('connection', name);
    const bound = await this.#parts.agents.require('agents', agents);
    await this.#parts.connections.unbind(connection, bound, { at: this.#parts.clock.now(), actor });
    return this.require('connection', connection.id);
  }

  /** Whether Google forgot the grant. That the secrets cannot be opened must not keep them here. */
  async #revoke({ connection, sealed }: StoredConnection): Promise<boolean> {
    try {
      const { refreshToken } = this.#parts.vault.open(connection.id, sealed);
      if (refreshToken === undefined) return false;
      await this.#parts.oauth.revoke(refreshToken);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}

function whatIsLeft({ kind, state }: GoogleConnection, revokedAtGoogle: boolean): string {
  if (revokedAtGoogle) return 'The account is disconnected, here and at Google.';
  if (state === 'REVOKED') return 'The account had been disconnected before.';
  if (kind === 'SERVICE_ACCOUNT') {
    return 'The gateway has forgotten the key. It stays good at Google: delete it in Google Cloud.';
  }
  return (
    'The gateway has forgotten its grant, but Google could not be told. The account’s owner can ' +
    'remove the access at https://myaccount.google.com/connections.'
  );
}
