import { randomUUID } from 'node:crypto';

import type { ChangeCache } from '../db/change-cache.js';
import type { Clock } from '../platform/clock.js';
import { sha256, type RandomSource } from '../platform/crypto.js';
import { badUserInput, DomainError } from '../platform/errors.js';
import type { Provider } from '../providers/provider.js';
import { AGENT_KEY_PREFIX, createSecret, secretHint } from '../tokens/token-secret.js';
import { OVERLAP_SECONDS, TTL_SECONDS } from '../tokens/token.js';
import { checkName, type Agent, type Renewal } from './agent.js';
import type { AgentStore } from './agent.store.js';

/** An agent key's owner, as found by the key. */
export interface AgentKeyOwner {
  readonly agent: Agent;
  readonly keyRevokedAt: Date | null;
}

/** What {@link AgentService.create} needs; everything else takes the provider's default. */
export interface NewAgent {
  readonly name: string;
  readonly provider: Provider;
  readonly renewal?: Renewal | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/** Registers agents and their keys. */
export class AgentService {
  readonly #store: AgentStore;
  readonly #clock: Clock;
  readonly #random: RandomSource;
  readonly #keyOwners: ChangeCache<AgentKeyOwner>;

  constructor(parts: {
    store: AgentStore;
    keyOwners: ChangeCache<AgentKeyOwner>;
    clock: Clock;
    random: RandomSource;
  }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#random = parts.random;
    this.#keyOwners = parts.keyOwners;
  }

  /** An agent with the provider's defaults that is not stored yet. */
  draft(newAgent: NewAgent): Agent {
    const { name, provider, renewal = 'MANUAL', scopes = provider.scopes } = newAgent;
    return {
      id: randomUUID(),
      name: checkName('agent', name),
      provider: provider.id,
      renewal,
      ttlSeconds: TTL_SECONDS.default,
      overlapSeconds: OVERLAP_SECONDS.default,
      scopes: checkScopes('scopes', scopes, provider.scopes),
      createdAt: this.#clock.now(),
      disabledAt: null,
    };
  }

  /**
   * Registers an agent.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `CONFLICT` when the name is taken
   */
  async create(newAgent: NewAgent): Promise<Agent> {
    const agent = this.draft(newAgent);
    if (!(await this.#store.insert(agent))) {
      throw new DomainError('CONFLICT', `The agent name ${agent.name} is taken. Choose another.`);
    }
    return agent;
  }

  /** Registers each provider's default agent, with automatic renewal, unless it exists. */
  async provisionDefaults(providers: readonly Provider[]): Promise<void> {
    for (const provider of providers) {
      const agent = this.draft({ name: provider.defaultAgent, provider, renewal: 'AUTOMATIC' });
      await this.#store.insert(agent);
    }
  }

  /** Every agent, by name. */
  list(): Promise<Agent[]> {
    return this.#store.list();
  }

  /**
   * Disables an agent: its tokens and keys are refused from now on. Idempotent.
   *
   * @throws DomainError `NOT_FOUND`
   */
  async disable(name: string): Promise<Agent> {
    const agent = await this.#find(name);
    await this.#store.disable(agent.id, this.#clock.now());
    return this.#find(name);
  }

  /**
   * Makes a key by which the agent may read its own current token.
   *
   * @returns the key, which is shown here and never again
   * @throws DomainError `NOT_FOUND`
   */
  async createKey(name: string): Promise<string> {
    const agent = await this.#find(name);
    const key = createSecret(AGENT_KEY_PREFIX, this.#random);
    await this.#store.insertKey({
      id: randomUUID(),
      agentId: agent.id,
      digest: sha256(key),
      hint: secretHint(key),
      createdAt: this.#clock.now(),
    });
    return key;
  }

  /** Finds the owner of an agent key; from memory where it is known. */
  findKeyOwner(key: string): Promise<AgentKeyOwner | undefined> {
    const digest = sha256(key);
    return this.#keyOwners.get(digest.toString('base64'), async () => {
      const owner = await this.#store.findByKeyDigest(digest);
      return owner && { value: owner, subject: `agent:${owner.agent.id}` };
    });
  }

  async #find(name: string): Promise<Agent> {
    const agent = await this.#store.findByName(checkName('agent', name));
    if (!agent) throw agentNotFound(name);
    return agent;
  }
}

/** The answer to those who may know that no such agent exists. */
export function agentNotFound(name: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    `There is no agent ${name}. Register it with: token-gateway agent create ${name}`,
  );
}

/**
 * Passes scopes that are all allowed, each once.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument` and the allowed scopes
 */
export function checkScopes(
  argument: string,
  scopes: readonly string[],
  allowed: readonly string[],
): string[] {
  const isAllowed = scopes.every((scope) => allowed.includes(scope));
  if (!isAllowed || scopes.length === 0) {
    throw badUserInput(argument, `must be one or more of: ${allowed.join(', ')}`);
  }
  return [...new Set(scopes)];
}
