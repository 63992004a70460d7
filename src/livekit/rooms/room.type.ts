import { DateTimeResolver } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';

import { enumOf } from '../../schema/enum-of.js';
import { LiveKitAttribute } from '../attribute.type.js';
import { EXCLUSION_BOUNDS, LiveKitExclusion } from '../exclusions/exclusion.type.js';
import { PROJECT } from '../project.type.js';
import type { ParticipantKind, ParticipantState } from './room.js';
import { LiveKitParticipantPermissions, LiveKitTrack } from './track.type.js';

const LiveKitParticipantState = enumOf<ParticipantState>(
  'LiveKitParticipantState',
  'How far a participant has come.',
  {
    JOINING: 'Its connection is being made; nothing has been exchanged yet.',
    JOINED: 'It has joined, and nothing flows yet.',
    ACTIVE: 'It can send and receive.',
    DISCONNECTED: 'It is gone.',
  },
);

const LiveKitParticipantKind = enumOf<ParticipantKind>(
  'LiveKitParticipantKind',
  'What a participant is.',
  {
    STANDARD: 'Whoever joined by a room token.',
    INGRESS: 'A stream that LiveKit takes in.',
    EGRESS: 'A recording, or a stream that LiveKit sends out.',
    SIP: 'A telephone.',
    AGENT: 'A LiveKit agent.',
    CONNECTOR: 'A call of another service.',
    BRIDGE: 'A participant of another room.',
    UNKNOWN: 'Something that this version of the gateway does not know.',
  },
);

/** The schema's `LiveKitRoom`. */
@ObjectType({ simpleResolvers: true, description: 'A room that is open.' })
export class LiveKitRoom {
  @Field(() => ID, { description: 'LiveKit’s id of this opening of the room.' })
  readonly id!: string;

  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;

  @Field(() => DateTimeResolver, { description: 'When it opened.' })
  readonly createdAt!: Date;

  @Field(() => Int, { description: 'How many are in it.' })
  readonly participantCount!: number;

  @Field(() => Int, { description: 'How many of them publish.' })
  readonly publisherCount!: number;

  @Field(() => Int, { description: 'How many may be in it; 0 for any number.' })
  readonly maxParticipants!: number;

  @Field(() => String, { description: 'What everybody in it can read.' })
  readonly metadata!: string;

  @Field(() => Int, {
    description: 'How many seconds it stays open before anybody joins; 0 for the default.',
  })
  readonly emptyTimeoutSeconds!: number;

  @Field(() => Int, {
    description:
      'How many seconds it stays open after the last participant left; 0 for the default.',
  })
  readonly departureTimeoutSeconds!: number;
}

/** The schema's `LiveKitParticipant`. */
@ObjectType({ simpleResolvers: true, description: 'Somebody who is in a room.' })
export class LiveKitParticipant {
  @Field(() => ID, { description: 'LiveKit’s id of this connection.' })
  readonly id!: string;

  @Field(() => String, { description: 'The identity, which one participant of a room has.' })
  readonly identity!: string;

  @Field(() => String, { description: 'The name to show.' })
  readonly name!: string;

  @Field(() => LiveKitParticipantKind, { description: 'What it is.' })
  readonly kind!: ParticipantKind;

  @Field(() => LiveKitParticipantState, { description: 'How far it has come.' })
  readonly state!: ParticipantState;

  @Field(() => DateTimeResolver, { description: 'When it joined.' })
  readonly joinedAt!: Date;

  @Field(() => Boolean, { description: 'Whether it publishes.' })
  readonly isPublisher!: boolean;

  @Field(() => String, { description: 'What everybody in the room can read of it.' })
  readonly metadata!: string;

  @Field(() => [LiveKitAttribute], { description: 'The same by keys.' })
  readonly attributes!: readonly LiveKitAttribute[];

  @Field(() => [LiveKitTrack], { description: 'The tracks that it publishes.' })
  readonly tracks!: readonly LiveKitTrack[];

  @Field(() => LiveKitParticipantPermissions, {
    nullable: true,
    description: 'What it may do now; null if the server does not tell.',
  })
  readonly permissions!: LiveKitParticipantPermissions | null;
}

/** The schema's `RemoveLiveKitParticipantInput`. */
@InputType({ description: 'Whom `removeLiveKitParticipant` removes.' })
export class RemoveLiveKitParticipantInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => String, { description: 'The identity in it.' })
  readonly identity!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      `For how many seconds it gets no new room token for the room, ${EXCLUSION_BOUNDS}; it can ` +
      'come back at once if left out.',
  })
  readonly excludeSeconds?: number | null;
}

/** The schema's `RemoveLiveKitParticipantPayload`. */
@ObjectType({ simpleResolvers: true, description: 'Whom `removeLiveKitParticipant` removed.' })
export class RemoveLiveKitParticipantPayload {
  @Field(() => String, { description: 'The room.' })
  readonly room!: string;

  @Field(() => String, { description: 'The identity that was in it.' })
  readonly identity!: string;

  @Field(() => DateTimeResolver, {
    description:
      'The instant before which LiveKit was told to refuse its room tokens. LiveKit Cloud does; ' +
      'with a server of your own it can come back as long as its room token is good.',
  })
  readonly roomTokensRefusedBefore!: Date;

  @Field(() => Boolean, {
    description: 'Whether it was in the room; false only where it was to be excluded.',
  })
  readonly wasInRoom!: boolean;

  @Field(() => [LiveKitExclusion], {
    description:
      'Who is excluded by it: the identity, the agent whose name it is or for which the gateway ' +
      'made it, and the user who was let in by it. Empty without `excludeSeconds`.',
  })
  readonly exclusions!: readonly LiveKitExclusion[];
}
