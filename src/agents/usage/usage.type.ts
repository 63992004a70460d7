import { DateResolver } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';

const ROOM_TOKENS = 'How many room tokens it was issued.';
const JOINS = 'How many times a participant of its joined, by LiveKit’s webhooks.';
const MINUTES = 'How many minutes its participants were connected, by LiveKit’s webhooks, rounded.';

/** The schema's `LiveKitUsageDay`. */
@ObjectType({ simpleResolvers: true, description: 'What an agent used of LiveKit on one day.' })
export class LiveKitUsageDay {
  @Field(() => DateResolver, { description: 'The day, in UTC.' })
  readonly date!: Date;

  @Field(() => Int, { description: ROOM_TOKENS })
  readonly roomTokenCount!: number;

  @Field(() => Int, { description: JOINS })
  readonly joinCount!: number;

  @Field(() => Int, {
    description: `${MINUTES} A connection counts on the day on which it ends.`,
  })
  readonly connectedMinutes!: number;
}

/** The schema's `LiveKitUsage`. */
@ObjectType({ simpleResolvers: true, description: 'What an agent used of LiveKit.' })
export class LiveKitUsage {
  @Field(() => Int, { description: ROOM_TOKENS })
  readonly roomTokenCount!: number;

  @Field(() => Int, { description: JOINS })
  readonly joinCount!: number;

  @Field(() => Int, { description: MINUTES })
  readonly connectedMinutes!: number;

  @Field(() => [LiveKitUsageDay], {
    description: 'The same by days, oldest first, without those on which nothing was used.',
  })
  readonly days!: readonly LiveKitUsageDay[];
}
