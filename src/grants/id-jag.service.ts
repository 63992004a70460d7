import { timingSafeEqual } from 'node:crypto';

import type { JWTPayload } from 'jose';

import { hasClaim } from '../oidc/identity.js';
import {
  CLOCK_TOLERANCE_SECONDS,
  JwtRefusal,
  JwtSignatureService,
  type JwtProblem,
} from '../oidc/signature.service.js';
import type { Actor } from '../platform/actor.js';
import { addSeconds, type Clock } from '../platform/clock.js';
import { sha256 } from '../platform/crypto.js';
import { DomainError } from '../platform/errors.js';
import type { Logger } from '../platform/log/logger.js';
import { unverifiedClaims } from '../platform/secrets/unverified-claims.js';
import type { Scope } from '../providers/registry.js';
import type { CurrentTokenService } from '../tokens/current/current-token.service.js';
import type { AccessToken } from './access-token.js';
import type { AccessTokenService } from './access-token.service.js';
import { checkAssertion, grantRefused, type CheckedAssertion } from './assertion.js';
import type { GrantRule, GrantRules, TrustedIssuer } from './rules.js';

const REQUIRED_CLAIMS = ['iss', 'sub', 'aud', 'client_id', 'jti', 'exp', 'iat'];

interface IdJagServiceParts {
  readonly rules: GrantRules;
  readonly accessTokens: AccessTokenService;
  readonly currentTokens: CurrentTokenService;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The gateway itself: `PUBLIC_URL`. */
  readonly issuer: string;
}

/** An assertion that a client wants an access token for. */
export interface AssertionOrder {
  readonly assertion: string;
  readonly clientId: string;
  /** `undefined`: whatever the assertion grants. */
  readonly scopes: readonly Scope[] | undefined;
  /**
   * Counts an assertion that no trusted issuer signed as a wrong credential.
   *
   * @returns what to refuse it with: the given refusal, or that there were too many
   */
  readonly countGuess: (refusal: DomainError) => DomainError;
}

/**
 * Trades identity assertions (ID-JAG) of trusted issuers for access tokens by which a client acts
 * as an agent, as the rules have it.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-oauth-identity-assertion-authz-grant/
 */
export class IdJagService {
  readonly #parts: IdJagServiceParts;
  readonly #signatures = new Map<string, JwtSignatureService>();

  constructor(parts: IdJagServiceParts) {
    const { rules, clock, logger } = parts;
    this.#parts = parts;
    for (const { issuer } of rules.issuers) {
      const service = new JwtSignatureService({ issuer, setting: issuer, clock, logger });
      this.#signatures.set(issuer, service);
    }
  }

  /** Whether a secret is that of the client of that id. */
  isClient(id: string, secret: string): boolean {
    const client = this.#parts.rules.clients.find((one) => one.id === id);
    const digest = sha256(secret);
    return client?.secretDigests.some((one) => timingSafeEqual(one, digest)) ?? false;
  }

