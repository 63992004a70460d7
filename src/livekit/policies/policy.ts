import { badUserInput } from '../../platform/errors.js';

/** The scope that lets an agent obtain room tokens. */
export const JOIN_SCOPE = 'livekit.join';

/** The scope that lets an agent look into rooms, remove participants and dispatch agents. */
export const ADMIN_SCOPE = 'livekit.admin';

/** What a participant's tracks can come from: LiveKit's `TrackSource`, but for the unknown one. */
export const TRACK_SOURCES = [
  'CAMERA',
  'MICROPHONE',
  'SCREEN_SHARE',
  'SCREEN_SHARE_AUDIO',
] as const;

/** See {@link TRACK_SOURCES}. */
export type TrackSource = (typeof TRACK_SOURCES)[number];

/** The most that an agent's room tokens can be good for. */
export interface RoomPolicy {
  /** Names of rooms, in which `*` stands for any run of characters. */
  readonly rooms: readonly string[];
  /** Identities that its participants may have, in the same form. */
  readonly identities: readonly string[];
  readonly canPublish: boolean;
  readonly canSubscribe: boolean;
  readonly canPublishData: boolean;
  readonly canUpdateOwnMetadata: boolean;
  /** The sources that may be published; `null` for all of them. */
  readonly publishSources: readonly TrackSource[] | null;
  /** Whether a room token may configure the room that it opens, and dispatch agents into it. */
  readonly canConfigureRooms: boolean;
}

/** A policy of which some is said; what is left out stays, or takes its default. */
export type RoomPolicyChanges = {
  readonly [K in keyof RoomPolicy]?: RoomPolicy[K] | undefined;
};

/** What holds for an agent of which nothing else was said: any room, and a participant's rights. */
export const DEFAULT_ROOM_POLICY: RoomPolicy = {
  rooms: ['*'],
  identities: ['*'],
  canPublish: true,
  canSubscribe: true,
  canPublishData: true,
  canUpdateOwnMetadata: false,
  publishSources: null,
  canConfigureRooms: true,
};

const MOST_PATTERNS = 50;
const PATTERN_LENGTH = 256;

/**
 * A policy with some of it changed.
 *
 * @param before - the policy as it is; `null` for the default one
 * @param argument - where the changes stand in the call, for messages
 * @throws DomainError `BAD_USER_INPUT` naming the part that cannot be
 */
export function changePolicy(
  before: RoomPolicy | null,
  changes: RoomPolicyChanges,
  argument: string,
): RoomPolicy {
  const { rooms, identities, publishSources } = changes;
  if (rooms) checkPatterns(`${argument}.rooms`, rooms);
  if (identities) checkPatterns(`${argument}.identities`, identities);
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  return {
    ...(before ?? DEFAULT_ROOM_POLICY),
    ...Object.fromEntries(said),
    ...(publishSources && { publishSources: [...new Set(publishSources)] }),
  };
}

function checkPatterns(argument: string, patterns: readonly string[]): void {
  if (patterns.length > MOST_PATTERNS) {
    throw badUserInput(argument, `must have at most ${String(MOST_PATTERNS)} patterns`);
  }
  const isUsable = (pattern: string): boolean =>
    pattern !== '' && Buffer.byteLength(pattern) <= PATTERN_LENGTH && !pattern.includes('\0');
  if (!patterns.every(isUsable)) {
    throw badUserInput(
      argument,
      `must be patterns of 1 to ${String(PATTERN_LENGTH)} bytes, such as support-*`,
    );
  }
}
