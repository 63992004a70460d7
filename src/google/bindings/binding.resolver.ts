import { FieldResolver, Resolver, Root } from 'type-graphql';

import { AgentType } from '../../agents/agent.type.js';
import type { GoogleBindingService } from './binding.service.js';

/** The field of `Agent` about Google accounts. */
@Resolver(() => AgentType)
export class GoogleBindingResolver {
  readonly #bindings: GoogleBindingService;

  constructor(bindings: GoogleBindingService) {
    this.#bindings = bindings;
  }

  @FieldResolver(() => [String], {
    description: 'Addresses of the Google accounts that it may work with, sorted.',
  })
  googleAccounts(@Root() { id }: AgentType): Promise<readonly string[]> {
    return this.#bindings.accountsOf(id);
  }
}
