import type {
  createLocalJWKSet,
  JWTPayload,
  JWTVerifyGetKey,
  JWTVerifyOptions,
  JWTVerifyResult,
} from 'jose';

import type { Clock } from '../platform/clock.js';
import { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import { fetchIssuerKeys } from './issuer.client.js';
import { SigningKeys } from './signing-keys.js';

type Jose = typeof import('jose');

/** Public-key signatures alone: with `HS…` the published key would be the secret. */
const ALGORITHMS: readonly string[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** How far the clocks of the issuer and of the gateway may be apart. */
export const CLOCK_TOLERANCE_SECONDS = 30;
const LENGTH_LIMIT = 8_192;

/** What about a JWT is wrong. */
export type JwtProblem =
  | 'TOO_LONG'
  | 'OTHER_ISSUER'
  | 'EXPIRED'
  | 'ISSUED_IN_FUTURE'
  /** Its form, its algorithm or its signature. */
  | 'UNREADABLE'
  /** The claim of that name. */
  | `claim ${string}`;

/** The refusal of a JWT, for whoever asked to put it into words. */
export class JwtRefusal extends Error {
  override readonly name = 'JwtRefusal';
  readonly problem: JwtProblem;

  constructor(problem: JwtProblem) {
    super(`A JWT was refused: ${problem}`);
    this.problem = problem;
  }
}

/** What a JWT must claim beside its issuer. */
export interface RequiredClaims {
  readonly audience: readonly string[];
  readonly names: readonly string[];
}

/**
 * Checks signatures and times of one issuer's JWTs, by the keys that it publishes. The library and
 * the keys are loaded when the first JWT arrives: a gateway starts while its issuer is down.
 */
export class JwtSignatureService {
  readonly #issuer: string;
  readonly #clock: Clock;
  readonly #keys: SigningKeys<ReturnType<typeof createLocalJWKSet>>;
  #jose: Promise<Jose> | undefined;

  /** @param parts.setting - what names the issuer, for the log */
  constructor(parts: { issuer: string; setting: string; clock: Clock; logger: Logger }) {
    const { issuer, setting, clock, logger } = parts;
    this.#issuer = issuer;
    this.#clock = clock;
    this.#keys = new SigningKeys({
      fetch: async () => {
        const keys = await fetchIssuerKeys(issuer);
        return (await this.#loadJose()).createLocalJWKSet(keys);
      },
      issuer: setting,
      clock,
      logger,
    });
  }

  /**
   * The claims and the header of a JWT whose signature and times were checked.
   *
   * @throws JwtRefusal, or DomainError `SERVICE_UNAVAILABLE`, reason `OIDC_ISSUER_UNAVAILABLE`
   */
  async verify(jwt: string, required: RequiredClaims): Promise<JWTVerifyResult> {
    if (jwt.length > LENGTH_LIMIT) throw new JwtRefusal('TOO_LONG');
    const jose = await this.#loadJose();
    try {
      // Before any key is fetched: a stranger's JWT is none of our issuer's business.
      if (jose.decodeJwt(jwt).iss !== this.#issuer) throw new JwtRefusal('OTHER_ISSUER');
      const verified = await this.#checkSignature(jwt, required, jose);
      this.#checkIssuedAt(verified.payload);
      return verified;
    } catch (error) {
      throw asRefusal(error, jose);
    }
  }

  #loadJose(): Promise<Jose> {
    return (this.#jose ??= import('jose'));
  }

  /** The signature, the algorithm, and the claims that jose knows about. */
  async #checkSignature(
    jwt: string,
    { audience, names }: RequiredClaims,
    jose: Jose,
  ): Promise<JWTVerifyResult> {
    const options: JWTVerifyOptions = {
      algorithms: [...ALGORITHMS],
      issuer: this.#issuer,
      audience: [...audience],
      requiredClaims: [...names],
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

  #checkIssuedAt({ iat }: JWTPayload): void {
    const nowSeconds = this.#clock.now().getTime() / 1000;
    if (Number(iat) > nowSeconds + CLOCK_TOLERANCE_SECONDS) {
      throw new JwtRefusal('ISSUED_IN_FUTURE');
    }
  }
}

function asRefusal(error: unknown, { errors }: Jose): unknown {
  if (error instanceof JwtRefusal || error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) return new JwtRefusal('EXPIRED');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new JwtRefusal(`claim ${error.claim}`);
  }
  return error instanceof errors.JOSEError ? new JwtRefusal('UNREADABLE') : error;
}
