import type { Scope } from './registry.js';

/** The scope that lets an agent obtain room tokens. */
export const JOIN_SCOPE: Scope = 'livekit.join';

/** What a participant's tracks can come from: LiveKit's `TrackSource`, but for the unknown one. */
export const TRACK_SOURCES = [
  'CAMERA',
  'MICROPHONE',
  'SCREEN_SHARE',
  'SCREEN_SHARE_AUDIO',
] as const;

/** See {@link TRACK_SOURCES}. */
export type TrackSource = (typeof TRACK_SOURCES)[number];

/** The bounds of a room token's lifetime, and how long it is good when nothing is said. */
export const ROOM_TTL_SECONDS = { least: 60, most: 6 * 3600, default: 15 * 60 } as const;

/** A name and a value. */
export interface Attribute {
  readonly name: string;
  readonly value: string;
}

/**
 * A LiveKit agent that may be dispatched. What it is told is the rule's and not the caller's,
 * because workers tend to believe it.
 */
export interface DispatchRule {
  /** Empty for the workers that have no name. */
  readonly agentName: string;
  /** Which of its deployments; `null` for its usual one. */
  readonly deployment: string | null;
  /** What every dispatch is told: a template. `null`: nothing. */
  readonly metadata: string | null;
  /** The same by keys; the values are templates. */
  readonly attributes: readonly Attribute[];
  /** Whether the caller says both instead. */
  readonly allowsAnyMetadata: boolean;
  /** How many may be in one room. */
  readonly maxPerRoom: number;
}

/**
 * The fields of a room policy: of what kind each is, what holds for an agent of which nothing else
 * was said, and what it is about. A `right` is a participant's, and can be left to one room token.
 */
export const ROOM_POLICY_FIELDS = {
  rooms: {
    kind: 'patterns',
    default: ['*'],
    description: 'The rooms: names, in which `*` stands for any run of characters',
  },
  identities: {
    kind: 'patterns',
    default: ['*'],
    description: 'The identities that participants may be given, in the same form',
  },
  canPublish: {
    kind: 'right',
    default: true,
    description: 'Whether tracks may be published',
    grant: 'Publish tracks',
  },
  canSubscribe: {
    kind: 'right',
    default: true,
    description: 'Whether tracks of others may be received',
    grant: 'Receive tracks of others',
  },
  canPublishData: {
    kind: 'right',
    default: true,
    description: 'Whether data messages may be sent',
    grant: 'Send data messages',
  },
  canUpdateOwnMetadata: {
    kind: 'right',
    default: false,
    description: 'Whether participants may change their own name, metadata and attributes',
    grant: 'Change its own name, metadata and attributes',
  },
  publishSources: {
    kind: 'sources',
    default: null,
    description: 'The sources that may be published',
  },
  canConfigureRooms: {
    kind: 'flag',
    default: true,
    description: 'Whether a room token may configure its room',
  },
  dispatchRules: {
    kind: 'dispatchRules',
    default: [],
    description: 'Which LiveKit agents may be dispatched, with which metadata, and how many',
  },
  attributes: {
    kind: 'patterns',
    default: ['*'],
    description:
      'The keys of attributes that participants may be given, in the same form as rooms. Those ' +
      'that LiveKit writes itself, `sip.` and `lk.`, need a pattern that begins so',
  },
  maxTtlSeconds: {
    kind: 'seconds',
    default: ROOM_TTL_SECONDS.most,
    description: 'For how many seconds a room token may open its room',
  },
  sharesE2eeKey: {
    kind: 'flag',
    default: false,
    description: "Whether room tokens come with the room's key for end-to-end encryption",
  },
  project: {
    kind: 'project',
    default: null,
    description: 'The LiveKit project of the rooms, by its name in `LIVEKIT_PROJECTS`',
  },
} as const satisfies Record<string, RoomPolicyField>;

interface RoomPolicyField {
  readonly kind: keyof FieldValues;
  readonly default: FieldValues[keyof FieldValues];
  readonly description: string;
  readonly grant?: string;
}

interface FieldValues {
  /** Names, in which `*` stands for any run of characters. */
  readonly patterns: readonly string[];
  readonly right: boolean;
  readonly flag: boolean;
  /** `null` for all of them. */
  readonly sources: readonly TrackSource[] | null;
  /** `null` for any agent with any metadata. */
  readonly dispatchRules: readonly DispatchRule[] | null;
  readonly seconds: number;
  /** `null` for the default one. */
  readonly project: string | null;
}

type Fields = typeof ROOM_POLICY_FIELDS;

/** The most that an agent's room tokens can be good for. */
export type RoomPolicy = { readonly [F in keyof Fields]: FieldValues[Fields[F]['kind']] };

/** A dispatch rule as somebody says it; what is left out or null takes its default. */
export type DispatchRuleOrder = Pick<DispatchRule, 'agentName'> & {
  readonly [F in keyof DispatchRule]?: DispatchRule[F] | null | undefined;
};

/** A policy of which some is said; what is left out stays, or takes its default. */
export type RoomPolicyChanges = {
  readonly [F in keyof RoomPolicy]?:
    (F extends 'dispatchRules' ? readonly DispatchRuleOrder[] | null : RoomPolicy[F]) | undefined;
};

/** A right of participants that a policy can withhold. */
export type ParticipantRight = {
  [F in keyof Fields]: Fields[F] extends { kind: 'right' } ? F : never;
}[keyof Fields];

const PARTICIPANT_RIGHTS = Object.entries(ROOM_POLICY_FIELDS)
  .filter(([, { kind }]) => kind === 'right')
  .map(([name]) => name as ParticipantRight);

/** Asks for each right of participants whether it is given. */
export function participantRights(
  isGiven: (right: ParticipantRight) => boolean,
): Record<ParticipantRight, boolean> {
  return Object.fromEntries(PARTICIPANT_RIGHTS.map((right) => [right, isGiven(right)])) as Record<
    ParticipantRight,
    boolean
  >;
}

/** What holds for an agent of which nothing else was said: any room, and a participant's rights. */
export const DEFAULT_ROOM_POLICY = Object.fromEntries(
  Object.entries(ROOM_POLICY_FIELDS).map(([name, field]) => [name, field.default]),
) as unknown as RoomPolicy;

/** A stored policy with the defaults of what was not yet part of policies when it was stored. */
export function completePolicy(stored: Partial<RoomPolicy> | null): RoomPolicy {
  return stored ? { ...DEFAULT_ROOM_POLICY, ...stored } : DEFAULT_ROOM_POLICY;
}
