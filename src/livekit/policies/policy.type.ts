import { Field, InputType, ObjectType } from 'type-graphql';

import {
  ROOM_POLICY_FIELDS,
  type RoomPolicy,
  type RoomPolicyChanges,
  type TrackSource,
} from '../../providers/room-policy.js';
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

const KINDS = {
  patterns: () => [String],
  right: () => Boolean,
  flag: () => Boolean,
  sources: () => [LiveKitTrackSource],
};

/** The schema's `LiveKitPolicy`. */
@ObjectType({
  simpleResolvers: true,
  description: "The most that an agent's room tokens can be good for.",
})
export class LiveKitPolicy {}

/** The schema's `LiveKitPolicyInput`. */
@InputType({
  description: "The most that an agent's room tokens can be good for; what is left out stays.",
})
export class LiveKitPolicyInput {}

for (const [name, { kind, default: usual, description }] of Object.entries(ROOM_POLICY_FIELDS)) {
  const isEverySource = usual === null;
  Field(KINDS[kind], {
    nullable: isEverySource,
    description: `${description}${isEverySource ? '; null for all' : ''}.`,
  })(LiveKitPolicy.prototype, name);
  const meaning = isEverySource
    ? 'null for all of them, as for a new agent'
    : `${Array.isArray(usual) ? '`*`' : String(usual)} for a new agent`;
  Field(KINDS[kind], { nullable: true, description: `${description}; ${meaning}.` })(
    LiveKitPolicyInput.prototype,
    name,
  );
}

/** A `LiveKitPolicyInput`, in which null stands for what is left out, too. */
export type RoomPolicyInput = { readonly [F in keyof RoomPolicy]?: RoomPolicy[F] | null };

/** What an input says: null means left out, but for the sources, where it means all of them. */
export function policyChangesOf(input: RoomPolicyInput): RoomPolicyChanges {
  const said = Object.entries(input).filter(
    ([name, value]) => value !== null || name === 'publishSources',
  );
  return Object.fromEntries(said);
}
