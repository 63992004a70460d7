import { type Agent, agentNotFound, checkScopes } from '../agents/agent.js';
import type { AgentService } from '../agents/agent.service.js';
import type { KnownSecrets } from '../credentials/known-secrets.js';
import { checkOverlap, checkTtl, OVERLAP_SECONDS, TTL_SECONDS } from '../credentials/lifetime.js';
import type { ChangeCache } from '../db/changes/cache.js';
import { cacheKeyOf, type CredentialService } from '../encryption/credential.service.js';
import type { TokenVault } from '../encryption/vault.js';
import type { SharedLimitService } from '../limits/limit.service.js';
import { describeActor, type Actor } from '../platform/actor.js';
import { checkAll, checkName, checkNote } from '../platform/checks.js';
import type { Clock } from '../platform/clock.js';
import type { Position } from '../platform/cursor.js';
import { DomainError } from '../platform/errors.js';
import type { RegisteredProvider } from '../providers/registry.js';
import type {
  IssueDecision,
  Revocation,
  TokenLifecycleStore,
} from './lifecycle/lifecycle.store.js';
import type { MintOrder, TokenMint } from './mint.js';
import { checkEnabled, checkProvider } from './recipient.js';
import type { TokenFilter } from './selection.sql.js';
import { type IntegrationTokenRecord, type TokenOwner, tokenStatus } from './token.js';
import type { AgentTokens, TokenStore } from './token.store.js';

/** What a superuser asks for; whatever is left out takes its default. */
export interface GenerateTokenOrder {
  readonly provider: RegisteredProvider;
  readonly agent: string;
  readonly ttlSeconds?: number | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly overlapSeconds?: number | undefined;
  readonly note?: string | undefined;
}

/** What a rotation may change; the rest is inherited from the token before. */
export interface RotateTokenOrder {
  readonly agent: string;
  readonly overlapSeconds?: number | undefined;
  readonly reason?: string | undefined;
}

/** A new token: the secret, readable again by `currentToken` alone, and the token without it. */
export interface IssuedToken {
  readonly secret: string;
  readonly token: IntegrationTokenRecord;
}

interface TokenServiceParts {
  readonly store: TokenStore;
  readonly lifecycle: TokenLifecycleStore;
  readonly agents: AgentService;
  readonly mint: TokenMint;
  readonly vault: TokenVault;
  readonly clock: Clock;
  readonly credentials: CredentialService;
  readonly byDigest: ChangeCache<TokenOwner>;
  readonly knownSecrets: KnownSecrets;
  /** Counts what a principal issues for an agent. */
  readonly limit: SharedLimitService;
}

/** Issues, rotates, revokes and finds integration tokens. */
export class TokenService {
  readonly #parts: TokenServiceParts;

  constructor(parts: TokenServiceParts) {
    this.#parts = parts;
  }

