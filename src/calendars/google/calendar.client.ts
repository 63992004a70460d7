import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/v3.js';

import { CalendarFailure } from './failure.js';
import { failureOf } from './library-error.js';
import type {
  GoogleCalendarEntry,
  GoogleCalendarPage,
  GoogleEvent,
  GoogleEventPage,
  GoogleFreeBusy,
  GoogleFreeBusyQuestion,
  SendUpdates,
} from './resource.js';

/** In whose name a request is made, and how long it may take. */
export interface GoogleAuthority {
  readonly accessToken: string;
  readonly signal: AbortSignal;
}

/** An event's place: its calendar and its id, under Google's names. */
export interface EventPlace {
  readonly calendarId: string;
  readonly eventId: string;
}

/** How an event is written. */
export interface WriteOptions {
  readonly sendUpdates: SendUpdates;
  /** Write only if the event still has this ETag. */
  readonly etag?: string | undefined;
}

type Api = calendar_v3.Calendar;
type Options = ReturnType<typeof requestOptions>;

/** Without these, Google overlooks what a written event says of its video call and attachments. */
const SUPPORTED = { conferenceDataVersion: 1, supportsAttachments: true };

/**
 * Google's Calendar API, one request a method, neither retried nor interpreted. The library is
 * loaded by the first request. Every method throws {@link CalendarFailure}.
 *
 * @see https://developers.google.com/workspace/calendar/api/v3/reference
 */
export class GoogleCalendarClient {
  readonly #rootUrl: string;
  #api: Promise<Api> | undefined;

  constructor(rootUrl: string) {
    this.#rootUrl = rootUrl;
  }

  /** `calendarList.list` */
  listCalendars(
    authority: GoogleAuthority,
    page: { maxResults: number; pageToken: string | undefined },
  ): Promise<GoogleCalendarPage> {
    return this.#ask(authority, (api, options) => api.calendarList.list(given(page), options));
  }

  /** `calendarList.list`, with no more of each calendar than what it is called */
  listNames(
    authority: GoogleAuthority,
    pageToken: string | undefined,
  ): Promise<GoogleCalendarPage> {
    const params = {
      ...given({ pageToken }),
      maxResults: 250,
      fields: 'nextPageToken,items(id,summary,summaryOverride)',
    };
    return this.#ask(authority, (api, options) => api.calendarList.list(params, options));
  }

  /** `calendarList.get` */
  getCalendar(authority: GoogleAuthority, calendarId: string): Promise<GoogleCalendarEntry> {
    return this.#ask(authority, (api, options) => api.calendarList.get({ calendarId }, options));
  }

