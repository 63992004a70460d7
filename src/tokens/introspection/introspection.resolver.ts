import { Arg, Query, Resolver } from 'type-graphql';

import type { ProviderId } from '../../providers/registry.js';
import type { IntrospectionService } from './introspection.service.js';
import { TokenIntrospection } from './introspection.type.js';

const INACTIVE: TokenIntrospection = {
  active: false,
  tokenId: null,
  agentName: null,
  provider: null,
  scopes: null,
  issuedAt: null,
  expiresAt: null,
};

/** The schema's field `introspectToken`. */
@Resolver()
export class IntrospectionResolver {
  readonly #introspection: IntrospectionService;

  constructor(introspection: IntrospectionService) {
    this.#introspection = introspection;
  }

  @Query(() => TokenIntrospection, {
    description:
      'What a token that a back end received is worth now. Of a token that is not good it says ' +
      'nothing more. For superusers and verifiers.',
  })
  async introspectToken(
    @Arg('token', () => String, { description: 'The token, as its header carried it.' })
    token: string,
  ): Promise<TokenIntrospection> {
    const live = await this.#introspection.introspect(token);
    if (!live) return INACTIVE;
    return { ...live, active: true, provider: live.provider as ProviderId };
  }
}
