import type { AuditService } from '../../../audit/audit.service.js';
import type { RandomSource } from '../../../platform/crypto.js';
import { calendarKey, checkCalendarId } from '../../calendar.js';
import { calendarEventOf, type CalendarEvent } from '../../events/event.js';
import { eventIdOf, freshEventId } from '../../events/id.js';
import { GOOGLE_SCOPES_FOR } from '../../google/access.js';
import { AccountSession, type SessionParts } from '../../google/account-session.js';
import type { CalendarCall } from '../../google/call.js';
import type { GoogleEvent, SendUpdates } from '../../google/resource.js';
import { changeEntry } from '../change-entry.js';
import type { EventWriterService } from '../writer.service.js';
import { isOwnCalendar, newEvent, type WantedEvent } from './new-event.js';

/** Dependencies of {@link EventCreationService}. */
export interface EventCreationParts extends SessionParts {
  readonly writer: EventWriterService;
  readonly audit: AuditService;
  readonly random: RandomSource;
}

/** An event that is there, and whether it was not before. */
export interface MadeEvent {
  readonly event: CalendarEvent;
  readonly isNew: boolean;
}

/** A calendar that events are made in, and by whom. */
export interface OpenCalendar {
  readonly call: CalendarCall;
  readonly session: AccountSession;
  readonly calendarId: string;
  readonly sendUpdates: SendUpdates;
  /** Whether it is the account's own. */
  readonly isPrimary: boolean;
  /** Whose idempotency keys hold. */
  readonly owner: Parameters<typeof eventIdOf>[1];
}

/** Makes events. What was made is written to the audit log before it is answered. */
export class EventCreationService {
  readonly #parts: EventCreationParts;

  constructor(parts: EventCreationParts) {
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
    wanted: WantedEvent & { readonly idempotencyKey?: string | null },
    sendUpdates: SendUpdates,
  ): Promise<MadeEvent> {
    const newId = freshEventId(this.#parts.random);
    const calendarId = checkCalendarId('calendar', calendar);
    // What is wrong is reported before an account is asked for; whose calendar it is comes after.
    newEvent(wanted, newId, true);
    const opened = await this.open(call, calendarId, sendUpdates);
    const fields = newEvent(wanted, newId, opened.isPrimary);
    const { idempotencyKey } = wanted;
    const id = typeof idempotencyKey === 'string' ? eventIdOf(idempotencyKey, opened.owner) : newId;
    return this.make(opened, { ...fields, id });
  }

  /** Opens a calendar to make events in it. */
  async open(
    call: CalendarCall,
    calendarId: string,
    sendUpdates: SendUpdates,
  ): Promise<OpenCalendar> {
    const session = await AccountSession.open(this.#parts, call, GOOGLE_SCOPES_FOR.writingEvents);
    const { account } = session;
    const owner = {
      callerId: call.caller.id,
      account,
      calendarId: calendarKey(calendarId, account),
    };
    const isPrimary = isOwnCalendar(calendarId, account);
    return { call, session, calendarId, sendUpdates, isPrimary, owner };
  }

  /** Makes an event under its id, or finds the one that an earlier call made under it. */
  async make(
    { call, session, calendarId, sendUpdates }: OpenCalendar,
    body: GoogleEvent & { readonly id: string },
  ): Promise<MadeEvent> {
    const { writer, audit } = this.#parts;
    const { account } = session;
    const { event, isNew } = await writer.insert(session, calendarId, body, sendUpdates);
    if (isNew) {
      const details = { account, calendarId, eventId: body.id, scope: 'THIS' };
      await audit.record(changeEntry(call, 'CALENDAR_EVENT_CREATED', details));
    }
    return { event: calendarEventOf({ account, calendarId }, event), isNew };
  }
}
