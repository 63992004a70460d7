import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../request/context.js';
import type { AgentDeletionService } from './deletion.service.js';
import { DeleteAgentInput, DeleteAgentPayload } from './deletion.type.js';

/** The schema's field that deletes agents. */
@Resolver()
export class AgentDeletionResolver {
  readonly #deletion: AgentDeletionService;

  constructor(deletion: AgentDeletionService) {
    this.#deletion = deletion;
  }

  @Mutation(() => DeleteAgentPayload, {
    description:
      'Deletes an agent that never had a token or a key. One with a history is refused with ' +
      '`CONFLICT`: disable it with `updateAgent`. For superusers.',
  })
  async deleteAgent(
    @Arg('input', () => DeleteAgentInput, { description: 'Which agent.' })
    input: DeleteAgentInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<DeleteAgentPayload> {
    const { id, name } = await this.#deletion.delete(input.agent, actor);
    return { agentName: name, deletedId: id };
  }
}
