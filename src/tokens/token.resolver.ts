import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';

import { checkName, checkId } from '../platform/checks.js';
import type { Clock } from '../platform/clock.js';
import { decodePosition, encodePosition } from '../platform/cursor.js';
import { pageOf, placeOf } from '../platform/page.js';
import type { ProviderId } from '../providers/registry.js';
import type { RequestContext } from '../request/context.js';
import type { Connection } from '../schema/connection.type.js';
import { After, First } from '../schema/page.args.js';
import { IntegrationProvider } from '../schema/provider.type.js';
import type { CurrentTokenAnswer, CurrentTokenService } from './current/current-token.service.js';
import { readerOf } from './current/reader.js';
import { presentToken } from './presenter.js';
import type { TokenStatus } from './token.js';
import type { TokenService } from './token.service.js';
import {
  CurrentToken,
  IntegrationToken,
  IntegrationTokenConnection,
  IntegrationTokenStatus,
} from './token.type.js';

/** The schema's fields that read integration tokens. */
@Resolver()
export class TokenResolver {
  readonly #tokens: TokenService;
  readonly #currentTokens: CurrentTokenService;
  readonly #clock: Clock;

  constructor(tokens: TokenService, currentTokens: CurrentTokenService, clock: Clock) {
    this.#tokens = tokens;
    this.#currentTokens = currentTokens;
    this.#clock = clock;
  }

  @Query(() => IntegrationTokenConnection, {
    description: 'Integration tokens, newest first, without their secrets. For superusers.',
  })
  async integrationTokens(
    @Arg('provider', () => IntegrationProvider, {
      nullable: true,
      description: 'Only tokens of this provider.',
    })
    provider: ProviderId | null,
    @Arg('agent', () => String, { nullable: true, description: 'Only tokens of this agent.' })
    agent: string | null,
    @Arg('status', () => IntegrationTokenStatus, {
      nullable: true,
      description: 'Only tokens that stand like this now.',
    })
    status: TokenStatus | null,
    @First() first: number | null,
    @After() after: string | null,
  ): Promise<Connection<IntegrationToken>> {
    const place = placeOf({ first, after }, decodePosition);
    const filter = {
      provider: provider ?? undefined,
      agentName: typeof agent === 'string' ? checkName('agent', agent) : undefined,
      status: status ?? undefined,
    };
    const found = await this.#tokens.list(filter, place);
    const now = this.#clock.now();
    return {
      ...pageOf(found, place, {
        cursorOf: ({ issuedAt, id }) => encodePosition({ at: issuedAt, id }),
        present: (record) => presentToken(record, now),
      }),
      count: () => this.#tokens.count(filter),
    };
  }

  @Query(() => IntegrationToken, {
    nullable: true,
    description: 'One integration token, or null when there is none of that id. For superusers.',
  })
  async integrationToken(
    @Arg('id', () => ID, { description: 'The id from `integrationTokens`.' }) id: string,
  ): Promise<IntegrationToken | null> {
    const record = await this.#tokens.findById(checkId('id', id));
    return record ? presentToken(record, this.#clock.now()) : null;
  }

  @Query(() => CurrentToken, {
    description:
      'The token that an agent should use now. For superusers, for the agent itself by a live ' +
      'token or its agent key, and without a credential from a trusted network.',
  })
  currentToken(
    @Arg('agent', () => String, { description: "The agent's name." }) agent: string,
    @Ctx() context: RequestContext,
  ): Promise<CurrentTokenAnswer> {
    return this.#currentTokens.current(agent, readerOf(context));
  }
}
