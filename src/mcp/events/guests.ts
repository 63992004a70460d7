import { short } from './question-text.js';

/** Somebody who is invited. */
export interface Guest {
  readonly email?: string | null | undefined;
  /** Whether it is the calendar's own entry. */
  readonly self?: boolean | undefined;
}

/** An event, as far as it matters who hears of it. */
export interface Invitation {
  readonly account: string;
  readonly attendees: readonly Guest[];
}

const SHOWN = 5;

/**
 * How many guests get an e-mail about a change, and the sentence that says so: those who are
 * invited, and those who are not any more.
 *
 * @param after - who is invited then; `undefined` changes nothing about that
 */
export function mailsOf(
  { account, attendees: before }: Invitation,
  after: readonly Guest[] | undefined,
  sendUpdates: 'all' | 'externalOnly' | 'none',
): { readonly count: number; readonly sentence: string } {
  const told = new Set([...addressesOf(before), ...addressesOf(after ?? [])]);
  told.delete(account.toLowerCase());
  if (told.size === 0) return { count: 0, sentence: '' };
  if (sendUpdates === 'none') return { count: 0, sentence: 'Its guests are not told.' };
  const whom = told.size === 1 ? '1 guest gets' : `${told.size} guests get`;
  const but = sendUpdates === 'externalOnly' ? ', unless they use Google Calendar' : '';
  return { count: told.size, sentence: `${whom} an e-mail${but}.` };
}

/** Who is invited after a change; `undefined` if it says nothing of that. */
export function guestsAfter(
  before: readonly Guest[],
  changes: {
    readonly attendees?: readonly Guest[] | undefined;
    readonly addAttendees?: readonly Guest[] | undefined;
    readonly removeAttendees?: readonly string[] | undefined;
    readonly clear?: readonly string[] | undefined;
  },
): readonly Guest[] | undefined {
  const { attendees, addAttendees = [], removeAttendees = [], clear } = changes;
  if (clear?.includes('attendees')) return [];
  if (attendees || addAttendees.length + removeAttendees.length === 0) return attendees;
  const gone = removeAttendees.map((address) => address.toLowerCase());
  const stay = before.filter(({ email }) => !gone.includes(email?.toLowerCase() ?? ''));
  return [...stay, ...addAttendees];
}

/** Who is invited by a change and who is not any more, a line each. */
export function guestLines(
  before: readonly Guest[],
  after: readonly Guest[] | undefined,
): readonly string[] {
  if (!after) return [];
  const [old, young] = [addressesOf(before), addressesOf(after)];
  return [
    listed(
      'invited',
      young.filter((address) => !old.includes(address)),
    ),
    listed(
      'not invited any more',
      old.filter((address) => !young.includes(address)),
    ),
  ].filter((line) => line !== '');
}

function addressesOf(guests: readonly Guest[]): string[] {
  const others = guests.filter(({ self }) => !self);
  return [...new Set(others.flatMap(({ email }) => email?.toLowerCase() ?? []))];
}

function listed(what: string, addresses: readonly string[]): string {
  if (addresses.length === 0) return '';
  const more = addresses.length - SHOWN;
  const shown = addresses.slice(0, SHOWN).map((address) => short(address));
  return `${what}: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