  /**
   * Makes an access token for an assertion, which is used up by that.
   *
   * @throws DomainError `BAD_USER_INPUT` with the reason that the assertion is refused for, what
   *   `countGuess` returns,
   *   `CONFLICT` while the agent has no token, or `SERVICE_UNAVAILABLE`
   */
  async grant(
    { assertion: jwt, clientId, scopes: requested, countGuess }: AssertionOrder,
    actor: Actor,
  ): Promise<{ readonly jwt: string; readonly token: AccessToken }> {
    const claims = await this.#verified(jwt, countGuess);
    const assertion = checkAssertion(claims, { clientId, issuer: this.#parts.issuer });
    const rule = ruleFor(claims, this.#trusted(claims), clientId);
    const { agent, scopes: able } = await this.#agentOf(rule, actor);
    const scopes = [rule.scopes, assertion.scopes, requested].reduce<readonly Scope[]>(
      (left, limit) => (limit ? left.filter((scope) => limit.includes(scope)) : left),
      able,
    );
    if (scopes.length === 0) {
      throw new DomainError(
        'BAD_USER_INPUT',
        'Nothing is left of the scopes: those that were asked for, those in the assertion, those of ' +
          "the rule that fits, and those of the agent's token have none in common.",
        { reason: 'INSUFFICIENT_SCOPE' },
      );
    }
    const order = { agent, clientId, scopes, assertion: usedUp(assertion) };
    const issued = await this.#parts.accessTokens.issue(order, actor);
    if (issued) return issued;
    throw grantRefused('GRANT_USED', 'The assertion was used before. Fetch a new one.');
  }

  async #verified(jwt: string, countGuess: AssertionOrder['countGuess']): Promise<JWTPayload> {
    const signatures = this.#signatures.get(String(unverifiedClaims(jwt)?.['iss']));
    if (!signatures) {
      const message = 'The assertion is no JWT of an issuer that is trusted here.';
      throw countGuess(grantRefused('GRANT_ISSUER', message));
    }
    try {
      const audience = [this.#parts.issuer];
      const { payload, protectedHeader } = await signatures.verify(jwt, {
        audience,
        names: REQUIRED_CLAIMS,
      });
      if (isIdJag(protectedHeader.typ)) return payload;
    } catch (error) {
      if (!(error instanceof JwtRefusal)) throw error;
      throw GUESSES.has(error.problem) ? countGuess(inWords(error)) : inWords(error);
    }
    throw grantRefused(
      'GRANT_MALFORMED',
      'The typ of the assertion must be oauth-id-jag+jwt: other JWTs are no grants.',
    );
  }

  #trusted({ iss, tenant }: JWTPayload): TrustedIssuer {
    const { issuers } = this.#parts.rules;
    const trusted = issuers.find((one) => one.issuer === iss && one.tenant === tenant);
    if (trusted) return trusted;
    throw grantRefused('GRANT_ISSUER', 'The assertion is of a tenant that is not trusted here.');
  }

  /** The agent that a rule names, and what its token can do now. */
  async #agentOf(rule: GrantRule, actor: Actor) {
    const tokens = await this.#parts.currentTokens.renewed(rule.agent, actor);
    if (!tokens || tokens.agent.disabledAt) {
      throw grantRefused(
        'GRANT_AGENT',
        'The agent that this user and client act as is disabled or does not exist. Ask whoever runs ' +
          'the gateway.',
      );
    }
    const scopes = this.#parts.currentTokens.scopesOf(tokens);
    if (scopes) return { agent: tokens.agent, scopes };
    throw new DomainError('CONFLICT', `The agent ${rule.agent} has no valid token.`, {
      reason: 'NO_VALID_TOKEN',
    });
  }
}

function isIdJag(type: string | undefined): boolean {
  return /^(?:application\/)?oauth-id-jag\+jwt$/i.test(type ?? '');
}

function ruleFor(claims: JWTPayload, issuer: TrustedIssuer, clientId: string): GrantRule {
  if (!issuer.clients.includes(clientId)) {
    throw grantRefused('GRANT_CLIENT', 'Assertions of this issuer are not for this client.');
  }
  const rule = issuer.rules.find(({ when }) => when.every((wanted) => hasClaim(claims, wanted)));
  if (rule) return rule;
  throw grantRefused('GRANT_SUBJECT', 'No rule lets this user act as an agent by this client.');
}

/** Until when the assertion must not be taken again. */
function usedUp({ expiresAt, ...assertion }: CheckedAssertion) {
  return { ...assertion, expiresAt: addSeconds(expiresAt, CLOCK_TOLERANCE_SECONDS) };
}

const WORDS: Partial<Record<JwtProblem, readonly [reason: `GRANT_${string}`, message: string]>> = {
  EXPIRED: ['GRANT_EXPIRED', 'The assertion expired. Fetch a new one.'],
  'claim aud': ['GRANT_AUDIENCE', 'The assertion was made for another server.'],
  'claim nbf': ['GRANT_MALFORMED', 'The assertion is not valid yet.'],
  ISSUED_IN_FUTURE: ['GRANT_MALFORMED', 'The assertion is not valid yet.'],
};

/** What is refused for anything else has the issuer's signature. */
const GUESSES: ReadonlySet<JwtProblem> = new Set(['TOO_LONG', 'OTHER_ISSUER', 'UNREADABLE']);

const UNREADABLE =
  'The assertion cannot be accepted: its form, its algorithm or its signature is wrong, or it lacks ' +
  'one of iss, sub, aud, client_id, jti, exp and iat.';

function inWords({ problem }: JwtRefusal): DomainError {
  return grantRefused(...(WORDS[problem] ?? (['GRANT_MALFORMED', UNREADABLE] as const)));
}
