import { Arg, Query, Resolver } from 'type-graphql';

import type { ProviderId } from '../../providers/registry.js';
import type {
  AccessTokenIntrospection,
  IntrospectionService,
  LiveToken,
} from './introspection.service.js';
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
  readonly #accessTokens: AccessTokenIntrospection | undefined;

  /** @param accessTokens - `undefined` where none are made */
  constructor(
    introspection: IntrospectionService,
    accessTokens: AccessTokenIntrospection | undefined,
  ) {
    this.#introspection = introspection;
    this.#accessTokens = accessTokens;
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
    const live = (await this.#introspection.introspect(token)) ?? (await this.#accessToken(token));
    if (!live) return INACTIVE;
    return { ...live, active: true, provider: live.provider as ProviderId };
  }

  async #accessToken(jwt: string): Promise<LiveToken | undefined> {
    const found = await this.#accessTokens?.introspect(jwt);
    return found && { ...found, tokenId: found.id };
  }
}
