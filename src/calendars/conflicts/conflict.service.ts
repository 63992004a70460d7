import { calendarEventOf, type CalendarEvent } from '../events/event.js';
import { GOOGLE_SCOPES_FOR } from '../google/access.js';
import { AccountSession, type SessionParts } from '../google/account-session.js';
import type { GoogleCalendarClient } from '../google/calendar.client.js';
import type { CalendarCall } from '../google/call.js';
import { allPages } from '../google/page.js';
import { calendarZone } from '../time/zone.js';
import { conflictsOf, rangeOf, takesTime, type Conflicts, type Span } from './conflicts.js';

/** How long an answer waits for them, at most: the event itself is there already. */
const LONGEST_WAIT_MS = 3_000;
/** How far apart events of one question can be. */
const LONGEST_RANGE_MS = 366 * 86_400_000;
/** As many as Google has in a page, at most. */
const MOST_EVENTS = 2_500;

/** Finds what else takes place at the time of events that were made or moved. */
export class ConflictService {
  readonly #parts: SessionParts;
  readonly #google: GoogleCalendarClient;

  constructor(parts: SessionParts, google: GoogleCalendarClient) {
    this.#parts = parts;
    this.#google = google;
  }

  /** The conflicts of one event; see {@link ofEach}. */
  async of(call: CalendarCall, event: CalendarEvent): Promise<Conflicts> {
    const [conflicts = null] = await this.ofEach(call, [event]);
    return conflicts;
  }

  /**
   * The conflicts of events of one calendar, in their order: one request to Google for each page of
   * what there is meanwhile. What they were made by is done already, so nothing that goes wrong
   * here is thrown.
   */
  async ofEach(
    call: CalendarCall,
    events: readonly CalendarEvent[],
  ): Promise<readonly Conflicts[]> {
    const { caller } = call;
    const mayRead = caller.kind === 'SUPERUSER' || caller.scopes.includes('calendar.read');
    const ranges = events.flatMap((event) => (takesTime(event) && rangeOf(event)) || []);
    const [first] = events;
    if (!mayRead) return events.map(() => null);
    if (!first || ranges.length === 0) return events.map(() => []);
    const range = boundsOf(ranges);
    try {
      const { account, calendarId } = first;
      const pages = await this.#list(call, calendarId, range);
      const items = pages.flatMap((page) => page.items ?? []);
      const timeZone = calendarZone(pages[0].timeZone);
      return events.map((event) => {
        if (!takesTime(event)) return [];
        if ((rangeOf(event)?.startMs ?? 0) >= range.endMs) return null;
        return conflictsOf(event, items, timeZone).map((other) =>
          calendarEventOf({ account, calendarId, timeZone }, other),
        );
      });
    } catch {
      return events.map(() => null);
    }
  }

  async #list(call: CalendarCall, calendarId: string, { startMs, endMs }: Span) {
    const scopes = GOOGLE_SCOPES_FOR.readingEvents;
    const session = await AccountSession.open(this.#parts, hurried(call), scopes);
    return allPages((pageToken) =>
      session.repeatable((authority) =>
        this.#google.listEvents(authority, {
          calendarId,
          timeMin: new Date(startMs).toISOString(),
          timeMax: new Date(endMs).toISOString(),
          singleEvents: true,
          orderBy: 'startTime',
          showDeleted: false,
          maxResults: MOST_EVENTS,
          pageToken,
          updatedMin: undefined,
          q: undefined,
          eventTypes: undefined,
        }),
      ),
    );
  }
}

function boundsOf(ranges: readonly Span[]): Span {
  const startMs = Math.min(...ranges.map((range) => range.startMs));
  // Google's ranges are not empty, as those of events without a length are.
  const endMs = Math.max(startMs + 1_000, ...ranges.map((range) => range.endMs));
  return { startMs, endMs: Math.min(endMs, startMs + LONGEST_RANGE_MS) };
}

function hurried(call: CalendarCall): CalendarCall {
  const endMs = performance.now() + LONGEST_WAIT_MS;
  const { deadline } = call;
  return {
    ...call,
    deadline: {
      signal: AbortSignal.any([deadline.signal, AbortSignal.timeout(LONGEST_WAIT_MS)]),
      leftMs: () => Math.min(deadline.leftMs(), endMs - performance.now()),
    },
  };
}
