import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';

import { checkName } from '../agents/agent.js';
import type { RequestContext } from '../context/create-context.js';
import type { Clock } from '../platform/clock.js';
import { badUserInput } from '../platform/errors.js';
import { providerById, type ProviderId } from '../providers/registry.js';
import type { CurrentTokenAnswer, CurrentTokenService } from './current-token.service.js';
import { IntegrationProvider } from './provider.type.js';
import { IntegrationTokenConnection } from './token-connection.type.js';
import { decodeCursor, encodeCursor } from './token-cursor.js';
import type { TokenService } from './token.service.js';
import {
  CurrentToken,
  GenerateTokenInput,
  GenerateTokenPayload,
  IntegrationToken,
  IntegrationTokenStatus,
} from './token.type.js';
import { tokenStatus, type IntegrationTokenRecord, type TokenStatus } from './token.js';

const PAGE_SIZE = { least: 1, most: 200, default: 50 } as const;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The schema's fields about integration tokens. */
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
    @Arg('first', () => Int, {
      defaultValue: PAGE_SIZE.default,
      nullable: true,
      description: 'How many to answer with, 1 to 200.',
    })
    first: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: 'The cursor behind which to go on: the last page’s `endCursor`.',
    })
    after: string | null,
  ): Promise<IntegrationTokenConnection> {
    const limit = checkPageSize(first ?? PAGE_SIZE.default);
    const filter = {
      provider: provider ?? undefined,
      agentName: typeof agent === 'string' ? checkName('agent', agent) : undefined,
      status: status ?? undefined,
    };
    const position = typeof after === 'string' ? decodeCursor(after) : undefined;
    const records = await this.#tokens.list(filter, { limit: limit + 1, after: position });
    const edges = records.slice(0, limit).map((record) => ({
      cursor: encodeCursor(record),
      node: this.#present(record),
    }));
    return {
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: {
        hasNextPage: records.length > limit,
        hasPreviousPage: position !== undefined,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: () => this.#tokens.count(filter),
    };
  }

  @Query(() => IntegrationToken, {
    nullable: true,
    description: 'One integration token, or null when there is none of that id. For superusers.',
  })
  async integrationToken(
    @Arg('id', () => ID, { description: 'The id from `integrationTokens`.' }) id: string,
  ): Promise<IntegrationToken | null> {
    if (!UUID.test(id)) throw badUserInput('id', 'must be the id of an integration token, a UUID');
    const record = await this.#tokens.findById(id);
    return record ? this.#present(record) : null;
  }

  @Query(() => CurrentToken, {
    description:
      'The token that an agent should use now. For superusers, for the agent itself by a live ' +
      'token or its agent key, and without a credential from a trusted network.',
  })
  currentToken(
    @Arg('agent', () => String, { description: "The agent's name." }) agent: string,
    @Ctx() { actor, principal }: RequestContext,
  ): Promise<CurrentTokenAnswer> {
    const presentedTokenId = principal.kind === 'AGENT' ? principal.tokenId : undefined;
    return this.#currentTokens.current(agent, { actor, presentedTokenId });
  }

  @Mutation(() => GenerateTokenPayload, {
    description:
      "Makes a new token the agent's current one; the one before it retires after the overlap. " +
      'For superusers.',
  })
  async generateToken(
    @Arg('input', () => GenerateTokenInput, { description: 'What to make, and for whom.' })
    input: GenerateTokenInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<GenerateTokenPayload> {
    const { secret, token } = await this.#tokens.generate(
      {
        provider: providerById(input.provider),
        agent: input.agent,
        ttlSeconds: input.ttlSeconds ?? undefined,
        scopes: input.scopes ?? undefined,
        overlapSeconds: input.overlapSeconds ?? undefined,
        note: input.note ?? undefined,
      },
      actor,
    );
    return { token: secret, integrationToken: this.#present(token) };
  }

  #present(record: IntegrationTokenRecord): IntegrationToken {
    return {
      ...record,
      provider: record.provider as ProviderId,
      status: tokenStatus(record, this.#clock.now()),
    };
  }
}

function checkPageSize(first: number): number {
  if (first < PAGE_SIZE.least || first > PAGE_SIZE.most) {
    throw badUserInput('first', 'must be from 1 to 200');
  }
  return first;
}
