import type { AttendeeResponse } from '../events/event.js';
import type { SendUpdates } from '../google/resource.js';

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
