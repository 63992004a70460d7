import { isClaimAlone, type OidcSettings } from '../config/settings/oidc.js';
import type { Logger } from '../platform/log/logger.js';
import { BearerJwtService, malformedJwt } from './bearer.service.js';
import {
  grantedWords,
  identityOf,
  readableName,
  type Claims,
  type OidcIdentity,
} from './identity.js';
import type { JwtSignatureService } from './signature.service.js';
import { audiencesOf, superuserProblem } from './superuser-requirements.js';

const CLAIM_ALONE =
  'OIDC_SUPERUSER_CLAIM alone makes a superuser, so a JWT that an MCP host obtained for a superuser ' +
  'does so as well. Set OIDC_SUPERUSER_AUDIENCE, OIDC_SUPERUSER_SCOPE or OIDC_SUPERUSER_CLIENTS.';

/** Tells who a JWT of the issuer in `OIDC_ISSUER` speaks for. */
export class OidcService {
  readonly #settings: OidcSettings;
  readonly #bearers: BearerJwtService;

  /** @param parts.signatures - those of the issuer in the settings */
  constructor(parts: { settings: OidcSettings; signatures: JwtSignatureService; logger: Logger }) {
    const { settings, signatures, logger } = parts;
    this.#settings = settings;
    this.#bearers = new BearerJwtService(signatures, {
      issuer: 'OIDC_ISSUER',
      audience: 'OIDC_AUDIENCE',
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
    const { issuer } = this.#settings;
    const { claims, subject, expiresAt } = await this.#bearers.verify(jwt, this.#audiences);
    return {
      id: identityOf(issuer, subject),
      name: readableName(claims, issuer),
      superuserProblem: this.#checkAudience(claims),
      scopes: grantedWords(claims),
      expiresAt,
    };
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
    throw malformedJwt(`The JWT was made for superusers alone by its aud, and ${problem}.`);
  }
}
