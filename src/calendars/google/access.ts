const GOOGLE = 'https://www.googleapis.com/auth/';

const all = `${GOOGLE}calendar`;
const readAll = `${GOOGLE}calendar.readonly`;

const listing = [
  all,
  readAll,
  `${GOOGLE}calendar.calendarlist`,
  `${GOOGLE}calendar.calendarlist.readonly`,
];
const readingEvents = [
  all,
  readAll,
  `${GOOGLE}calendar.events`,
  `${GOOGLE}calendar.events.readonly`,
];

/**
 * Google's scopes that let something be done; an account must have granted one of each list.
 *
 * @see https://developers.google.com/workspace/calendar/api/auth
 */
export const GOOGLE_SCOPES_FOR = {
  listingCalendars: listing,
  readingEvents,
  /** A calendar's events tell of it as well. */
  describingCalendars: [...new Set([...listing, ...readingEvents])],
  readingFreeBusy: [
    all,
    readAll,
    `${GOOGLE}calendar.freebusy`,
    `${GOOGLE}calendar.events.freebusy`,
  ],
  writingEvents: [all, `${GOOGLE}calendar.events`],
} as const;
