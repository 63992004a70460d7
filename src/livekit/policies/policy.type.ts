import { Field, InputType, Int, ObjectType } from 'type-graphql';

import {
  ROOM_POLICY_FIELDS,
  type RoomPolicy,
  type RoomPolicyChanges,
  type TrackSource,
} from '../../providers/room-policy.js';
import { enumOf } from '../../schema/enum-of.js';
import { LiveKitDispatchRule, LiveKitDispatchRuleInput } from './dispatch-rule.type.js';

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

const KINDS = {
  patterns: { shown: () => [String], asked: () => [String] },
  right: { shown: () => Boolean, asked: () => Boolean },
  flag: { shown: () => Boolean, asked: () => Boolean },
  seconds: { shown: () => Int, asked: () => Int },
  project: { shown: () => String, asked: () => String, null: 'null for that of `LIVEKIT_URL`' },
  sources: {
    shown: () => [LiveKitTrackSource],
    asked: () => [LiveKitTrackSource],
    null: 'null for all of them',
  },
  dispatchRules: {
    shown: () => [LiveKitDispatchRule],
    asked: () => [LiveKitDispatchRuleInput],
    null: 'null for every agent, with any metadata, as all agents had before there were rules',
  },
};

for (const [name, { kind, default: usual, description }] of Object.entries(ROOM_POLICY_FIELDS)) {
  const { shown, asked, ...meanings } = KINDS[kind];
  const ofNull = 'null' in meanings ? `; ${meanings.null}` : '';
  Field(shown, { nullable: ofNull !== '', description: `${description}${ofNull}.` })(
    LiveKitPolicy.prototype,
    name,
  );
  Field(asked, {
    nullable: true,
    description: `${description}${ofNull}; ${inWords(usual)} for a new agent.`,
  })(LiveKitPolicyInput.prototype, name);
}

function inWords(usual: readonly unknown[] | boolean | number | null): string {
  if (!isList(usual)) return String(usual);
  return usual.length === 0 ? 'none' : '`*`';
}

function isList(usual: unknown): usual is readonly unknown[] {
  return Array.isArray(usual);
}

/** A `LiveKitPolicyInput`, in which null stands for what is left out, too. */
export type RoomPolicyInput = {
  readonly [F in keyof RoomPolicy]?: RoomPolicyChanges[F] | null;
};

const NULLS: ReadonlySet<string> = new Set(['publishSources', 'dispatchRules', 'project']);

/** What an input says: null means left out, but for fields where it is a value. */
export function policyChangesOf(input: RoomPolicyInput): RoomPolicyChanges {
  const said = Object.entries(input).filter(([name, value]) => value !== null || NULLS.has(name));
  return Object.fromEntries(said);
}
