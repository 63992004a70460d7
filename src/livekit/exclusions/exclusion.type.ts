import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { NOTE_LENGTH } from '../../platform/checks.js';
import { connectionOf } from '../../schema/connection.type.js';
import { LiveKitRoomRemoval } from '../rooms/removal.type.js';
import { EXCLUSION_SECONDS, type ExcludedUser } from './exclusion.js';

const { least, most } = EXCLUSION_SECONDS;

/** For how long, as the arguments say it. */
export const EXCLUSION_BOUNDS = `${String(least)} to ${String(most)}`;

/** The schema's `LiveKitUser`. */
@ObjectType({ simpleResolvers: true, description: 'A user of an application, as its JWTs say.' })
class LiveKitUser {
  @Field(() => String, { nullable: true, description: 'The `iss`; null for whichever it is.' })
  readonly issuer!: string | null;

  @Field(() => String, { description: 'The `sub`.' })
  readonly subject!: string;
}

/** The schema's `LiveKitUserInput`. */
@InputType({ description: 'A user of an application, as its JWTs say.' })
export class LiveKitUserInput {
  @Field(() => String, { nullable: true, description: 'The `iss`; whichever it is if left out.' })
  readonly issuer?: string | null;

  @Field(() => String, { description: 'The `sub`.' })
  readonly subject!: string;
}

/** The schema's `LiveKitExclusion`. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Somebody who gets no room token for the time being: an agent, an identity or a user.',
})
export class LiveKitExclusion {
  @Field(() => ID, { description: 'Names it, for `endLiveKitExclusion`.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'The agent, if it is one.' })
  readonly agentName!: string | null;

  @Field(() => String, { nullable: true, description: 'The identity, if it is one.' })
  readonly identity!: string | null;

  @Field(() => LiveKitUser, { nullable: true, description: 'The user, if it is one.' })
  readonly user!: ExcludedUser | null;

  @Field(() => String, {
    nullable: true,
    description: 'The LiveKit project; null for every project, empty for the default one.',
  })
  readonly project!: string | null;

  @Field(() => String, { nullable: true, description: 'The room; null for every room.' })
  readonly room!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for people.' })
  readonly reason!: string | null;

  @Field(() => DateTimeResolver, { description: 'Since when.' })
  readonly createdAt!: Date;

  @Field(() => String, { description: 'Who excluded them, in a few words.' })
  readonly createdBy!: string;

  @Field(() => DateTimeResolver, {
    nullable: true,
    description: 'Until when; null until somebody ends it.',
  })
  readonly endsAt!: Date | null;
}

/** The schema's `LiveKitExclusionConnection`. */
export const LiveKitExclusionConnection = connectionOf('LiveKitExclusion', LiveKitExclusion, {
  one: 'exclusion',
  many: 'exclusions',
  edge: 'An exclusion and its place in the list.',
  page: 'A page of exclusions, newest first.',
  totalCount: 'How many the filter lets through, on all pages.',
});

/** The schema's `ExcludeFromLiveKitInput`. */
@InputType({
  description: 'Whom `excludeFromLiveKit` excludes: one of `agent`, `identity` and `user`.',
})
export class ExcludeFromLiveKitInput {
  @Field(() => String, {
    nullable: true,
    description: 'An agent, with all that it would let in.',
  })
  readonly agent?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'An identity, whoever asks for it; needs a `room`.',
  })
  readonly identity?: string | null;

  @Field(() => LiveKitUserInput, { nullable: true, description: 'A user of an application.' })
  readonly user?: LiveKitUserInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'In which LiveKit project; in all if left out, in the default one if empty.',
  })
  readonly project?: string | null;

  @Field(() => String, { nullable: true, description: 'From which room; from all if left out.' })
  readonly room?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `For how many seconds, ${EXCLUSION_BOUNDS}; until it is ended if left out.`,
  })
  readonly durationSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description: `Why, for people and the audit log; at most ${String(NOTE_LENGTH)} characters.`,
  })
  readonly reason?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to take those out who are in a room by an earlier room token; false if left out. ' +
      'Doing it again tries those again that could not be removed.',
  })
  readonly removeFromRooms?: boolean | null;
}

/** The schema's `ExcludeFromLiveKitPayload`. */
@ObjectType({ simpleResolvers: true, description: 'Whom `excludeFromLiveKit` excluded.' })
export class ExcludeFromLiveKitPayload {
  @Field(() => LiveKitExclusion, {
    description: 'What holds now. Who was excluded already stays so for the longer of both times.',
  })
  readonly exclusion!: LiveKitExclusion;

  @Field(() => [LiveKitRoomRemoval], {
    nullable: true,
    description:
      'What became of those who were in a room, or can still come; null unless ' +
      '`removeFromRooms` was asked for.',
  })
  readonly roomRemovals!: readonly LiveKitRoomRemoval[] | null;
}

/** The schema's `EndLiveKitExclusionInput`. */
@InputType({ description: 'Which exclusion `endLiveKitExclusion` ends.' })
export class EndLiveKitExclusionInput {
  @Field(() => ID, { description: 'The id from `liveKitExclusions`.' })
  readonly id!: string;
}

/** The schema's `EndLiveKitExclusionPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `endLiveKitExclusion` ended.' })
export class EndLiveKitExclusionPayload {
  @Field(() => LiveKitExclusion, { description: 'The exclusion as it was.' })
  readonly exclusion!: LiveKitExclusion;
}
