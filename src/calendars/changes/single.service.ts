import { DomainError } from '../../platform/errors.js';
import { googleWord } from '../events/event.js';
import type { AccountSession } from '../google/account-session.js';
import type { EventPlace, GoogleCalendarClient, WriteOptions } from '../google/calendar.client.js';
import type { GoogleEvent } from '../google/resource.js';
import type { EventResponse } from './change.js';
import { keepAnswers } from './fields.js';
import { checkOne, checkThere, isInstanceId } from './single.js';
import type { EventWriterService } from './writer.service.js';

/** How often a change is tried whose event becomes another one at the same time. */
const MOST_AMENDMENTS = 3;

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
   * @throws DomainError as `checkOne` does
   */
  async update(
    session: AccountSession,
    place: EventPlace,
    fields: GoogleEvent,
    options: WriteOptions,
  ): Promise<GoogleEvent> {
    const { attendees: wanted } = fields;
    if (wanted) {
      return this.#amend(session, place, options, (event) => {
        checkOne(event);
        return { ...fields, attendees: keepAnswers(event.attendees, wanted) };
      });
    }
    if (!isInstanceId(place.eventId)) checkOne(await this.read(session, place));
    return this.#writer.patch(session, place, fields, options);
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
  ): Promise<GoogleEvent> {
    return this.#amend(session, place, { sendUpdates }, (event) =>
      answered(event, session.account, answer),
    );
  }

  /**
   * Changes an event by what it says now. The change is guarded, since lists are written as a
   * whole; where the caller knows no ETag, an event that changed meanwhile is read again.
   */
  async #amend(
    session: AccountSession,
    place: EventPlace,
    { sendUpdates, etag }: WriteOptions,
    bodyOf: (event: GoogleEvent) => GoogleEvent,
  ): Promise<GoogleEvent> {
    for (let attempt = 1; ; attempt += 1) {
      const event = await this.read(session, place);
      const options = { sendUpdates, etag: etag ?? event.etag ?? undefined };
      try {
        return await this.#writer.patch(session, place, bodyOf(event), options);
      } catch (error) {
        const isStale = error instanceof DomainError && error.reason === 'ETAG_MISMATCH';
        if (!isStale || etag !== undefined || attempt === MOST_AMENDMENTS) throw error;
      }
    }
  }
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
