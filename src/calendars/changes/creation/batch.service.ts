import pLimit from 'p-limit';

import { badUserInput, DomainError } from '../../../platform/errors.js';
import { checkCalendarId } from '../../calendar.js';
import { calendarEventOf } from '../../events/event.js';
import { eventIdOf } from '../../events/id.js';
import type { GoogleCalendarClient } from '../../google/calendar.client.js';
import type { CalendarCall } from '../../google/call.js';
import { allPages } from '../../google/page.js';
import type { GoogleEvent, SendUpdates } from '../../google/resource.js';
import { batchFilter, batchOf, checkSame, MOST_EVENTS_AT_ONCE, type BatchEvent } from './batch.js';
import type { EventCreationService, MadeEvent, OpenCalendar } from './creation.service.js';
import type { WantedEvent } from './new-event.js';

/** How many events of a batch are on their way at once: Google limits an account's writes. */
const AT_ONCE = 8;

/** What came of one event of a batch. */
export type BatchResult = MadeEvent | { readonly error: DomainError };

/** Makes several events at once. */
export class EventBatchService {
  readonly #creation: EventCreationService;
  readonly #google: GoogleCalendarClient;

  constructor(creation: EventCreationService, google: GoogleCalendarClient) {
    this.#creation = creation;
    this.#google = google;
  }

  /**
   * Makes events in a calendar, all of them checked before the first is sent. Asking again by the
   * same key makes those that are missing, and finds the others.
   *
   * @returns a result for each event, in their order
   * @throws DomainError `BAD_USER_INPUT` naming each event that cannot be made, and `CONFLICT` with
   *   reason `KEY_USED` where the key made others before
   */
  async create(
    call: CalendarCall,
    calendar: string,
    wanted: { readonly events: readonly WantedEvent[]; readonly idempotencyKey: string },
    sendUpdates: SendUpdates,
  ): Promise<{ account: string; results: readonly BatchResult[] }> {
    const { events, idempotencyKey } = wanted;
    if (events.length === 0 || events.length > MOST_EVENTS_AT_ONCE) {
      throw badUserInput('events', `must be 1 to ${String(MOST_EVENTS_AT_ONCE)}`);
    }
    const calendarId = checkCalendarId('calendar', calendar);
    const opened = await this.#creation.open(call, calendarId, sendUpdates);
    const idOf = (place?: number) =>
      eventIdOf(idempotencyKey, opened.owner, ['events', place ?? null]);
    const id = idOf();
    const batch = batchOf(events, { id, idAt: idOf }, opened.isPrimary);
    const known = await this.#known(opened, id);
    checkSame(batch, known);
    return { account: opened.session.account, results: await this.#make(opened, batch, known) };
  }

  /** What earlier calls made of a batch. */
  async #known({ session, calendarId }: OpenCalendar, batchId: string): Promise<GoogleEvent[]> {
    const property = batchFilter(batchId);
    const pages = await allPages((pageToken) =>
      session.repeatable((authority) =>
        this.#google.listMarked(authority, { calendarId, property, pageToken }),
      ),
    );
    const found = pages.flatMap(({ items = [] }) => items);
    return found.filter(({ status }) => status !== 'cancelled');
  }

  async #make(
    opened: OpenCalendar,
    batch: readonly BatchEvent[],
    known: readonly GoogleEvent[],
  ): Promise<readonly BatchResult[]> {
    const { session, calendarId } = opened;
    const origin = { account: session.account, calendarId };
    const limit = pLimit(AT_ONCE);
    let first: Promise<unknown> | undefined;
    const make = (event: BatchEvent): Promise<BatchResult> =>
      limit(async () => {
        try {
          return await this.#creation.make(opened, event);
        } catch (error) {
          if (error instanceof DomainError) return { error };
          throw error;
        }
      });
    return Promise.all(
      batch.map(async (event): Promise<BatchResult> => {
        const before = known.find(({ id }) => id === event.id);
        if (before) return { event: calendarEventOf(origin, before), isNew: false };
        if (first) {
          await first;
          return make(event);
        }
        // Whether the calendar can be written at all is learnt by one event.
        const made = make(event).then((result) => {
          if ('error' in result && holdsForAll(result.error)) throw result.error;
          return result;
        });
        first = made;
        return made;
      }),
    );
  }
}

/** Whether an event was refused for its calendar's sake, so that nothing further need be tried. */
function holdsForAll({ code, reason }: DomainError): boolean {
  return (
    code === 'NOT_FOUND' ||
    code === 'GOOGLE_CONNECTION_REQUIRED' ||
    (code === 'FORBIDDEN' && reason === 'requiredAccessLevel')
  );
}
