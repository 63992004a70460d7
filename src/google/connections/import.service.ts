import type { Actor } from '../../platform/actor.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import { badUserInput } from '../../platform/errors.js';
import { identityOf, type GoogleIdentity } from '../accounts/identity.js';
import { parseServiceAccount } from '../accounts/service-account.js';
import type { GoogleAgentsService } from '../agents.service.js';
import type { GoogleGrantStore } from '../consent/grant.store.js';
import { googleNotConfigured } from '../consent/required.js';
import { GrantRefused } from '../oauth/failure.js';
import type { GoogleIdentityClient } from '../oauth/identity.client.js';
import { googleScopes } from '../oauth/scopes.js';
import type { GoogleOAuthClient, GrantedTokens } from '../oauth/token.client.js';
import type { GoogleVault } from '../vault.js';
import type { GoogleConnection, ServiceAccountKey } from './connection.js';

const REFRESH_TOKEN = /^[\x21-\x7e]{8,2048}$/;

/** What every import says. */
interface ImportOrder {
  readonly agents: readonly string[];
  readonly scopes?: readonly string[] | undefined;
}

/** A refresh token that was obtained elsewhere with the same OAuth client. */
export interface RefreshTokenImport extends ImportOrder {
  readonly refreshToken: string;
}

/** A service account's key. */
export interface ServiceAccountImport extends ImportOrder {
  /** The JSON of the key file. */
  readonly keyFile: string;
  /** Whom it impersonates by domain-wide delegation; itself when left out. */
  readonly subject?: string | undefined;
}

interface GoogleImportServiceParts {
  readonly agents: GoogleAgentsService;
  readonly grants: GoogleGrantStore;
  readonly oauth: GoogleOAuthClient;
  readonly hasClient: boolean;
  readonly identities: GoogleIdentityClient;
  readonly vault: GoogleVault;
  readonly clock: Clock;
}

/** Connects accounts by secrets that somebody has already. Each is tried before it is kept. */
export class GoogleImportService {
  readonly #parts: GoogleImportServiceParts;

  constructor(parts: GoogleImportServiceParts) {
    this.#parts = parts;
  }

  /**
   * Connects the account of a refresh token.
   *
   * @throws DomainError `BAD_USER_INPUT` when Google refuses it, `NOT_FOUND`, `CONFLICT`, reason
   *   `EMAIL_NOT_VERIFIED` or `ADDRESS_TAKEN`, or `UPSTREAM_ERROR`, with reason `NOT_CONFIGURED`
   *   where no client is set
   */
  async importRefreshToken(order: RefreshTokenImport, actor: Actor): Promise<GoogleConnection> {
    if (!this.#parts.hasClient) throw googleNotConfigured();
    const { neededScopes, agents } = await this.#prepare(order);
    if (!REFRESH_TOKEN.test(order.refreshToken)) {
      throw badUserInput('refreshToken', 'must be a refresh token of Google’s');
    }
    const granted = await tried('refreshToken', this.#parts.oauth.refresh(order.refreshToken));
    const { accessToken } = granted;
    const identity = await this.#identify(granted);
    const refreshToken = granted.refreshToken ?? order.refreshToken;
    return this.#parts.grants.connect(
      {
        kind: 'USER',
        account: identity.email,
        identity,
        grantedScopes: granted.scopes ?? neededScopes,
        neededScopes,
        ...this.#times(granted),
        agents,
        seal: (id) => this.#parts.vault.seal(id, { refreshToken, accessToken }),
        origin: 'import',
      },
      { at: this.#parts.clock.now(), actor },
    );
  }

  /**
   * Connects a service account, or the account that it impersonates.
   *
   * @throws DomainError `BAD_USER_INPUT` when the file is none or Google refuses its key,
   *   `NOT_FOUND`, `CONFLICT`, reason `ADDRESS_TAKEN`, or `UPSTREAM_ERROR`
   */
  async importServiceAccount(order: ServiceAccountImport, actor: Actor): Promise<GoogleConnection> {
    const { neededScopes, agents } = await this.#prepare(order);
    const serviceAccount: ServiceAccountKey = parseServiceAccount(order.keyFile, order.subject);
    const now = this.#parts.clock.now();
    const granted = await tried(
      'keyFile',
      this.#parts.oauth.assert(serviceAccount, neededScopes, now),
    );
    const { accessToken } = granted;
    return this.#parts.grants.connect(
      {
        kind: 'SERVICE_ACCOUNT',
        account: serviceAccount.subject ?? serviceAccount.clientEmail,
        identity: undefined,
        grantedScopes: granted.scopes ?? neededScopes,
        neededScopes,
        ...this.#times(granted),
        agents,
        seal: (id) => this.#parts.vault.seal(id, { serviceAccount, accessToken }),
        origin: 'import',
      },
      { at: now, actor },
    );
  }

  /** The account by the ID token; where that lacks an address, or none came, by userinfo. */
  async #identify({ accessToken, idToken }: GrantedTokens): Promise<GoogleIdentity> {
    if (idToken?.['email'] !== undefined) return identityOf(idToken, idToken.iss);
    const claims = await this.#parts.identities.fetchClaims(accessToken, idToken?.sub);
    return identityOf(claims, idToken?.iss ?? this.#parts.identities.issuer);
  }

  async #prepare(order: ImportOrder) {
    const agents = await this.#parts.agents.require('agents', order.agents);
    return { agents, neededScopes: googleScopes(order.scopes) };
  }

  /** When what was granted ends. How old the grant itself is, nobody knows. */
  #times({ expiresInSeconds, refreshTokenExpiresInSeconds: limit }: GrantedTokens) {
    const now = this.#parts.clock.now();
    return {
      accessTokenExpiresAt: addSeconds(now, expiresInSeconds),
      consentedAt: null,
      consentExpiresAt: limit === undefined ? null : addSeconds(now, limit),
    };
  }
}

/** A refusal at an import is the caller's to mend. */
async function tried(argument: string, work: Promise<GrantedTokens>): Promise<GrantedTokens> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw error;
    throw badUserInput(argument, `was not accepted. ${error.message}`);
  }
}
