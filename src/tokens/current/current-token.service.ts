import { type Agent, agentNotFound } from '../../agents/agent.js';
import type { KnownSecrets } from '../../credentials/known-secrets.js';
import type { ChangeCache } from '../../db/changes/cache.js';
import type { TokenVault } from '../../encryption/vault.js';
import type { Actor } from '../../platform/actor.js';
import { checkName } from '../../platform/checks.js';
import type { Clock } from '../../platform/clock.js';
import { providerById, type ProviderId, type Scope } from '../../providers/registry.js';
import type { IssueDecision, TokenLifecycleStore } from '../lifecycle/lifecycle.store.js';
import type { TokenMint } from '../mint.js';
import { refreshAt, tokenStatus } from '../token.js';
import type { AgentTokens, SealedToken, TokenStore } from '../token.store.js';
import { checkGrant, checkRequest, type TokenReader } from './reader.js';
import { TokenReadsService } from './reads.service.js';

/** What an agent is told about its current token. */
export interface CurrentTokenAnswer {
  readonly agentName: string;
  readonly provider: string;
  readonly header: string;
  readonly token: string | null;
  /** What it may be used for, as far as the agent still may; empty where there is none. */
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly refreshAt: Date | null;
  readonly valid: boolean;
  readonly message: string;
}

interface CurrentTokenServiceParts {
  readonly store: TokenStore;
  readonly lifecycle: TokenLifecycleStore;
  readonly mint: TokenMint;
  readonly vault: TokenVault;
  readonly clock: Clock;
  readonly byAgentName: ChangeCache<AgentTokens>;
  readonly knownSecrets: KnownSecrets;
}

/**
 * Hands an agent the token that is valid now, and issues the next one itself where the agent's
 * renewal is automatic.
 */
export class CurrentTokenService {
  readonly #parts: CurrentTokenServiceParts;
  readonly #reads: TokenReadsService;
  readonly #answers = new WeakMap<AgentTokens, CurrentTokenAnswer>();
  readonly #renewing = new Map<string, Promise<AgentTokens | undefined>>();

  constructor(parts: CurrentTokenServiceParts) {
    this.#parts = parts;
    this.#reads = new TokenReadsService(parts.lifecycle, parts.clock);
  }

  /**
   * The current token of the agent of that name, secret included. That somebody was handed it is
   * written to the audit log before the answer.
   *
   * @throws DomainError `BAD_USER_INPUT`, also when the token has no scope that was asked for,
   *   `NOT_FOUND`, `FORBIDDEN` when it can do more than the reader was granted, or
   *   `SERVICE_UNAVAILABLE` when the database is away, the key that the token was encrypted with is
   *   missing, or its row was changed by others
   */
  async current(agentName: string, reader: TokenReader): Promise<CurrentTokenAnswer> {
    const name = checkName('agent', agentName);
    const tokens = await this.renewed(name, reader.actor);
    if (!tokens) throw agentNotFound(name);
    const answer = this.#answer(tokens);
    const { newest } = tokens;
    if (answer.valid && newest && newest.record.id !== reader.presentedTokenId) {
      checkGrant(reader, newest.record.scopes);
      checkRequest(reader, answer.scopes);
      await this.#reads.record(newest.record, reader.actor);
    }
    return answer;
  }

