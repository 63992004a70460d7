import type { ToolEventFragment } from '../../generated/graphql.js';
import { calendarKey } from './accounts.js';

/** An event, and the other calendars of the question in which the account has it as well. */
export type FoundEvent = ToolEventFragment & { readonly alsoOn?: readonly string[] };

/** An event as a list has it, with what its copies have in common. */
export type ListedEvent = ToolEventFragment & { readonly iCalUid: string | null };

/**
 * Each event once, in the order in which they were read. One calendar may have been read by several
 * ids or accounts; and an account may have an event in several calendars, as guests of one meeting
 * do, which is then shown as the first of them has it.
 */
export function withoutCopies(events: readonly ListedEvent[]): FoundEvent[] {
  const places = new Set<string>();
  const meetings = new Map<string, { found: FoundEvent; alsoOn: string[] }>();
  const all: { found: FoundEvent; alsoOn: string[] }[] = [];
  for (const { iCalUid, ...found } of events) {
    const place = JSON.stringify([calendarKey(found.calendarId, found.account), found.id]);
    if (places.has(place)) continue;
    places.add(place);
    const meeting = meetingOf(found, iCalUid);
    const known = meeting === undefined ? undefined : meetings.get(meeting);
    if (known && known.found.calendarId !== found.calendarId) {
      known.alsoOn.push(found.calendarId);
      continue;
    }
    const one = { found, alsoOn: [] };
    if (meeting !== undefined) meetings.set(meeting, one);
    all.push(one);
  }
  return all.map(({ found, alsoOn }) => (alsoOn.length > 0 ? { ...found, alsoOn } : found));
}

/** What copies of an event in an account's calendars have in common. */
function meetingOf(
  { account, time, status }: FoundEvent,
  iCalUid: string | null,
): string | undefined {
  if (iCalUid === null || !time) return undefined;
  const start = time.__typename === 'AllDayTime' ? time.startDate : time.startAt;
  // That one copy was cancelled says nothing about the other.
  return JSON.stringify([account, iCalUid, start, status === 'CANCELLED']);
}
