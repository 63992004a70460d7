import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';

import { policyChangesOf } from '../livekit/policies/policy.type.js';
import { checkName, checkId } from '../platform/checks.js';
import { decodeCursor, encodeCursor } from '../platform/cursor.js';
import { pageOf, placeOf } from '../platform/page.js';
import { withoutNulls } from '../platform/without-nulls.js';
import { providerById, type ProviderId } from '../providers/registry.js';
import type { RequestContext } from '../request/context.js';
import type { Connection } from '../schema/connection.type.js';
import { After, First } from '../schema/page.args.js';
import { IntegrationProvider } from '../schema/provider.type.js';
import type { AgentService } from './agent.service.js';
import {
  AgentType,
  AgentConnection,
  AgentKeyType,
  RegisterAgentInput,
  RegisterAgentPayload,
  UpdateAgentInput,
  UpdateAgentPayload,
} from './agent.type.js';
import type { AgentKeyService } from './keys/key.service.js';
import {
  CreateAgentKeyInput,
  CreateAgentKeyPayload,
  RevokeAgentKeyInput,
  RevokeAgentKeyPayload,
} from './keys/key.type.js';
import { presentAgent } from './presenter.js';
import type { AgentSubjectService } from './subjects/subject.service.js';
import { AgentSubjectType } from './subjects/subject.type.js';

/** The schema's fields about agents and their keys. */
@Resolver(() => AgentType)
export class AgentResolver {
  readonly #agents: AgentService;
  readonly #keys: AgentKeyService;
  readonly #subjects: AgentSubjectService;

  constructor(agents: AgentService, keys: AgentKeyService, subjects: AgentSubjectService) {
    this.#agents = agents;
    this.#keys = keys;
    this.#subjects = subjects;
  }

  @Query(() => AgentConnection, { description: 'Agents, by name. For superusers.' })
  async agents(
    @Arg('provider', () => IntegrationProvider, {
      nullable: true,
      description: 'Only agents of this provider.',
    })
    provider: ProviderId | null,
    @First() first: number | null,
    @After() after: string | null,
  ): Promise<Connection<AgentType>> {
    const place = placeOf({ first, after }, (cursor) => checkName('after', decodeCursor(cursor)));
    const filter = { provider: provider ?? undefined };
    const found = await this.#agents.list(filter, place);
    return {
      ...pageOf(found, place, {
        cursorOf: (agent) => encodeCursor(agent.name),
        present: presentAgent,
      }),
      count: () => this.#agents.count(filter),
    };
  }

  @Query(() => AgentType, {
    nullable: true,
    description: 'One agent, or null when there is none of that name. For superusers.',
  })
  async agent(
    @Arg('name', () => String, { description: "The agent's name." }) name: string,
  ): Promise<AgentType | null> {
    const agent = await this.#agents.find(checkName('name', name));
    return agent ? presentAgent(agent) : null;
  }

  @Mutation(() => RegisterAgentPayload, { description: 'Registers an agent. For superusers.' })
  async registerAgent(
    @Arg('input', () => RegisterAgentInput, { description: 'The agent.' })
    input: RegisterAgentInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<RegisterAgentPayload> {
    const provider = providerById(input.provider);
    const order = { ...optionsOf(input), name: input.name, provider };
    const agent = await this.#agents.register(order, actor);
    return { agent: presentAgent(agent) };
  }

  @Mutation(() => UpdateAgentPayload, {
    description: 'Changes an agent, from the answer on and everywhere. For superusers.',
  })
  async updateAgent(
    @Arg('input', () => UpdateAgentInput, { description: 'Which agent, and what to change.' })
    input: UpdateAgentInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<UpdateAgentPayload> {
    const changed = await this.#agents.update(input.agent, optionsOf(input), actor);
    return { agent: presentAgent(changed) };
  }

  @Mutation(() => CreateAgentKeyPayload, {
    description: 'Makes a key by which an agent may read its own current token. For superusers.',
  })
  createAgentKey(
    @Arg('input', () => CreateAgentKeyInput, { description: 'Whom the key is for.' })
    input: CreateAgentKeyInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<CreateAgentKeyPayload> {
    return this.#keys.create(input.agent, actor, input.ttlSeconds ?? undefined);
  }

  @Mutation(() => RevokeAgentKeyPayload, {
    description: 'Ends an agent key, everywhere. Idempotent. For superusers.',
  })
  async revokeAgentKey(
    @Arg('input', () => RevokeAgentKeyInput, { description: 'Which key.' })
    input: RevokeAgentKeyInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<RevokeAgentKeyPayload> {
    return { agentKey: await this.#keys.revoke(checkId('id', input.id), actor) };
  }

  @FieldResolver(() => [AgentKeyType], {
    description: 'Its keys, oldest first, revoked ones included.',
  })
  keys(@Root() { id }: AgentType): Promise<readonly AgentKeyType[]> {
    return this.#keys.list(id);
  }

  @FieldResolver(() => [AgentSubjectType], {
    description: 'The subjects of OIDC issuers that stand for it, oldest first.',
  })
  subjects(@Root() { id }: AgentType): Promise<readonly AgentSubjectType[]> {
    return this.#subjects.list(id);
  }
}

/** What an input says of an agent beside its name. */
function optionsOf({ liveKitPolicy, ...input }: RegisterAgentInput | UpdateAgentInput) {
  return {
    ...withoutNulls(input),
    ...(liveKitPolicy && { liveKitPolicy: policyChangesOf(liveKitPolicy) }),
  };
}
