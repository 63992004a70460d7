import { Field, ID, ObjectType } from 'type-graphql';

import { ROOM_POLICY_FIELDS, type TrackSource } from '../../providers/room-policy.js';
import { enumOf } from '../../schema/enum-of.js';
import { LiveKitTrackSource } from '../policies/policy.type.js';
import type { TrackKind } from './room.js';

const LiveKitTrackKind = enumOf<TrackKind>('LiveKitTrackKind', 'What a track carries.', {
  AUDIO: 'Sound.',
  VIDEO: 'Pictures.',
  DATA: 'Data.',
});

/** The schema's `LiveKitTrack`. */
@ObjectType({ simpleResolvers: true, description: 'A track that a participant publishes.' })
export class LiveKitTrack {
  @Field(() => ID, { description: 'LiveKit’s id of the track.' })
  readonly id!: string;

  @Field(() => String, { description: 'The name that the participant gave it.' })
  readonly name!: string;

  @Field(() => LiveKitTrackKind, { description: 'What it carries.' })
  readonly kind!: TrackKind;

  @Field(() => LiveKitTrackSource, {
    nullable: true,
    description: 'What it comes from; null if the participant named no source.',
  })
  readonly source!: TrackSource | null;

  @Field(() => Boolean, { description: 'Whether it is muted.' })
  readonly isMuted!: boolean;
}

/** The schema's `LiveKitParticipantPermissions`. */
@ObjectType({ simpleResolvers: true, description: 'What a participant may do now.' })
export class LiveKitParticipantPermissions {
  @Field(() => [LiveKitTrackSource], {
    nullable: true,
    description: 'The sources it may publish; null for all.',
  })
  readonly publishSources!: readonly TrackSource[] | null;

  @Field(() => Boolean, { description: 'Whether the others do not see it.' })
  readonly hidden!: boolean;
}

for (const [name, field] of Object.entries(ROOM_POLICY_FIELDS)) {
  if (field.kind !== 'right') continue;
  const right = { description: `${field.grant}.` };
  Field(() => Boolean, right)(LiveKitParticipantPermissions.prototype, name);
}
