import { badUserInput, DomainError } from '../../platform/errors.js';
import type { Page, PageRequest } from '../../platform/page.js';
import { checkCalendarId, checkEventId } from '../calendar.js';
import type { FromAccount } from '../calendar.service.js';
import { GOOGLE_SCOPES_FOR } from '../google/access.js';
import { AccountSession, type SessionParts } from '../google/account-session.js';
import type { GoogleCalendarClient } from '../google/calendar.client.js';
import type { CalendarCall } from '../google/call.js';
import { googlePage } from '../google/page.js';
import type { GoogleEvent } from '../google/resource.js';
import { calendarZone } from '../time/zone.js';
import {
  calendarEventOf,
  googleWord,
  ownResponseOf,
  statusOf,
  type AttendeeResponse,
  type CalendarEvent,
  type EventStatus,
  type EventType,
} from './event.js';

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
  readonly eventTypes?: readonly EventType[] | undefined;
  readonly statuses?: readonly EventStatus[] | undefined;
  readonly responses?: readonly AttendeeResponse[] | undefined;
  /** Whether what the account has declined is left out. */
  readonly withoutDeclined: boolean;
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
  ): Promise<Page<CalendarEvent> & FromAccount & { readonly timeZone: string }> {
    const calendarId = checkCalendarId('calendar', calendar);
    const wanted = googleFilter(filter);
    const session = await this.#open(call);
    const { account } = session;
    let timeZone = 'UTC';
    const found = await googlePage(
      page,
      async (size) => {
        const answer = await session.repeatable((authority) =>
          this.#google.listEvents(authority, { calendarId, ...wanted, ...size }),
        );
        timeZone = calendarZone(answer.timeZone);
        return answer;
      },
      (event) => calendarEventOf({ account, calendarId, timeZone }, event),
      (event) => isWanted(event, filter),
    );
    return { ...found, account, timeZone };
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
      const timeZone = namesZone(event) ? undefined : await this.#zoneOf(session, calendarId);
      return calendarEventOf({ account: session.account, calendarId, timeZone }, event);
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

  /** The calendar's zone; nothing where Google does not say. */
  async #zoneOf(session: AccountSession, calendarId: string): Promise<string | undefined> {
    try {
      const page = await session.repeatable((authority) =>
        this.#google.describeCalendar(authority, calendarId),
      );
      return calendarZone(page.timeZone);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  #open(call: CalendarCall): Promise<AccountSession> {
    return AccountSession.open(this.#parts, call, GOOGLE_SCOPES_FOR.readingEvents);
  }
}

/** Whether an event says by itself by which clocks it is; one of days needs none. */
function namesZone({ start }: GoogleEvent): boolean {
  const { dateTime, timeZone } = start ?? {};
  return typeof dateTime !== 'string' || (timeZone ?? '') !== '';
}

function googleFilter(filter: EventFilter) {
  const { since, until, search, updatedSince, isUnfolded } = filter;
  if (since && until && until <= since) {
    throw badUserInput('filter.until', 'must be after the beginning of the range');
  }
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
    showDeleted: filter.withCancelled || filter.statuses?.includes('CANCELLED') === true,
    eventTypes: given(filter.eventTypes)?.map(googleWord),
  };
}

/** Whether an event is of a filter in what Google does not filter by. */
function isWanted(event: GoogleEvent, filter: EventFilter): boolean {
  const [statuses, responses] = [given(filter.statuses), given(filter.responses)];
  if (statuses && !statuses.includes(statusOf(event))) return false;
  if (!responses && !filter.withoutDeclined) return true;
  const response = ownResponseOf(event);
  if (filter.withoutDeclined && response === 'DECLINED') return false;
  return !responses || (response !== null && responses.includes(response));
}

/** A list that says something. */
function given<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}
