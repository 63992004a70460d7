import { DomainError } from '../../platform/errors.js';
import { checkCalendar, isCalendarId } from '../calendar.js';
import { GOOGLE_SCOPES_FOR } from '../google/access.js';
import { AccountSession, type SessionParts } from '../google/account-session.js';
import type { GoogleCalendarClient } from '../google/calendar.client.js';
import type { CalendarCall } from '../google/call.js';
import type { GoogleCalendarEntry } from '../google/resource.js';
import { AMBIGUOUS_NAME, calendarCalled, noCalendarCalled } from './names.js';

/** Of calendars with such ids it is known that the id is no name. */
const GOOGLES_OWN = /\.calendar\.google\.com$/i;

/**
 * Finds the calendars that callers name as people do, by what they are called on the account's
 * list. Nothing is kept beyond a call.
 */
export class CalendarNameService {
  readonly #parts: SessionParts;
  readonly #google: GoogleCalendarClient;
  readonly #lists = new WeakMap<CalendarCall, Promise<readonly GoogleCalendarEntry[]>>();

  constructor(parts: SessionParts, google: GoogleCalendarClient) {
    this.#parts = parts;
    this.#google = google;
  }

  /**
   * Does something with the calendar that was named. What can be an id is taken for one, and for a
   * name where there is no such calendar; everything else is a name: a request to Google for each
   * 250 calendars of the list.
   *
   * @param run - does it, by the calendar's id; a null counts as nothing found
   * @throws DomainError what `run` throws; `BAD_USER_INPUT` naming `argument` for a name of several
   *   calendars; `NOT_FOUND` with `nearNames` for a name of none; `GOOGLE_CONNECTION_REQUIRED`
   *   where the account's list cannot be read
   */
  async withCalendar<T>(
    call: CalendarCall,
    argument: string,
    text: string,
    run: (calendarId: string) => Promise<T>,
  ): Promise<T> {
    const written = checkCalendar(argument, text);
    if (!isCalendarId(written)) return run(await this.idOf(call, argument, written));
    let found: T | undefined;
    let failure: DomainError | undefined;
    try {
      found = await run(written);
      if (found !== null) return found;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      failure = error;
    }
    const calendarId = await this.sameNamed(call, argument, written);
    if (calendarId !== undefined) return run(calendarId);
    if (failure) throw failure;
    return found as T;
  }

  /** The id of the calendar of a name; see `withCalendar`. */
  async idOf(call: CalendarCall, argument: string, name: string): Promise<string> {
    const entries = await this.#listOf(call);
    const calendarId = calendarCalled(argument, name, entries);
    if (calendarId === undefined) throw noCalendarCalled(name, entries);
    return calendarId;
  }

  /**
   * The id of the calendar whose name has the form of an id that no calendar has; nothing where
   * there is none, or where the list cannot be read.
   */
  async sameNamed(
    call: CalendarCall,
    argument: string,
    written: string,
  ): Promise<string | undefined> {
    if (written === 'primary' || GOOGLES_OWN.test(written)) return undefined;
    try {
      const calendarId = calendarCalled(argument, written, await this.#listOf(call));
      return calendarId === written ? undefined : calendarId;
    } catch (error) {
      if (error instanceof DomainError && error.reason !== AMBIGUOUS_NAME) return undefined;
      throw error;
    }
  }

  #listOf(call: CalendarCall): Promise<readonly GoogleCalendarEntry[]> {
    const known = this.#lists.get(call);
    if (known) return known;
    const list = this.#read(call);
    this.#lists.set(call, list);
    return list;
  }

  async #read(call: CalendarCall): Promise<readonly GoogleCalendarEntry[]> {
    const session = await AccountSession.open(
      this.#parts,
      call,
      GOOGLE_SCOPES_FOR.listingCalendars,
    );
    const entries: GoogleCalendarEntry[] = [];
    let pageToken: string | undefined;
    do {
      const token = pageToken;
      const page = await session.repeatable((authority) =>
        this.#google.listNames(authority, token),
      );
      entries.push(...(page.items ?? []));
      pageToken = page.nextPageToken ?? undefined;
    } while (pageToken !== undefined && pageToken !== '');
    return entries;
  }
}

function isNotFound(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'NOT_FOUND' && error.reason === 'notFound';
}
