import { DomainError } from '../../platform/errors.js';
import { googleWord } from '../events/event.js';
import type { AccountSession } from '../google/account-session.js';
import type { EventPlace, GoogleCalendarClient, WriteOptions } from '../google/calendar.client.js';
import { isStale, staleEtag } from '../google/failure.js';
import type { GoogleEvent } from '../google/resource.js';
import type { ChangedEvent, EventResponse, FieldChange } from './change.js';
import { changedGuests } from './guests.js';
import { isNothing, neededChanges } from './needed.js';
import { checkOne, checkRepeatable, checkThere, isInstanceId } from './single.js';
import type { EventWriterService } from './writer.service.js';

/** How often a change is tried whose event becomes another one at the same time. */
const MOST_AMENDMENTS = 8;

/** Changes one event: one that stands alone, or one instance of a series. */
export class SingleEventService {
  readonly #google: GoogleCalendarClient;
  readonly #writer: EventWriterService;

  constructor(google: GoogleCalendarClient, writer: EventWriterService) {
    this.#google = google;
    this.#writer = writer;
  }

  /**
   * Reads an event, or a series.
   *
   * @throws DomainError `NOT_FOUND` with reason `deleted` for one that is there no more
   */
  async read(session: AccountSession, place: EventPlace): Promise<GoogleEvent> {
    return checkThere(
      await session.repeatable((authority) => this.#google.getEvent(authority, place)),
    );
  }

  /**
   * Changes one event, and never a series.
   *
   * @throws DomainError as `checkOne` and `checkRepeatable` do
   */
  update(
    session: AccountSession,
    place: EventPlace,
    { fields, guests, known }: FieldChange,
    options: WriteOptions,
  ): Promise<ChangedEvent> {
    const bodyOf = (event: GoogleEvent) => {
      checkOne(event);
      checkRepeatable(event, fields);
      return guests ? { ...fields, attendees: changedGuests(event, guests) } : fields;
    };
    return this.amend(session, place, options, { bodyOf, known, isGuarded: guests !== undefined });
  }

  /** Deletes one event, and never a series; see `update`. */
  async remove(session: AccountSession, place: EventPlace, options: WriteOptions): Promise<void> {
    if (!isInstanceId(place.eventId)) checkOne(await this.read(session, place));
    await this.#writer.remove(session, place, options);
  }

  /**
   * Answers an invitation, of a whole series where that is what the id names.
   *
   * @throws DomainError `CONFLICT` with reason `NOT_INVITED` when the account is no attendee
   */
  respond(
    session: AccountSession,
    place: EventPlace,
    answer: EventResponse,
    { sendUpdates }: WriteOptions,
  ): Promise<ChangedEvent> {
    const bodyOf = (event: GoogleEvent) => answered(event, session.account, answer);
    return this.amend(session, place, { sendUpdates }, { bodyOf, isGuarded: true });
  }

  /**
   * Changes an event by what it says now, where it does not say so already. A guarded change is
   * lost to nobody, as lists need it, which are written as a whole: where the caller knows no ETag,
   * an event that changed meanwhile is read again.
   */
  async amend(
    session: AccountSession,
    place: EventPlace,
    { sendUpdates, etag }: WriteOptions,
    { bodyOf, known, isGuarded }: Amendment,
  ): Promise<ChangedEvent> {
    for (let attempt = 1; ; attempt += 1) {
      const isKnown = known !== undefined && attempt === 1;
      const event = isKnown ? known : await this.read(session, place);
      if (etag !== undefined && event.etag !== etag) throw staleEtag();
      const body = neededChanges(event, bodyOf(event));
      // A later attempt finds what an earlier one did whose answer was lost.
      if (isNothing(body)) return { event, isChanged: attempt > 1 };
      const guard = isGuarded ? (etag ?? event.etag ?? undefined) : etag;
      try {
        const options = { sendUpdates, etag: guard };
        return { event: await this.#writer.patch(session, place, body, options), isChanged: true };
      } catch (error) {
        const isFinal = etag !== undefined || guard === undefined || attempt === MOST_AMENDMENTS;
        if (isFinal || !isStale(error)) throw error;
      }
    }
  }
}

/** How an event is changed by what it says. */
export interface Amendment {
  readonly bodyOf: (event: GoogleEvent) => GoogleEvent;
  /** The event as it was read. */
  readonly known?: GoogleEvent | undefined;
  /** Whether the change is made only to the event that was read. */
  readonly isGuarded: boolean;
}

/** What has to be told of an event so that it has the account's answer. */
function answered(
  { attendees = [], attendeesOmitted }: GoogleEvent,
  account: string,
  { response, comment }: EventResponse,
): GoogleEvent {
  const isSelf = ({ self, email }: (typeof attendees)[number]) =>
    self === true || email?.toLowerCase() === account.toLowerCase();
  if (!attendees.some(isSelf)) {
    throw new DomainError('CONFLICT', `${account} is not invited to this event.`, {
      reason: 'NOT_INVITED',
    });
  }
  const answer = {
    responseStatus: googleWord(response),
    ...(comment !== undefined && { comment }),
  };
  const said = attendees.map((one) => (isSelf(one) ? { ...one, ...answer } : one));
  if (attendeesOmitted !== true) return { attendees: said };
  // With this mark, Google changes the answer of those who are listed and keeps the others.
  return { attendees: said.filter(isSelf), attendeesOmitted };
}
