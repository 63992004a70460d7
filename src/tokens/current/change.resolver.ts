import { Arg, Ctx, Resolver, Root, Subscription } from 'type-graphql';

import type { ProviderId } from '../../providers/registry.js';
import type { RequestContext } from '../../request/context.js';
import type { CurrentToken } from '../token.type.js';
import type { TokenChange, TokenChangeService } from './change.service.js';
import { CurrentTokenChanged } from './change.type.js';
import type { CurrentTokenService } from './current-token.service.js';
import { readerOf } from './reader.js';

/** The schema's subscription to new current tokens. */
@Resolver()
export class TokenChangeResolver {
  readonly #changes: TokenChangeService;
  readonly #currentTokens: CurrentTokenService;

  constructor(changes: TokenChangeService, currentTokens: CurrentTokenService) {
    this.#changes = changes;
    this.#currentTokens = currentTokens;
  }

  /** Starts the stream of `currentTokenChanged`. */
  follow(
    { agent }: { readonly agent: string },
    { actor }: RequestContext,
  ): Promise<AsyncIterableIterator<TokenChange>> {
    return this.#changes.follow(agent, actor);
  }

  @Subscription(() => CurrentTokenChanged, {
    topics: 'currentTokenChanged',
    description:
      'Tells each time that an agent has a new current token. For those who may read it with ' +
      'the query `currentToken`; the stream ends when their credential does.',
  })
  currentTokenChanged(
    @Root() change: TokenChange,
    @Arg('agent', () => String, { description: "The agent's name." }) agent: string,
    @Ctx() context: RequestContext,
  ): CurrentTokenChanged {
    return {
      ...change,
      provider: change.provider as ProviderId,
      currentToken: () =>
        this.#currentTokens.current(agent, readerOf(context)) as Promise<CurrentToken>,
    };
  }
}
