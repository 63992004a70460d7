import { bounded } from '../../platform/checks.js';
import { badUserInput } from '../../platform/errors.js';
import { problemOfText } from '../../platform/text/plain-text.js';
import type { Scope } from '../../providers/registry.js';
import {
  completePolicy,
  ROOM_TTL_SECONDS,
  type RoomPolicy,
  type RoomPolicyChanges,
} from '../../providers/room-policy.js';
import { checkProject } from '../project-name.js';
import { checkDispatchRules } from './dispatch-rules.js';

/** The scope that lets an agent look into rooms, remove participants and dispatch agents. */
export const ADMIN_SCOPE: Scope = 'livekit.admin';

const PATTERN_FIELDS = ['rooms', 'identities', 'attributes'] as const;
const MOST_PATTERNS = 50;
const PATTERN_LENGTH = 256;

/**
 * A policy with some of it changed.
 *
 * @param before - the policy as it is; `null` for the default one
 * @param argument - where the changes stand in the call, for messages
 * @param projects - the names that a LiveKit project can have
 * @throws DomainError `BAD_USER_INPUT` naming the part that cannot be
 */
export function changePolicy(
  before: Partial<RoomPolicy> | null,
  changes: RoomPolicyChanges,
  argument: string,
  projects: readonly string[],
): RoomPolicy {
  const { publishSources, dispatchRules, maxTtlSeconds, project } = changes;
  for (const name of PATTERN_FIELDS) {
    const patterns = changes[name];
    if (patterns) checkPatterns(`${argument}.${name}`, patterns);
  }
  if (maxTtlSeconds !== undefined) {
    bounded(`${argument}.maxTtlSeconds`, maxTtlSeconds, ROOM_TTL_SECONDS, 'seconds');
  }
  if (typeof project === 'string') checkProject(`${argument}.project`, project, projects);
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  return {
    ...completePolicy(before),
    ...Object.fromEntries(said),
    ...(publishSources && { publishSources: [...new Set(publishSources)] }),
    ...(dispatchRules && {
      dispatchRules: checkDispatchRules(`${argument}.dispatchRules`, dispatchRules),
    }),
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
