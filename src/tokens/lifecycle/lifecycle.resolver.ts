import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { checkId } from '../../platform/checks.js';
import type { Clock } from '../../platform/clock.js';
import { withoutNulls } from '../../platform/without-nulls.js';
import { providerById } from '../../providers/registry.js';
import type { RequestContext } from '../../request/context.js';
import { presentToken } from '../presenter.js';
import type { TokenService } from '../token.service.js';
import { GenerateTokenInput, GenerateTokenPayload } from '../token.type.js';
import {
  RevokeAgentTokensInput,
  RevokeAgentTokensPayload,
  RevokeTokenInput,
  RevokeTokenPayload,
  RotateTokenInput,
  RotateTokenPayload,
} from './lifecycle.type.js';
import type { TokenRevocationService } from './revocation.service.js';

/** The schema's fields that make and end integration tokens. */
@Resolver()
export class TokenLifecycleResolver {
  readonly #tokens: TokenService;
  readonly #revocations: TokenRevocationService;
  readonly #clock: Clock;

  constructor(tokens: TokenService, revocations: TokenRevocationService, clock: Clock) {
    this.#tokens = tokens;
    this.#revocations = revocations;
    this.#clock = clock;
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
    const order = { ...withoutNulls(input), provider: providerById(input.provider) };
    const { secret, token } = await this.#tokens.generate(order, actor);
    return { token: secret, integrationToken: presentToken(token, this.#clock.now()) };
  }

  @Mutation(() => RotateTokenPayload, {
    description:
      "Replaces an agent's current token by one of the same scopes and lifetime. For superusers.",
  })
  async rotateToken(
    @Arg('input', () => RotateTokenInput, { description: 'Whose token, and how.' })
    input: RotateTokenInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<RotateTokenPayload> {
    const { secret, token } = await this.#tokens.rotate(withoutNulls(input), actor);
    return { token: secret, integrationToken: presentToken(token, this.#clock.now()) };
  }

  @Mutation(() => RevokeTokenPayload, {
    description: 'Ends a token before its time, everywhere. Idempotent. For superusers.',
  })
  async revokeToken(
    @Arg('input', () => RevokeTokenInput, { description: 'Which token, and why.' })
    input: RevokeTokenInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<RevokeTokenPayload> {
    const id = checkId('id', input.id);
    const order = { ...withoutNulls(input), actor };
    const { token, removals } = await this.#revocations.revoke(id, order);
    return { integrationToken: presentToken(token, this.#clock.now()), roomRemovals: removals };
  }

  @Mutation(() => RevokeAgentTokensPayload, {
    description: "Ends all of an agent's tokens, everywhere. Idempotent. For superusers.",
  })
  async revokeAgentTokens(
    @Arg('input', () => RevokeAgentTokensInput, { description: 'Whose tokens, and why.' })
    input: RevokeAgentTokensInput,
    @Ctx() { actor }: RequestContext,
  ): Promise<RevokeAgentTokensPayload> {
    const order = { ...withoutNulls(input), actor };
    const { revokedCount, removals } = await this.#revocations.revokeAll(input.agent, order);
    return { revokedCount, roomRemovals: removals };
  }
}
