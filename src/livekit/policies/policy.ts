import { badUserInput } from '../../platform/errors.js';
import { problemOfText } from '../../platform/text/plain-text.js';
import type { Scope } from '../../providers/registry.js';
import {
  DEFAULT_ROOM_POLICY,
  type RoomPolicy,
  type RoomPolicyChanges,
} from '../../providers/room-policy.js';

/** The scope that lets an agent look into rooms, remove participants and dispatch agents. */
export const ADMIN_SCOPE: Scope = 'livekit.admin';

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
    pattern !== '' &&
    Buffer.byteLength(pattern) <= PATTERN_LENGTH &&
    problemOfText(pattern) === undefined;
  if (!patterns.every(isUsable)) {
    throw badUserInput(
      argument,
      `must be patterns of 1 to ${String(PATTERN_LENGTH)} bytes, such as support-*`,
    );
  }
}
