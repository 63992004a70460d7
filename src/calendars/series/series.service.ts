import type { ChangedEvent } from '../changes/change.js';
import { changedGuests } from '../changes/guests.js';
import { isNothing, neededChanges } from '../changes/needed.js';
import type { SingleEventService } from '../changes/single.service.js';
import type { EventWriterService } from '../changes/writer.service.js';
import type { AccountSession } from '../google/account-session.js';
import type { EventPlace, GoogleCalendarClient, WriteOptions } from '../google/calendar.client.js';
import { isStale, staleEtag } from '../google/failure.js';
import type { GoogleEvent } from '../google/resource.js';
import { googleTime, type EventTime } from '../time/event-time.js';
import { cancelledStarts } from './cancelled.js';
import { hasEventsBefore } from './first-half.js';
import { leaveOut, moveRecurrence } from './moves.js';
import { checkMayChange, checkMayCut } from './organizer.js';
import { splitRecurrence } from './recurrence.js';
import { splitBody, type EventChange } from './split.js';
import type { SeriesSplitService } from './split.service.js';
import { isSameStart } from './stamps.js';
import { isFirst, originalTime, timeOf, wantedTime } from './time.js';

/** How often a change of guests is tried whose series becomes another one at the same time. */
const MOST_ATTEMPTS = 8;

/** An instance and the series that it is of; `instance` is undefined for an event without one. */
interface Membership {
  readonly instance: GoogleEvent | undefined;
  readonly series: GoogleEvent;
}

/** Changes series as a whole, or from one of their instances on. */
export class SeriesService {
  readonly #google: GoogleCalendarClient;
  readonly #writer: EventWriterService;
  readonly #single: SingleEventService;
  readonly #split: SeriesSplitService;

  constructor(parts: {
    google: GoogleCalendarClient;
    writer: EventWriterService;
    single: SingleEventService;
    split: SeriesSplitService;
  }) {
    this.#google = parts.google;
    this.#writer = parts.writer;
    this.#single = parts.single;
    this.#split = parts.split;
  }

  /** Changes all of the series that the event is of; an event that stands alone is all there is. */
  async updateAll(
    session: AccountSession,
    place: EventPlace,
    change: EventChange,
    options: WriteOptions,
  ): Promise<ChangedEvent> {
    // After an attempt that moved it and whose answer was lost, another would move it again.
    const isRepeatable = options.etag === undefined && change.guests && !change.time;
    for (let attempt = 1; ; attempt += 1) {
      const known = attempt === 1 ? change.known : undefined;
      const found = await this.#find(session, place, options, known);
      try {
        const { event, isChanged } = await this.#updateAll(session, place, found, change, options);
        return { event, isChanged: isChanged || attempt > 1 };
      } catch (error) {
        if (!isRepeatable || attempt === MOST_ATTEMPTS || !isStale(error)) throw error;
      }
    }
  }

