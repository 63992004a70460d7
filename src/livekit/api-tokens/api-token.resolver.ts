import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { RequestContext } from '../../request/context.js';
import { roomCallerOf } from '../room-tokens/caller.js';
import type { ApiTokenService } from './api-token.service.js';
import { LiveKitApiTokenInput, LiveKitApiTokenPayload } from './api-token.type.js';

/** The schema's field that hands out tokens for LiveKit's API. */
@Resolver()
export class ApiTokenResolver {
  readonly #apiTokens: ApiTokenService;

  constructor(apiTokens: ApiTokenService) {
    this.#apiTokens = apiTokens;
  }

  @Mutation(() => LiveKitApiTokenPayload, {
    description:
      "Signs a token for LiveKit's own API. For superusers, and for agents with the scope of each " +
      'grant whose policy allows every room.',
  })
  liveKitApiToken(
    @Arg('input', () => LiveKitApiTokenInput, { description: 'For what, and for how long.' })
    { project, grants, ttlSeconds }: LiveKitApiTokenInput,
    @Ctx() context: RequestContext,
  ): Promise<LiveKitApiTokenPayload> {
    return this.#apiTokens.issue(grants, ttlSeconds ?? undefined, roomCallerOf(context, project));
  }
}