  /** The agent of that name with its newest token, from memory where it is known. */
  find(agentName: string): Promise<AgentTokens | undefined> {
    return this.#parts.byAgentName.get(agentName, async () => {
      const found = await this.#parts.store.findAgentTokens(agentName);
      return found && { value: found, subject: `agent:${found.agent.id}` };
    });
  }

  /**
   * The same after its renewal, where that is automatic and due; `actor` is whose asking did it.
   */
  async renewed(agentName: string, actor: Actor): Promise<AgentTokens | undefined> {
    const tokens = await this.find(agentName);
    return tokens && this.#isRenewalDue(tokens) ? this.#renew(agentName, actor) : tokens;
  }

  /** What an agent's current token can be used for; `undefined` where it has none. */
  scopesOf({ agent, newest }: AgentTokens): readonly Scope[] | undefined {
    if (!newest || agent.disabledAt || !this.#isCurrent(newest)) return undefined;
    return newest.record.scopes.filter((scope) => agent.scopes.includes(scope));
  }

  /**
   * What an agent could use its current token for if it asked now, when one that is due is issued;
   * `undefined` where it would get none.
   */
  scopesOnAsking(tokens: AgentTokens): readonly Scope[] | undefined {
    return this.#isRenewalDue(tokens) ? scopesOfNext(tokens) : this.scopesOf(tokens);
  }

  #isRenewalDue({ agent, newest }: AgentTokens): boolean {
    if (agent.renewal !== 'AUTOMATIC' || agent.disabledAt) return false;
    if (!newest || !this.#isCurrent(newest)) return true;
    return refreshAt(newest.record).getTime() <= this.#parts.clock.now().getTime();
  }

  #isCurrent(token: SealedToken): boolean {
    return tokenStatus(token.record, this.#parts.clock.now()) === 'ACTIVE';
  }

  /** Many callers in this process make one attempt; the database decides between processes. */
  #renew(name: string, actor: Actor): Promise<AgentTokens | undefined> {
    const running = this.#renewing.get(name);
    if (running) return running;
    const renewing = this.#parts.lifecycle
      .issue(name, undefined, (tokens) =>
        this.#isRenewalDue(tokens) ? this.#next(tokens, actor) : undefined,
      )
      .finally(() => this.#renewing.delete(name));
    this.#renewing.set(name, renewing);
    return renewing;
  }

  #next(tokens: AgentTokens, actor: Actor): IssueDecision {
    const { agent, newest } = tokens;
    const token = this.#parts.mint.mint({
      agent,
      scopes: scopesOfNext(tokens),
      ttlSeconds: newest?.record.ttlSeconds ?? agent.ttlSeconds,
      issuedBy: 'automatic renewal',
      note: null,
    });
    return {
      token,
      overlapSeconds: agent.overlapSeconds,
      action: 'TOKEN_RENEWED',
      actor,
      reason: null,
    };
  }

  #answer(tokens: AgentTokens): CurrentTokenAnswer {
    const { agent, newest } = tokens;
    const scopes = this.scopesOf(tokens);
    // As long as the row is in memory its secret need not be opened again.
    const known = scopes ? this.#answers.get(tokens) : undefined;
    if (known) return known;
    const { header } = providerById(agent.provider as ProviderId);
    const common = { agentName: agent.name, provider: agent.provider, header };
    if (!newest || !scopes) {
      return {
        ...common,
        token: null,
        scopes: [],
        expiresAt: null,
        refreshAt: null,
        valid: false,
        message: absence(agent),
      };
    }
    const token = this.#parts.vault.openToken(newest.record, newest.stored);
    // Whoever is handed it comes back with it, maybe from an address that others guess from.
    this.#parts.knownSecrets.add(token);
    const answer = {
      ...common,
      token,
      scopes,
      expiresAt: newest.record.expiresAt,
      refreshAt: refreshAt(newest.record),
      valid: true,
      message: `Send the token in the ${header} header. Ask again from refreshAt on.`,
    };
    this.#answers.set(tokens, answer);
    return answer;
  }
}

function scopesOfNext({ agent, newest }: AgentTokens): readonly Scope[] {
  const { defaultScopes } = providerById(agent.provider as ProviderId);
  const scopes = newest?.record.scopes ?? defaultScopes;
  return scopes.filter((scope) => agent.scopes.includes(scope));
}

function absence(agent: Agent): string {
  if (agent.disabledAt) return `The agent ${agent.name} is disabled. A superuser decides on that.`;
  return (
    `The agent ${agent.name} has no valid token. A superuser issues one with the mutation ` +
    `generateToken or with: token-gateway token generate ${agent.name}`
  );
}
