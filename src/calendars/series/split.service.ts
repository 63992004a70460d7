import { isNothing, neededChanges } from '../changes/needed.js';
import type { SingleEventService } from '../changes/single.service.js';
import type { EventWriterService } from '../changes/writer.service.js';
import { DomainError } from '../../platform/errors.js';
import { derivedEventId } from '../events/id.js';
import type { AccountSession } from '../google/account-session.js';
import type { EventPlace, WriteOptions } from '../google/calendar.client.js';
import type { GoogleEvent } from '../google/resource.js';
import type { EventTime } from '../time/event-time.js';
import { splitRecurrence } from './recurrence.js';
import { isSameRecurrence } from './same-recurrence.js';
import { timeOf } from './time.js';

/** A series that is cut, and what the new one says. */
interface Halves {
  readonly series: GoogleEvent;
  readonly cut: EventTime;
  readonly body: GoogleEvent;
  /** The new series' id, where the one that its place gives it is used up. */
  readonly newId: string;
}

/**
 * Cuts series in two. The new one is made first and without guests, so that nothing is lost by a
 * failure, and nobody is invited to what is taken back.
 */
export class SeriesSplitService {
  readonly #writer: EventWriterService;
  readonly #single: SingleEventService;

  constructor(writer: EventWriterService, single: SingleEventService) {
    this.#writer = writer;
    this.#single = single;
  }

  /**
   * Ends a series before an instance, and makes another one that begins with it. What was done is
   * undone without notifications where a later step fails.
   *
   * @returns the new series
   */
  async split(
    session: AccountSession,
    place: EventPlace,
    halves: Halves,
    options: WriteOptions,
  ): Promise<GoogleEvent> {
    const { series, cut, body } = halves;
    const { before } = splitRecurrence(series.recurrence ?? [], timeOf(series), cut);
    const { event: made, isNew } = await this.#begin(session, place, halves);
    const newPlace = { ...place, eventId: made.id ?? '' };
    let trimmed: GoogleEvent;
    try {
      trimmed = await this.trim(session, place, { series, before }, options);
    } catch (error) {
      const now = await this.#readAgain(session, placeOf(place, series));
      if (!now || !isSameRecurrence(now.recurrence, before)) {
        // What cannot be read may have been cut: rather double events than lost ones.
        const isDone = !now && error instanceof DomainError && error.code === 'UPSTREAM_ERROR';
        if (isNew && !isDone) await this.#removeQuietly(session, newPlace);
        throw error;
      }
      if (!isNew) throw error;
      trimmed = now;
    }
    // What an earlier attempt made may have been meant for another change.
    const { attendees } = body;
    const later = isNew ? { ...(attendees && { attendees }) } : body;
    try {
      const amendment = { bodyOf: () => later, known: made, isGuarded: true };
      const { sendUpdates } = options;
      return (await this.#single.amend(session, newPlace, { sendUpdates }, amendment)).event;
    } catch (error) {
      const now = await this.#readAgain(session, newPlace);
      if (now && isNothing(neededChanges(now, later))) return now;
      if (isNew) await this.#undo(session, place, { series, trimmed, made });
      throw error;
    }
  }

  /** Has a series repeat by other lines, if it is still the one that was read. */
  trim(
    session: AccountSession,
    place: EventPlace,
    { series, before }: { readonly series: GoogleEvent; readonly before: readonly string[] },
    { sendUpdates }: WriteOptions,
  ): Promise<GoogleEvent> {
    const options = { sendUpdates, etag: series.etag ?? undefined };
    const body = { recurrence: [...before] };
    return this.#writer.patch(session, placeOf(place, series), body, options);
  }

  /**
   * Makes the new series, without guests. Its id is given by where and when the old one is cut, so
   * that a second attempt, after one that broke off, finds what that one made.
   */
  async #begin(session: AccountSession, place: EventPlace, halves: Halves) {
    const { series, cut, body, newId } = halves;
    const at = cut.kind === 'ALL_DAY' ? cut.startDate : cut.startAt.toISOString();
    const { calendarId } = place;
    const of = [session.account, calendarId, series.id ?? '', series.etag ?? '', at];
    const said = Object.entries({ ...body, attendees: null });
    const alone: GoogleEvent = Object.fromEntries(said.filter(([, value]) => value !== null));
    const insert = (id: string) =>
      this.#writer.insert(session, calendarId, { ...alone, id }, 'none');
    try {
      return await insert(derivedEventId(['split', ...of]));
    } catch (error) {
      const isUsedUp = error instanceof DomainError && error.reason === 'KEY_USED';
      if (!isUsedUp) throw error;
      return insert(newId);
    }
  }

  async #undo(
    session: AccountSession,
    place: EventPlace,
    { series, trimmed, made }: { series: GoogleEvent; trimmed: GoogleEvent; made: GoogleEvent },
  ): Promise<void> {
    const before = series.recurrence ?? [];
    const wanted = { series: trimmed, before };
    try {
      await this.trim(session.takingBack(), place, wanted, { sendUpdates: 'none' });
    } catch {
      // The old series ends where it was cut: without the new one, events would be lost.
      return;
    }
    await this.#removeQuietly(session, placeOf(place, made));
  }

  /** What failed before is what the caller is told: of a series that stays, they see two. */
  async #removeQuietly(session: AccountSession, place: EventPlace): Promise<void> {
    const options = { sendUpdates: 'none' } as const;
    await this.#writer.remove(session.takingBack(), place, options).catch(() => undefined);
  }

  async #readAgain(session: AccountSession, place: EventPlace): Promise<GoogleEvent | undefined> {
    return this.#single.read(session.takingBack(), place).catch(() => undefined);
  }
}

function placeOf({ calendarId }: EventPlace, { id }: GoogleEvent): EventPlace {
  return { calendarId, eventId: id ?? '' };
}
