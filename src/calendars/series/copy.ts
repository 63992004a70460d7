import { conferenceType } from '../changes/needed.js';
import { DomainError } from '../../platform/errors.js';
import type { GoogleEvent } from '../google/resource.js';

const MEET = 'hangoutsMeet';

/**
 * What a new series takes over from the one that it continues, but for its video call: what Google
 * alone writes is not among it.
 */
export function copyable(series: GoogleEvent): GoogleEvent {
  const {
    id: _id,
    etag: _etag,
    kind: _kind,
    iCalUID: _iCalUID,
    created: _created,
    updated: _updated,
    creator: _creator,
    organizer: _organizer,
    sequence: _sequence,
    htmlLink: _htmlLink,
    hangoutLink: _hangoutLink,
    conferenceData: _conferenceData,
    attendeesOmitted: _attendeesOmitted,
    endTimeUnspecified: _endTimeUnspecified,
    locked: _locked,
    privateCopy: _privateCopy,
    ...rest
  } = series;
  return rest;
}

/**
 * What a new series says of its video call: one of its own, of the same kind, where the other
 * series has one. Google warns of events that share a room.
 *
 * @param requestId - names the request for it, so that Google makes one only
 * @throws DomainError `CONFLICT` with reason `CONFERENCE_NOT_COPIED` for a kind that Google cannot
 *   make
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events
 */
export function newConference(
  series: GoogleEvent,
  wanted: GoogleEvent,
  requestId: string,
): GoogleEvent {
  if (wanted.conferenceData !== undefined) return {};
  const type = conferenceType(series);
  if (type === undefined) return {};
  if (type === MEET) {
    const createRequest = { requestId, conferenceSolutionKey: { type } };
    return { conferenceData: { createRequest } };
  }
  throw new DomainError(
    'CONFLICT',
    'The video call of this series is of a provider whose calls Google cannot make, and no two ' +
      'series may share one. Say removeConference to have the new series without a call, or ' +
      'addConference to have it with Google Meet.',
    { reason: 'CONFERENCE_NOT_COPIED' },
  );
}
