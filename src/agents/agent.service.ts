import { randomUUID } from 'node:crypto';

import { checkOverlap, checkTtl, OVERLAP_SECONDS, TTL_SECONDS } from '../credentials/lifetime.js';
import { changePolicy } from '../livekit/policies/policy.js';
import { gatewayActor, type Actor } from '../platform/actor.js';
import { checkAll, checkName } from '../platform/checks.js';
import type { Clock } from '../platform/clock.js';
import { badUserInput, DomainError } from '../platform/errors.js';
import type { RegisteredProvider } from '../providers/registry.js';
import { providerById, type ProviderId } from '../providers/registry.js';
import { JOIN_SCOPE, type RoomPolicy, type RoomPolicyChanges } from '../providers/room-policy.js';
import {
  type Agent,
  type AgentChanges,
  agentNotFound,
  checkScopes,
  type Renewal,
} from './agent.js';
import type { AgentStore, EnsuredAgent } from './agent.store.js';

/** What may be said of an agent; everything that is left out takes its default or stays. */
export interface AgentOptions {
  readonly renewal?: Renewal | undefined;
  readonly ttlSeconds?: number | undefined;
  readonly overlapSeconds?: number | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly liveKitPolicy?: RoomPolicyChanges | undefined;
}

/** An agent that is to be registered. */
export interface NewAgent extends AgentOptions {
  readonly name: string;
  readonly provider: RegisteredProvider;
}

/** Registers, changes and finds agents. */
export class AgentService {
  readonly #store: AgentStore;
  readonly #clock: Clock;
  readonly #projects: readonly string[];

  /** @param projects - the names that a policy's LiveKit project can have */
  constructor(store: AgentStore, clock: Clock, projects: readonly string[]) {
    this.#store = store;
    this.#clock = clock;
    this.#projects = projects;
  }

  /**
   * An agent with the provider's defaults that is not stored yet.
   *
   * @param argument - where the caller's arguments about it stand, for error messages
   */
  draft(newAgent: NewAgent, nameArgument = 'name'): Agent {
    const { provider } = newAgent;
    return {
      id: randomUUID(),
      ...checkAll({
        name: () => checkName(nameArgument, newAgent.name),
        ttlSeconds: () => checkTtl(newAgent.ttlSeconds ?? TTL_SECONDS.default),
        overlapSeconds: () => checkOverlap(newAgent.overlapSeconds ?? OVERLAP_SECONDS.default),
        scopes: () =>
          checkScopes('scopes', newAgent.scopes ?? usualScopes(provider), provider.scopes),
        roomPolicy: () =>
          newAgent.liveKitPolicy ? this.#policyOf(provider, null, newAgent.liveKitPolicy) : null,
      }),
      provider: provider.id,
      renewal: newAgent.renewal ?? 'MANUAL',
      createdAt: this.#clock.now(),
      disabledAt: null,
    };
  }

  /**
   * Registers an agent.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `CONFLICT` when the name is taken
   */
  async register(newAgent: NewAgent, actor: Actor): Promise<Agent> {
    const { agent, isNew } = await this.#store.ensure(this.draft(newAgent), actor);
    if (!isNew) throw nameTaken(agent);
    return agent;
  }

  /**
   * Registers an agent unless there is one of that name and provider, which stays as it is. Of
   * several who ask at the same time, one registers it.
   *
   * @throws DomainError `BAD_USER_INPUT`, or `CONFLICT` when an agent of another provider has the
   *   name
   */
  async ensure(newAgent: NewAgent, actor: Actor): Promise<EnsuredAgent> {
    const ensured = await this.#store.ensure(this.draft(newAgent), actor);
    if (ensured.agent.provider !== newAgent.provider.id) throw nameTaken(ensured.agent);
    return ensured;
  }

  /** Registers each provider's default agent, with automatic renewal, unless it exists. */
  async provisionDefaults(providers: readonly RegisteredProvider[]): Promise<void> {
    for (const provider of providers) {
      const agent = this.draft({ name: provider.defaultAgent, provider, renewal: 'AUTOMATIC' });
      await this.#store.ensure(agent, gatewayActor);
    }
  }

  /**
   * Changes an agent. Disabling one refuses its tokens and keys from now on; narrowing its scopes
   * narrows its live tokens too.
   *
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async update(
    name: string,
    options: AgentOptions & { readonly enabled?: boolean | undefined },
    actor: Actor,
  ): Promise<Agent> {
    const agent = await this.require('agent', name);
    const changes = this.#changes(agent, options);
    if (Object.keys(changes).length === 0) return agent;
    const updated = await this.#store.update(name, changes, { at: this.#clock.now(), actor });
    if (!updated) throw agentNotFound(name);
    return updated;
  }

  /** A page of agents by name. */
  list(
    filter: { provider: string | undefined },
    page: { limit: number; after: string | undefined },
  ): Promise<Agent[]> {
    return this.#store.list(filter, page);
  }

  /** How many agents there are. */
  count(filter: { provider: string | undefined }): Promise<number> {
    return this.#store.count(filter);
  }

  /** The agent of that name. */
  find(name: string): Promise<Agent | undefined> {
    return this.#store.findByName(name);
  }

  /**
   * The agent of that name.
   *
   * @param argument - the caller's argument that names it
   * @throws DomainError `BAD_USER_INPUT` or `NOT_FOUND`
   */
  async require(argument: string, name: string): Promise<Agent> {
    const agent = await this.#store.findByName(checkName(argument, name));
    if (!agent) throw agentNotFound(name);
    return agent;
  }

  #changes(
    agent: Agent,
    options: AgentOptions & { readonly enabled?: boolean | undefined },
  ): AgentChanges {
    const { renewal, ttlSeconds, overlapSeconds, scopes, liveKitPolicy, enabled } = options;
    const provider = providerById(agent.provider as ProviderId);
    const checked = checkAll({
      ...(ttlSeconds !== undefined && {
        ttlSeconds: () => checkTtl(ttlSeconds),
      }),
      ...(overlapSeconds !== undefined && { overlapSeconds: () => checkOverlap(overlapSeconds) }),
      ...(scopes && { scopes: () => checkScopes('scopes', scopes, provider.scopes) }),
      ...(liveKitPolicy && {
        roomPolicy: () => this.#policyOf(provider, agent.roomPolicy, liveKitPolicy),
      }),
    });
    return {
      ...checked,
      ...(renewal && { renewal }),
      ...(enabled === true && agent.disabledAt && { disabledAt: null }),
      ...(enabled === false && !agent.disabledAt && { disabledAt: this.#clock.now() }),
    };
  }

  #policyOf(
    provider: RegisteredProvider,
    before: Partial<RoomPolicy> | null,
    changes: RoomPolicyChanges,
  ): RoomPolicy {
    if (!provider.scopes.includes(JOIN_SCOPE)) {
      throw badUserInput('liveKitPolicy', `is about rooms, which ${provider.displayName} has not`);
    }
    return changePolicy(before, changes, 'liveKitPolicy', this.#projects);
  }
}

function nameTaken({ name }: Agent): DomainError {
  return new DomainError('CONFLICT', `The agent name ${name} is taken. Choose another.`);
}

/** What an agent may have without anybody saying so. */
function usualScopes({ scopes, optInScopes }: RegisteredProvider): readonly string[] {
  return scopes.filter((scope) => !optInScopes.includes(scope));
}