  /** `events.list`, for what it says of the calendar itself. */
  describeCalendar(authority: GoogleAuthority, calendarId: string): Promise<GoogleEventPage> {
    const fields = 'summary,description,timeZone,accessRole';
    return this.#ask(authority, (api, options) =>
      api.events.list({ calendarId, maxResults: 1, fields }, options),
    );
  }

  /** `events.list` */
  listEvents(
    authority: GoogleAuthority,
    wanted: {
      calendarId: string;
      maxResults: number;
      singleEvents: boolean;
      pageToken: string | undefined;
      timeMin: string | undefined;
      timeMax: string | undefined;
      updatedMin: string | undefined;
      q: string | undefined;
      orderBy: 'startTime' | 'updated' | undefined;
      showDeleted: boolean;
      eventTypes: string[] | undefined;
    },
  ): Promise<GoogleEventPage> {
    return this.#ask(authority, (api, options) => api.events.list(given(wanted), options));
  }

  /** `events.get` */
  getEvent(authority: GoogleAuthority, place: EventPlace): Promise<GoogleEvent> {
    return this.#ask(authority, (api, options) => api.events.get({ ...place }, options));
  }

  /** `events.list` of a series and its exceptions, with no more than where those stood */
  listExceptions(
    authority: GoogleAuthority,
    wanted: { calendarId: string; iCalUID: string; pageToken: string | undefined },
  ): Promise<GoogleEventPage> {
    const params = {
      ...given(wanted),
      showDeleted: true,
      maxResults: 2_500,
      fields: 'nextPageToken,items(id,status,recurringEventId,originalStartTime)',
    };
    return this.#ask(authority, (api, options) => api.events.list(params, options));
  }

  /** `events.list` of what has a private property, series as a whole, deleted events too */
  listMarked(
    authority: GoogleAuthority,
    wanted: { calendarId: string; property: string; pageToken: string | undefined },
  ): Promise<GoogleEventPage> {
    const { property, ...rest } = wanted;
    const params = { ...given(rest), privateExtendedProperty: [property], showDeleted: true };
    return this.#ask(authority, (api, options) => api.events.list(params, options));
  }

  /** `events.insert` */
  insertEvent(
    authority: GoogleAuthority,
    calendarId: string,
    requestBody: GoogleEvent,
    { sendUpdates }: WriteOptions,
  ): Promise<GoogleEvent> {
    const params = { calendarId, requestBody, sendUpdates, ...SUPPORTED };
    return this.#ask(authority, (api, options) => api.events.insert(params, options));
  }

  /** `events.patch` */
  patchEvent(
    authority: GoogleAuthority,
    place: EventPlace,
    requestBody: GoogleEvent,
    { sendUpdates, etag }: WriteOptions,
  ): Promise<GoogleEvent> {
    const params = { ...place, requestBody, sendUpdates, ...SUPPORTED };
    return this.#ask(authority, (api, options) => api.events.patch(params, guarded(options, etag)));
  }

  /** `events.move` */
  moveEvent(
    authority: GoogleAuthority,
    place: EventPlace,
    destination: string,
    sendUpdates: SendUpdates,
  ): Promise<GoogleEvent> {
    const params = { ...place, destination, sendUpdates };
    return this.#ask(authority, (api, options) => api.events.move(params, options));
  }

  /** `events.delete` */
  async deleteEvent(
    authority: GoogleAuthority,
    place: EventPlace,
    { sendUpdates, etag }: WriteOptions,
  ): Promise<void> {
    const api = await this.#load();
    const options = guarded(requestOptions(authority), etag);
    await api.events.delete({ ...place, sendUpdates }, options).catch((error: unknown) => {
      throw failureOf(error, authority.signal);
    });
  }

  /** `freebusy.query`, of at most 50 calendars, groups' members among them */
  queryFreeBusy(
    authority: GoogleAuthority,
    requestBody: GoogleFreeBusyQuestion,
  ): Promise<GoogleFreeBusy> {
    return this.#ask(authority, (api, options) => api.freebusy.query({ requestBody }, options));
  }

  async #ask<T extends object>(
    authority: GoogleAuthority,
    request: (api: Api, options: Options) => Promise<{ data: T }>,
  ): Promise<T> {
    const api = await this.#load();
    try {
      const { data } = await request(api, requestOptions(authority));
      // What cannot be parsed as JSON is handed on by the library as a text.
      if (typeof data === 'object') return data;
    } catch (error) {
      throw failureOf(error, authority.signal);
    }
    throw new CalendarFailure(
      { status: 200, reason: 'malformedReply' },
      'Google’s answer could not be read.',
    );
  }

  #load(): Promise<Api> {
    return (this.#api ??= import('googleapis/build/src/apis/calendar/index.js').then(
      ({ calendar }) => calendar({ version: 'v3', rootUrl: this.#rootUrl }),
    ));
  }
}

/** What every request has; the library's own retries are off, since they know no reasons. */
function requestOptions({ accessToken, signal }: GoogleAuthority) {
  return {
    headers: { authorization: `Bearer ${accessToken}` },
    signal,
    retry: false,
    responseType: 'json' as const,
  };
}

function guarded(options: Options, etag: string | undefined) {
  if (etag === undefined) return options;
  return { ...options, headers: { ...options.headers, 'if-match': etag } };
}

/** The fields that are there: the library would send the others as empty parameters. */
function given<T extends object>(params: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(params).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
