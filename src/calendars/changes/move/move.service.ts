import type { AuditService } from '../../../audit/audit.service.js';
import { badUserInput, DomainError, invalidArguments } from '../../../platform/errors.js';
import { checkCalendarId, checkEtag, checkEventId } from '../../calendar.js';
import { calendarEventOf, type CalendarEvent } from '../../events/event.js';
import { GOOGLE_SCOPES_FOR } from '../../google/access.js';
import { AccountSession, type SessionParts } from '../../google/account-session.js';
import type { EventPlace, GoogleCalendarClient } from '../../google/calendar.client.js';
import type { CalendarCall } from '../../google/call.js';
import { staleEtag } from '../../google/failure.js';
import type { GoogleEvent } from '../../google/resource.js';
import { changeEntry } from '../change-entry.js';
import type { EventTarget } from '../change.js';
import { isOwnCalendar } from '../creation/new-event.js';
import { checkThere } from '../single.js';

/** Dependencies of {@link EventMoveService}. */
export interface EventMoveParts extends SessionParts {
  readonly google: GoogleCalendarClient;
  readonly audit: AuditService;
}

/** Moves events from one calendar to another. */
export class EventMoveService {
  readonly #parts: EventMoveParts;

  constructor(parts: EventMoveParts) {
    this.#parts = parts;
  }

  /**
   * Moves an event, or a series as a whole: it keeps its id, and the other calendar becomes its
   * organizer. An event that is in that calendar already stays there, and nobody is told.
   *
   * @returns the event in the other calendar, and whether this moved it
   * @throws DomainError `BAD_USER_INPUT` naming `id` for what Google does not move, `FORBIDDEN`
   *   where another calendar is the organizer
   */
  async move(
    call: CalendarCall,
    target: Omit<EventTarget, 'scope'>,
    destination: string,
  ): Promise<{ event: CalendarEvent; isMoved: boolean }> {
    const { etag, sendUpdates } = target;
    if (etag !== undefined) checkEtag('etag', etag);
    const place = {
      calendarId: checkCalendarId('calendar', target.calendar),
      eventId: checkEventId('id', target.id),
    };
    const to = { ...place, calendarId: checkCalendarId('destination', destination) };
    const scopes = GOOGLE_SCOPES_FOR.writingEvents;
    const session = await AccountSession.open(this.#parts, call, scopes);
    const { account } = session;
    const shown = (event: GoogleEvent) =>
      calendarEventOf({ account, calendarId: to.calendarId }, event);
    const event = await this.#find(session, place);
    if (event && isSameCalendar(place.calendarId, to.calendarId, account)) {
      return { event: shown(event), isMoved: false };
    }
    if (!event) {
      const there = await this.#find(session, to);
      return { event: shown(there ?? (await this.#read(session, place))), isMoved: false };
    }
    checkMovable(event);
    if (etag !== undefined && etag !== event.etag) throw staleEtag();
    const moved = await this.#send(session, place, to, sendUpdates);
    const { calendarId, eventId } = place;
    const details = { account, calendarId, eventId, destination: to.calendarId };
    await this.#parts.audit.record(changeEntry(call, 'CALENDAR_EVENT_MOVED', details));
    return { event: shown(moved), isMoved: true };
  }

  /** Moves it; where an answer was lost, it is looked for where it was sent to. */
  async #send(
    session: AccountSession,
    place: EventPlace,
    to: EventPlace,
    sendUpdates: EventTarget['sendUpdates'],
  ): Promise<GoogleEvent> {
    let attempts = 0;
    try {
      return await session.repeatable((authority) => {
        attempts += 1;
        return this.#parts.google.moveEvent(authority, place, to.calendarId, sendUpdates);
      });
    } catch (error) {
      const moved = attempts > 1 && isNotFound(error) && (await this.#find(session, to));
      if (!moved) throw error;
      return moved;
    }
  }

  /** An event, where the calendar has it. */
  async #find(session: AccountSession, place: EventPlace): Promise<GoogleEvent | undefined> {
    try {
      return await this.#read(session, place);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async #read(session: AccountSession, place: EventPlace): Promise<GoogleEvent> {
    return checkThere(
      await session.repeatable((authority) => this.#parts.google.getEvent(authority, place)),
    );
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'NOT_FOUND';
}

function isSameCalendar(one: string, other: string, account: string): boolean {
  return one === other || (isOwnCalendar(one, account) && isOwnCalendar(other, account));
}

/** Google moves what its organizer asks for, a series as a whole, and events of no special type. */
function checkMovable({ recurringEventId, eventType, organizer }: GoogleEvent): void {
  if (typeof recurringEventId === 'string') {
    const message = `is one event of a series, which is moved as a whole: by its id, ${recurringEventId}`;
    throw invalidArguments([{ path: 'id', message }], 'BAD_USER_INPUT', 'INSTANCE');
  }
  if ((eventType ?? 'default') !== 'default') {
    throw badUserInput(
      'id',
      'must be that of a plain event: Google moves no other types of events',
    );
  }
  if (organizer && organizer.self !== true) {
    throw new DomainError('FORBIDDEN', 'Only the calendar that organizes an event can move it.', {
      reason: 'forbiddenForNonOrganizer',
    });
  }
}
