import { DateTimeResolver } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

import type { ProviderId } from '../../providers/registry.js';
import { IntegrationProvider } from '../../schema/provider.type.js';
import { CurrentToken } from '../token.type.js';

/** The schema's `CurrentTokenChanged`. */
@ObjectType({
  simpleResolvers: true,
  description: 'An agent has a new current token; the one before it retires or has ended.',
})
export class CurrentTokenChanged {
  @Field(() => String, { description: 'The agent.' })
  readonly agentName!: string;

  @Field(() => IntegrationProvider, { description: "The agent's provider." })
  readonly provider!: ProviderId;

  @Field(() => DateTimeResolver, { description: 'When the new token was issued.' })
  readonly changedAt!: Date;

  @Field(() => DateTimeResolver, {
    description: 'The instant from which the new token is refused.',
  })
  readonly expiresAt!: Date;

  @Field(() => DateTimeResolver, {
    description: "When to expect the next one: two thirds of the new token's lifetime.",
  })
  readonly refreshAt!: Date;

  @Field(() => CurrentToken, {
    description: 'The token to use now, secret included, as the query `currentToken` hands it out.',
  })
  readonly currentToken!: () => Promise<CurrentToken>;
}
