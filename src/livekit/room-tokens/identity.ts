import type { RandomSource } from '../../platform/crypto.js';
import type { RoomPolicy } from '../../providers/room-policy.js';
import { fitsSome } from '../policies/pattern.js';

const UNIQUE_BYTES = 9;
const UNIQUE = new RegExp(`^[0-9a-f]{${String(2 * UNIQUE_BYTES)}}$`);
const GENERATED = new RegExp(`^(.+)-[0-9a-f]{${String(2 * UNIQUE_BYTES)}}$`);

/** What identities begin with that the gateway generates for superusers. */
export const SUPERUSERS_START = 'participant';

/**
 * Generates a name that nobody has: its beginning, a hyphen and 18 random hexadecimal digits.
 *
 * @param start - for an identity the name of the agent that asks, or {@link SUPERUSERS_START}
 */
export function generateName(start: string, random: RandomSource): string {
  return `${start}-${random(UNIQUE_BYTES).toString('hex')}`;
}

/**
 * Returns whose identity this may be: the identity itself, which can be an agent's name, and what
 * it begins with if {@link generateName} could have made it. LiveKit compares identities exactly,
 * so an identity that differs by case or a space puts out nobody.
 */
export function possibleOwners(identity: string): string[] {
  const start = GENERATED.exec(identity)?.[1];
  return start === undefined ? [identity] : [identity, start];
}

/**
 * Returns whether the gateway could have made an identity from a pattern: by filling its first `*`
 * with 18 hexadecimal digits, and leaving out the others.
 */
export function isMadeFrom(pattern: string, identity: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  const end = parts.join('');
  if (parts.length === 0 || !identity.startsWith(start) || !identity.endsWith(end)) return false;
  return UNIQUE.test(identity.slice(start.length, identity.length - end.length));
}

/**
 * Returns whether a superuser has allowed the identities of another agent by its name: by a pattern
 * of the policy that fits the identity and has the whole name before its first `*`.
 */
export function allowsIdentityOf(owner: string, identity: string, policy: RoomPolicy): boolean {
  const named = policy.identities.filter((pattern) => pattern.split('*')[0]?.startsWith(owner));
  return fitsSome(named, identity);
}
