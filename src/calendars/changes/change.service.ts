import type { AuditService } from '../../audit/audit.service.js';
import type { AuditAction } from '../../platform/audit-action.js';
import type { RandomSource } from '../../platform/crypto.js';
import { checkCalendarId, checkEtag, checkEventId } from '../calendar.js';
import { calendarEventOf, type CalendarEvent } from '../events/event.js';
import { freshEventId } from '../events/id.js';
import { GOOGLE_SCOPES_FOR } from '../google/access.js';
import { AccountSession, type SessionParts } from '../google/account-session.js';
import type { EventPlace } from '../google/calendar.client.js';
import type { CalendarCall } from '../google/call.js';
import type { GoogleEvent } from '../google/resource.js';
import type { SeriesService } from '../series/series.service.js';
import { readTime } from '../time/event-time.js';
import { lacksEnd, withLength } from '../time/kept-length.js';
import { changeEntry } from './change-entry.js';
import type { ChangedEvent, ChangeScope, EventResponse, EventTarget } from './change.js';
import { googleChange, type WantedChanges } from './fields.js';
import type { SingleEventService } from './single.service.js';
import { changedStatus, saysStatus, type WantedStatus } from './status/status-event.js';
import type { EventWriterService } from './writer.service.js';

/** What the service is made of. */
export interface EventChangeParts extends SessionParts {
  readonly writer: EventWriterService;
  readonly single: SingleEventService;
  readonly series: SeriesService;
  readonly audit: AuditService;
  readonly random: RandomSource;
}

/** Changes events. What was changed is written to the audit log before it is answered. */
export class EventChangeService {
  readonly #parts: EventChangeParts;

  constructor(parts: EventChangeParts) {
    this.#parts = parts;
  }

  /**
   * Changes an event, or a series from it on or as a whole; nothing is sent to Google where that
   * would change nothing.
   */
  async update(
    call: CalendarCall,
    target: EventTarget,
    asked: WantedChanges & WantedStatus,
  ): Promise<{ event: CalendarEvent; isChanged: boolean }> {
    const { single, series, random } = this.#parts;
    const place = placeOf(target);
    const newId = freshEventId(random);
    // What is wrong is reported before Google is asked how long the event is.
    const isWhole = !lacksEnd(asked);
    const checked = googleChange(isWhole ? asked : { ...asked, time: null }, newId);
    const session = await this.#open(call);
    let known: GoogleEvent | undefined;
    const wanted = await withLength('time', asked, async () => {
      known = await single.read(session, place);
      return known;
    });
    const said = isWhole ? checked : googleChange(wanted, newId);
    const time = wanted.time ? readTime('time', wanted.time) : undefined;
    // What an event can say of a status is up to its type.
    const status =
      saysStatus(asked) && changedStatus(asked, (known ??= await single.read(session, place)));
    const change = { ...said, fields: { ...said.fields, ...status }, time, newId, known };
    const update = (): Promise<ChangedEvent> => {
      switch (target.scope) {
        case 'THIS':
          return single.update(session, place, change, target);
        case 'FOLLOWING':
          return series.updateFollowing(session, place, change, target);
        case 'ALL':
          return series.updateAll(session, place, change, target);
      }
    };
    const { event, isChanged } = await update();
    if (isChanged) {
      await this.#record(call, session, 'CALENDAR_EVENT_UPDATED', place, target.scope);
    }
    const origin = { account: session.account, calendarId: place.calendarId };
    return { event: calendarEventOf(origin, event), isChanged };
  }

  /** Deletes an event, or a series from it on or as a whole. */
  async remove(call: CalendarCall, target: EventTarget): Promise<{ account: string }> {
    const { single, series } = this.#parts;
    const place = placeOf(target);
    const session = await this.#open(call);
    const remove = (): Promise<void> => {
      switch (target.scope) {
        case 'THIS':
          return single.remove(session, place, target);
        case 'FOLLOWING':
          return series.removeFollowing(session, place, target);
        case 'ALL':
          return series.removeAll(session, place, target);
      }
    };
    await remove();
    await this.#record(call, session, 'CALENDAR_EVENT_DELETED', place, target.scope);
    return { account: session.account };
  }

  /**
   * Answers an invitation in the name of the account.
   *
   * @throws DomainError `CONFLICT` with reason `NOT_INVITED` when the account is no attendee
   */
  async respond(
    call: CalendarCall,
    target: Omit<EventTarget, 'scope' | 'etag'>,
    answer: EventResponse,
  ): Promise<CalendarEvent> {
    const place = placeOf(target);
    const session = await this.#open(call);
    const { event, isChanged } = await this.#parts.single.respond(session, place, answer, target);
    if (isChanged) await this.#record(call, session, 'CALENDAR_EVENT_ANSWERED', place);
    return calendarEventOf({ account: session.account, calendarId: place.calendarId }, event);
  }

  #open(call: CalendarCall): Promise<AccountSession> {
    return AccountSession.open(this.#parts, call, GOOGLE_SCOPES_FOR.writingEvents);
  }

  #record(
    call: CalendarCall,
    { account }: AccountSession,
    action: AuditAction,
    { calendarId, eventId }: EventPlace,
    scope: ChangeScope = 'THIS',
  ): Promise<void> {
    const details = { account, calendarId, eventId, scope };
    return this.#parts.audit.record(changeEntry(call, action, details));
  }
}

/** The place of a target whose texts can all be sent to Google. */
function placeOf({
  calendar,
  id,
  etag,
}: Pick<EventTarget, 'calendar' | 'id'> & Partial<Pick<EventTarget, 'etag'>>): EventPlace {
  if (etag !== undefined) checkEtag('etag', etag);
  return {
    calendarId: checkCalendarId('calendar', calendar),
    eventId: checkEventId('id', id),
  };
}
