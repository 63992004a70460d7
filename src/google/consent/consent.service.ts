import { randomUUID } from 'node:crypto';

import { GOOGLE_PATHS, type GoogleClient } from '../../config/settings/google.js';
import type { Actor } from '../../platform/actor.js';
import { addSeconds, type Clock } from '../../platform/clock.js';
import { sha256, type RandomSource } from '../../platform/crypto.js';
import { DomainError } from '../../platform/errors.js';
import type { PublicAddress } from '../../platform/network/public-address.js';
import { identityOf, noIdentity, type GoogleIdentity } from '../accounts/identity.js';
import { checkEmail } from '../accounts/service-account.js';
import type { GoogleAgentsService } from '../agents.service.js';
import type { GoogleConnection } from '../connections/connection.js';
import type { GoogleConnectionService } from '../connections/connection.service.js';
import { GrantRefused } from '../oauth/failure.js';
import { consentScope, googleScopes } from '../oauth/scopes.js';
import type { GoogleOAuthClient, GrantedTokens } from '../oauth/token.client.js';
import type { GoogleVault } from '../vault.js';
import {
  checkFresh,
  codeRefused,
  isSameAddress,
  noRefreshToken,
  notConsented,
  otherAccount,
  readCallback,
  unknownState,
  type Browser,
  type Consent,
  type ConsentOrder,
  type ConsentRequest,
  type ConsentTarget,
} from './consent.js';
import type { GoogleConsentStore } from './consent.store.js';
import type { GoogleGrantStore } from './grant.store.js';
import { googleNotConfigured } from './required.js';

/** How long somebody may take to consent. */
const CONSENT_SECONDS = 600;
/** So long a request is remembered, to tell an old one from one that never was. */
const MEMORY_SECONDS = 86_400;
const SECRET_BYTES = 32;

interface GoogleConsentServiceParts {
  readonly agents: GoogleAgentsService;
  readonly connections: GoogleConnectionService;
  readonly consents: GoogleConsentStore;
  readonly grants: GoogleGrantStore;
  readonly oauth: GoogleOAuthClient;
  readonly client: GoogleClient | undefined;
  readonly authorizationUrl: string;
  /** Whether an answer's `iss` is Google's own. */
  readonly isIssuer: (issuer: string) => boolean;
  readonly vault: GoogleVault;
  readonly address: PublicAddress;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/**
 * Connects accounts by their owners' consent: OAuth 2.0 authorization code with PKCE
 * (RFC 6749 section 4.1, RFC 7636), for use while nobody is there.
 */
export class GoogleConsentService {
  readonly #parts: GoogleConsentServiceParts;

  constructor(parts: GoogleConsentServiceParts) {
    this.#parts = parts;
  }

  /** The origin of the page on which Google asks for consent. */
  get origin(): string {
    return new URL(this.#parts.authorizationUrl).origin;
  }

  /**
   * Makes a request for consent that is good for ten minutes and for one use.
   *
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND`, or `UPSTREAM_ERROR`, reason
   *   `NOT_CONFIGURED`, where no client is set
   */
  async begin(order: ConsentOrder, actor: Actor): Promise<ConsentRequest> {
    const client = this.#parts.client;
    if (!client) throw googleNotConfigured();
    const agents = await this.#parts.agents.require('agents', order.agents);
    const scopes = googleScopes(order.scopes);
    const { loginHint } = order;
    if (loginHint !== undefined) checkEmail('loginHint', loginHint);
    const now = this.#parts.clock.now();
    const consent: Consent = {
      id: randomUUID(),
      redirectUri: `${this.#parts.address.url}${GOOGLE_PATHS.callback}`,
      agents: agents.map(({ name }) => name),
      scopes,
      loginHint: loginHint ?? null,
      requestedByKind: actor.kind,
      requestedByName: actor.name,
      createdAt: now,
      expiresAt: addSeconds(now, CONSENT_SECONDS),
    };
    const state = this.#secret();
    const verifier = this.#secret();
    const stateDigest = sha256(state);
    const secrets = {
      stateDigest,
      sealedVerifier: this.#parts.vault.sealVerifier(consent, stateDigest, verifier),
    };
    await this.#parts.consents.insert(consent, secrets, addSeconds(now, -MEMORY_SECONDS), actor);
    const query = new URLSearchParams({
      client_id: client.id,
      redirect_uri: consent.redirectUri,
      response_type: 'code',
      scope: consentScope(scopes),
      state,
      code_challenge: sha256(verifier).toString('base64url'),
      code_challenge_method: 'S256',
      // Without these two Google gives no refresh token, or none the second time.
      access_type: 'offline',
      prompt: 'consent',
      ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    });
    return {
      url: `${this.#parts.authorizationUrl}?${query.toString()}`,
      expiresAt: consent.expiresAt,
    };
  }

  /**
   * Makes a request for consent to what an error's `connectUrl` was about: an account for an agent
   * that has none, or once more the account of a connection.
   *
   * @throws DomainError as {@link begin} does, and `CONFLICT` for a service account
   */
  async beginFor(target: ConsentTarget, actor: Actor): Promise<ConsentRequest> {
    if ('agent' in target) return this.begin({ agents: [target.agent] }, actor);
    const { kind, account, neededScopes } = await this.#parts.connections.require(
      'connection',
      target.connection,
    );
    if (kind === 'SERVICE_ACCOUNT') {
      throw new DomainError(
        'CONFLICT',
        `${account} is used by a service account’s key, to which nobody consents. Import a good ` +
          'key with importGoogleServiceAccount.',
      );
    }
    return this.begin({ agents: [], scopes: neededScopes, loginHint: account }, actor);
  }

