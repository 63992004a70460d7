import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';

import type { ProviderId } from '../../providers/registry.js';
import { IntegrationProvider } from '../../schema/provider.type.js';

/** The schema's `TokenIntrospection`. */
@ObjectType({
  simpleResolvers: true,
  description: 'What a token is worth now. All but `active` is null unless it is true.',
})
export class TokenIntrospection {
  @Field(() => Boolean, { description: 'Whether the gateway itself would accept the token now.' })
  readonly active!: boolean;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id that `integrationToken` and the audit log know the token by; of an access token of ' +
      '`/oauth/token` the audit log alone.',
  })
  readonly tokenId!: string | null;

  @Field(() => String, { nullable: true, description: 'The agent it was issued to.' })
  readonly agentName!: string | null;

  @Field(() => IntegrationProvider, { nullable: true, description: "The agent's provider." })
  readonly provider!: ProviderId | null;

  @Field(() => [String], { nullable: true, description: 'What it may be used for now.' })
  readonly scopes!: readonly string[] | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'When it was issued.' })
  readonly issuedAt!: Date | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'The instant from which it is refused, unless it is revoked before.',
  })
  readonly expiresAt!: Date | null;
}
