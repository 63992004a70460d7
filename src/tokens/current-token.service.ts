import type { Agent } from '../agents/agent.js';
import { checkName } from '../agents/agent.js';
import { agentNotFound } from '../agents/agent.service.js';
import type { ChangeCache } from '../db/change-cache.js';
import type { Clock } from '../platform/clock.js';
import { providerById, type ProviderId } from '../providers/registry.js';
import type { TokenMint } from './token-mint.js';
import type { TokenVault } from './token-vault.js';
import { refreshAt, tokenStatus } from './token.js';
import type { AgentTokens, IssueDecision, SealedToken, TokenStore } from './token.store.js';

/** What an agent is told about its current token. */
export interface CurrentTokenAnswer {
  readonly agentName: string;
  readonly provider: string;
  readonly header: string;
  readonly token: string | null;
  readonly expiresAt: Date | null;
  readonly refreshAt: Date | null;
  readonly valid: boolean;
  readonly message: string;
}

/**
 * Hands an agent the token that is valid now, and issues the next one itself where the agent's
 * renewal is automatic.
 */
export class CurrentTokenService {
  readonly #store: TokenStore;
  readonly #mint: TokenMint;
  readonly #vault: TokenVault;
  readonly #clock: Clock;
  readonly #byAgentName: ChangeCache<AgentTokens>;
  readonly #answers = new WeakMap<AgentTokens, CurrentTokenAnswer>();
  readonly #renewing = new Map<string, Promise<AgentTokens | undefined>>();

  constructor(parts: {
    store: TokenStore;
    mint: TokenMint;
    vault: TokenVault;
    clock: Clock;
    byAgentName: ChangeCache<AgentTokens>;
  }) {
    this.#store = parts.store;
    this.#mint = parts.mint;
    this.#vault = parts.vault;
    this.#clock = parts.clock;
    this.#byAgentName = parts.byAgentName;
  }

  /**
   * The current token of the agent of that name, secret included.
   *
   * @throws DomainError `BAD_USER_INPUT`, `NOT_FOUND`, or `SERVICE_UNAVAILABLE` when the database
   *   is away or the key that the token was encrypted with is missing
   */
  async current(agentName: string): Promise<CurrentTokenAnswer> {
    const name = checkName('agent', agentName);
    let tokens = await this.#byAgentName.get(name, async () => {
      const found = await this.#store.findAgentTokens(name);
      return found && { value: found, subject: `agent:${found.agent.id}` };
    });
    if (tokens && this.#isRenewalDue(tokens)) tokens = await this.#renew(name);
    if (!tokens) throw agentNotFound(name);
    return this.#answer(tokens);
  }

  #isRenewalDue({ agent, newest }: AgentTokens): boolean {
    if (agent.renewal !== 'AUTOMATIC' || agent.disabledAt) return false;
    if (!newest || !this.#isCurrent(newest)) return true;
    return refreshAt(newest.record).getTime() <= this.#clock.now().getTime();
  }

  #isCurrent(token: SealedToken): boolean {
    return tokenStatus(token.record, this.#clock.now()) === 'ACTIVE';
  }

  /** Many callers in this process make one attempt; the database decides between processes. */
  #renew(name: string): Promise<AgentTokens | undefined> {
    const running = this.#renewing.get(name);
    if (running) return running;
    const renewing = this.#store
      .issue(name, undefined, (tokens) =>
        this.#isRenewalDue(tokens) ? this.#next(tokens) : undefined,
      )
      .finally(() => this.#renewing.delete(name));
    this.#renewing.set(name, renewing);
    return renewing;
  }

  #next({ agent, newest }: AgentTokens): IssueDecision {
    const { defaultScopes } = providerById(agent.provider as ProviderId);
    const scopes = newest?.record.scopes ?? defaultScopes;
    const { token } = this.#mint.mint(agent, {
      scopes: scopes.filter((scope) => agent.scopes.includes(scope)),
      ttlSeconds: newest?.record.ttlSeconds ?? agent.ttlSeconds,
      issuedBy: 'automatic renewal',
      note: null,
    });
    return { token, overlapSeconds: agent.overlapSeconds };
  }

  #answer(tokens: AgentTokens): CurrentTokenAnswer {
    const { agent, newest } = tokens;
    const isValid = newest !== undefined && !agent.disabledAt && this.#isCurrent(newest);
    // As long as the row is in memory its secret need not be opened again.
    const known = isValid ? this.#answers.get(tokens) : undefined;
    if (known) return known;
    const { header } = providerById(agent.provider as ProviderId);
    const common = { agentName: agent.name, provider: agent.provider, header };
    if (!isValid) {
      return {
        ...common,
        token: null,
        expiresAt: null,
        refreshAt: null,
        valid: false,
        message: absence(agent),
      };
    }
    const answer = {
      ...common,
      token: this.#vault.open(newest.record.id, newest.sealed),
      expiresAt: newest.record.expiresAt,
      refreshAt: refreshAt(newest.record),
      valid: true,
      message: `Send the token in the ${header} header. Ask again from refreshAt on.`,
    };
    this.#answers.set(tokens, answer);
    return answer;
  }
}

function absence(agent: Agent): string {
  if (agent.disabledAt) return `The agent ${agent.name} is disabled. A superuser decides on that.`;
  return (
    `The agent ${agent.name} has no valid token. A superuser issues one with the mutation ` +
    `generateToken or with: token-gateway token generate ${agent.name}`
  );
}
