import type { GoogleEvent } from '../google/resource.js';

/** What a new series takes over from the one that it continues. */
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
    ...rest
  } = series;
  return rest;
}
