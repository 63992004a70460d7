import type { Temporal } from 'temporal-polyfill';

import type { FieldChange } from '../changes/change.js';
import { changedGuests, checkComplete } from '../changes/guests.js';
import { mergedStatus } from '../changes/status/status-event.js';
import type { GoogleEvent } from '../google/resource.js';
import { googleTime, type EventTime } from '../time/event-time.js';
import { copyable, newConference } from './copy.js';
import { leaveOut, moveRecurrence } from './moves.js';
import { splitRecurrence } from './recurrence.js';
import { checkDay, timeOf } from './time.js';

/** A change of a series in Google's words, and the time that it sets. */
export interface EventChange extends FieldChange {
  readonly time: EventTime | undefined;
  /** Names a new series, and the request for its video call. */
  readonly newId: string;
}

/**
 * What a new series says that goes on where another one is cut.
 *
 * @param cut - when the instance is at which it is cut
 * @param cancelled - where instances were deleted
 * @throws DomainError for a series that cannot be copied, and for a time that its rule has not
 */
export function splitBody(
  series: GoogleEvent,
  cut: EventTime,
  cancelled: readonly Temporal.PlainDateTime[],
  { fields, guests, time, newId }: EventChange,
): GoogleEvent {
  checkComplete(series);
  if (time) checkDay(series, cut, time, fields.recurrence !== undefined);
  const { after } = splitRecurrence(series.recurrence ?? [], timeOf(series), cut);
  const lines = leaveOut(after, cut, cancelled);
  return {
    ...copyable(series),
    ...newConference(series, fields, newId),
    recurrence: time ? moveRecurrence(lines, cut, time) : lines,
    ...fields,
    ...mergedStatus(series, fields),
    ...(guests && { attendees: changedGuests(series, guests) }),
    ...googleTime(time ?? cut),
  };
}
