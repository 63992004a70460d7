import { Field, InputType, ObjectType } from 'type-graphql';

import type { RoomPolicyChanges, TrackSource } from './policy.js';
import { enumOf } from '../../schema/enum-of.js';

/** The schema's `LiveKitTrackSource`. */
export const LiveKitTrackSource = enumOf<TrackSource>(
  'LiveKitTrackSource',
  "What a participant's tracks can come from.",
  {
    CAMERA: 'A camera.',
    MICROPHONE: 'A microphone.',
    SCREEN_SHARE: 'A shared screen.',
    SCREEN_SHARE_AUDIO: 'The sound of a shared screen.',
  },
);

const ROOMS = 'The rooms: names, in which `*` stands for any run of characters';
const IDENTITIES = 'The identities that participants may be given, in the same form';
const PUBLISH = 'Whether tracks may be published';
const SUBSCRIBE = 'Whether tracks of others may be received';
const PUBLISH_DATA = 'Whether data messages may be sent';
const OWN_METADATA = 'Whether participants may change their own name, metadata and attributes';
const SOURCES = 'The sources that may be published';
const CONFIGURE = 'Whether a room token may configure its room, and dispatch agents into it';

/** The schema's `LiveKitPolicy`. */
@ObjectType({
  simpleResolvers: true,
  description: "The most that an agent's room tokens can be good for.",
})
export class LiveKitPolicy {
  @Field(() => [String], { description: `${ROOMS}.` })
  readonly rooms!: readonly string[];

  @Field(() => [String], { description: `${IDENTITIES}.` })
  readonly identities!: readonly string[];

  @Field(() => Boolean, { description: `${PUBLISH}.` })
  readonly canPublish!: boolean;

  @Field(() => Boolean, { description: `${SUBSCRIBE}.` })
  readonly canSubscribe!: boolean;

  @Field(() => Boolean, { description: `${PUBLISH_DATA}.` })
  readonly canPublishData!: boolean;

  @Field(() => Boolean, { description: `${OWN_METADATA}.` })
  readonly canUpdateOwnMetadata!: boolean;

  @Field(() => [LiveKitTrackSource], { nullable: true, description: `${SOURCES}; null for all.` })
  readonly publishSources!: readonly TrackSource[] | null;

  @Field(() => Boolean, { description: `${CONFIGURE}.` })
  readonly canConfigureRooms!: boolean;
}

/** The schema's `LiveKitPolicyInput`. */
@InputType({
  description: "The most that an agent's room tokens can be good for; what is left out stays.",
})
export class LiveKitPolicyInput {
  @Field(() => [String], { nullable: true, description: `${ROOMS}; \`*\` for a new agent.` })
  readonly rooms?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: `${IDENTITIES}; \`*\` for a new agent.` })
  readonly identities?: readonly string[] | null;

  @Field(() => Boolean, { nullable: true, description: `${PUBLISH}; true for a new agent.` })
  readonly canPublish?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `${SUBSCRIBE}; true for a new agent.` })
  readonly canSubscribe?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `${PUBLISH_DATA}; true for a new agent.` })
  readonly canPublishData?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: `${OWN_METADATA}; false for a new agent.` })
  readonly canUpdateOwnMetadata?: boolean | null;

  @Field(() => [LiveKitTrackSource], {
    nullable: true,
    description: `${SOURCES}; null for all of them, as for a new agent.`,
  })
  readonly publishSources?: readonly TrackSource[] | null;

  @Field(() => Boolean, { nullable: true, description: `${CONFIGURE}; true for a new agent.` })
  readonly canConfigureRooms?: boolean | null;
}

/** What an input says: null means left out, but for the sources, where it means all of them. */
export function policyChangesOf({
  publishSources,
  ...input
}: LiveKitPolicyInput): RoomPolicyChanges {
  return {
    rooms: input.rooms ?? undefined,
    identities: input.identities ?? undefined,
    canPublish: input.canPublish ?? undefined,
    canSubscribe: input.canSubscribe ?? undefined,
    canPublishData: input.canPublishData ?? undefined,
    canUpdateOwnMetadata: input.canUpdateOwnMetadata ?? undefined,
    canConfigureRooms: input.canConfigureRooms ?? undefined,
    publishSources,
  };
}
