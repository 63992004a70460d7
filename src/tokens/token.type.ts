import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, Int, InputType, ObjectType } from 'type-graphql';

import { OVERLAP_SECONDS, TTL_SECONDS } from '../credentials/lifetime.js';
import { NOTE_LENGTH } from '../platform/checks.js';
import type { ProviderId } from '../providers/registry.js';
import { connectionOf } from '../schema/connection.type.js';
import { enumOf } from '../schema/enum-of.js';
import { IntegrationProvider } from '../schema/provider.type.js';
import type { TokenStatus } from './token.js';

/** The schema's `IntegrationTokenStatus`. */
export const IntegrationTokenStatus = enumOf<TokenStatus>(
  'IntegrationTokenStatus',
  'Where a token stands at the moment of the answer.',
  {
    ACTIVE: "Good, and its agent's current token.",
    RETIRING: 'Good until its `expiresAt`; another token has taken its place.',
    EXPIRED: 'Past its `expiresAt`, and refused.',
    REVOKED: 'Ended before its time, and refused.',
  },
);

/** The schema's `IntegrationToken`. */
@ObjectType({
  simpleResolvers: true,
  description: 'A token that an agent carries, without its secret.',
})
export class IntegrationToken {
  @Field(() => ID, { description: 'Names the token; of no use as a credential.' })
  readonly id!: string;

  @Field(() => IntegrationProvider, { description: 'The provider whose header it travels in.' })
  readonly provider!: ProviderId;

  @Field(() => String, { description: 'The agent it was issued to.' })
  readonly agentName!: string;

  @Field(() => String, {
    description: "The secret's prefix and last four characters, to tell tokens apart.",
  })
  readonly hint!: string;

  @Field(() => IntegrationTokenStatus, { description: 'Where it stands now.' })
  readonly status!: TokenStatus;

  @Field(() => [String], { description: 'What it may be used for, for example `calendar.read`.' })
  readonly scopes!: readonly string[];

  @Field(() => DateTimeResolver, { description: 'When it was issued.' })
  readonly issuedAt!: Date;

  @Field(() => String, {
    description: 'Who asked for it: a superuser by name, the operator, or `automatic renewal`.',
  })
  readonly issuedBy!: string;

  @Field(() => Int, {
    description: 'The lifetime in seconds that it was issued with; `rotateToken` keeps it.',
  })
  readonly ttlSeconds!: number;

  @Field(() => DateTimeResolver, { description: 'The instant from which it is refused.' })
  readonly expiresAt!: Date;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'When it was last accepted, to about a minute; null when it never was.',
  })
  readonly lastUsedAt!: Date | null;

  @Field(() => DateTimeResolver, { nullable: true, description: 'When it was revoked.' })
  readonly revokedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was revoked.' })
  readonly revokedReason!: string | null;

  @Field(() => String, { nullable: true, description: 'What its issuer wrote about it.' })
  readonly note!: string | null;
}

/** The schema's `IntegrationTokenConnection`. */
export const IntegrationTokenConnection = connectionOf('IntegrationToken', IntegrationToken, {
  one: 'token',
  many: 'tokens',
  edge: 'A token and its place in the list.',
  page: 'A page of tokens, newest first.',
  totalCount: 'How many tokens the filter lets through, on all pages.',
});

/** The schema's `CurrentToken`. */
@ObjectType({
  simpleResolvers: true,
  description: 'The token an agent should use now, secret included.',
})
export class CurrentToken {
  @Field(() => String, { description: 'The agent it belongs to.' })
  readonly agentName!: string;

  @Field(() => IntegrationProvider, { description: "The agent's provider." })
  readonly provider!: ProviderId;

  @Field(() => String, { description: 'The request header to send the token in.' })
  readonly header!: string;

  @Field(() => String, { nullable: true, description: 'The secret; null unless `valid`.' })
  readonly token!: string | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'The instant from which the token is refused; null unless `valid`.',
  })
  readonly expiresAt!: Date | null;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description:
      "Ask again from this instant on: two thirds of the token's lifetime. Null unless `valid`.",
  })
  readonly refreshAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether there is a token to use.' })
  readonly valid!: boolean;

  @Field(() => String, { description: 'What to do next, in a sentence.' })
  readonly message!: string;
}

/** The schema's `GenerateTokenInput`. */
@InputType({ description: 'What `generateToken` makes, and for whom.' })
export class GenerateTokenInput {
  @Field(() => IntegrationProvider, { description: 'The provider that the agent belongs to.' })
  readonly provider!: ProviderId;

  @Field(() => String, {
    description:
      'The agent: 1 to 100 characters out of `A-Z a-z 0-9 . _ -`. An unknown one is registered.',
  })
  readonly agent!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      `The lifetime in seconds, ${String(TTL_SECONDS.least)} to ${String(TTL_SECONDS.most)}; ` +
      '30 days when left out.',
  })
  readonly ttlSeconds?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: "What it may be used for; the provider's default when left out.",
  })
  readonly scopes?: readonly string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many seconds the agent's present token stays good, never past its own expiry; " +
      `${String(OVERLAP_SECONDS.default)} when left out, and 0 revokes it at once.`,
  })
  readonly overlapSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `A remark for people, at most ${String(NOTE_LENGTH)} characters.`,
  })
  readonly note?: string | null;
}

/** The schema's `GenerateTokenPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `generateToken` made.' })
export class GenerateTokenPayload {
  @Field(() => String, { description: 'The secret. `currentToken` hands it out again.' })
  readonly token!: string;

  @Field(() => IntegrationToken, { description: 'The token without its secret.' })
  readonly integrationToken!: IntegrationToken;
}
