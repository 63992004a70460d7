import { badUserInput, DomainError } from '../platform/errors.js';
import type { Page, PageRequest } from '../platform/page.js';
import { calendarOf, checkCalendarId, unlistedCalendar, type Calendar } from './calendar.js';
import { GOOGLE_SCOPES_FOR } from './google/access.js';
import { AccountSession, type SessionParts } from './google/account-session.js';
import type { GoogleCalendarClient } from './google/calendar.client.js';
import type { CalendarCall } from './google/call.js';
import { googlePage } from './google/page.js';
import { suggestTimes, type Interval, type WantedSlots } from './time/suggest-times.js';

/** What an answer came from. */
export interface FromAccount {
  /** The Google account's e-mail address. */
  readonly account: string;
}

/** When a calendar is busy, or why that is not known. */
export interface CalendarBusy {
  readonly calendarId: string;
  readonly busy: readonly Interval[];
  /** Google's reason, for example `notFound`; null where it answered. */
  readonly unavailableReason: string | null;
}

/** A stretch of time in which calendars are looked at. */
export interface BusyRequest {
  readonly calendarIds: readonly string[];
  readonly since: Date;
  readonly until: Date;
}

const MOST_CALENDARS = 200;
/** As many as Google answers for in one request: its `calendarExpansionMax`. */
const CALENDARS_PER_REQUEST = 50;
const LONGEST_RANGE_MS = 92 * 86_400_000;

/** Reads the calendars of Google accounts, and when they are free. */
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

  /** When calendars are busy: a request to Google for fifty of them, all at once. */
  async freeBusy(
    call: CalendarCall,
    { calendarIds, since, until }: BusyRequest,
  ): Promise<FromAccount & { calendars: readonly CalendarBusy[] }> {
    const ids = [...new Set(calendarIds.map((id) => checkCalendarId('calendars', id)))];
    if (ids.length === 0 || ids.length > MOST_CALENDARS) {
      throw badUserInput('calendars', `must be 1 to ${String(MOST_CALENDARS)} calendars`);
    }
    checkRange(since, until);
    const session = await this.#open(call, GOOGLE_SCOPES_FOR.readingFreeBusy);
    const answers = await Promise.all(
      inChunks(ids, CALENDARS_PER_REQUEST).map((chunk) =>
        this.#busyOf(session, chunk, { since, until }),
      ),
    );
    return { account: session.account, calendars: answers.flat() };
  }

  /**
   * The first times at which all calendars are free. Calendars that cannot be read are named in the
   * answer, not taken for free ones in silence.
   *
   * @throws DomainError `NOT_FOUND` when none of the calendars can be read
   */
  async suggestTimes(
    call: CalendarCall,
    calendarIds: readonly string[],
    wanted: WantedSlots,
  ): Promise<FromAccount & { slots: readonly Interval[]; unavailable: readonly CalendarBusy[] }> {
    const { since, until } = wanted;
    const { account, calendars } = await this.freeBusy(call, { calendarIds, since, until });
    const unavailable = calendars.filter(({ unavailableReason }) => unavailableReason !== null);
    if (unavailable.length === calendars.length) {
      throw new DomainError(
        'NOT_FOUND',
        'Google tells of none of these calendars when it is free.',
      );
    }
    const slots = suggestTimes(
      calendars.flatMap(({ busy }) => busy),
      wanted,
    );
    return { account, slots, unavailable };
  }

  async #busyOf(
    session: AccountSession,
    ids: readonly string[],
    range: { since: Date; until: Date },
  ): Promise<CalendarBusy[]> {
    const { calendars } = await session.repeatable((authority) =>
      this.#google.queryFreeBusy(authority, {
        timeMin: range.since.toISOString(),
        timeMax: range.until.toISOString(),
        items: ids.map((id) => ({ id })),
      }),
    );
    return ids.map((calendarId) => {
      const answer = calendars?.[calendarId];
      return {
        calendarId,
        busy: (answer?.busy ?? []).map(({ start, end }) => ({
          startAt: new Date(start ?? 0),
          endAt: new Date(end ?? 0),
        })),
        unavailableReason: answer ? (answer.errors?.[0]?.reason ?? null) : 'notFound',
      };
    });
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

function checkRange(since: Date, until: Date): void {
  if (until <= since) throw badUserInput('until', 'must be after since');
  if (until.getTime() - since.getTime() > LONGEST_RANGE_MS) {
    throw badUserInput('until', 'must be at most 92 days after since');
  }
}

function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_unused, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
