import type { RouteContext } from '@emulators/core';
import type { GoogleCalendar, GoogleStore } from '@emulators/google';

import { withConference } from './conference.js';
import type { EventBook } from './event-book.js';
import { failureResponse, GoogleFailure } from './google-failure.js';
import { instantMs, type GoogleEvent } from './recurrence.js';
import { checkStatusEvent, checkUnchangedType } from './status-event.js';

/** The scopes of which one is needed to read calendars, and to change events. */
const READING = /\/auth\/calendar(?:$|\.readonly$|\.events|\.calendarlist|\.freebusy)/;
const WRITING = /\/auth\/calendar(?:$|\.events$)/;

const EVENT_TYPES = new Set([
  ...['birthday', 'default', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation'],
]);

/** A request that was authenticated. */
interface Call {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly account: string;
  readonly ifMatch: string | undefined;
  readonly body: Partial<GoogleEvent> & Record<string, unknown>;
}

/**
 * The part of the Calendar API that `@emulators/google` lacks or simplifies: changes, ETags,
 * series, conferences, pages, scopes, and errors with Google's reasons.
 */
export class CalendarRoutes {
  readonly #store: GoogleStore;
  readonly #tokens: NonNullable<RouteContext['tokenMap']>;
  readonly #events: EventBook;
  /** Calendars that can be reached and are on nobody's list. */
  readonly #unlisted: ReadonlySet<string>;
  readonly #groups: ReadonlyMap<string, readonly string[]>;

  constructor(parts: {
    store: GoogleStore;
    tokens: NonNullable<RouteContext['tokenMap']>;
    events: EventBook;
    unlisted: ReadonlySet<string>;
    /** The members of groups, by the groups' ids. */
    groups: ReadonlyMap<string, readonly string[]>;
  }) {
    this.#store = parts.store;
    this.#tokens = parts.tokens;
    this.#events = parts.events;
    this.#unlisted = parts.unlisted;
    this.#groups = parts.groups;
  }

  /** Answers a request to the Calendar API; `undefined` for every other request. */
  async answer(request: Request): Promise<Response | undefined> {
    const { pathname, searchParams } = new URL(request.url);
    const [, path] = /^\/calendar\/v3\/(.+)$/.exec(pathname) ?? [];
    if (path === undefined) return undefined;
    try {
      // `events.move` has no body.
      const body: unknown = JSON.parse((await request.text()) || '{}');
      const call = {
        method: request.method,
        query: searchParams,
        account: this.#authenticate(request),
        ifMatch: request.headers.get('if-match') ?? undefined,
        body: body as Call['body'],
      };
      return this.#route(call, path.split('/').map(decodeURIComponent));
    } catch (error) {
      if (error instanceof GoogleFailure) return failureResponse(error);
      throw error;
    }
  }

  #authenticate(request: Request): string {
    const token = (request.headers.get('authorization') ?? '').replace(/^Bearer /, '');
    const user = this.#tokens.get(token);
    if (!user) throw new GoogleFailure(401, 'authError', 'Invalid Credentials');
    const isReading = request.method === 'GET' || request.url.endsWith('/freeBusy');
    if (!user.scopes.some((scope) => (isReading ? READING : WRITING).test(scope))) {
      throw new GoogleFailure(
        403,
        'insufficientPermissions',
        'Request had insufficient authentication scopes.',
      );
    }
    return user.login;
  }

  #route(call: Call, path: readonly string[]): Response {
    const [first = '', id = '', third, eventId, fifth] = path;
    if (first === 'freeBusy') return this.#freeBusy(call);
    if (first === 'users' && third === 'calendarList') return this.#calendarList(call, eventId);
    if (first !== 'calendars' || third !== 'events') {
      throw new GoogleFailure(404, 'notFound', 'Not Found');
    }
    const calendar = this.#calendar(call.account, id);
    if (call.method !== 'GET' && !['owner', 'writer'].includes(calendar.access_role)) {
      throw new GoogleFailure(
        403,
        'requiredAccessLevel',
        'You need to have writer access to this calendar.',
      );
    }
    if (eventId === undefined) {
      return call.method === 'POST' ? this.#insert(call, calendar) : this.#list(call, calendar);
    }
    if (fifth === 'move') return this.#move(call, calendar, eventId);
    if (fifth === 'instances') return this.#instances(call, calendar, eventId);
    return this.#one(call, calendar, eventId);
  }

  #one(call: Call, calendar: GoogleCalendar, eventId: string): Response {
    const { google_id: id } = calendar;
    switch (call.method) {
      case 'PATCH': {
        const changes = this.#written(call);
        checkUnchangedType(this.#events.get(id, eventId), changes);
        return Response.json(this.#events.patch(id, eventId, changes, call.ifMatch));
      }
      case 'DELETE':
        this.#events.remove(id, eventId, call.ifMatch);
        return new Response(null, { status: 204 });
      default:
        return Response.json(this.#events.get(id, eventId));
    }
  }

  #insert(call: Call, calendar: GoogleCalendar): Response {
    const event = this.#written(call);
    checkStatusEvent(event, calendar.primary);
    return Response.json(this.#events.insert(calendar.google_id, event, calendar.google_id));
  }

  #move(call: Call, calendar: GoogleCalendar, eventId: string): Response {
    const destination = this.#calendar(call.account, call.query.get('destination') ?? '');
    if (!['owner', 'writer'].includes(destination.access_role)) {
      throw new GoogleFailure(
        403,
        'requiredAccessLevel',
        'You need to have writer access to this calendar.',
      );
    }
    const moved = this.#events.move(calendar.google_id, eventId, destination.google_id);
    return Response.json(moved);
  }

  /** The event that a call writes, as far as its parameters let it. */
  #written({ body, query }: Call): Partial<GoogleEvent> {
    const { attachments, ...event } = withConference(body, query.get('conferenceDataVersion'));
    if (attachments === undefined || query.get('supportsAttachments') !== 'true') return event;
    return { ...event, attachments };
  }

  #list(call: Call, calendar: GoogleCalendar): Response {
    const singleEvents = call.query.get('singleEvents') === 'true';
    if (call.query.get('orderBy') === 'startTime' && !singleEvents) {
      throw new GoogleFailure(400, 'badRequest', 'The requested ordering is not available.');
    }
    const found = this.#events.list(calendar.google_id, {
      ...rangeOf(call.query),
      singleEvents,
      search: call.query.get('q') ?? undefined,
      withDeleted: call.query.get('showDeleted') === 'true',
      iCalUid: call.query.get('iCalUID') ?? undefined,
      eventTypes: eventTypesOf(call.query),
      property: call.query.get('privateExtendedProperty') ?? undefined,
    });
    return Response.json({
      kind: 'calendar#events',
      summary: calendar.summary,
      timeZone: calendar.time_zone,
      accessRole: calendar.access_role,
      ...pageOf(found, call.query),
    });
  }

  #instances(call: Call, calendar: GoogleCalendar, eventId: string): Response {
    const found = this.#events
      .instances(calendar.google_id, eventId, rangeOf(call.query))
      .filter(({ status }) => status !== 'cancelled');
    return Response.json({ kind: 'calendar#events', ...pageOf(found, call.query) });
  }

  #calendarList(call: Call, calendarId: string | undefined): Response {
    if (calendarId !== undefined) {
      const calendar = this.#calendar(call.account, calendarId);
      if (this.#unlisted.has(calendar.google_id))
        throw new GoogleFailure(404, 'notFound', 'Not Found');
      return Response.json(listEntry(calendar));
    }
    const items = this.#store.calendars
      .findBy('user_email', call.account)
      .filter(({ google_id }) => !this.#unlisted.has(google_id))
      .map(listEntry);
    return Response.json({ kind: 'calendar#calendarList', ...pageOf(items, call.query) });
  }

  #freeBusy({ account, body }: Call): Response {
    const items = body['items'] as { id: string }[];
    const [fromMs, toMs] = [
      Date.parse(String(body['timeMin'])),
      Date.parse(String(body['timeMax'])),
    ];
    if (!(fromMs < toMs)) {
      throw new GoogleFailure(400, 'timeRangeEmpty', 'The specified time range is empty.');
    }
    const busyOf = (id: string) => {
      try {
        const events = this.#events.list(this.#calendar(account, id).google_id, {
          fromMs,
          toMs,
          singleEvents: true,
        });
        return {
          busy: events
            .filter(({ transparency }) => transparency !== 'transparent')
            .map(({ start, end }) => ({ start: utc(instantMs(start)), end: utc(instantMs(end)) })),
        };
      } catch {
        return { errors: [{ domain: 'global', reason: 'notFound' }], busy: [] };
      }
    };
    const { groups, calendars } = this.#expanded(
      items.map(({ id }) => id),
      Number(body['groupExpansionMax'] ?? 100),
    );
    const most = Number(body['calendarExpansionMax'] ?? 50);
    const tooMany = {
      errors: [{ domain: 'global', reason: 'tooManyCalendarsRequested' }],
      busy: [],
    };
    return Response.json({
      kind: 'calendar#freeBusy',
      timeMin: utc(fromMs),
      timeMax: utc(toMs),
      ...(groups.length > 0 && { groups: Object.fromEntries(groups) }),
      calendars: Object.fromEntries(
        calendars.map((id, index) => [id, index < most ? busyOf(id) : tooMany]),
      ),
    });
  }

  /**
   * Groups with their members, and the calendars of all that was asked for.
   *
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
   */
  #expanded(ids: readonly string[], mostMembers: number) {
    const groups: [string, object][] = [];
    const calendars = ids.flatMap((id) => {
      const members = this.#groups.get(id);
      if (!members) return [id];
      const isTooBig = members.length > mostMembers;
      const errors = [{ domain: 'global', reason: 'groupTooBig' }];
      groups.push([id, isTooBig ? { errors } : { calendars: members }]);
      return isTooBig ? [] : members;
    });
    return { groups, calendars: [...new Set(calendars)] };
  }

  #calendar(account: string, id: string): GoogleCalendar {
    const wanted = id === 'primary' ? account : id.toLowerCase();
    const found = this.#store.calendars
      .findBy('user_email', account)
      .find(({ google_id }) => google_id.toLowerCase() === wanted.toLowerCase());
    if (!found) throw new GoogleFailure(404, 'notFound', 'Not Found');
    return found;
  }
}

