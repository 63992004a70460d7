import { DomainError, upstreamError } from '../../platform/errors.js';
import { calendarKey } from '../calendar.js';
import type { GoogleFreeBusy } from '../google/resource.js';
import type { Interval } from '../time/suggest-times.js';

/** When a calendar, or a group of them, is busy, or why that is not known. */
export interface CalendarBusy {
  /** The account that it was looked at by. */
  readonly account: string;
  readonly calendarId: string;
  /** In order; of a group, what is known of its members. */
  readonly busy: readonly Interval[];
  /** Google's reason, for example `notFound`; null where all of it is known. */
  readonly unavailableReason: string | null;
  /** The members of a group; null for a calendar. */
  readonly members: readonly CalendarBusy[] | null;
}

/** A stretch of time in which calendars are looked at. */
export interface BusyRequest {
  /** Their ids or names. */
  readonly calendarIds: readonly string[];
  readonly since: Date;
  readonly until: Date;
}

/** Google's word for a calendar that there was no room for in an answer. */
const TOO_MANY = 'tooManyCalendarsRequested';
/** Google's word for a calendar that the account does not see. */
export const NOT_FOUND = 'notFound';

type GoogleBusy = NonNullable<GoogleFreeBusy['calendars']>[string];
type GoogleGroup = NonNullable<GoogleFreeBusy['groups']>[string];

/** What Google answered of calendars and groups, in one request or several. */
export class BusyAnswers {
  readonly #calendars = new Map<string, GoogleBusy>();
  readonly #groups = new Map<string, GoogleGroup>();
  readonly #failed = new Map<string, string>();

  /** Takes an answer in; what is known already is replaced by it. */
  add({ calendars, groups }: GoogleFreeBusy): void {
    for (const [id, calendar] of Object.entries(calendars ?? {})) {
      this.#calendars.set(id.toLowerCase(), calendar);
    }
    for (const [id, group] of Object.entries(groups ?? {})) {
      this.#groups.set(id.toLowerCase(), group);
    }
  }

  /** Remembers that a request for these could not be answered. */
  fail(ids: readonly string[], reason: string): void {
    for (const id of ids) this.#failed.set(id.toLowerCase(), reason);
  }

  /** What an answer had no room for and can be asked for by itself: calendars, and members. */
  leftOut(ids: readonly string[]): string[] {
    const members = ids.flatMap((id) => this.#groups.get(id.toLowerCase())?.calendars ?? []);
    const isLeftOut = (id: string): boolean =>
      reasonOf(this.#calendars.get(id.toLowerCase())) === TOO_MANY ||
      reasonOf(this.#groups.get(id.toLowerCase())) === TOO_MANY;
    const unseen = members.filter((id) => !this.#calendars.has(id.toLowerCase()));
    return [...new Set([...[...ids, ...members].filter(isLeftOut), ...unseen])];
  }

  /** When what has this id is busy, as far as it is known. */
  busyOf(account: string, calendarId: string): CalendarBusy {
    const key = calendarId.toLowerCase();
    const group = this.#groups.get(key);
    if (group) return this.#groupBusy(account, calendarId, group);
    const calendar = this.#calendars.get(key);
    return {
      account,
      calendarId,
      busy: (calendar?.busy ?? []).map(({ start, end }) => ({
        startAt: new Date(start ?? 0),
        endAt: new Date(end ?? 0),
      })),
      unavailableReason: calendar
        ? (reasonOf(calendar) ?? null)
        : (this.#failed.get(key) ?? NOT_FOUND),
      members: null,
    };
  }

  #groupBusy(account: string, calendarId: string, group: GoogleGroup): CalendarBusy {
    const members = [...new Set(group.calendars ?? [])].map((id) => this.busyOf(account, id));
    const unknown = members.find(({ unavailableReason }) => unavailableReason !== null);
    return {
      account,
      calendarId,
      busy: merged(members.flatMap(({ busy }) => busy)),
      // Google hides members from those who may not see them: their time is unknown, not free.
      unavailableReason:
        reasonOf(group) ??
        (members.length === 0 ? NOT_FOUND : (unknown?.unavailableReason ?? null)),
      members,
    };
  }
}

/** The answer for a calendar of which nothing is known. */
export function unknownBusy(
  account: string,
  calendarId: string,
  unavailableReason: string,
): CalendarBusy {
  return { account, calendarId, busy: [], unavailableReason, members: null };
}

/** The word for a failure; throws what is none. */
export function reasonOfError(error: unknown): string {
  if (error instanceof DomainError) return error.reason ?? error.code;
  throw error;
}

/** What an account says of a calendar, and how that was written in the question. */
export interface AskedBusy {
  readonly written: string;
  readonly busy: CalendarBusy;
}

/**
 * The answers of several accounts as one, in the order of the question: what one of them cannot
 * look at and another can is known, and each calendar is there once. `primary` is another calendar
 * in each.
 */
export function acrossAccounts(
  written: readonly string[],
  answers: readonly (readonly AskedBusy[])[],
): CalendarBusy[] {
  const found = new Map<string, CalendarBusy>();
  for (const text of new Set(written)) {
    const said = answers.flat().flatMap((one) => (one.written === text ? [one.busy] : []));
    for (const one of text === 'primary' ? said : bestKnown(said)) {
      const key = calendarKey(one.calendarId, one.account);
      const before = found.get(key);
      if (!before || rankOf(one) < rankOf(before)) found.set(key, one);
    }
  }
  return [...found.values()];
}

function bestKnown(said: readonly CalendarBusy[]): readonly CalendarBusy[] {
  const known = said.filter((one) => rankOf(one) === 0);
  if (known.length > 0) return known;
  return [...said].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, 1);
}

/**
 * The answer where nothing is known of any calendar.
 *
 * @param calendars - one or more
 */
export function nothingKnown(calendars: readonly CalendarBusy[]): DomainError {
  const reasons = calendars.map(({ unavailableReason }) => unavailableReason);
  if (reasons.includes('internalError')) {
    return upstreamError('internalError', 'Google failed to say when these calendars are free.', {
      retryable: true,
    });
  }
  const [reason] = reasons;
  return new DomainError('NOT_FOUND', 'Google tells of none of these calendars when it is free.', {
    ...(typeof reason === 'string' && { reason }),
  });
}

/** What is known comes first; what may be found by another account comes last. */
function rankOf({ unavailableReason }: CalendarBusy): number {
  if (unavailableReason === null) return 0;
  return unavailableReason === NOT_FOUND ? 2 : 1;
}

function reasonOf(answer: GoogleBusy | GoogleGroup | undefined): string | undefined {
  const [error] = answer?.errors ?? [];
  return error && (error.reason ?? 'unknown');
}

/** Stretches of time in order, those that overlap or touch as one. */
function merged(busy: readonly Interval[]): Interval[] {
  const inOrder = [...busy].sort((a, b) => a.startAt.getTime() - b.startAt.getTime());
  const found: Interval[] = [];
  for (const one of inOrder) {
    const last = found.at(-1);
    if (!last || one.startAt > last.endAt) found.push(one);
    else if (one.endAt > last.endAt) {
      found[found.length - 1] = { startAt: last.startAt, endAt: one.endAt };
    }
  }
  return found;
}
