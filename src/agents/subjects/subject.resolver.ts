import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../request/context.js';
import type { AgentSubjectService } from './subject.service.js';
import {
  BindAgentSubjectInput,
  BindAgentSubjectPayload,
  UnbindAgentSubjectInput,
  UnbindAgentSubjectPayload,
} from './subject.type.js';

/** The schema's fields about subjects bound to agents. */
@Resolver()
export class AgentSubjectResolver {
  readonly #subjects: AgentSubjectService;

  constructor(subjects: AgentSubjectService) {
    this.#subjects = subjects;
  }

  @Mutation(() => BindAgentSubjectPayload, {
    description:
      "Lets JWTs of a subject of the OIDC issuer read an agent's current token. Binding it again " +
      'to the same agent changes nothing. For superusers.',
  })
  async bindAgentSubject(
    @Arg('input', () => BindAgentSubjectInput, { description: 'What to bind to which agent.' })
    input: BindAgentSubjectInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<BindAgentSubjectPayload> {
    return { agentSubject: await this.#subjects.bind(input.agent, input.subject, actor) };
  }

  @Mutation(() => UnbindAgentSubjectPayload, {
    description: 'Refuses JWTs of a subject that was bound to an agent. For superusers.',
  })
  async unbindAgentSubject(
    @Arg('input', () => UnbindAgentSubjectInput, { description: 'What to unbind.' })
    input: UnbindAgentSubjectInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<UnbindAgentSubjectPayload> {
    return { agentSubject: await this.#subjects.unbind(input.subject, actor) };
  }
}
