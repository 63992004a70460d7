import { DomainError } from '../platform/errors.js';
import type { Page, PageRequest } from '../platform/page.js';
import { calendarOf, checkCalendarId, unlistedCalendar, type Calendar } from './calendar.js';
import { GOOGLE_SCOPES_FOR } from './google/access.js';
import { AccountSession, type SessionParts } from './google/account-session.js';
import type { GoogleCalendarClient } from './google/calendar.client.js';
import type { CalendarCall } from './google/call.js';
import { googlePage } from './google/page.js';

/** What an answer came from. */
export interface FromAccount {
  /** The Google account's e-mail address. */
  readonly account: string;
}

/** Reads the calendars of Google accounts. */
export class CalendarService {
  readonly #parts: SessionParts;
  readonly #google: GoogleCalendarClient;

  constructor(parts: SessionParts, google: GoogleCalendarClient) {
    this.#parts = parts;
    this.#google = google;
  }

  /** A page of an account's calendars: one request to Google. */
  async list(call: CalendarCall, page: PageRequest): Promise<Page<Calendar> & FromAccount> {
    const session = await this.#open(call, GOOGLE_SCOPES_FOR.listingCalendars);
    const { account } = session;
    const found = await googlePage(
      page,
      (wanted) => session.repeatable((authority) => this.#google.listCalendars(authority, wanted)),
      (entry) => calendarOf(account, entry),
    );
    return { ...found, account };
  }

  /**
   * One calendar, or null when the account sees no such calendar: a request to Google, and a second
   * one for a calendar that is not on the account's list.
   */
  async find(call: CalendarCall, calendar: string): Promise<Calendar | null> {
    const calendarId = checkCalendarId('id', calendar);
    const session = await this.#open(call, GOOGLE_SCOPES_FOR.describingCalendars);
    const { account } = session;
    const listed = session.hasGranted(GOOGLE_SCOPES_FOR.listingCalendars)
      ? await whereSeen(
          session.repeatable((authority) => this.#google.getCalendar(authority, calendarId)),
        )
      : undefined;
    if (listed) return calendarOf(account, listed);
    if (!session.hasGranted(GOOGLE_SCOPES_FOR.readingEvents)) return null;
    const page = await whereSeen(
      session.repeatable((authority) => this.#google.describeCalendar(authority, calendarId)),
    );
    return page ? unlistedCalendar(account, calendarId, page) : null;
  }

  #open(call: CalendarCall, scopes: readonly string[]): Promise<AccountSession> {
    return AccountSession.open(this.#parts, call, scopes);
  }
}

/** What Google answers; nothing where the account sees no such calendar. */
async function whereSeen<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const isUnseen =
      error instanceof DomainError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN');
    if (isUnseen) return undefined;
    throw error;
  }
}
