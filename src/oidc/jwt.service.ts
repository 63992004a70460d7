import type { createLocalJWKSet, JWTVerifyGetKey, JWTVerifyResult } from 'jose';

import { isClaimAlone, type OidcSettings } from '../config/settings/oidc.js';
import type { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import { problemOfText } from '../platform/text/plain-text.js';
import {
  grantedWords,
  identityOf,
  readableName,
  type Claims,
  type OidcIdentity,
} from './identity.js';
import { fetchIssuerKeys } from './issuer.client.js';
import { SigningKeys } from './signing-keys.js';
import { audiencesOf, superuserProblem } from './superuser-requirements.js';

type Jose = typeof import('jose');

/** Public-key signatures alone: with `HS…` the published key would be the secret. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** What may say of itself that it is a token to be shown; a logout token, for one, may not. */
const TYPES = /^(?:application\/)?(?:jwt|at\+jwt)$/i;
const REQUIRED_CLAIMS = ['iss', 'aud', 'exp', 'iat', 'sub'];
const CLOCK_TOLERANCE_SECONDS = 30;
const LENGTH_LIMIT = 8_192;

const CLAIM_ALONE =
  'OIDC_SUPERUSER_CLAIM alone makes a superuser, so a JWT that an MCP host obtained for a superuser ' +
  'does so as well. Set OIDC_SUPERUSER_AUDIENCE, OIDC_SUPERUSER_SCOPE or OIDC_SUPERUSER_CLIENTS; in ' +
  'production one of them is required.';

const CLAIM_PROBLEMS: Readonly<Record<string, string>> = {
  aud: 'The JWT was made for another audience than OIDC_AUDIENCE names.',
  exp: 'The JWT has no usable exp claim.',
  iat: 'The JWT has no usable iat claim.',
  nbf: 'The JWT is not valid yet.',
  sub: 'The JWT has no usable sub claim.',
};

/**
 * Checks JWTs of one issuer. What this takes, the library and the issuer's keys, is loaded when the
 * first JWT arrives: a gateway starts while its issuer is down.
 */
export class OidcService {
  readonly #settings: OidcSettings;
  readonly #clock: Clock;
  readonly #keys: SigningKeys<ReturnType<typeof createLocalJWKSet>>;
  #jose: Promise<Jose> | undefined;

  constructor(parts: { settings: OidcSettings; clock: Clock; logger: Logger }) {
    const { settings, clock, logger } = parts;
    this.#settings = settings;
    this.#clock = clock;
    this.#keys = new SigningKeys({
      fetch: async () => {
        const keys = await fetchIssuerKeys(settings.issuer);
        return (await this.#loadJose()).createLocalJWKSet(keys);
      },
      clock,
      logger,
    });
    if (isClaimAlone(settings)) logger.warn(CLAIM_ALONE);
  }

  /**
   * Tells who a JWT speaks for, once everything about it was checked.
   *
   * @throws DomainError `UNAUTHENTICATED`, reason `MALFORMED` or `EXPIRED`, and
   *   `SERVICE_UNAVAILABLE`, reason `OIDC_ISSUER_UNAVAILABLE`; no message carries the JWT
   */
  async verify(jwt: string): Promise<OidcIdentity> {
    if (jwt.length > LENGTH_LIMIT) {
      throw malformed(`The JWT is longer than ${LENGTH_LIMIT} characters.`);
    }
    const jose = await this.#loadJose();
    const { issuer } = this.#settings;
    try {
      // Before any key is fetched: a stranger's JWT is none of our issuer's business.
      if (jose.decodeJwt(jwt).iss !== issuer) {
        throw malformed('The JWT comes from another issuer than OIDC_ISSUER names.');
      }
      const { payload: claims, protectedHeader } = await this.#checkSignature(jwt, jose);
      checkType(protectedHeader.typ);
      const subject = this.#checkRest(claims);
      return {
        id: identityOf(issuer, subject),
        name: readableName(claims, issuer),
        superuserProblem: this.#checkAudience(claims),
        scopes: grantedWords(claims),
        expiresAt: new Date((Number(claims.exp) + CLOCK_TOLERANCE_SECONDS) * 1000),
      };
    } catch (error) {
      throw asRefusal(error, jose);
    }
  }

  get #audiences(): string[] {
    const { audience, superuserAudience } = this.#settings;
    return superuserAudience === undefined ? [audience] : [audience, superuserAudience];
  }

  /**
   * Checks that a JWT that is no superuser's was made for the gateway's other callers.
   *
   * @returns why it is no superuser's
   */
  #checkAudience(claims: Claims): string | undefined {
    const problem = superuserProblem(claims, this.#settings);
    if (problem === undefined || audiencesOf(claims).includes(this.#settings.audience)) {
      return problem;
    }
    throw malformed(`The JWT was made for superusers alone by its aud, and ${problem}.`);
  }

  #loadJose(): Promise<Jose> {
    return (this.#jose ??= import('jose'));
  }

  /** The signature, the algorithm, and the claims that jose knows about. */
  async #checkSignature(jwt: string, jose: Jose): Promise<JWTVerifyResult> {
    const options = {
      algorithms: ALGORITHMS,
      issuer: this.#settings.issuer,
      audience: this.#audiences,
      requiredClaims: REQUIRED_CLAIMS,
      currentDate: this.#clock.now(),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    };
    try {
      return await jose.jwtVerify(jwt, this.#keyFinder(jose), options);
    } catch (error) {
      if (!(error instanceof jose.errors.JWKSMultipleMatchingKeys)) throw error;
      // The header names no key, and several would do.
      for await (const key of error) {
        try {
          return await jose.jwtVerify(jwt, key, options);
        } catch (failure) {
          if (!(failure instanceof jose.errors.JWSSignatureVerificationFailed)) throw failure;
        }
      }
      throw new jose.errors.JWSSignatureVerificationFailed();
    }
  }

  #keyFinder(jose: Jose): JWTVerifyGetKey {
    return async (header, token) => {
      const keys = await this.#keys.current();
      try {
        return await keys(header, token);
      } catch (error) {
        if (!(error instanceof jose.errors.JWKSNoMatchingKey)) throw error;
        return (await this.#keys.newerThan(keys))(header, token);
      }
    };
  }

  #checkRest({ iat, sub, cnf, events }: Claims): string {
    const nowSeconds = this.#clock.now().getTime() / 1000;
    if (Number(iat) > nowSeconds + CLOCK_TOLERANCE_SECONDS) {
      throw malformed('The JWT was issued in the future, by the clock of this gateway.');
    }
    // RFC 7800: whoever holds only the JWT is not the one it was made for.
    if (cnf !== undefined) throw malformed('The JWT is bound to a key and is no bearer token.');
    // RFC 8417: logout tokens are of this kind, and not all issuers say so in typ.
    if (events !== undefined) throw malformed('The JWT tells of an event and is no credential.');
    if (typeof sub !== 'string' || sub === '') throw malformed(CLAIM_PROBLEMS['sub']);
    if (problemOfText(sub) !== undefined) throw malformed(CLAIM_PROBLEMS['sub']);
    return sub;
  }
}

function checkType(type: string | undefined): void {
  if (type !== undefined && !TYPES.test(type)) {
    throw malformed('The typ of the JWT says that it is not an access token or an ID token.');
  }
}

function asRefusal(error: unknown, { errors }: Jose): unknown {
  if (error instanceof errors.JWTExpired) {
    return refused('EXPIRED', 'The JWT expired. Fetch a new one from its issuer.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return malformed(CLAIM_PROBLEMS[error.claim]);
  }
  return error instanceof errors.JOSEError ? malformed() : error;
}

function malformed(
  message = 'The JWT cannot be accepted: its form, its algorithm or its signature is wrong.',
): DomainError {
  return refused('MALFORMED', message);
}

function refused(reason: string, message: string): DomainError {
  return new DomainError('UNAUTHENTICATED', message, { reason });
}
