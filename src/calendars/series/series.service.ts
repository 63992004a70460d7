import { keepAnswers } from '../changes/fields.js';
import type { SingleEventService } from '../changes/single.service.js';
import type { EventWriterService } from '../changes/writer.service.js';
import type { AccountSession } from '../google/account-session.js';
import type { EventPlace, GoogleCalendarClient, WriteOptions } from '../google/calendar.client.js';
import { staleEtag } from '../google/failure.js';
import type { GoogleEvent } from '../google/resource.js';
import { googleTime, type EventTime } from '../time/event-time.js';
import { cancelledStarts } from './cancelled.js';
import { copyable } from './copy.js';
import { leaveOut, moveRecurrence } from './moves.js';
import { splitRecurrence } from './recurrence.js';
import { isSameStart } from './stamps.js';
import { checkDay, isFirst, originalTime, timeOf, wantedTime } from './time.js';

/** A change of an event in Google's words, and the time that it sets. */
export interface EventChange {
  readonly fields: GoogleEvent;
  readonly time: EventTime | undefined;
}

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

  constructor(
    google: GoogleCalendarClient,
    writer: EventWriterService,
    single: SingleEventService,
  ) {
    this.#google = google;
    this.#writer = writer;
    this.#single = single;
  }

  /** Changes all of the series that the event is of; an event that stands alone is all there is. */
  async updateAll(
    session: AccountSession,
    place: EventPlace,
    change: EventChange,
    options: WriteOptions,
  ): Promise<GoogleEvent> {
    return this.#updateAll(
      session,
      place,
      await this.#find(session, place, options),
      change,
      options,
    );
  }

  /**
   * Changes the series from an instance on: the old one ends before it, and a new one begins with
   * it. The new one is made first, so that a failure in between loses nothing.
   *
   * @param newId - the id of the new series
   */
  async updateFollowing(
    session: AccountSession,
    place: EventPlace,
    change: EventChange & { readonly newId: string },
    options: WriteOptions,
  ): Promise<GoogleEvent> {
    const found = await this.#find(session, place, options);
    const { instance, series } = found;
    const cut = instance && originalTime(instance, series);
    if (!cut || isFirst(cut, series)) {
      return this.#updateAll(session, place, found, change, options);
    }
    const { fields, time, newId } = change;
    if (time) checkDay(series, cut, time, fields.recurrence !== undefined);
    const lines = splitRecurrence(series.recurrence ?? [], timeOf(series), cut);
    const cancelled = await this.#cancelled(session, place, series);
    const after = leaveOut(lines.after, cut, cancelled);
    const body = {
      ...copyable(series),
      recurrence: time ? moveRecurrence(after, cut, time) : after,
      ...withAnswers(fields, series),
      ...googleTime(time ?? cut),
      id: newId,
    };
    const { calendarId } = place;
    const { event } = await this.#writer.insert(session, calendarId, body, options.sendUpdates);
    try {
      await this.#trim(session, { calendarId, series }, lines.before, options);
    } catch (error) {
      await this.#takeBack(session, { calendarId, eventId: newId }, options);
      throw error;
    }
    return event;
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
    const { before } = splitRecurrence(series.recurrence ?? [], timeOf(series), cut);
    await this.#trim(session, { calendarId: place.calendarId, series }, before, options);
  }

  async #updateAll(
    session: AccountSession,
    place: EventPlace,
    { instance, series }: Membership,
    change: EventChange,
    { sendUpdates }: WriteOptions,
  ): Promise<GoogleEvent> {
    const { fields } = change;
    const time = wantedTime(series, instance, change.time, fields.recurrence !== undefined);
    const recurrence =
      time && fields.recurrence === undefined
        ? await this.#movedLines(session, place, series, time)
        : undefined;
    const body = {
      ...withAnswers(fields, series),
      ...(time && googleTime(time)),
      ...(recurrence && { recurrence }),
    };
    return this.#writer.patch(session, placeOf(place, series), body, {
      sendUpdates,
      etag: etagOf(series),
    });
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
  ): Promise<Membership> {
    const event = await this.#single.read(session, place);
    if (etag !== undefined && event.etag !== etag) throw staleEtag();
    if (typeof event.recurringEventId !== 'string') return { instance: undefined, series: event };
    const series = await this.#single.read(session, { ...place, eventId: event.recurringEventId });
    return { instance: event, series };
  }

  #trim(
    session: AccountSession,
    { calendarId, series }: { calendarId: string; series: GoogleEvent },
    recurrence: string[],
    { sendUpdates }: WriteOptions,
  ): Promise<GoogleEvent> {
    const place = { calendarId, eventId: series.id ?? '' };
    return this.#writer.patch(
      session,
      place,
      { recurrence },
      { sendUpdates, etag: etagOf(series) },
    );
  }

  #removeSeries(
    session: AccountSession,
    place: EventPlace,
    series: GoogleEvent,
    { sendUpdates }: WriteOptions,
  ): Promise<void> {
    const etag = etagOf(series);
    return this.#writer.remove(session, placeOf(place, series), { sendUpdates, etag });
  }

  /** Deletes the second half of a series whose first half could not be shortened. */
  async #takeBack(
    session: AccountSession,
    place: EventPlace,
    { sendUpdates }: WriteOptions,
  ): Promise<void> {
    // What failed before is what the caller is told; that there is a duplicate can be seen.
    await this.#writer.remove(session, place, { sendUpdates }).catch(() => undefined);
  }
}

function withAnswers(fields: GoogleEvent, { attendees }: GoogleEvent): GoogleEvent {
  if (!fields.attendees) return fields;
  return { ...fields, attendees: keepAnswers(attendees, fields.attendees) };
}

function etagOf({ etag }: GoogleEvent): string | undefined {
  return etag ?? undefined;
}

function placeOf({ calendarId }: EventPlace, { id }: GoogleEvent): EventPlace {
  return { calendarId, eventId: id ?? '' };
}
