import { importPKCS8, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import pRetry from 'p-retry';

import type { GoogleClient } from '../../config/settings/google.js';
import { DomainError } from '../../platform/errors.js';
import { isGoogleIssuer } from '../accounts/identity.js';
import type { ServiceAccountKey } from '../connections/connection.js';
import type { GoogleEndpoints } from './endpoints.js';
import { failureOf, outageOf } from './failure.js';
import { parseScope } from './scopes.js';

/** How long one request to Google may take. */
const REQUEST_TIMEOUT_MS = 3_000;
/** An access token that Google says nothing of lives as long as Google's do. */
const USUAL_LIFETIME_SECONDS = 3_600;
/** The library insists on one; where there is none it is never sent. */
export const NO_CLIENT = 'none';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** What a token endpoint granted. */
export interface GrantedTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string | undefined;
  /** Google's scopes; `undefined` where it says nothing of them. */
  readonly scopes: readonly string[] | undefined;
  /** When the refresh token ends by itself, where Google limits it. */
  readonly refreshTokenExpiresInSeconds: number | undefined;
  /** The claims of the ID token, checked but for the account's own; `undefined` without one. */
  readonly idToken: oauth.IDToken | undefined;
}

/** The part of an authorization request that comes back, and what goes with it. */
export interface CodeExchange {
  readonly code: string;
  readonly state: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

type Send = (options: oauth.HttpRequestOptions<'POST', URLSearchParams>) => Promise<Response>;
type Read = (
  server: oauth.AuthorizationServer,
  response: Response,
) => Promise<oauth.TokenEndpointResponse>;

/**
 * Google's OAuth endpoints (https://developers.google.com/identity/protocols/oauth2/web-server).
 * Every method fails with {@link GrantRefused} when Google does not honour what it was shown, and
 * with a DomainError `UPSTREAM_ERROR` when it is in trouble, slow or unreadable. No error holds a
 * token.
 */
export class GoogleOAuthClient {
  readonly #server: oauth.AuthorizationServer;
  readonly #client: oauth.Client;
  readonly #authenticate: oauth.ClientAuth;
  readonly #options: oauth.HttpRequestOptions<'POST', URLSearchParams>;