  /**
   * Makes a new token the agent's current one. The one before it stays good for `overlapSeconds`,
   * never past its own expiry; 0 revokes it at once. An unknown agent is registered.
   *
   * @throws DomainError `BAD_USER_INPUT`, `RATE_LIMITED`, or `CONFLICT` when the agent belongs to
   *   another provider or is disabled
   */
  async generate(order: GenerateTokenOrder, actor: Actor): Promise<IssuedToken> {
    const { provider } = order;
    const { name, ttlSeconds, overlapSeconds, note, asked } = checkAll({
      name: () => checkName('agent', order.agent),
      ttlSeconds: () => checkTtl(order.ttlSeconds ?? TTL_SECONDS.default),
      overlapSeconds: () => checkOverlap(order.overlapSeconds ?? OVERLAP_SECONDS.default),
      note: () => checkNote('note', order.note),
      asked: () => order.scopes && checkScopes('scopes', order.scopes, provider.scopes),
    });
    const draft = this.#parts.agents.draft({ name, provider }, 'agent');
    await this.#parts.limit.count([actor.kind, actor.name, name]);
    return this.#issue(name, { agent: draft, actor }, ({ agent }) => {
      checkProvider(agent, provider);
      checkEnabled(agent);
      // Scopes that were asked for must all be allowed; the default ones make way.
      const usual = provider.defaultScopes.filter((scope) => agent.scopes.includes(scope));
      return {
        mint: {
          agent,
          scopes: checkScopes('scopes', asked ?? usual, agent.scopes),
          ttlSeconds,
          issuedBy: describeActor(actor),
          note,
        },
        overlapSeconds,
        action: 'TOKEN_ISSUED',
        actor,
        reason: null,
      };
    });
  }

  /**
   * Replaces an agent's current token by one of the same scopes and lifetime. The old one stays
   * good for the overlap, by default the agent's own, never past its expiry; 0 revokes it at once.
   *
   * @throws DomainError `BAD_USER_INPUT`, `RATE_LIMITED`, `NOT_FOUND`, or `CONFLICT` when the agent
   *   is disabled or has no valid token to rotate
   */
  async rotate(order: RotateTokenOrder, actor: Actor): Promise<IssuedToken> {
    const { name, reason } = checkAll({
      name: () => checkName('agent', order.agent),
      reason: () => checkNote('reason', order.reason),
      overlapSeconds: () =>
        order.overlapSeconds === undefined || checkOverlap(order.overlapSeconds),
    });
    await this.#parts.limit.count([actor.kind, actor.name, name]);
    return this.#issue(name, undefined, ({ agent, newest }) => {
      checkEnabled(agent);
      if (!newest || tokenStatus(newest.record, this.#parts.clock.now()) !== 'ACTIVE') {
        throw new DomainError(
          'CONFLICT',
          `The agent ${name} has no valid token to rotate. Issue one with the mutation ` +
            `generateToken or with: token-gateway token generate ${name}`,
        );
      }
      return {
        mint: {
          agent,
          scopes: newest.record.scopes.filter((scope) => agent.scopes.includes(scope)),
          ttlSeconds: newest.record.ttlSeconds,
          issuedBy: describeActor(actor),
          note: newest.record.note,
        },
        overlapSeconds: order.overlapSeconds ?? agent.overlapSeconds,
        action: 'TOKEN_ROTATED',
        actor,
        reason,
      };
    });
  }

  /**
   * Revokes a token; every replica refuses it right after the answer. Idempotent.
   *
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async revoke(
    id: string,
    reason: string | undefined,
    actor: Actor,
    action: Revocation['action'] = 'TOKEN_REVOKED',
  ): Promise<IntegrationTokenRecord> {
    const token = await this.#parts.lifecycle.revoke(id, this.#revocation(reason, actor, action));
    if (!token) throw new DomainError('NOT_FOUND', 'There is no integration token of that id.');
    return token;
  }

  /**
   * Revokes every token of an agent that is still good. Idempotent.
   *
   * @returns how many this ended
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async revokeAll(agentName: string, reason: string | undefined, actor: Actor): Promise<number> {
    const name = checkName('agent', agentName);
    const revocation = this.#revocation(reason, actor, 'TOKEN_REVOKED');
    const ended = await this.#parts.lifecycle.revokeAll(name, revocation);
    if (!ended) throw agentNotFound(name);
    return ended.length;
  }

  /** A page of tokens, newest first. */
  list(
    filter: TokenFilter,
    page: { limit: number; after: Position | undefined },
  ): Promise<IntegrationTokenRecord[]> {
    return this.#parts.store.list(filter, this.#parts.clock.now(), page);
  }

  /** How many tokens a filter lets through. */
  count(filter: TokenFilter): Promise<number> {
    return this.#parts.store.count(filter, this.#parts.clock.now());
  }

  /** The token of that id, without its secret. */
  findById(id: string): Promise<IntegrationTokenRecord | undefined> {
    return this.#parts.store.findById(id);
  }

  /** Finds a token by its secret; from memory where it is known. */
  findBySecret(secret: string): Promise<TokenOwner | undefined> {
    return this.#parts.byDigest.get(cacheKeyOf(secret), async () => {
      const owner = await this.#parts.credentials.find(
        'integration_tokens',
        secret,
        async (digests) => {
          const rows = await this.#parts.store.findByDigests(digests);
          return rows.map(({ owner: value, stored }) => ({ value, stored, ...value.token }));
        },
      );
      return owner && { value: owner, subject: `agent:${owner.token.agentId}` };
    });
  }

  #revocation(reason: string | undefined, actor: Actor, action: Revocation['action']): Revocation {
    const said = checkNote('reason', reason) ?? 'No reason was given.';
    return { at: this.#parts.clock.now(), actor, reason: said, action };
  }

  async #issue(
    name: string,
    create: { readonly agent: Agent; readonly actor: Actor } | undefined,
    decide: (tokens: AgentTokens) => Omit<IssueDecision, 'token'> & { mint: MintOrder },
  ): Promise<IssuedToken> {
    const { lifecycle, mint, vault, knownSecrets } = this.#parts;
    const issued = await lifecycle.issue(name, create, (tokens) => {
      const { mint: order, ...decision } = decide(tokens);
      return { ...decision, token: mint.mint(order) };
    });
    if (!issued) throw agentNotFound(name);
    if (!issued.newest) throw new Error('A token was issued and is not there.');
    const { record, stored } = issued.newest;
    const secret = vault.openToken(record, stored);
    knownSecrets.add(secret);
    return { secret, token: record };
  }
}
