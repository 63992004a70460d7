import { badUserInput, DomainError } from '../../platform/errors.js';
import { calendarKey, checkCalendar, isCalendarId } from '../calendar.js';
import { GOOGLE_SCOPES_FOR } from '../google/access.js';
import { AccountSession, type SessionParts } from '../google/account-session.js';
import type { GoogleCalendarClient } from '../google/calendar.client.js';
import type { CalendarCall } from '../google/call.js';
import type { CalendarNameService } from '../names/calendar-name.service.js';
import { suggestTimes, type Interval, type WantedSlots } from '../time/suggest-times.js';
import {
  acrossAccounts,
  BusyAnswers,
  nothingKnown,
  NOT_FOUND,
  reasonOfError,
  unknownBusy,
  type AskedBusy,
  type BusyRequest,
  type CalendarBusy,
} from './busy.js';
import { checkRange, inChunks } from './range.js';

/** When calendars are busy, and the account of the answer. */
export interface FoundBusy {
  readonly account: string;
  readonly calendars: readonly CalendarBusy[];
}

/** The first free times, and what is not known. */
export interface FoundSlots {
  readonly account: string;
  readonly slots: readonly Interval[];
  readonly unavailable: readonly CalendarBusy[];
}

type Range = Pick<BusyRequest, 'since' | 'until'>;

const ARGUMENT = 'calendars';
const MOST_CALENDARS = 200;
/** As many as Google answers for in one request: its `calendarExpansionMax`. */
const CALENDARS_PER_REQUEST = 50;
/** The largest group that Google looks into: its `groupExpansionMax`. */
const MOST_MEMBERS = 100;

/** Says when calendars are busy, and when they are free. */
export class BusyService {
  readonly #parts: SessionParts;
  readonly #google: GoogleCalendarClient;
  readonly #names: CalendarNameService;

  constructor(parts: SessionParts, google: GoogleCalendarClient, names: CalendarNameService) {
    this.#parts = parts;
    this.#google = google;
    this.#names = names;
  }

  /**
   * When calendars are busy: a request to Google for fifty of them, all at once. Those of which
   * nothing is known say so and hide no others; nor does an account, where there are several.
   *
   * @param calls - a call for each account
   * @throws DomainError the first account's where none can be used, the first request's where none
   *   is answered
   */
  async freeBusy(calls: readonly CalendarCall[], request: BusyRequest): Promise<FoundBusy> {
    const { calendarIds, since, until } = request;
    const written = calendarIds.map((text) => checkCalendar(ARGUMENT, text));
    if (written.length === 0 || new Set(written).size > MOST_CALENDARS) {
      throw badUserInput(ARGUMENT, `must be 1 to ${String(MOST_CALENDARS)} calendars`);
    }
    checkRange(since, until);
    const answers = await Promise.allSettled(
      calls.map((call) => this.#ofAccount(call, written, { since, until })),
    );
    const account = answers.find(isFulfilled)?.value.account;
    const found = answers.map((answer, index) => {
      if (isFulfilled(answer)) return answer.value.asked;
      const reason = reasonOfError(answer.reason);
      const isInput = answer.reason instanceof DomainError && answer.reason.problems.length > 0;
      if (account === undefined || isInput) throw answer.reason as DomainError;
      return written.map((text) => ({
        written: text,
        busy: unknownBusy(calls[index]?.connection ?? '', text, reason),
      }));
    });
    return { account: account ?? '', calendars: acrossAccounts(written, found) };
  }

  /**
   * The first times at which all calendars are free that could be looked at. The others are named
   * in the answer.
   *
   * @throws DomainError as `freeBusy` does, and where nothing is known of any calendar
   */
  async suggestTimes(
    calls: readonly CalendarCall[],
    calendarIds: readonly string[],
    wanted: WantedSlots,
  ): Promise<FoundSlots> {
    const { since, until } = wanted;
    const { account, calendars } = await this.freeBusy(calls, { calendarIds, since, until });
    const unavailable = calendars.filter(({ unavailableReason }) => unavailableReason !== null);
    if (!calendars.some(isKnown)) throw nothingKnown(unavailable);
    const slots = suggestTimes(
      calendars.flatMap(({ busy }) => busy),
      wanted,
    );
    return { account, slots, unavailable };
  }

  async #ofAccount(
    call: CalendarCall,
    written: readonly string[],
    range: Range,
  ): Promise<{ account: string; asked: AskedBusy[] }> {
    const session = await AccountSession.open(this.#parts, call, GOOGLE_SCOPES_FOR.readingFreeBusy);
    const { account } = session;
    const named = await this.#named(call, account, written);
    // Each calendar once, by the first of its ids.
    const ids = new Map<string, string>();
    for (const id of named) {
      if (typeof id !== 'string') continue;
      const key = calendarKey(id, account);
      if (!ids.has(key)) ids.set(key, id);
    }
    const answers = new BusyAnswers();
    const asked = [...ids.values()];
    await this.#ask(session, answers, asked, range);
    const leftOut = answers.leftOut(asked);
    if (leftOut.length > 0) await this.#askAgain(session, answers, leftOut, range);
    const renamed = await this.#renamed(call, session, answers, asked, range);
    const busyOf = (id: string): CalendarBusy => {
      const first = ids.get(calendarKey(id, account)) ?? id;
      return renamed.get(first) ?? answers.busyOf(account, first);
    };
    return {
      account,
      asked: named.map((one, index) => ({
        written: written[index] ?? '',
        busy: typeof one === 'string' ? busyOf(one) : one,
      })),
    };
  }

  /** The id of each calendar, or that its name is not known. */
  async #named(
    call: CalendarCall,
    account: string,
    written: readonly string[],
  ): Promise<(string | CalendarBusy)[]> {
    const failures: unknown[] = [];
    const named = await Promise.all(
      written.map(async (text) => {
        if (isCalendarId(text)) return text;
        try {
          return await this.#names.idOf(call, ARGUMENT, text);
        } catch (error) {
          if (error instanceof DomainError && error.problems.length > 0) throw error;
          failures.push(error);
          return unknownBusy(account, text, reasonOfError(error));
        }
      }),
    );
    if (failures.length === written.length) throw failures[0] as DomainError;
    return named;
  }

