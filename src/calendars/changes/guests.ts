import { badUserInput, DomainError } from '../../platform/errors.js';
import type { GoogleEvent } from '../google/resource.js';

type Guest = NonNullable<GoogleEvent['attendees']>[number];

/** What a change says of guests: everybody who is to be invited, or who comes and who goes. */
export interface GuestChange {
  /** In place of `added` and `removed`. */
  readonly everybody?: readonly Guest[] | undefined;
  readonly added: readonly Guest[];
  /** Addresses. */
  readonly removed: readonly string[];
}

/**
 * What a change says of guests; nothing where it says nothing of them.
 *
 * @throws DomainError `BAD_USER_INPUT` where it says two things
 */
export function guestChange(
  everybody: readonly Guest[] | undefined,
  added: readonly Guest[],
  removed: readonly string[],
): GuestChange | undefined {
  if (added.length === 0 && removed.length === 0) {
    return everybody && { everybody, added, removed };
  }
  if (everybody) {
    const path = added.length > 0 ? 'addAttendees' : 'removeAttendees';
    throw badUserInput(path, 'must be left out where attendees says who is invited');
  }
  const both = removed.findIndex((address) => find(added, address));
  if (both >= 0) throw badUserInput(`removeAttendees.${both}`, 'must not be in addAttendees, too');
  return { added, removed };
}

/**
 * Who is invited to an event after a change. Whoever stays keeps what is known of them: their
 * answer, whether they are optional, and the rest.
 *
 * @throws DomainError `CONFLICT` with reason `ATTENDEES_OMITTED` where Google does not show all of
 *   them, since a list is written as a whole
 * @throws DomainError `BAD_USER_INPUT` for the organizer or the account itself among those removed
 */
export function changedGuests(event: GoogleEvent, change: GuestChange): Guest[] {
  checkComplete(event);
  const known = event.attendees ?? [];
  const { everybody, added, removed } = change;
  if (everybody) return everybody.map((guest) => ({ ...find(known, guest.email), ...guest }));
  removed.forEach((address, index) => {
    checkRemovable(find(known, address), index);
  });
  const stay = known.filter(({ email }) => !removed.some((address) => isSame(address, email)));
  const come = added.filter(({ email }) => !find(known, email));
  return [...stay.map((guest) => ({ ...guest, ...find(added, guest.email) })), ...come];
}

/** Refuses to write the guests of an event of which Google does not show all. */
export function checkComplete({ attendeesOmitted }: GoogleEvent): void {
  if (attendeesOmitted !== true) return;
  throw new DomainError(
    'CONFLICT',
    'Google does not show this account all guests of the event, and writes lists of them as a ' +
      'whole: those who are not shown would be dropped. Change its guests in Google Calendar, or ' +
      'ask the organizer to. Other changes and an answer to the invitation are possible.',
    { reason: 'ATTENDEES_OMITTED' },
  );
}

/** The guests without those who are there twice: of each, what was said last. */
export function uniqueGuests(guests: readonly Guest[]): Guest[] {
  const unique = new Map<string, Guest>();
  for (const guest of guests) {
    const address = guest.email?.toLowerCase() ?? '';
    unique.set(address, { ...unique.get(address), ...guest });
  }
  return [...unique.values()];
}

function checkRemovable(guest: Guest | undefined, index: number): void {
  if (!guest?.organizer && !guest?.self) return;
  const instead = guest.organizer
    ? 'the organizer, without whom there is no event: delete it instead'
    : 'the account itself: decline the invitation instead, or delete the event';
  throw badUserInput(`removeAttendees.${index}`, `must not be ${instead}`);
}

function find(guests: readonly Guest[], address: string | null | undefined): Guest | undefined {
  return guests.find(({ email }) => isSame(email, address));
}

function isSame(one: string | null | undefined, other: string | null | undefined): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}
