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
import { CLOCK_TOLERANCE_SECONDS, JwtRefusal, JwtSignatureService } from './signature.service.js';
import { audiencesOf, superuserProblem } from './superuser-requirements.js';

/** What may say of itself that it is a token to be shown; a logout token, for one, may not. */
const TYPES = /^(?:application\/)?(?:jwt|at\+jwt)$/i;
const REQUIRED_CLAIMS = ['iss', 'aud', 'exp', 'iat', 'sub'];

const CLAIM_ALONE =
  'OIDC_SUPERUSER_CLAIM alone makes a superuser, so a JWT that an MCP host obtained for a superuser ' +
  'does so as well. Set OIDC_SUPERUSER_AUDIENCE, OIDC_SUPERUSER_SCOPE or OIDC_SUPERUSER_CLIENTS.';

const PROBLEMS: Readonly<Record<string, string>> = {
  TOO_LONG: 'The JWT is longer than 8,192 characters.',
  OTHER_ISSUER: 'The JWT comes from another issuer than OIDC_ISSUER names.',
  ISSUED_IN_FUTURE: 'The JWT was issued in the future, by the clock of this gateway.',
  'claim aud': 'The JWT was made for another audience than OIDC_AUDIENCE names.',
  'claim exp': 'The JWT has no usable exp claim.',
  'claim iat': 'The JWT has no usable iat claim.',
  'claim nbf': 'The JWT is not valid yet.',
  'claim sub': 'The JWT has no usable sub claim.',
};

/** Tells who a JWT of the issuer in `OIDC_ISSUER` speaks for. */
export class OidcService {
  readonly #settings: OidcSettings;
  readonly #signatures: JwtSignatureService;

  constructor(parts: { settings: OidcSettings; clock: Clock; logger: Logger }) {
    const { settings, clock, logger } = parts;
    const { issuer } = settings;
    this.#settings = settings;
    this.#signatures = new JwtSignatureService({ issuer, setting: 'OIDC_ISSUER', clock, logger });
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
    const required = { audience: this.#audiences, names: REQUIRED_CLAIMS };
    try {
      const { payload: claims, protectedHeader } = await this.#signatures.verify(jwt, required);
      checkType(protectedHeader.typ);
      return {
        id: identityOf(issuer, checkedSubject(claims)),
        name: readableName(claims, issuer),
        superuserProblem: this.#checkAudience(claims),
        scopes: grantedWords(claims),
        expiresAt: new Date((Number(claims.exp) + CLOCK_TOLERANCE_SECONDS) * 1000),
      };
    } catch (error) {
      throw error instanceof JwtRefusal ? inWords(error) : error;
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
}

function checkedSubject({ sub, cnf, events }: Claims): string {
  // RFC 7800: whoever holds only the JWT is not the one it was made for.
  if (cnf !== undefined) throw malformed('The JWT is bound to a key and is no bearer token.');
  // RFC 8417: logout tokens are of this kind, and not all issuers say so in typ.
  if (events !== undefined) throw malformed('The JWT tells of an event and is no credential.');
  if (typeof sub !== 'string' || sub === '' || problemOfText(sub) !== undefined) {
    throw new JwtRefusal('claim sub');
  }
  return sub;
}

function checkType(type: string | undefined): void {
  if (type !== undefined && !TYPES.test(type)) {
    throw malformed('The typ of the JWT says that it is not an access token or an ID token.');
  }
}

function inWords({ problem }: JwtRefusal): DomainError {
  return problem === 'EXPIRED'
    ? refused('EXPIRED', 'The JWT expired. Fetch a new one from its issuer.')
    : malformed(PROBLEMS[problem]);
}

function malformed(
  message = 'The JWT cannot be accepted: its form, its algorithm or its signature is wrong.',
): DomainError {
  return refused('MALFORMED', message);
}

function refused(reason: string, message: string): DomainError {
  return new DomainError('UNAUTHENTICATED', message, { reason });
}
