import { invalidArguments, type DomainError } from '../../platform/errors.js';
import type { RoomPolicy } from '../../providers/room-policy.js';
import { fitsSome } from './pattern.js';

/** What LiveKit itself writes, which others therefore believe: who calls, what an agent does. */
const RESERVED_STARTS = ['sip.', 'lk.'] as const;

/**
 * Passes a room that a policy lets its caller into.
 *
 * @throws DomainError `FORBIDDEN` with the reason `OUTSIDE_POLICY`
 */
export function checkRoomAllowed(policy: RoomPolicy, argument: string, room: string): void {
  if (fitsSome(policy.rooms, room)) return;
  throw outsidePolicy(argument, 'is none of the rooms that this caller may use');
}

/**
 * Checks that a policy allows every room, for what LiveKit binds to no room: `*` must be one of its
 * patterns.
 *
 * @param problem - what is wrong otherwise, for the message
 * @throws DomainError `FORBIDDEN` with the reason `OUTSIDE_POLICY`
 */
export function checkEveryRoomAllowed(policy: RoomPolicy, argument: string, problem: string): void {
  if (!policy.rooms.includes('*')) throw outsidePolicy(argument, problem);
}

/**
 * Passes whoever may configure rooms.
 *
 * @throws DomainError `FORBIDDEN` with the reason `OUTSIDE_POLICY`
 */
export function checkConfiguringAllowed(policy: RoomPolicy, argument: string): void {
  if (policy.canConfigureRooms) return;
  throw outsidePolicy(argument, 'is not open to this caller: it may not configure rooms');
}

/**
 * Passes attributes that a policy lets participants have. What begins with `sip.` or `lk.` is
 * LiveKit's own, and needs a pattern that begins so.
 *
 * @throws DomainError `FORBIDDEN` with the reason `OUTSIDE_POLICY`
 */
export function checkAttributesAllowed(
  policy: RoomPolicy,
  argument: string,
  attributes: Readonly<Record<string, string>>,
): void {
  const refused = Object.keys(attributes).find((key) => !isAttributeAllowed(policy, key));
  if (refused === undefined) return;
  const isReserved = RESERVED_STARTS.some((start) => refused.startsWith(start));
  throw outsidePolicy(
    argument,
    isReserved
      ? 'has a key that begins with sip. or lk., which LiveKit writes itself'
      : 'has a key that this caller may not set',
  );
}

function isAttributeAllowed({ attributes: patterns }: RoomPolicy, key: string): boolean {
  const reserved = RESERVED_STARTS.find((start) => key.startsWith(start));
  if (reserved === undefined) return fitsSome(patterns, key);
  const named = patterns.filter((pattern) => pattern.split('*')[0]?.startsWith(reserved));
  return fitsSome(named, key);
}

/** The refusal of what a policy does not allow. */
export function outsidePolicy(argument: string, problem: string): DomainError {
  return policyRefusal(
    'OUTSIDE_POLICY',
    argument,
    `${problem}. For agents a superuser decides by liveKitPolicy, for users LIVEKIT_USERS_RULES do.`,
  );
}

/** The refusal of an argument to whoever may not use it. */
export function policyRefusal(reason: string, argument: string, problem: string): DomainError {
  return invalidArguments([{ path: argument, message: problem }], 'FORBIDDEN', reason);
}
