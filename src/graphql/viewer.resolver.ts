import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';

import type { GoogleAccounts } from '../google/accounts/account.js';
import type { ProviderId } from '../providers/registry.js';
import type { RequestContext } from '../request/context.js';
import { principalLifetime, principalName } from '../request/principal.js';
import { Viewer } from './viewer.type.js';

/** The schema's field `viewer`. */
@Resolver(() => Viewer)
export class ViewerResolver {
  readonly #accounts: Pick<GoogleAccounts, 'accountsOf'>;

  constructor(accounts: Pick<GoogleAccounts, 'accountsOf'>) {
    this.#accounts = accounts;
  }

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

  @FieldResolver(() => [String], {
    description:
      "The Google accounts that an agent's token opens, by e-mail address: what it may name as " +
      '`connection`. Empty for everybody else.',
  })
  async googleAccounts(@Ctx() { principal }: RequestContext): Promise<readonly string[]> {
    return principal.kind === 'AGENT' ? this.#accounts.accountsOf(principal) : [];
  }
}