  /**
   * Ends what {@link begin} began, when the browser comes back from Google.
   *
   * @param parameters - of the callback's URL
   * @throws DomainError that says what to do: `BAD_USER_INPUT`, `FORBIDDEN`, `CONFLICT` or
   *   `UPSTREAM_ERROR`; nothing is connected then
   */
  async finish(parameters: URLSearchParams, browser: Browser): Promise<GoogleConnection> {
    const answer = readCallback(parameters, this.#parts.isIssuer);
    const stateDigest = sha256(answer.state);
    const taken = await this.#parts.consents.take(stateDigest, this.#parts.clock.now());
    if (!taken) throw unknownState();
    const { consent, sealedVerifier, wasUsed } = taken;
    checkFresh(consent, wasUsed, this.#parts.clock.now());
    if ('error' in answer) throw notConsented(answer.error);
    const verifier = this.#parts.vault.openVerifier(consent, stateDigest, sealedVerifier);
    const { redirectUri } = consent;
    const granted = await this.#exchange({ ...answer, redirectUri, verifier });
    return this.#connect(consent, granted, {
      kind: consent.requestedByKind,
      name: consent.requestedByName,
      ...browser,
    });
  }

  async #exchange(exchange: Parameters<GoogleOAuthClient['exchange']>[0]): Promise<GrantedTokens> {
    try {
      return await this.#parts.oauth.exchange(exchange);
    } catch (error) {
      if (!(error instanceof GrantRefused)) throw error;
      throw codeRefused(error.error);
    }
  }

  async #connect(
    consent: Consent,
    granted: GrantedTokens,
    actor: Actor,
  ): Promise<GoogleConnection> {
    const { accessToken, refreshToken, idToken } = granted;
    if (refreshToken === undefined) throw noRefreshToken();
    if (!idToken) throw noIdentity();
    const identity = identityOf(idToken, idToken.iss);
    await this.#checkAsked(consent, identity);
    const agents = await this.#parts.agents.require('agents', consent.agents);
    const now = this.#parts.clock.now();
    const { refreshTokenExpiresInSeconds: limit } = granted;
    return this.#parts.grants.connect(
      {
        kind: 'USER',
        account: identity.email,
        identity,
        grantedScopes: granted.scopes ?? consent.scopes,
        neededScopes: consent.scopes,
        accessTokenExpiresAt: addSeconds(now, granted.expiresInSeconds),
        consentedAt: now,
        consentExpiresAt: limit === undefined ? null : addSeconds(now, limit),
        agents,
        seal: (id) => this.#parts.vault.seal(id, { refreshToken, accessToken }),
        origin: 'consent',
      },
      { at: now, actor },
    );
  }

  /**
   * Checks that the account that was asked gave the consent. An account that was renamed is still
   * the one that was asked by its old address.
   *
   * @throws DomainError `CONFLICT`, reason `OTHER_ACCOUNT`
   */
  async #checkAsked({ loginHint }: Consent, identity: GoogleIdentity): Promise<void> {
    if (loginHint === null || isSameAddress(loginHint, identity.email)) return;
    if (isSameAddress(loginHint, await this.#parts.connections.accountOf(identity))) return;
    throw otherAccount(loginHint, identity.email);
  }

  #secret(): string {
    return this.#parts.random(SECRET_BYTES).toString('base64url');
  }
}
