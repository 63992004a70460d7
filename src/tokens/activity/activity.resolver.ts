import { DateTimeResolver } from 'graphql-scalars';
import { FieldResolver, Resolver, Root } from 'type-graphql';

import { AgentType } from '../../agents/agent.type.js';
import type { AgentActivityService } from './activity.service.js';

/** The fields of `Agent` about its tokens. */
@Resolver(() => AgentType)
export class AgentActivityResolver {
  readonly #activity: AgentActivityService;

  constructor(activity: AgentActivityService) {
    this.#activity = activity;
  }

  @FieldResolver(() => DateTimeResolver, {
    nullable: true,
    description: 'When its current token expires; null where it has none that is valid.',
  })
  async tokenExpiresAt(@Root() { id }: AgentType): Promise<Date | null> {
    return (await this.#activity.of(id)).tokenExpiresAt;
  }

  @FieldResolver(() => DateTimeResolver, {
    nullable: true,
    description:
      'When one of its tokens or keys was last accepted, to the minute; null before the first use.',
  })
  async lastUsedAt(@Root() { id }: AgentType): Promise<Date | null> {
    return (await this.#activity.of(id)).lastUsedAt;
  }
}
