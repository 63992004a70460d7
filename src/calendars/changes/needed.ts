import { isDeepStrictEqual } from 'node:util';

import { findTimeZone } from '../../platform/time-zone.js';
import { plainText } from '../events/plain-text.js';
import type { GoogleEvent } from '../google/resource.js';
import { isSameRecurrence } from '../series/same-recurrence.js';
import { momentZone, readInstant } from '../time/zone.js';
import { mergedStatus } from './status/status-event.js';

type Moment = GoogleEvent['start'];
type Guests = GoogleEvent['attendees'];

const MEET = 'hangoutsMeet';

/** What Google has for a field that an event does not have. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  transparency: 'opaque',
  visibility: 'default',
  guestsCanInviteOthers: true,
  guestsCanModify: false,
  guestsCanSeeOtherGuests: true,
};

/**
 * The fields of a change that an event does not have already: nothing where it would change
 * nothing. They are compared by what they mean: an instant in whatever offset, guests and reminders
 * in whatever order.
 */
export function neededChanges(event: GoogleEvent, change: GoogleEvent): GoogleEvent {
  const { attendeesOmitted, start, end, ...fields } = change;
  const isMoved = !isSameMoment(event.start, start) || !isSameMoment(event.end, end);
  const whole = { ...change, ...mergedStatus(event, change) };
  const needed: GoogleEvent = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !isSameField(name, event, whole)),
  );
  return {
    ...needed,
    ...(isMoved && start && { start }),
    ...(isMoved && end && { end }),
    ...(needed.attendees && attendeesOmitted && { attendeesOmitted }),
  };
}

/** Whether a change has no field at all. */
export function isNothing(change: GoogleEvent): boolean {
  return Object.keys(change).length === 0;
}

function isSameField(name: string, event: GoogleEvent, change: GoogleEvent): boolean {
  switch (name) {
    case 'attendees':
      return isSameGuests(event.attendees, change.attendees, change.attendeesOmitted === true);
    case 'conferenceData':
      return isSameConference(event, change);
    case 'recurrence':
      return isSameRecurrence(event.recurrence, change.recurrence);
    case 'reminders':
      return isDeepStrictEqual(remindersOf(event), remindersOf(change));
    case 'description':
      return isSameDescription(event.description ?? '', change.description ?? '');
    case 'location':
    case 'summary':
      return linesOf(event[name] ?? '') === linesOf(change[name] ?? '');
    default: {
      const [known, wanted] = [event, change].map((one) => {
        const value = (one as Record<string, unknown>)[name] ?? DEFAULTS[name];
        return value === '' ? undefined : value;
      });
      return isDeepStrictEqual(known, wanted);
    }
  }
}

/**
 * Whether two descriptions are read as one. Callers are shown the plain text of one: who sends that
 * back means no other.
 */
function isSameDescription(known: string, wanted: string): boolean {
  return markupOf(known) === markupOf(wanted) || linesOf(plainText(known)) === linesOf(wanted);
}

/** HTML with its tags in one way of writing: `<BR/>` is `<br>`. */
function markupOf(html: string): string {
  return linesOf(html).replace(
    /<(\/?)([a-z][a-z0-9]*)\s*\/?>/gi,
    (_tag, slash: string, name: string) => `<${slash}${name.toLowerCase()}>`,
  );
}

/** A text without space around it, with its lines in one way of writing. */
function linesOf(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function isSameMoment(known: Moment, wanted: Moment): boolean {
  if (!wanted) return true;
  if (typeof wanted.date === 'string') return known?.date === wanted.date;
  const { dateTime, timeZone } = known ?? {};
  if (typeof dateTime !== 'string' || typeof wanted.dateTime !== 'string') return false;
  const zone = momentZone({ dateTime, timeZone: timeZone ?? null }, wanted.timeZone ?? undefined);
  const at = readInstant(dateTime, zone);
  const isSameInstant = at?.getTime() === Date.parse(wanted.dateTime);
  return isSameInstant && (!timeZone || zoneName(timeZone) === zoneName(wanted.timeZone ?? ''));
}

/** The one name of a zone that has several, such as `Asia/Calcutta`. */
function zoneName(timeZone: string): string {
  if (findTimeZone(timeZone) === undefined) return timeZone.toLowerCase();
  return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
}

function remindersOf({ reminders }: GoogleEvent) {
  const overrides = reminders?.overrides ?? [];
  const words = overrides.map(({ method, minutes }) => `${method ?? ''} ${String(minutes)}`);
  return { useDefault: reminders?.useDefault ?? true, overrides: words.sort() };
}

/** @param isPartial - whether a change lists only some of the guests, and leaves the others */
function isSameGuests(known: Guests, wanted: Guests, isPartial: boolean): boolean {
  const [before, after] = [guestsBy(known), guestsBy(wanted)];
  if (!isPartial && before.size !== after.size) return false;
  return [...after].every(([address, guest]) => isDeepStrictEqual(before.get(address), guest));
}

function guestsBy(guests: Guests): Map<string, unknown> {
  return new Map(
    (guests ?? []).map(({ email, ...guest }) => {
      const said = { optional: false, responseStatus: 'needsAction', ...guest };
      const entries = Object.entries(said).filter(([, value]) => value !== null && value !== '');
      return [email?.toLowerCase() ?? '', Object.fromEntries(entries)];
    }),
  );
}

/** A video call that is there is not made again, and none is taken away where there is none. */
function isSameConference(event: GoogleEvent, { conferenceData }: GoogleEvent): boolean {
  const { conferenceData: known, hangoutLink } = event;
  const hasOne = Boolean(hangoutLink) || Boolean(known);
  if (!conferenceData) return !hasOne;
  const wanted = conferenceData.createRequest?.conferenceSolutionKey?.type;
  const isFailed = known?.createRequest?.status?.statusCode === 'failure';
  return hasOne && !isFailed && wanted === conferenceType(event);
}

/** How Google calls the kind of an event's video call; nothing where there is none. */
export function conferenceType({ conferenceData, hangoutLink }: GoogleEvent): string | undefined {
  const { conferenceSolution, createRequest } = conferenceData ?? {};
  const key = conferenceSolution?.key ?? createRequest?.conferenceSolutionKey;
  if (key?.type) return key.type;
  if (hangoutLink) return MEET;
  return conferenceData ? 'unknown' : undefined;
}
