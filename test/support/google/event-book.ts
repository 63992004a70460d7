import { GoogleFailure } from './google-failure.js';
import { mergedEvent } from './merge.js';
import { checkSeries, instancesOf, instantMs, type GoogleEvent } from './recurrence.js';
import { checkMovable } from './status-event.js';

/** Which events of a calendar are asked for. */
export interface EventRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether series are unfolded into their instances. */
  readonly singleEvents: boolean;
  readonly search?: string | undefined;
  readonly withDeleted?: boolean;
  /** What a series and its exceptions have in common. */
  readonly iCalUid?: string | undefined;
  /** Events of every type when left out. */
  readonly eventTypes?: readonly string[] | undefined;
  /** A private property and its value, as `name=value`. */
  readonly property?: string | undefined;
}

const EVENT_ID = /^[a-v0-9]{5,1024}$/;

/** Calendars' events as Google keeps them: with ETags, series, exceptions and deleted ids. */
export class EventBook {
  readonly #calendars = new Map<string, Map<string, GoogleEvent>>();
  #revision = 3_000_000_000_000_000;

  /** Adds an event; its id stays taken when it is deleted. */
  insert(calendar: string, event: Partial<GoogleEvent>, owner: string): GoogleEvent {
    const id = event.id ?? `evt${String(this.#revision)}`;
    if (!EVENT_ID.test(id)) {
      throw new GoogleFailure(400, 'invalid', 'Invalid resource id value.');
    }
    if (this.#eventsOf(calendar).has(id)) {
      throw new GoogleFailure(409, 'duplicate', 'The requested identifier already exists.');
    }
    return this.#keep(calendar, {
      status: 'confirmed',
      created: new Date(0).toISOString(),
      creator: { email: owner, self: true },
      organizer: { email: owner, self: true },
      htmlLink: `https://www.google.com/calendar/event?eid=${id}`,
      iCalUID: `${id}@google.com`,
      eventType: 'default',
      ...event,
      id,
    });
  }

  /**
   * Keeps an event exactly as it is given, and answers with it in the same way: nothing is checked,
   * and nothing is added. For what Google documents and would not let anybody make.
   */
  put(calendar: string, event: GoogleEvent): void {
    this.#eventsOf(calendar).set(event.id, event);
  }

  /** An event, a deleted one too, or an instance of a series. */
  get(calendar: string, id: string): GoogleEvent {
    const event = this.#eventsOf(calendar).get(id) ?? this.#instance(calendar, id);
    if (!event) throw new GoogleFailure(404, 'notFound', 'Not Found');
    return event;
  }

  /** Changes an event by JSON merge; an instance becomes an exception of its series. */
  patch(
    calendar: string,
    id: string,
    changes: Partial<GoogleEvent>,
    ifMatch: string | undefined,
  ): GoogleEvent {
    const event = this.#current(calendar, id, ifMatch);
    const merged = mergedEvent(event, changes);
    if (event.recurrence && instantMs(merged.start) !== instantMs(event.start)) {
      this.#forgetExceptions(calendar, id);
    }
    return this.#keep(calendar, merged);
  }

  /** Deletes an event, a whole series, or one instance of it. */
  remove(calendar: string, id: string, ifMatch: string | undefined): void {
    const event = this.#current(calendar, id, ifMatch);
    this.#keep(calendar, event.recurringEventId ? cancelledInstance(event) : cancelled(event));
  }

  /**
   * Moves an event, with the exceptions of a series, to another calendar, which becomes its
   * organizer.
   *
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/move
   */
  move(calendar: string, id: string, destination: string): GoogleEvent {
    const event = this.#current(calendar, id, undefined);
    checkMovable(event);
    const events = this.#eventsOf(calendar);
    for (const exception of [...events.values()]) {
      if (exception.recurringEventId !== id) continue;
      events.delete(exception.id);
      this.#eventsOf(destination).set(exception.id, exception);
    }
    if (destination !== calendar) events.set(id, cancelled(event));
    const organizer = { email: destination, self: true };
    return this.#keep(destination, { ...event, organizer });
  }

  /** The events of a range, in the order of their beginning. */
  list(calendar: string, range: EventRange): GoogleEvent[] {
    const stored = this.#eventsOf(calendar);
    const found = [...stored.values()].flatMap((event) => {
      const { recurringEventId: seriesId } = event;
      if (seriesId) return range.singleEvents && stored.has(seriesId) ? [] : [event];
      if (!event.recurrence || !range.singleEvents || event.status === 'cancelled') return [event];
      return this.instances(calendar, event.id, range);
    });
    const wanted = range.search?.toLowerCase();
    return found
      .filter(({ status }) => status !== 'cancelled' || range.withDeleted === true)
      .filter(
        (event) =>
          (event.recurrence !== undefined && !range.singleEvents) || isWithin(event, range),
      )
      .filter(({ id, recurringEventId, iCalUID }) => {
        const series = stored.get(recurringEventId ?? id);
        return range.iCalUid === undefined || range.iCalUid === (iCalUID ?? series?.iCalUID);
      })
      .filter(({ eventType }) => range.eventTypes?.includes(eventType ?? 'default') !== false)
      .filter((event) => range.property === undefined || hasProperty(event, range.property))
      .filter(
        (event) => wanted === undefined || JSON.stringify(event).toLowerCase().includes(wanted),
      )
      .sort((a, b) => instantMs(startOf(a)) - instantMs(startOf(b)));
  }

  /** A series' instances in a range, exceptions in their place. */
  instances(calendar: string, id: string, range: { fromMs: number; toMs: number }): GoogleEvent[] {
    const series = this.get(calendar, id);
    const stored = this.#eventsOf(calendar);
    return instancesOf(series, range.fromMs, range.toMs).map(
      (instance) => stored.get(instance.id) ?? instance,
    );
  }

  #current(calendar: string, id: string, ifMatch: string | undefined): GoogleEvent {
    const event = this.get(calendar, id);
    if (event.status === 'cancelled') {
      throw new GoogleFailure(410, 'deleted', 'Resource has been deleted');
    }
    if (ifMatch !== undefined && ifMatch !== event.etag) {
      throw new GoogleFailure(412, 'conditionNotMet', 'Precondition Failed');
    }
    return event;
  }

  /** Exceptions belong to a time at which a series that was moved has no instance any more. */
  #forgetExceptions(calendar: string, seriesId: string): void {
    const events = this.#eventsOf(calendar);
    for (const { id, recurringEventId } of [...events.values()]) {
      if (recurringEventId === seriesId) events.delete(id);
    }
  }

  #instance(calendar: string, id: string): GoogleEvent | undefined {
    const [, seriesId = '', stamp = ''] = /^(.+)_(\d{8}(?:T\d{6}Z)?)$/.exec(id) ?? [];
    const series = this.#eventsOf(calendar).get(seriesId);
    if (!series?.recurrence) return undefined;
    const iso = stamp.replace(
      /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?$/,
      (_all, y: string, m: string, d: string, h = '00', min = '00', s = '00') =>
        `${y}-${m}-${d}T${String(h)}:${String(min)}:${String(s)}Z`,
    );
    const atMs = Date.parse(iso);
    return instancesOf(series, atMs, atMs + 1).find((instance) => instance.id === id);
  }

  #keep(calendar: string, event: GoogleEvent): GoogleEvent {
    const startMs = instantMs(startOf(event));
    const endMs = instantMs(endOf(event));
    if (Number.isNaN(startMs) || Number.isNaN(endMs)) {
      throw new GoogleFailure(400, 'required', 'Missing end time.');
    }
    if (endMs < startMs) {
      throw new GoogleFailure(400, 'timeRangeEmpty', 'The specified time range is empty.');
    }
    checkSeries(event);
    this.#revision += 1;
    const { recurrence, ...rest } = event;
    // An empty list is not stored.
    const lasting = recurrence?.length ? event : rest;
    const kept = { ...lasting, etag: `"${String(this.#revision)}"`, kind: 'calendar#event' };
    this.#eventsOf(calendar).set(kept.id, kept);
    return kept;
  }

  #eventsOf(calendar: string): Map<string, GoogleEvent> {
    const events = this.#calendars.get(calendar) ?? new Map<string, GoogleEvent>();
    this.#calendars.set(calendar, events);
    return events;
  }
}

function cancelled(event: GoogleEvent): GoogleEvent {
  return { ...event, status: 'cancelled' };
}

/** What Google promises to tell of an instance that was deleted. */
function cancelledInstance({ id, recurringEventId, originalStartTime }: GoogleEvent): GoogleEvent {
  const place = { ...(originalStartTime && { originalStartTime }) };
  return cancelled({ id, ...(recurringEventId && { recurringEventId }), ...place });
}

function hasProperty({ extendedProperties }: GoogleEvent, property: string): boolean {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(property) ?? [];
  return extendedProperties?.private?.[name] === value;
}

/** Whether an event touches a range; one of which no time is known is in every one. */
function isWithin(event: GoogleEvent, { fromMs, toMs }: EventRange): boolean {
  if (!startOf(event)) return true;
  return instantMs(startOf(event)) < toMs && instantMs(endOf(event)) > fromMs;
}

/** When an event begins; of a cancelled instance only where it stood is known. */
function startOf({ start, originalStartTime }: GoogleEvent): GoogleEvent['start'] {
  return start ?? originalStartTime;
}

function endOf({ end, originalStartTime }: GoogleEvent): GoogleEvent['end'] {
  return end ?? originalStartTime;
}
