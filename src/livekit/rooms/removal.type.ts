import { DateTimeResolver } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

import { enumOf } from '../../schema/enum-of.js';
import type { RemovalOutcome } from './removal.js';

const LiveKitRemovalOutcome = enumOf<RemovalOutcome>(
  'LiveKitRemovalOutcome',
  'How it went to take somebody out of a room.',
  {
    REMOVED: 'It was in the room and is not any more.',
    NOT_IN_ROOM:
      'It was not in the room. Until `roomTokenExpiresAt` it can come by the room token it holds.',
    FAILED: 'It may still be in the room. Revoke or exclude once more to try again.',
  },
);

/** The schema's `LiveKitRoomRemoval`. */
@ObjectType({
  simpleResolvers: true,
  description:
    'What became of a participant whom a revoked token had let into a room, or who was excluded.',
})
export class LiveKitRoomRemoval {
  @Field(() => String, {
    description: 'The LiveKit project of the room; empty for the default one.',
  })
  readonly project!: string;

  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => String, { description: 'The identity in it.' })
  readonly identity!: string;

  @Field(() => LiveKitRemovalOutcome, { description: 'How it went.' })
  readonly outcome!: RemovalOutcome;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description:
      'The instant before which LiveKit was told to refuse its room tokens; LiveKit Cloud does, a ' +
      'server of your own forgets it. Null where it could not be told.',
  })
  readonly roomTokensRefusedBefore!: Date | null;

  @Field(() => DateTimeResolver, {
    description: 'Until when the room token that it was handed can open the room.',
  })
  readonly roomTokenExpiresAt!: Date;

  @Field(() => String, { description: 'What was done, or could not be, in a sentence.' })
  readonly message!: string;
}