  /** Asks for fifty at a time; where no request is answered, the first one's error is thrown. */
  async #ask(
    session: AccountSession,
    answers: BusyAnswers,
    ids: readonly string[],
    range: Range,
  ): Promise<void> {
    const chunks = inChunks(ids, CALENDARS_PER_REQUEST);
    const asked = await Promise.allSettled(
      chunks.map((chunk) => this.#query(session, chunk, range)),
    );
    const isAnswered = asked.some(isFulfilled);
    asked.forEach((one, index) => {
      if (isFulfilled(one)) answers.add(one.value);
      else if (isAnswered) answers.fail(chunks[index] ?? [], reasonOfError(one.reason));
      else throw one.reason as DomainError;
    });
  }

  /** Asks for what there was no room for; without an answer it stays unknown. */
  async #askAgain(
    session: AccountSession,
    answers: BusyAnswers,
    leftOut: readonly string[],
    range: Range,
  ): Promise<void> {
    try {
      await this.#ask(session, answers, leftOut, range);
    } catch (error) {
      answers.fail(leftOut, reasonOfError(error));
    }
  }

  /** What is known of calendars whose names have the form of ids that no calendar has. */
  async #renamed(
    call: CalendarCall,
    session: AccountSession,
    answers: BusyAnswers,
    ids: readonly string[],
    range: Range,
  ): Promise<ReadonlyMap<string, CalendarBusy>> {
    const { account } = session;
    const unseen = ids.filter((id) => answers.busyOf(account, id).unavailableReason === NOT_FOUND);
    const renamed = new Map<string, string>();
    for (const id of unseen) {
      const calendarId = await this.#names.sameNamed(call, ARGUMENT, id);
      if (calendarId !== undefined) renamed.set(id, calendarId);
    }
    if (renamed.size > 0) await this.#askAgain(session, answers, [...renamed.values()], range);
    return new Map([...renamed].map(([id, own]) => [id, answers.busyOf(account, own)]));
  }

  #query(session: AccountSession, ids: readonly string[], { since, until }: Range) {
    return session.repeatable((authority) =>
      this.#google.queryFreeBusy(authority, {
        timeMin: since.toISOString(),
        timeMax: until.toISOString(),
        groupExpansionMax: MOST_MEMBERS,
        calendarExpansionMax: CALENDARS_PER_REQUEST,
        items: ids.map((id) => ({ id })),
      }),
    );
  }
}

/** Whether anything is known of it, of a group at least of one member. */
function isKnown({ unavailableReason, members }: CalendarBusy): boolean {
  return unavailableReason === null || members?.some(isKnown) === true;
}

function isFulfilled<T>(settled: PromiseSettledResult<T>): settled is PromiseFulfilledResult<T> {
  return settled.status === 'fulfilled';
}
