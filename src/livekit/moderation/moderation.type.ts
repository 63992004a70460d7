import { Field, ID, InputType, ObjectType } from 'type-graphql';

import { ROOM_POLICY_FIELDS, type TrackSource } from '../../providers/room-policy.js';
import { LiveKitAttributeInput } from '../attribute.type.js';
import { LiveKitTrackSource } from '../policies/policy.type.js';
import { LiveKitParticipant, LiveKitRoom } from '../rooms/room.type.js';
import { LiveKitTrack } from '../rooms/track.type.js';
import { PROJECT } from '../project.type.js';

/** The schema's `MuteLiveKitTrackInput`. */
@InputType({ description: 'Which track `muteLiveKitTrack` mutes or unmutes.' })
export class MuteLiveKitTrackInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => String, { description: 'The identity of the participant that publishes it.' })
  readonly identity!: string;

  @Field(() => ID, { description: 'LiveKit’s id of the track.' })
  readonly trackId!: string;

  @Field(() => Boolean, {
    description: 'True to mute it. Unmuting must be turned on in the LiveKit project.',
  })
  readonly isMuted!: boolean;
}

/** The schema's `MuteLiveKitTrackPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `muteLiveKitTrack` did.' })
export class MuteLiveKitTrackPayload {
  @Field(() => LiveKitTrack, { description: 'The track as it is now.' })
  readonly track!: LiveKitTrack;
}

/** The schema's `LiveKitParticipantGrantsInput`. */
@InputType({ description: "A participant's rights, within the policy of who changes them." })
export class LiveKitParticipantGrantsInput {
  @Field(() => [LiveKitTrackSource], {
    nullable: true,
    description: 'The sources it may publish, none if empty; unchanged when left out.',
  })
  readonly publishSources?: readonly TrackSource[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Not to be seen by the others; unchanged when left out.',
  })
  readonly hidden?: boolean | null;
}

for (const [name, field] of Object.entries(ROOM_POLICY_FIELDS)) {
  if (field.kind !== 'right') continue;
  const right = { nullable: true, description: `${field.grant}; unchanged when left out.` };
  Field(() => Boolean, right)(LiveKitParticipantGrantsInput.prototype, name);
}

/** The schema's `UpdateLiveKitParticipantInput`. */
@InputType({
  description: 'What `updateLiveKitParticipant` changes; what is left out stays as it is.',
})
export class UpdateLiveKitParticipantInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => String, { description: 'The identity of the participant.' })
  readonly identity!: string;

  @Field(() => String, { nullable: true, description: 'The name to show.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What everybody in the room can read of it; not empty.',
  })
  readonly metadata?: string | null;

  @Field(() => [LiveKitAttributeInput], {
    nullable: true,
    description: 'Attributes to set, each key once. An empty value deletes the attribute.',
  })
  readonly attributes?: readonly LiveKitAttributeInput[] | null;

  @Field(() => LiveKitParticipantGrantsInput, { nullable: true, description: 'Its rights.' })
  readonly grants?: LiveKitParticipantGrantsInput | null;
}

/** The schema's `UpdateLiveKitParticipantPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `updateLiveKitParticipant` did.' })
export class UpdateLiveKitParticipantPayload {
  @Field(() => LiveKitParticipant, { description: 'The participant as it is now.' })
  readonly participant!: LiveKitParticipant;
}

/** The schema's `UpdateLiveKitRoomMetadataInput`. */
@InputType({ description: 'Which metadata `updateLiveKitRoomMetadata` gives a room.' })
export class UpdateLiveKitRoomMetadataInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room, which must be open.' })
  readonly room!: string;

  @Field(() => String, { description: 'Its metadata from now on; empty for none.' })
  readonly metadata!: string;
}

/** The schema's `UpdateLiveKitRoomMetadataPayload`. */
@ObjectType({ simpleResolvers: true, description: 'What `updateLiveKitRoomMetadata` did.' })
export class UpdateLiveKitRoomMetadataPayload {
  @Field(() => LiveKitRoom, { description: 'The room as it is now.' })
  readonly room!: LiveKitRoom;
}
