import { randomUUID } from 'node:crypto';

import type { JWTPayload } from 'jose';

import type { ChangeCache } from '../db/changes/cache.js';
import type { KeyRing } from '../encryption/key-ring.js';
import type { Actor } from '../platform/actor.js';
import { addSeconds, type Clock } from '../platform/clock.js';
import { deriveKey, sha256 } from '../platform/crypto.js';
import { unverifiedClaims } from '../platform/secrets/unverified-claims.js';
import { ALL_SCOPES } from '../providers/registry.js';
import type { CurrentTokenService } from '../tokens/current/current-token.service.js';
import type { AccessToken, AccessTokenOrder, StoredAccessToken } from './access-token.js';
import type { AccessTokenEnd, AccessTokenStore } from './access-token.store.js';

/** How long an access token is good for. */
const LIFETIME_SECONDS = 300;
/** How much longer than anything is good its row stays: clocks of replicas differ. */
const MARGIN_SECONDS = 60;

const ALGORITHM = 'HS256';
/** RFC 9068 section 2.1. */
const TYPE = 'at+jwt';

type AgentTokens = NonNullable<Awaited<ReturnType<CurrentTokenService['find']>>>;

/** The stored access token, and its agent with the newest token of its own, as they are now. */
export interface AcceptedAccessToken extends AgentTokens {
  readonly stored: StoredAccessToken;
  /** Also where its client was taken out of the rules. */
  readonly isRevoked: boolean;
}

interface AccessTokenServiceParts {
  readonly store: AccessTokenStore;
  readonly currentTokens: CurrentTokenService;
  readonly byId: ChangeCache<StoredAccessToken>;
  readonly ring: KeyRing;
  readonly clock: Clock;
  /** Whether the rules have a client of that id. */
  readonly isClient: (id: string) => boolean;
  /** The gateway itself: `PUBLIC_URL`. */
  readonly issuer: string;
}

/**
 * Makes and reads access tokens: JWTs in the form of RFC 9068 that this gateway alone can make and
 * check, by a key that is derived from an encryption key. They are good at `/mcp` alone.
 */
export class AccessTokenService {
  readonly #parts: AccessTokenServiceParts;

  constructor(parts: AccessTokenServiceParts) {
    this.#parts = parts;
  }

