import type { AttendeeResponse } from '../events/event.js';
import type { GoogleEvent, SendUpdates } from '../google/resource.js';
import type { GuestChange } from './guests.js';

/** How much of a series a change is about. */
export type ChangeScope = 'THIS' | 'FOLLOWING' | 'ALL';

/** Which event is to be changed, and who is told. */
export interface EventTarget {
  readonly calendar: string;
  readonly id: string;
  readonly scope: ChangeScope;
  /** Change it only if it still has this ETag. */
  readonly etag: string | undefined;
  readonly sendUpdates: SendUpdates;
}

/** An answer to an invitation. */
export interface EventResponse {
  readonly response: AttendeeResponse;
  readonly comment: string | undefined;
}

/** An event after a change. */
export interface ChangedEvent {
  readonly event: GoogleEvent;
  /** False where the event was that way already, so that Google was sent nothing. */
  readonly isChanged: boolean;
}

/** What is to be said of an event, and of its guests. */
export interface FieldChange {
  /** Without guests. */
  readonly fields: GoogleEvent;
  readonly guests: GuestChange | undefined;
  /** The event that is named, where it has been read. */
  readonly known: GoogleEvent | undefined;
}