function utc(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** The parameter `eventTypes`, which is repeated for each of several. */
function eventTypesOf(query: URLSearchParams): readonly string[] | undefined {
  const types = query.getAll('eventTypes');
  if (types.some((type) => !EVENT_TYPES.has(type))) {
    throw new GoogleFailure(400, 'invalidParameter', 'Invalid value for eventTypes.');
  }
  return types.length > 0 ? types : undefined;
}

function rangeOf(query: URLSearchParams): { fromMs: number; toMs: number } {
  const [from, to] = [query.get('timeMin'), query.get('timeMax')];
  const range = {
    fromMs: from === null ? -Infinity : Date.parse(from),
    toMs: to === null ? Infinity : Date.parse(to),
  };
  if (range.fromMs >= range.toMs) {
    throw new GoogleFailure(400, 'timeRangeEmpty', 'The specified time range is empty.');
  }
  return range;
}

function pageOf<T>(items: readonly T[], query: URLSearchParams) {
  const from = Number(query.get('pageToken') ?? 0);
  const to = from + Number(query.get('maxResults') ?? 250);
  return {
    items: items.slice(from, to),
    ...(to < items.length ? { nextPageToken: String(to) } : { nextSyncToken: 'sync' }),
  };
}

function listEntry(calendar: GoogleCalendar) {
  return {
    kind: 'calendar#calendarListEntry',
    etag: `"${calendar.google_id}"`,
    id: calendar.google_id,
    summary: calendar.summary,
    description: calendar.description ?? undefined,
    timeZone: calendar.time_zone,
    accessRole: calendar.access_role,
    primary: calendar.primary || undefined,
    selected: calendar.selected || undefined,
    backgroundColor: '#9fe1e7',
    foregroundColor: '#000000',
    defaultReminders: [{ method: 'popup', minutes: 10 }],
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  };
}
