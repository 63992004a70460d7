import type { JWTHeaderParameters } from 'jose';

import { DomainError } from '../platform/errors.js';
import { problemOfText } from '../platform/text/plain-text.js';
import type { Claims } from './identity.js';
import {
  CLOCK_TOLERANCE_SECONDS,
  JwtRefusal,
  type JwtProblem,
  type JwtSignatureService,
} from './signature.service.js';

/** The `typ` of JWTs that are credentials; a logout token, for one, is none. */
const TYPES = /^(?:application\/)?(?:jwt|at\+jwt)$/i;
const REQUIRED_CLAIMS = ['iss', 'aud', 'exp', 'iat', 'sub'];

/** A JWT that was accepted as a bearer token. */
export interface BearerJwt {
  readonly claims: Claims;
  readonly subject: string;
  /** The instant from which it is refused, differences between clocks allowed for. */
  readonly expiresAt: Date;
}

/** The settings that name whose JWTs are accepted, for messages. */
export interface BearerSettingNames {
  readonly issuer: string;
  readonly audience: string;
}

/** Checks JWTs of one issuer that are shown as bearer tokens, and refuses others in words. */
export class BearerJwtService {
  readonly #signatures: JwtSignatureService;
  readonly #names: BearerSettingNames;

  constructor(signatures: JwtSignatureService, names: BearerSettingNames) {
    this.#signatures = signatures;
    this.#names = names;
  }

  /**
   * Checks everything about a JWT that does not depend on who its subject is.
   *
   * @param audiences - it must name one of them
   * @throws DomainError `UNAUTHENTICATED`, reason `MALFORMED` or `EXPIRED`, and
   *   `SERVICE_UNAVAILABLE`, reason `OIDC_ISSUER_UNAVAILABLE`; no message carries the JWT
   */
  async verify(jwt: string, audiences: readonly string[]): Promise<BearerJwt> {
    const required = { audience: audiences, names: REQUIRED_CLAIMS };
    try {
      const { payload: claims, protectedHeader } = await this.#signatures.verify(jwt, required);
      checkType(protectedHeader);
      return {
        claims,
        subject: checkedSubject(claims),
        expiresAt: new Date((Number(claims.exp) + CLOCK_TOLERANCE_SECONDS) * 1000),
      };
    } catch (error) {
      throw error instanceof JwtRefusal ? inWords(error.problem, this.#names) : error;
    }
  }
}

/** The refusal of a JWT that a next one of its issuer would not get. */
export function malformedJwt(
  message = 'The JWT cannot be accepted: its form, its algorithm or its signature is wrong.',
): DomainError {
  return refused('MALFORMED', message);
}

function checkedSubject({ sub, cnf, events }: Claims): string {
  // RFC 7800: whoever holds only the JWT is not the one it was made for.
  if (cnf !== undefined) throw malformedJwt('The JWT is bound to a key and is no bearer token.');
  // RFC 8417: logout tokens are of this kind, and not all issuers say so in typ.
  if (events !== undefined) throw malformedJwt('The JWT tells of an event and is no credential.');
  if (typeof sub !== 'string' || sub === '' || problemOfText(sub) !== undefined) {
    throw new JwtRefusal('claim sub');
  }
  return sub;
}

function checkType({ typ }: Partial<JWTHeaderParameters>): void {
  if (typ !== undefined && !TYPES.test(typ)) {
    throw malformedJwt('The typ of the JWT says that it is not an access token or an ID token.');
  }
}

function inWords(problem: JwtProblem, names: BearerSettingNames): DomainError {
  if (problem === 'EXPIRED') {
    return refused('EXPIRED', 'The JWT expired. Fetch a new one from its issuer.');
  }
  const words: Readonly<Record<string, string>> = {
    TOO_LONG: 'The JWT is longer than 8,192 characters.',
    OTHER_ISSUER: `The JWT comes from another issuer than ${names.issuer} names.`,
    ISSUED_IN_FUTURE: 'The JWT was issued in the future, by the clock of this gateway.',
    'claim aud': `The JWT was made for another audience than ${names.audience} names.`,
    'claim exp': 'The JWT has no usable exp claim.',
    'claim iat': 'The JWT has no usable iat claim.',
    'claim nbf': 'The JWT is not valid yet.',
    'claim sub': 'The JWT has no usable sub claim.',
  };
  return malformedJwt(words[problem]);
}

function refused(reason: string, message: string): DomainError {
  return new DomainError('UNAUTHENTICATED', message, { reason });
}