  /**
   * Changes the series from an instance on: the old one ends before it, and a new one begins with
   * it. Where nothing of the old one would be left, it is changed as a whole.
   */
  async updateFollowing(
    session: AccountSession,
    place: EventPlace,
    change: EventChange,
    options: WriteOptions,
  ): Promise<ChangedEvent> {
    const found = await this.#find(session, place, options, change.known);
    const { instance, series } = found;
    const cut = instance && originalTime(instance, series);
    if (!cut || isFirst(cut, series)) {
      return this.#updateAll(session, place, found, change, options);
    }
    checkMayCut(series, session, place);
    const cancelled = await this.#cancelled(session, place, series);
    const body = splitBody(series, cut, cancelled, change);
    if (isAlready(found, cut, body, change)) return { event: instance, isChanged: false };
    if (hasEventsBefore(series, cut, cancelled)) {
      const halves = { series, cut, body, newId: change.newId };
      return { event: await this.#split.split(session, place, halves, options), isChanged: true };
    }
    // What was left out or deleted before would be there again by a rule that is given anew.
    const isAnew = change.fields.recurrence !== undefined;
    if (!isAnew) return this.#updateAll(session, place, found, change, options);
    const { recurrence = null, start = {}, end = {} } = body;
    const fields = { ...change.fields, recurrence, start, end };
    const whole = { ...change, fields, time: undefined };
    return this.#updateAll(session, place, { instance: undefined, series }, whole, options);
  }

  /** Deletes all of the series that the event is of. */
  async removeAll(
    session: AccountSession,
    place: EventPlace,
    options: WriteOptions,
  ): Promise<void> {
    const { series } = await this.#find(session, place, options);
    await this.#removeSeries(session, place, series, options);
  }

  /** Ends a series before one of its instances. */
  async removeFollowing(
    session: AccountSession,
    place: EventPlace,
    options: WriteOptions,
  ): Promise<void> {
    const { instance, series } = await this.#find(session, place, options);
    const cut = instance && originalTime(instance, series);
    if (!cut || isFirst(cut, series)) {
      await this.#removeSeries(session, place, series, options);
      return;
    }
    checkMayCut(series, session, place);
    const { before } = splitRecurrence(series.recurrence ?? [], timeOf(series), cut);
    if (!hasEventsBefore(series, cut, await this.#cancelled(session, place, series))) {
      await this.#removeSeries(session, place, series, options);
      return;
    }
    await this.#split.trim(session, place, { series, before }, options);
  }

  async #updateAll(
    session: AccountSession,
    place: EventPlace,
    { instance, series }: Membership,
    change: EventChange,
    { sendUpdates }: WriteOptions,
  ): Promise<ChangedEvent> {
    const { fields, guests } = change;
    const hasNewRule = fields.recurrence !== undefined;
    const time = wantedTime(series, instance, change.time, hasNewRule);
    const body = neededChanges(series, {
      ...fields,
      ...(guests && { attendees: changedGuests(series, guests) }),
      ...(time && googleTime(time)),
    });
    if (isNothing(body)) return { event: series, isChanged: false };
    checkMayChange(series, session, place, { fields: body, guests });
    const recurrence =
      time && !hasNewRule ? await this.#movedLines(session, place, series, time) : undefined;
    const event = await this.#writer.patch(
      session,
      { ...place, eventId: series.id ?? '' },
      { ...body, ...(recurrence && { recurrence }) },
      { sendUpdates, etag: series.etag ?? undefined },
    );
    return { event, isChanged: true };
  }

  /** What makes a series repeat when it begins at another time; see `moveRecurrence`. */
  async #movedLines(
    session: AccountSession,
    place: EventPlace,
    series: GoogleEvent,
    time: EventTime,
  ): Promise<string[] | undefined> {
    const first = timeOf(series);
    if (!series.recurrence?.length || isSameStart(first, time)) return undefined;
    const cancelled = await this.#cancelled(session, place, series);
    return moveRecurrence(leaveOut(series.recurrence, first, cancelled), first, time);
  }

  /** Where instances of a series were deleted; see `cancelledStarts`. */
  #cancelled(session: AccountSession, { calendarId }: EventPlace, series: GoogleEvent) {
    return cancelledStarts(series, (wanted) =>
      session.repeatable((authority) =>
        this.#google.listExceptions(authority, { calendarId, ...wanted }),
      ),
    );
  }

  /** Reads the event and its series, and compares the ETag with the one that the caller knows. */
  async #find(
    session: AccountSession,
    place: EventPlace,
    { etag }: WriteOptions,
    known?: GoogleEvent,
  ): Promise<Membership> {
    const event = known ?? (await this.#single.read(session, place));
    if (etag !== undefined && event.etag !== etag) throw staleEtag();
    if (typeof event.recurringEventId !== 'string') return { instance: undefined, series: event };
    const series = await this.#single.read(session, { ...place, eventId: event.recurringEventId });
    return { instance: event, series };
  }

  #removeSeries(
    session: AccountSession,
    place: EventPlace,
    { id, etag }: GoogleEvent,
    { sendUpdates }: WriteOptions,
  ): Promise<void> {
    const options = { sendUpdates, etag: etag ?? undefined };
    return this.#writer.remove(session, { ...place, eventId: id ?? '' }, options);
  }
}

/** Whether an instance and its series are already as a change from it on would have them. */
function isAlready(
  { instance, series }: Membership,
  cut: EventTime,
  { attendees, recurrence }: GoogleEvent,
  { fields, guests, time }: EventChange,
): boolean {
  const { recurrence: _rule, ...words } = fields;
  const said = { ...words, ...(guests && { attendees }) };
  const rest = splitRecurrence(series.recurrence ?? [], timeOf(series), cut).after;
  const asSeries = { ...series, ...googleTime(cut), recurrence: rest };
  const rule = fields.recurrence !== undefined && { recurrence };
  const moment = time && googleTime(time);
  return (
    isNothing(neededChanges(asSeries, { ...said, ...moment, ...rule })) &&
    isNothing(neededChanges(instance ?? {}, { ...said, ...moment }))
  );
}