  /**
   * Makes an access token for an assertion, once: it is in the audit log before it is handed out.
   *
   * @returns `undefined` when the assertion was used before
   * @throws DomainError `SERVICE_UNAVAILABLE`
   */
  async issue(
    { agent, clientId, scopes, assertion }: AccessTokenOrder,
    actor: Actor,
  ): Promise<{ readonly jwt: string; readonly token: AccessToken } | undefined> {
    const { clock, store, issuer, ring } = this.#parts;
    const at = clock.now();
    const issuedAt = new Date(Math.floor(at.getTime() / 1000) * 1000);
    const expiresAt = addSeconds(issuedAt, LIFETIME_SECONDS);
    const id = randomUUID();
    const last = Math.max(expiresAt.getTime(), assertion.expiresAt.getTime());
    const isNew = await store.insert(
      {
        id,
        assertionDigest: sha256(JSON.stringify([assertion.issuer, assertion.id])),
        agentId: agent.id,
        clientId,
        expiresAt,
        forgottenAt: addSeconds(new Date(last), MARGIN_SECONDS),
      },
      {
        at,
        action: 'ACCESS_TOKEN_ISSUED',
        actor,
        agentName: agent.name,
        tokenId: null,
        details: {
          accessTokenId: id,
          issuer: assertion.issuer,
          subject: assertion.subject,
          client: clientId,
          scopes: scopes.join(' '),
          expiresAt: expiresAt.toISOString(),
        },
      },
    );
    if (!isNew) return undefined;
    const token = { id, agentName: agent.name, clientId, scopes, issuedAt, expiresAt };
    const { SignJWT } = await import('jose');
    const jwt = await new SignJWT({ client_id: clientId, scope: scopes.join(' ') })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: ring.first.id })
      .setIssuer(issuer)
      .setAudience(`${issuer}/mcp`)
      .setSubject(agent.name)
      .setJti(id)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(deriveKey(ring.first, 'access token'));
    return { jwt, token };
  }

  /** Whether a JWT says that this gateway made it; nothing of it is checked. */
  isOwn(jwt: string): boolean {
    return unverifiedClaims(jwt)?.['iss'] === this.#parts.issuer;
  }

  /**
   * What an access token says, once its signature and times were checked.
   *
   * @returns `EXPIRED`, or `MALFORMED` for whatever this gateway did not make
   */
  async read(jwt: string): Promise<AccessToken | 'EXPIRED' | 'MALFORMED'> {
    const { issuer, ring, clock } = this.#parts;
    const { jwtVerify, errors } = await import('jose');
    const keyOf = ({ kid = '' }: { kid?: string }): Uint8Array => {
      const key = ring.find(kid);
      if (!key) throw new errors.JWKSNoMatchingKey();
      return deriveKey(key, 'access token');
    };
    try {
      const { payload } = await jwtVerify(jwt, keyOf, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer,
        audience: `${issuer}/mcp`,
        requiredClaims: ['sub', 'jti', 'iat', 'exp', 'client_id', 'scope'],
        currentDate: clock.now(),
      });
      return tokenIn(payload);
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'EXPIRED';
      if (error instanceof errors.JOSEError) return 'MALFORMED';
      throw error;
    }
  }

  /**
   * What stands behind an access token that was read, revoked or not; from memory where it is
   * known.
   *
   * @returns `undefined` for one that is not in the database, or whose agent is gone
   */
  async find({ id, agentName }: AccessToken): Promise<AcceptedAccessToken | undefined> {
    const stored = await this.#parts.byId.get(id, async () => {
      const found = await this.#parts.store.find(id);
      return found && { value: found, subject: `agent:${found.agentId}` };
    });
    const tokens = stored && (await this.#parts.currentTokens.find(agentName));
    if (tokens?.agent.id !== stored?.agentId || !stored || !tokens) return undefined;
    const isRevoked = stored.revokedAt !== null || !this.#parts.isClient(stored.clientId);
    return { stored, isRevoked, ...tokens };
  }

  /**
   * The access token in a JWT, if it is good now.
   *
   * @throws DomainError `SERVICE_UNAVAILABLE` when that cannot be told
   */
  async introspect(jwt: string): Promise<(AccessToken & { provider: string }) | undefined> {
    if (!this.isOwn(jwt)) return undefined;
    const token = await this.read(jwt);
    const found = typeof token === 'string' ? undefined : await this.find(token);
    if (typeof token === 'string' || !found) return undefined;
    const { isRevoked, agent } = found;
    if (isRevoked) return undefined;
    const able = this.#parts.currentTokens.scopesOnAsking(found);
    if (!able) return undefined;
    const scopes = token.scopes.filter((scope) => able.includes(scope));
    return { ...token, scopes, provider: agent.provider };
  }

  /**
   * Revokes the access token in a JWT for the client that it was given to. Idempotent.
   *
   * @returns `OTHER_CLIENT` where it was given to another one
   * @throws DomainError `SERVICE_UNAVAILABLE`
   */
  async revoke(
    jwt: string,
    clientId: string | undefined,
    actor: Actor,
  ): Promise<'REVOKED' | 'WORTHLESS' | 'OTHER_CLIENT'> {
    const found = await this.#foundIn(jwt);
    if (!found) return 'WORTHLESS';
    if (found.stored.clientId !== clientId) return 'OTHER_CLIENT';
    await this.#end(found, { action: 'ACCESS_TOKEN_REVOKED', actor, details: {} });
    return 'REVOKED';
  }

  /**
   * Revokes the access token in a JWT that somebody found, whichever client it was given to.
   * Idempotent.
   *
   * @returns the agent's name, and whether it had been revoked before; `undefined` for a JWT that
   *   is no access token, or one no longer
   * @throws DomainError `SERVICE_UNAVAILABLE`
   */
  async revokeLeaked(
    jwt: string,
    reason: string,
    actor: Actor,
  ): Promise<{ readonly name: string; readonly wasRevoked: boolean } | undefined> {
    const found = await this.#foundIn(jwt);
    if (!found) return undefined;
    const wasRevoked = found.stored.revokedAt !== null;
    if (!wasRevoked) {
      await this.#end(found, { action: 'TOKEN_LEAK_REPORTED', actor, details: { reason } });
    }
    return { name: found.agent.name, wasRevoked };
  }

  /** What stands behind a JWT that is an access token now. */
  async #foundIn(jwt: string): Promise<AcceptedAccessToken | undefined> {
    const token = this.isOwn(jwt) ? await this.read(jwt) : 'MALFORMED';
    return typeof token === 'string' ? undefined : this.find(token);
  }

  #end(
    { stored, agent }: AcceptedAccessToken,
    { details, ...event }: AccessTokenEnd,
  ): Promise<void> {
    return this.#parts.store.revoke(stored, {
      ...event,
      at: this.#parts.clock.now(),
      agentName: agent.name,
      tokenId: null,
      details: { accessTokenId: stored.id, ...details },
    });
  }
}

/** What is signed was written here, so its shape is known. */
function tokenIn({ sub, jti, iat, exp, ...claims }: JWTPayload): AccessToken {
  const words = String(claims['scope']).split(' ');
  return {
    id: String(jti),
    agentName: String(sub),
    clientId: String(claims['client_id']),
    scopes: ALL_SCOPES.filter((scope) => words.includes(scope)),
    issuedAt: new Date(Number(iat) * 1000),
    expiresAt: new Date(Number(exp) * 1000),
  };
}
