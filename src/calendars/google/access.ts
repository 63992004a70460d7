const GOOGLE = 'https://www.googleapis.com/auth/';

const all = `${GOOGLE}calendar`;
const readAll = `${GOOGLE}calendar.readonly`;

/**
 * Google's scopes that let something be done; an account must have granted one of each list.
 *
 * @see https://developers.google.com/workspace/calendar/api/auth
 */
export const GOOGLE_SCOPES_FOR = {
  listingCalendars: [
    all,
    readAll,
    `${GOOGLE}calendar.calendarlist`,
    `${GOOGLE}calendar.calendarlist.readonly`,
  ],
  readingEvents: [all, readAll, `${GOOGLE}calendar.events`, `${GOOGLE}calendar.events.readonly`],
  readingFreeBusy: [
    all,
    readAll,
    `${GOOGLE}calendar.freebusy`,
    `${GOOGLE}calendar.events.freebusy`,
  ],
  writingEvents: [all, `${GOOGLE}calendar.events`],
} as const;
