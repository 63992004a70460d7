import { badUserInput, DomainError } from '../../platform/errors.js';
import type { Page, PageRequest } from '../../platform/page.js';
import { checkCalendarId, checkEventId } from '../calendar.js';
import type { FromAccount } from '../calendar.service.js';
import { GOOGLE_SCOPES_FOR } from '../google/access.js';
import { AccountSession, type SessionParts } from '../google/account-session.js';
import type { GoogleCalendarClient } from '../google/calendar.client.js';
import type { CalendarCall } from '../google/call.js';
import { googlePage } from '../google/page.js';
import { calendarEventOf, type CalendarEvent } from './event.js';

/** Which events a list is of. */
export interface EventFilter {
  /** Only events that end after this instant. */
  readonly since?: Date | undefined;
  /** Only events that begin before this instant. */
  readonly until?: Date | undefined;
  /** Only events changed from this instant on. */
  readonly updatedSince?: Date | undefined;
  readonly search?: string | undefined;
  /** Whether series are unfolded into their instances, in the order of their beginning. */
  readonly isUnfolded: boolean;
  readonly withCancelled: boolean;
}

const LONGEST_SEARCH = 500;

/** Reads events. */
export class EventService {
  readonly #parts: SessionParts;
  readonly #google: GoogleCalendarClient;

  constructor(parts: SessionParts, google: GoogleCalendarClient) {
    this.#parts = parts;
    this.#google = google;
  }

  /** A page of a calendar's events: one request to Google. */
  async list(
    call: CalendarCall,
    calendar: string,
    filter: EventFilter,
    page: PageRequest,
  ): Promise<Page<CalendarEvent> & FromAccount> {
    const calendarId = checkCalendarId('calendar', calendar);
    const wanted = googleFilter(filter);
    const session = await this.#open(call);
    const { account } = session;
    const found = await googlePage(
      page,
      (size) =>
        session.repeatable((authority) =>
          this.#google.listEvents(authority, { calendarId, ...wanted, ...size }),
        ),
      (event, { timeZone }) => calendarEventOf({ account, calendarId, timeZone }, event),
    );
    return { ...found, account };
  }

  /** One event, or null when the account sees no such event or calendar. */
  async find(call: CalendarCall, calendar: string, id: string): Promise<CalendarEvent | null> {
    const calendarId = checkCalendarId('calendar', calendar);
    const eventId = checkEventId('id', id);
    const session = await this.#open(call);
    try {
      const event = await session.repeatable((authority) =>
        this.#google.getEvent(authority, { calendarId, eventId }),
      );
      return calendarEventOf({ account: session.account, calendarId }, event);
    } catch (error) {
      if (
        error instanceof DomainError &&
        error.code === 'NOT_FOUND' &&
        error.reason === 'notFound'
      ) {
        return null;
      }
      throw error;
    }
  }

  #open(call: CalendarCall): Promise<AccountSession> {
    return AccountSession.open(this.#parts, call, GOOGLE_SCOPES_FOR.readingEvents);
  }
}

function googleFilter(filter: EventFilter) {
  const { since, until, search, updatedSince, isUnfolded } = filter;
  if (since && until && until <= since) throw badUserInput('filter.until', 'must be after since');
  if (search !== undefined && search.length > LONGEST_SEARCH) {
    throw badUserInput('filter.search', `must be at most ${String(LONGEST_SEARCH)} characters`);
  }
  return {
    timeMin: since?.toISOString(),
    timeMax: until?.toISOString(),
    updatedMin: updatedSince?.toISOString(),
    q: search,
    singleEvents: isUnfolded,
    orderBy: isUnfolded ? ('startTime' as const) : undefined,
    showDeleted: filter.withCancelled,
  };
}
