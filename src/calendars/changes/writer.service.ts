import { DomainError } from '../../platform/errors.js';
import type { AccountSession, SessionAuthority } from '../google/account-session.js';
import type { EventPlace, GoogleCalendarClient, WriteOptions } from '../google/calendar.client.js';
import type { GoogleEvent, SendUpdates } from '../google/resource.js';

/** Writes events so that an answer which gets lost does no harm. */
export class EventWriterService {
  readonly #google: GoogleCalendarClient;

  constructor(google: GoogleCalendarClient) {
    this.#google = google;
  }

  /**
   * Makes an event under an id that was chosen beforehand, or finds the one that an earlier attempt
   * made.
   *
   * @returns the event, and whether this call made it
   * @throws DomainError `CONFLICT` with reason `KEY_USED` when the event of that id was deleted
   */
  async insert(
    session: AccountSession,
    calendarId: string,
    body: GoogleEvent & { readonly id: string },
    sendUpdates: SendUpdates,
  ): Promise<{ event: GoogleEvent; isNew: boolean }> {
    let attempts = 0;
    try {
      const event = await session.repeatable((authority) => {
        attempts += 1;
        return this.#google.insertEvent(authority, calendarId, body, { sendUpdates });
      });
      return { event, isNew: true };
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason !== 'duplicate') throw error;
    }
    const event = await session.repeatable((authority) =>
      this.#google.getEvent(authority, { calendarId, eventId: body.id }),
    );
    if (event.status === 'cancelled') {
      throw new DomainError(
        'CONFLICT',
        'The event of this idempotency key was deleted. Use another key for another event.',
        { reason: 'KEY_USED' },
      );
    }
    // Where an answer was lost on the way, it was this call's own attempt that made it.
    return { event, isNew: attempts > 1 };
  }

  /**
   * Changes an event. Only a change that is guarded by an ETag is sent again when its answer was
   * lost: another one could undo what somebody else changed in between.
   */
  patch(
    session: AccountSession,
    place: EventPlace,
    body: GoogleEvent,
    { sendUpdates, etag }: WriteOptions,
  ): Promise<GoogleEvent> {
    const patch = (authority: SessionAuthority) =>
      this.#google.patchEvent(authority, place, body, { sendUpdates, etag });
    return etag === undefined ? session.once(patch) : session.repeatable(patch);
  }

  /** Deletes an event; that it is gone already is success where an answer was lost before. */
  async remove(
    session: AccountSession,
    place: EventPlace,
    { sendUpdates, etag }: WriteOptions,
  ): Promise<void> {
    let attempts = 0;
    try {
      await session.repeatable((authority) => {
        attempts += 1;
        return this.#google.deleteEvent(authority, place, { sendUpdates, etag });
      });
    } catch (error) {
      const isGone = error instanceof DomainError && error.code === 'NOT_FOUND';
      if (!isGone || attempts === 1) throw error;
    }
  }
}
