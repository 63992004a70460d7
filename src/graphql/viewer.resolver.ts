import { Ctx, Query, Resolver } from 'type-graphql';

import type { ProviderId } from '../providers/registry.js';
import type { RequestContext } from '../request/context.js';
import { principalLifetime, principalName } from '../request/principal.js';
import { Viewer } from './viewer.type.js';

/** The schema's field `viewer`. */
@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, { description: 'Who this request acts for. For everybody.' })
  viewer(@Ctx() { principal }: RequestContext): Viewer {
    return {
      kind: principal.kind,
      name: principalName(principal),
      provider: 'provider' in principal ? (principal.provider as ProviderId) : null,
      scopes: 'scopes' in principal ? principal.scopes : [],
      expiresAt: principalLifetime(principal).expiresAt ?? null,
    };
  }
}
