import { createHash } from 'node:crypto';

import { badUserInput } from '../../platform/errors.js';

const KEY = /^[\x20-\x7e]{1,200}$/;

/**
 * The id of the event that an idempotency key stands for: always the same for a caller and a
 * calendar, and nobody else's. 52 characters of base32hex, as Google wants ids.
 *
 * @param part - what of it is meant, where the key stands for several events
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
 * @throws DomainError `BAD_USER_INPUT` naming `idempotencyKey`
 */
export function eventIdOf(
  key: string,
  owner: { readonly callerId: string; readonly account: string; readonly calendarId: string },
  part: readonly (string | number | null)[] = [],
): string {
  if (!KEY.test(key)) {
    throw badUserInput('idempotencyKey', 'must be 1 to 200 printable ASCII characters');
  }
  return derivedEventId([owner.callerId, owner.account, owner.calendarId, key, ...part]);
}

/** The id of an event that comes of others: always the same for the same parts. */
export function derivedEventId(parts: readonly (string | number | null)[]): string {
  return base32hex(createHash('sha256').update(JSON.stringify(parts)).digest());
}

/** An id that no other event has. */
export function freshEventId(random: (size: number) => Buffer): string {
  return base32hex(random(32));
}

/** 32 bytes in base32hex without padding: the digits of radix 32 are its alphabet. */
function base32hex(bytes: Buffer): string {
  return BigInt(`0x${bytes.toString('hex')}`)
    .toString(32)
    .padStart(52, '0');
}
