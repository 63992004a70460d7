import { DateTimeResolver } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

import {
  ROOM_POLICY_FIELDS,
  ROOM_TTL_SECONDS,
  type TrackSource,
} from '../../providers/room-policy.js';
import { LiveKitAttributeInput } from '../attribute.type.js';
import { LiveKitTrackSource } from '../policies/policy.type.js';
import { PROJECT } from '../project.type.js';

const ASKED = 'as its policy says when left out';

/** The schema's `LiveKitGrantsInput`. */
@InputType({ description: "What a participant is allowed, within its agent's policy." })
export class LiveKitGrantsInput {
  @Field(() => [LiveKitTrackSource], {
    nullable: true,
    description: `The sources it may publish; ${ASKED}.`,
  })
  readonly publishSources?: readonly TrackSource[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Not to be seen by the others; needs the scope `livekit.admin`.',
  })
  readonly hidden?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Govern the room by LiveKit’s own API; needs the scope `livekit.admin`.',
  })
  readonly roomAdmin?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Create and delete rooms by LiveKit’s own API, any room of the project; needs the scope ' +
      '`livekit.admin`, and `*` among the rooms of the policy. `createLiveKitRoom` needs no such grant.',
  })
  readonly roomCreate?: boolean | null;
}

for (const [name, field] of Object.entries(ROOM_POLICY_FIELDS)) {
  if (field.kind !== 'right') continue;
  const right = { nullable: true, description: `${field.grant}; ${ASKED}.` };
  Field(() => Boolean, right)(LiveKitGrantsInput.prototype, name);
}

/** The schema's `LiveKitAgentDispatchInput`. */
@InputType({ description: 'A LiveKit agent that is to be sent into a room that opens.' })
export class LiveKitAgentDispatchInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The name under which its workers are registered; the workers without one if left out or empty.',
  })
  readonly agentName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is told, within the 256 KiB of a request.',
  })
  readonly metadata?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which of its deployments, where it has several.',
  })
  readonly deployment?: string | null;

  @Field(() => [LiveKitAttributeInput], {
    nullable: true,
    description: 'What it is told by keys, at most 64 KiB in all; each key once.',
  })
  readonly attributes?: readonly LiveKitAttributeInput[] | null;
}

/** The schema's `LiveKitRoomConfigInput`. */
@InputType({
  description: 'How LiveKit sets up the room if it opens; a room that is open stays as it is.',
})
export class LiveKitRoomConfigInput {
  @Field(() => String, {
    nullable: true,
    description:
      "The name of one of the server's room configurations, which holds for what is left out here. " +
      'LiveKit refuses a name that it does not know.',
  })
  readonly roomPreset?: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many seconds the room stays open before anybody comes.',
  })
  readonly emptyTimeoutSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many seconds the room stays open after the last one left.',
  })
  readonly departureTimeoutSeconds?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many may be in it; 0 for any number.' })
  readonly maxParticipants?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The room's metadata, within the 256 KiB of a request.",
  })
  readonly metadata?: string | null;

  @Field(() => Int, { nullable: true, description: 'The least delay of playing, in milliseconds.' })
  readonly minPlayoutDelayMs?: number | null;

  @Field(() => Int, { nullable: true, description: 'The most delay of playing, in milliseconds.' })
  readonly maxPlayoutDelayMs?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the tracks of a participant are kept in step.',
  })
  readonly syncStreams?: boolean | null;

  @Field(() => [LiveKitAttributeInput], {
    nullable: true,
    description:
      'Tags of the room, at most 64 KiB in all; each name once. Only LiveKit Cloud uses them.',
  })
  readonly tags?: readonly LiveKitAttributeInput[] | null;
}

/** The schema's `LiveKitRoomTokenInput`. */
@InputType({ description: 'What a room token of `liveKitRoomToken` allows.' })
export class LiveKitRoomTokenInput {
  @Field(() => String, PROJECT)
  readonly project?: string | null;

  @Field(() => String, { description: 'The room, at most 256 bytes.' })
  readonly room!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The identity; a new one when left out. LiveKit disconnects a participant when another one ' +
      'joins with its identity, so an agent may not give another agent’s name, nor an identity ' +
      'that the gateway generated for others.',
  })
  readonly identity?: string | null;

  @Field(() => String, { nullable: true, description: 'The name to show, at most 256 bytes.' })
  readonly name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What everybody in the room can read of it, within the 256 KiB of a request.',
  })
  readonly metadata?: string | null;

  @Field(() => [LiveKitAttributeInput], {
    nullable: true,
    description: 'The same by keys, at most 64 KiB in all; each key once.',
  })
  readonly attributes?: readonly LiveKitAttributeInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      `For how many seconds it opens the room, ${String(ROOM_TTL_SECONDS.least)} to ` +
      `${String(ROOM_TTL_SECONDS.most)}; 15 minutes when left out. Participants who have joined by then stay.`,
  })
  readonly ttlSeconds?: number | null;

  @Field(() => LiveKitGrantsInput, {
    nullable: true,
    description: 'What the participant is allowed; what the policy allows when left out.',
  })
  readonly grants?: LiveKitGrantsInput | null;

  @Field(() => [LiveKitAgentDispatchInput], {
    nullable: true,
    description:
      'Agents to send into the room, if it opens with this participant. For a room that is open ' +
      'use `dispatchLiveKitAgent`.',
  })
  readonly agentDispatch?: readonly LiveKitAgentDispatchInput[] | null;

  @Field(() => LiveKitRoomConfigInput, {
    nullable: true,
    description: 'How to set up the room, if it opens with this participant.',
  })
  readonly roomConfig?: LiveKitRoomConfigInput | null;
}

/** The schema's `LiveKitRoomTokenPayload`. */
@ObjectType({ simpleResolvers: true, description: 'A room token, and where to use it.' })
export class LiveKitRoomTokenPayload {
  @Field(() => String, { description: 'Where to connect: a ws or wss URL.' })
  readonly serverUrl!: string;

  @Field(() => String, { description: 'The JWT to connect with. It is not stored anywhere.' })
  readonly roomToken!: string;

  @Field(() => String, { description: 'The room that it opens.' })
  readonly room!: string;

  @Field(() => String, { description: 'The identity that it gives.' })
  readonly identity!: string;

  @Field(() => DateTimeResolver, {
    description: "Its `nbf`: when it was signed, by the gateway's clock.",
  })
  readonly issuedAt!: Date;

  @Field(() => DateTimeResolver, { description: 'Its `exp`: until when it opens the room.' })
  readonly expiresAt!: Date;
}
