import type { LiveKitUserSettings } from '../../config/settings/livekit-users.js';
import { malformedJwt, type BearerJwtService } from '../../oidc/bearer.service.js';
import { hasClaim, readableName, textsOf, type Claims } from '../../oidc/identity.js';
import type { Actor } from '../../platform/actor.js';
import { DomainError, invalidArguments } from '../../platform/errors.js';
import { unverifiedClaims } from '../../platform/secrets/unverified-claims.js';
import type { RoomTokenOrder } from '../room-tokens/order.js';
import type { IssuedRoomToken, RoomTokenService } from '../room-tokens/room-token.service.js';
import { fillInRule, usableClaims, type FilledRule } from './filling.js';
import type { UserRule } from './rules.js';

/** The longest subject: OpenID Connect Core 1.0 section 2. */
const SUBJECT_LENGTH = 255;

/** A user of an application, whose JWT was checked. */
export interface VerifiedUser {
  readonly issuer: string;
  readonly subject: string;
  /** How logs and the audit log call the user. */
  readonly name: string;
  readonly claims: Claims;
}

/** A room token, and the name that it shows. */
export interface UserRoomToken extends IssuedRoomToken {
  readonly name: string | undefined;
}

interface RoomUserServiceParts {
  readonly settings: LiveKitUserSettings;
  readonly rules: readonly UserRule[];
  readonly bearers: BearerJwtService;
  readonly roomTokens: RoomTokenService;
}

/** Lets users of an application into rooms by its own JWTs, as the rules in a file say. */
export class RoomUserService {
  readonly #parts: RoomUserServiceParts;

  constructor(parts: RoomUserServiceParts) {
    this.#parts = parts;
  }

  /**
   * Returns whether a JWT says that it is a user's. One that also names an audience of agents or
   * superusers is theirs: their rights and their revocation apply to it, here as everywhere.
   */
  isMeant(jwt: string): boolean {
    const claims = unverifiedClaims(jwt);
    return claims?.['iss'] === this.#parts.settings.issuer && !this.#isForOthers(claims);
  }

  /**
   * Checks everything about a JWT but what the rules say.
   *
   * @throws DomainError `UNAUTHENTICATED`, reason `MALFORMED` or `EXPIRED`, and
   *   `SERVICE_UNAVAILABLE`, reason `OIDC_ISSUER_UNAVAILABLE`; no message carries the JWT
   */
  async verify(jwt: string): Promise<VerifiedUser> {
    const { settings, bearers } = this.#parts;
    const { issuer, audience } = settings;
    const { claims, subject } = await bearers.verify(jwt, [audience]);
    if (this.#isForOthers(claims)) {
      throw malformedJwt('The aud of the JWT says that it is not for users alone.');
    }
    if (subject.length > SUBJECT_LENGTH) {
      throw malformedJwt(`The sub of the JWT is longer than ${String(SUBJECT_LENGTH)} characters.`);
    }
    return { issuer, subject, name: readableName(claims, issuer), claims };
  }

  /**
   * Signs a room token for a user: the first rule that fits decides what it says, and the order may
   * choose no more than the rule leaves open.
   *
   * @throws DomainError `FORBIDDEN` with the reason `NO_USER_RULE`, `CLAIM_MISSING`,
   *   `CLAIM_UNUSABLE` or `OUTSIDE_POLICY`, and what `RoomTokenService.issue` throws
   */
  async issue(order: RoomTokenOrder, user: VerifiedUser, actor: Actor): Promise<UserRoomToken> {
    const { issuer, subject, claims: all } = user;
    const rule = this.#ruleFor(user);
    const claims = usableClaims(all);
    const filled = fillInRule(rule, claims);
    checkOrder(order, filled);
    const { identity, metadata, attributes, rooms, name = order.name } = filled;
    const policy = { ...rule.policy, rooms };
    const issued = await this.#parts.roomTokens.issue(
      { ...order, identity, name, metadata, attributes, ttlSeconds: rule.ttlSeconds },
      { actor, agent: undefined, user: { issuer, subject, claims, policy } },
    );
    return { ...issued, name };
  }

  #ruleFor({ claims }: VerifiedUser): UserRule {
    const fits = ({ when }: UserRule) => when.every((wanted) => hasClaim(claims, wanted));
    const rule = this.#parts.rules.find(fits);
    if (rule) return rule;
    throw new DomainError('FORBIDDEN', 'No rule in LIVEKIT_USERS_RULES fits this user.', {
      reason: 'NO_USER_RULE',
    });
  }

  #isForOthers({ aud }: Claims): boolean {
    const { otherAudiences } = this.#parts.settings;
    return textsOf('aud', aud).some((one) => otherAudiences.some((other) => other === one));
  }
}

/** Refuses what the rule says for itself, unless the order says the same. */
function checkOrder(order: RoomTokenOrder, filled: FilledRule): void {
  const { identity = filled.identity, name = filled.name, metadata = filled.metadata } = order;
  const attributes = Object.entries(order.attributes ?? {});
  const ofRule = new Map(Object.entries(filled.attributes ?? {}));
  const differing = [
    { path: 'identity', isSame: identity === filled.identity },
    { path: 'name', isSame: filled.name === undefined || name === filled.name },
    { path: 'metadata', isSame: metadata === filled.metadata },
    { path: 'attributes', isSame: attributes.every(([key, value]) => ofRule.get(key) === value) },
  ].filter(({ isSame }) => !isSame);
  if (differing.length === 0) return;
  throw invalidArguments(
    differing.map(({ path }) => ({ path, message: 'is decided by the rule for this user alone' })),
    'FORBIDDEN',
    'OUTSIDE_POLICY',
  );
}
