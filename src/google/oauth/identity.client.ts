import * as oauth from 'oauth4webapi';

import type { GoogleClient } from '../../config/settings/google.js';
import { upstreamError } from '../../platform/errors.js';
import { noIdentity, type AccountClaims } from '../accounts/identity.js';
import type { GoogleEndpoints } from './endpoints.js';
import { failureOf, outageOf } from './failure.js';
import { NO_CLIENT } from './token.client.js';

const TIMEOUT_MS = 3_000;

/** Asks Google's userinfo endpoint whose an access token is. */
export class GoogleIdentityClient {
  readonly #server: oauth.AuthorizationServer;
  readonly #client: oauth.Client;
  readonly #isInsecure: boolean;

  /** @param client - `undefined` where none is set */
  constructor({ issuer, userInfo }: GoogleEndpoints, client: GoogleClient | undefined) {
    this.#server = { issuer, userinfo_endpoint: userInfo };
    this.#client = { client_id: client?.id ?? NO_CLIENT };
    this.#isInsecure = userInfo.startsWith('http:');
  }

  /** The issuer whose claims the endpoint returns. */
  get issuer(): string {
    return this.#server.issuer;
  }

  /**
   * Fetches the claims about the account of an access token (OpenID Connect Core 1.0 section 5.3).
   *
   * @param subject - the subject of the ID token that came with it; `undefined` if none came
   * @throws DomainError `UPSTREAM_ERROR`: reason `noIdentity` when the token does not allow it,
   *   `subjectMismatch` when the answer is about another account, or Google's trouble
   */
  async fetchClaims(accessToken: string, subject: string | undefined): Promise<AccountClaims> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await this.#request(accessToken, signal).catch((error: unknown) => {
      throw failureOf(error, signal);
    });
    const outage = outageOf(response);
    if (outage || response.status !== 200) {
      await response.body?.cancel();
      throw outage ?? noIdentity();
    }
    const expected = subject ?? oauth.skipSubjectCheck;
    try {
      return await oauth.processUserInfoResponse(this.#server, this.#client, expected, response);
    } catch (error) {
      if ((error as { code?: unknown }).code !== oauth.JSON_ATTRIBUTE_COMPARISON) {
        throw failureOf(error, signal);
      }
      throw upstreamError(
        'subjectMismatch',
        'Google named two different accounts for one token, so nothing was connected.',
        { retryable: false },
      );
    }
  }

  #request(accessToken: string, signal: AbortSignal): Promise<Response> {
    return oauth.userInfoRequest(this.#server, this.#client, accessToken, {
      signal,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- refused in production settings
      [oauth.allowInsecureRequests]: this.#isInsecure,
    });
  }
}