  /** @param client - `undefined` where none is set: then service accounts alone can be used */
  constructor(endpoints: GoogleEndpoints, client: GoogleClient | undefined) {
    this.#server = {
      issuer: endpoints.issuer,
      authorization_endpoint: endpoints.authorization,
      token_endpoint: endpoints.token,
      revocation_endpoint: endpoints.revocation,
      // Emulators sign with a shared key. The ID token comes from the token endpoint itself, so its
      // signature proves nothing more: OpenID Connect Core 1.0 section 3.1.3.7, point 6.
      id_token_signing_alg_values_supported: ['RS256', 'HS256'],
    };
    this.#client = { client_id: client?.id ?? NO_CLIENT };
    this.#authenticate = client ? oauth.ClientSecretPost(client.secret) : anonymous;
    this.#options = {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- refused in production settings
      [oauth.allowInsecureRequests]: endpoints.token.startsWith('http:'),
    };
  }

  /** Trades a consent's code for tokens, once: a code is good for one try. */
  exchange({ code, state, redirectUri, verifier }: CodeExchange): Promise<GrantedTokens> {
    const [server, client] = [this.#server, this.#client];
    const parameters = new URLSearchParams({ code, state });
    return this.#ask(
      (options) =>
        oauth.authorizationCodeGrantRequest(
          server,
          client,
          this.#authenticate,
          oauth.validateAuthResponse(server, client, parameters, state),
          redirectUri,
          verifier,
          options,
        ),
      (issuing, response) => oauth.processAuthorizationCodeResponse(issuing, client, response),
    );
  }

  /** Asks for the next access token, three times at most. */
  refresh(refreshToken: string): Promise<GrantedTokens> {
    const [server, client] = [this.#server, this.#client];
    return this.#askPatiently(
      (options) =>
        oauth.refreshTokenGrantRequest(server, client, this.#authenticate, refreshToken, options),
      (issuing, response) => oauth.processRefreshTokenResponse(issuing, client, response),
    );
  }

  /**
   * Asks for an access token of a service account
   * (https://developers.google.com/identity/protocols/oauth2/service-account), three times at most.
   */
  async assert(
    key: ServiceAccountKey,
    scopes: readonly string[],
    issuedAt: Date,
  ): Promise<GrantedTokens> {
    const assertion = await this.#assertion(key, scopes, issuedAt);
    const [server, client] = [this.#server, this.#client];
    return this.#askPatiently(
      (options) =>
        oauth.genericTokenEndpointRequest(
          server,
          client,
          anonymous,
          JWT_BEARER,
          { assertion },
          options,
        ),
      (issuing, response) => oauth.processGenericTokenEndpointResponse(issuing, client, response),
    );
  }

  /** Ends a token and the grant behind it; one that has ended already is no mistake. */
  async revoke(token: string): Promise<void> {
    await pRetry(
      () =>
        this.#within(async (options) => {
          const response = await oauth.revocationRequest(
            this.#server,
            this.#client,
            anonymous,
            token,
            options,
          );
          const outage = outageOf(response);
          await response.body?.cancel();
          if (outage) throw outage;
        }),
      patience,
    );
  }

  #askPatiently(send: Send, read: Read): Promise<GrantedTokens> {
    return pRetry(() => this.#ask(send, read), patience);
  }

  #ask(send: Send, read: Read): Promise<GrantedTokens> {
    return this.#within(async (options) => {
      const response = await send(options);
      const outage = outageOf(response);
      if (outage) {
        await response.body?.cancel();
        throw outage;
      }
      return grantedTokens(await this.#readAnswer(response, read));
    });
  }

  /** Reads an answer whose ID token may name Google by its other name. */
  async #readAnswer(response: Response, read: Read): Promise<oauth.TokenEndpointResponse> {
    const again = response.clone();
    try {
      return await read(this.#server, response);
    } catch (error) {
      const issuer = unexpectedIssuerOf(error);
      if (!isGoogleIssuer(issuer)) throw error;
      return await read({ ...this.#server, issuer }, again);
    }
  }

  async #within<T>(
    work: (options: oauth.HttpRequestOptions<'POST', URLSearchParams>) => Promise<T>,
  ): Promise<T> {
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    try {
      return await work({ ...this.#options, signal });
    } catch (error) {
      throw error instanceof DomainError ? error : failureOf(error, signal);
    }
  }

  async #assertion(key: ServiceAccountKey, scopes: readonly string[], issuedAt: Date) {
    const issuedSeconds = Math.floor(issuedAt.getTime() / 1000);
    return new SignJWT({ scope: scopes.join(' ') })
      .setProtectedHeader({
        alg: 'RS256',
        typ: 'JWT',
        ...(key.privateKeyId === undefined ? {} : { kid: key.privateKeyId }),
      })
      .setIssuer(key.clientEmail)
      .setSubject(key.subject ?? key.clientEmail)
      .setAudience(this.#server.token_endpoint ?? '')
      .setIssuedAt(issuedSeconds)
      .setExpirationTime(issuedSeconds + USUAL_LIFETIME_SECONDS)
      .sign(await importPKCS8(key.privateKey, 'RS256'));
  }
}

/** For what needs no client: Google knows a grant by its token, a service account by its key. */
const anonymous: oauth.ClientAuth = () => undefined;

/** Outages pass; refusals stay. */
const patience = {
  retries: 2,
  minTimeout: 100,
  factor: 3,
  randomize: true,
  shouldRetry: ({ error }: { error: Error }) =>
    error instanceof DomainError && error.details['retryable'] === true,
};

/** The issuer in an ID token that was refused because of it. */
function unexpectedIssuerOf(error: unknown): unknown {
  if (!(error instanceof oauth.OperationProcessingError)) return undefined;
  if (error.code !== oauth.JWT_CLAIM_COMPARISON) return undefined;
  const { claim, claims } = error.cause as { claim?: unknown; claims?: { iss?: unknown } };
  return claim === 'iss' ? claims?.iss : undefined;
}

function grantedTokens(answer: oauth.TokenEndpointResponse): GrantedTokens {
  const limit = Number(answer['refresh_token_expires_in']);
  return {
    accessToken: answer.access_token,
    expiresInSeconds: answer.expires_in ?? USUAL_LIFETIME_SECONDS,
    refreshToken: answer.refresh_token,
    scopes: parseScope(answer.scope),
    refreshTokenExpiresInSeconds: limit > 0 ? limit : undefined,
    idToken: oauth.getValidatedIdTokenClaims(answer),
  };
}
