import { badUserInput, type DomainError } from '../platform/errors.js';
import type { GoogleCalendarEntry, GoogleEventPage } from './google/resource.js';
import { calendarZone } from './time/zone.js';

/** What an account may do with a calendar, from the least to the most. */
export const CALENDAR_ROLES = ['FREE_BUSY_READER', 'READER', 'WRITER', 'OWNER'] as const;

/** See {@link CALENDAR_ROLES}. */
export type CalendarRole = (typeof CALENDAR_ROLES)[number];

/** A calendar that an account sees. */
export interface Calendar {
  readonly account: string;
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly timeZone: string;
  readonly role: CalendarRole;
  readonly primary: boolean;
  readonly selected: boolean;
  readonly backgroundColor: string | null;
}

/** A calendar as Google's list has it. */
export function calendarOf(account: string, entry: GoogleCalendarEntry): Calendar {
  return {
    account,
    id: entry.id ?? '',
    name: entry.summaryOverride ?? entry.summary ?? '',
    description: entry.description ?? null,
    timeZone: calendarZone(entry.timeZone),
    role: roleOf(entry.accessRole),
    primary: entry.primary === true,
    selected: entry.selected === true,
    backgroundColor: entry.backgroundColor ?? null,
  };
}

/** A calendar that is not on an account's list, by what a page of its events says of it. */
export function unlistedCalendar(
  account: string,
  calendarId: string,
  page: GoogleEventPage,
): Calendar {
  const primary = calendarId === 'primary' || calendarId === account;
  return calendarOf(account, {
    id: primary ? account : calendarId,
    summary: page.summary ?? null,
    description: page.description ?? null,
    timeZone: page.timeZone ?? null,
    accessRole: page.accessRole ?? null,
    primary,
  });
}

function roleOf(accessRole: string | null | undefined): CalendarRole {
  switch (accessRole) {
    case 'owner':
      return 'OWNER';
    case 'writer':
      return 'WRITER';
    case 'reader':
      return 'READER';
    case 'freeBusyReader':
    case null:
    case undefined:
    default:
      return 'FREE_BUSY_READER';
  }
}

const LONGEST_ID = 1_100;
/** What no calendar's name has: control characters, and those that turn the direction of text. */
const UNWRITTEN = /\p{C}/u;

/**
 * Passes the id of a calendar: `primary`, an e-mail address or what Google calls it.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkCalendarId(argument: string, id: string): string {
  if (isId(id)) return id;
  throw unknownForm(argument);
}

/**
 * Passes what names a calendar, its id or the name that it has on the account's list, without the
 * space around it.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkCalendar(argument: string, text: string): string {
  const written = text.trim();
  if (written.toLowerCase() === 'primary') return 'primary';
  // Such as emoji are made of: joiners are of the same class as what is refused.
  const plain = written.replace(/[\u200c\u200d]/g, '');
  const isName = plain !== '' && written.length <= LONGEST_ID && !UNWRITTEN.test(plain);
  if (isName && !/^\.+$/.test(written)) return written;
  throw unknownForm(argument);
}

/** Whether a text has the form of a calendar's id; every one of Google's has an `@`. */
export function isCalendarId(text: string): boolean {
  return text === 'primary' || (text.includes('@') && isId(text));
}

/** What two ids of one calendar have in common: addresses are the same in any case. */
export function calendarKey(calendarId: string, account: string): string {
  return (calendarId === 'primary' ? account : calendarId).toLowerCase();
}

function unknownForm(argument: string): DomainError {
  return badUserInput(
    argument,
    'must be primary, or the id or the name of a calendar on the account’s list',
  );
}

/**
 * Passes the id of an event.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkEventId(argument: string, id: string): string {
  if (isId(id)) return id;
  throw badUserInput(argument, 'must be the id of an event, as lists of events have it');
}

/** RFC 9110 section 8.8.3, without what only bytes beyond ASCII would need. */
const ENTITY_TAG = /^(?:W\/)?"[\x21\x23-\x7e]{0,250}"$/;

/**
 * Checks and returns an ETag, which becomes a header.
 *
 * @throws DomainError `BAD_USER_INPUT` naming `argument`
 */
export function checkEtag(argument: string, etag: string): string {
  if (ENTITY_TAG.test(etag)) return etag;
  throw badUserInput(argument, 'must be the etag of the event as it was read, with its quotes');
}

/** Ids become parts of a path, in which dots alone would lead elsewhere. */
function isId(id: string): boolean {
  return id.length <= LONGEST_ID && /^[\x21-\x7e]+$/.test(id) && !/^\.+$/.test(id);
}
