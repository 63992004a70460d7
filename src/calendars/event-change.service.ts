import type { AuditService } from '../audit/audit.service.js';
import type { AuditAction } from '../platform/audit-action.js';
import type { RandomSource } from '../platform/crypto.js';
import { DomainError } from '../platform/errors.js';
import { AccountSession, type SessionParts } from './account-session.js';
import { checkCalendarId, checkEventId } from './calendar.js';
import type { CalendarCall } from './calendar-call.js';
import { calendarEventOf, googleWord, type CalendarEvent } from './calendar-event.js';
import { googleFields, type WantedFields } from './event-fields.js';
import type { ChangeScope, EventResponse, EventTarget } from './event-change.js';
import { eventIdOf, freshEventId } from './event-id.js';
import { readTime } from './event-time.js';
import type { EventWriter } from './event-writer.service.js';
import { GOOGLE_SCOPES_FOR } from './google-access.js';
import type { EventPlace, GoogleCalendarClient } from './google-calendar.client.js';
import type { GoogleEvent, SendUpdates } from './google-resource.js';
import type { SeriesService } from './series.service.js';

/** What the service is made of. */
export interface EventChangeParts extends SessionParts {
  readonly google: GoogleCalendarClient;
  readonly writer: EventWriter;
  readonly series: SeriesService;
  readonly audit: AuditService;
  readonly random: RandomSource;
}

/** How often an answer to an invitation is tried again when the event changes at the same time. */
const MOST_RESPONSES = 3;

/** Changes events. What was changed is written to the audit log before it is answered. */
export class EventChangeService {
  readonly #parts: EventChangeParts;

  constructor(parts: EventChangeParts) {
    this.#parts = parts;
  }

  /**
   * Makes an event. With an idempotency key, asking again finds the event that was made first.
   *
   * @throws DomainError `CONFLICT` when the event of that key was deleted meanwhile
   */
  async create(
    call: CalendarCall,
    calendar: string,
    wanted: WantedFields & { readonly idempotencyKey?: string | null },
    sendUpdates: SendUpdates,
  ): Promise<{ event: CalendarEvent; isNew: boolean }> {
    const calendarId = checkCalendarId('input.calendar', calendar);
    const { random, writer } = this.#parts;
    const newId = freshEventId(random);
    const fields = googleFields(wanted, newId);
    const session = await this.#open(call);
    const owner = {
      callerId: call.caller.id,
      account: session.account,
      calendarId: calendarId === 'primary' ? session.account : calendarId,
    };
    const { idempotencyKey } = wanted;
    const id = typeof idempotencyKey === 'string' ? eventIdOf(idempotencyKey, owner) : newId;
    const { event, isNew } = await writer.insert(
      session,
      calendarId,
      { ...fields, id },
      sendUpdates,
    );
    if (isNew)
      await this.#record(call, session, 'CALENDAR_EVENT_CREATED', { calendarId, eventId: id });
    return { event: calendarEventOf({ account: session.account, calendarId }, event), isNew };
  }

  /** Changes an event, or a series from it on or as a whole. */
  async update(
    call: CalendarCall,
    target: EventTarget,
    wanted: WantedFields,
  ): Promise<CalendarEvent> {
    const { series, writer, random } = this.#parts;
    const place = placeOf(target);
    const newId = freshEventId(random);
    const fields = googleFields(wanted, newId);
    const time = wanted.time ? readTime('input.time', wanted.time) : undefined;
    const session = await this.#open(call);
    const change = { fields, time, newId };
    const update = (): Promise<GoogleEvent> => {
      switch (target.scope) {
        case 'THIS':
          return writer.patch(session, place, fields, target);
        case 'FOLLOWING':
          return series.updateFollowing(session, place, change, target);
        case 'ALL':
          return series.updateAll(session, place, change, target);
      }
    };
    const event = await update();
    await this.#record(call, session, 'CALENDAR_EVENT_UPDATED', place, target.scope);
    return calendarEventOf({ account: session.account, calendarId: place.calendarId }, event);
  }

  /** Deletes an event, or a series from it on or as a whole. */
  async remove(call: CalendarCall, target: EventTarget): Promise<{ account: string }> {
    const { series, writer } = this.#parts;
    const place = placeOf(target);
    const session = await this.#open(call);
    const remove = (): Promise<void> => {
      switch (target.scope) {
        case 'THIS':
          return writer.remove(session, place, target);
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
    const event = await this.#respond(session, place, target.sendUpdates, answer);
    await this.#record(call, session, 'CALENDAR_EVENT_ANSWERED', place);
    return calendarEventOf({ account: session.account, calendarId: place.calendarId }, event);
  }

  async #respond(
    session: AccountSession,
    place: EventPlace,
    sendUpdates: SendUpdates,
    { response, comment }: EventResponse,
  ): Promise<GoogleEvent> {
    const { google, writer } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      const event = await session.repeatable((authority) => google.getEvent(authority, place));
      const body = {
        attendees: answered(event, session.account, {
          responseStatus: googleWord(response),
          ...(comment !== undefined && { comment }),
        }),
        ...(event.attendeesOmitted === true && { attendeesOmitted: true }),
      };
      try {
        // Guarded, since the list of attendees is written as a whole.
        return await writer.patch(session, place, body, {
          sendUpdates,
          etag: event.etag ?? undefined,
        });
      } catch (error) {
        const isStale = error instanceof DomainError && error.reason === 'ETAG_MISMATCH';
        if (!isStale || attempt === MOST_RESPONSES) throw error;
      }
    }
  }

  #open(call: CalendarCall): Promise<AccountSession> {
    return AccountSession.open(this.#parts, call, GOOGLE_SCOPES_FOR.writingEvents);
  }

  #record(
    { actor, caller, tokenId }: CalendarCall,
    session: AccountSession,
    action: AuditAction,
    { calendarId, eventId }: EventPlace,
    scope: ChangeScope = 'THIS',
  ): Promise<void> {
    return this.#parts.audit.record({
      action,
      actor,
      agentName: caller.kind === 'AGENT' ? caller.name : null,
      tokenId,
      details: { account: session.account, calendarId, eventId, scope },
    });
  }
}

function placeOf({ calendar, id }: { calendar: string; id: string }): EventPlace {
  return {
    calendarId: checkCalendarId('input.calendar', calendar),
    eventId: checkEventId('input.id', id),
  };
}

/** The attendees with the account's own answer. */
function answered(
  { attendees = [], attendeesOmitted }: GoogleEvent,
  account: string,
  answer: { responseStatus: string; comment?: string },
): NonNullable<GoogleEvent['attendees']> {
  const isSelf = ({ self, email }: (typeof attendees)[number]) =>
    self === true || email?.toLowerCase() === account.toLowerCase();
  if (!attendees.some(isSelf)) {
    throw new DomainError('CONFLICT', `${account} is not invited to this event.`, {
      reason: 'NOT_INVITED',
    });
  }
  const said = attendees.map((one) => (isSelf(one) ? { ...one, ...answer } : one));
  // With this mark, Google changes the answer of those who are listed and keeps the others.
  return attendeesOmitted === true ? said.filter(isSelf) : said;
}
