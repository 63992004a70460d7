/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** When an event is that lasts for whole days. */
export type AllDayTimeInput = {
  /** The day after the last, as in RFC 5545; one day long when left out. */
  endDate?: string | null | undefined;
  /** The first day. */
  startDate: string;
};

/** Whom Google tells of a change by e-mail. */
export type AttendeeNotification =
  /** Every attendee. */
  | 'ALL'
  /** Attendees who do not use Google Calendar. */
  | 'EXTERNAL_ONLY'
  /** Nobody. */
  | 'NONE';

/** What somebody answered to an invitation. */
export type AttendeeResponse =
  /** Yes. */
  | 'ACCEPTED'
  /** No. */
  | 'DECLINED'
  /** Nothing yet. */
  | 'NEEDS_ACTION'
  /** Perhaps. */
  | 'TENTATIVE';

/** Somebody to invite. */
export type CalendarAttendeeInput = {
  /** The name. */
  displayName?: string | null | undefined;
  /** The e-mail address. */
  email: string;
  /** Whether it can take place without them. */
  optional?: boolean | null | undefined;
};

/** Which events to answer with; all that is said must hold. */
export type CalendarEventFilter = {
  /** Whether to show cancelled events as well. */
  includeCancelled?: boolean | null | undefined;
  /** What to show of events that repeat. */
  recurring?: RecurringEvents | null | undefined;
  /** Only events with these words in their title, text, place or people. */
  search?: string | null | undefined;
  /** Only events that end after this instant. */
  since?: string | null | undefined;
  /** Only events that begin before this instant. */
  until?: string | null | undefined;
  /** Only events changed since this instant, deleted ones too. */
  updatedSince?: string | null | undefined;
};

/** How much of a series a change is about. */
export type CalendarEventScope =
  /** The whole series, whichever of its instances the id names. */
  | 'ALL'
  /** The instance that the id names and all behind it, which become their own series. */
  | 'FOLLOWING'
  /** The event that the id names: one instance, or the whole series where it is the series’ id. */
  | 'THIS';

/** Whether an event takes place. */
export type CalendarEventStatus =
  /** It was deleted or called off. */
  | 'CANCELLED'
  /** It does. */
  | 'CONFIRMED'
  /** Perhaps. */
  | 'TENTATIVE';

/** Whether an event takes the time it covers. */
export type CalendarEventTransparency =
  /** It does: whoever has it is busy. */
  | 'OPAQUE'
  /** It does not: whoever has it is free. */
  | 'TRANSPARENT';

/** Who sees what an event is about. */
export type CalendarEventVisibility =
  /** The same as `PRIVATE`; kept by Google for older clients. */
  | 'CONFIDENTIAL'
  /** As the calendar has it. */
  | 'DEFAULT'
  /** Only its attendees. */
  | 'PRIVATE'
  /** Everybody who sees the calendar. */
  | 'PUBLIC';

/** Something that reminds of the event. */
export type CalendarReminderInput = {
  /** How it arrives. */
  method: ReminderMethod;
  /** How long before the event, in minutes, 0 to 40320. */
  minutesBefore: number;
};

/** What reminds the account, in place of the calendar’s own reminders. */
export type CalendarRemindersInput = {
  /** Up to five; none for no reminder at all. */
  overrides: Array<CalendarReminderInput>;
};

/** What an account may do with a calendar. */
export type CalendarRole =
  /** See when it is busy. */
  | 'FREE_BUSY_READER'
  /** Change its events and who else may. */
  | 'OWNER'
  /** See its events. */
  | 'READER'
  /** See and change its events. */
  | 'WRITER';

/** What `createCalendarEvent` makes. */
export type CreateCalendarEventInput = {
  /** Whether to add a Google Meet video call. */
  addConference?: boolean | null | undefined;
  /** Everybody to be invited, up to 200; who is left out is not, or not any more. */
  attendees?: Array<CalendarAttendeeInput> | null | undefined;
  /** The calendar; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** Google’s number of its colour. */
  colorId?: string | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** Its text, up to 8192 characters. */
  description?: string | null | undefined;
  /** A word of your own for this event, up to 200 characters: sending it again finds the event that was made first, and makes no second one. */
  idempotencyKey?: string | null | undefined;
  /** Where it is. */
  location?: string | null | undefined;
  /** Whom Google tells by e-mail. */
  notify?: AttendeeNotification | null | undefined;
  /** What makes it repeat: one RRULE of RFC 5545, and EXDATE or RDATE lines, for example `RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=10`. Empty for an event that stands alone. */
  recurrence?: Array<string> | null | undefined;
  /** What reminds of it; the calendar’s own reminders when null. */
  reminders?: CalendarRemindersInput | null | undefined;
  /** Its title, up to 1024 characters. */
  summary?: string | null | undefined;
  /** When it is. */
  time: EventTimeInput;
  /** Whether it takes the time it covers. */
  transparency?: CalendarEventTransparency | null | undefined;
  /** Who sees what it is about. */
  visibility?: CalendarEventVisibility | null | undefined;
};

/** What `deleteCalendarEvent` deletes. */
export type DeleteCalendarEventInput = {
  /** The calendar; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** The `etag` that was read: if the event was changed since, the answer is `CONFLICT` and nothing is done. */
  etag?: string | null | undefined;
  /** The event: an instance, a series, or one that stands alone. */
  id: string | number;
  /** Whom Google tells by e-mail. */
  notify?: AttendeeNotification | null | undefined;
  /** How much of a series is meant. */
  scope?: CalendarEventScope | null | undefined;
};

/** When an event is; exactly one of the two. */
export type EventTimeInput = {
  /** For whole days. */
  allDay?: AllDayTimeInput | null | undefined;
  /** From one time to another. */
  timed?: TimedTimeInput | null | undefined;
};

/** A LiveKit agent that is to be sent into a room that opens. */
export type LiveKitAgentDispatchInput = {
  /** The name under which its workers are registered. */
  agentName: string;
  /** Which of its deployments, where it has several. */
  deployment?: string | null | undefined;
  /** What it is told, at most 64 KiB. */
  metadata?: string | null | undefined;
};

/** An attribute of a participant. */
export type LiveKitAttributeInput = {
  /** Its key. */
  name: string;
  /** Its value. */
  value: string;
};

/** What a participant is allowed, within its agent's policy. */
export type LiveKitGrantsInput = {
  /** Publish tracks; as its policy says when left out. */
  canPublish?: boolean | null | undefined;
  /** Send data messages; as its policy says when left out. */
  canPublishData?: boolean | null | undefined;
  /** Receive tracks of others; as its policy says when left out. */
  canSubscribe?: boolean | null | undefined;
  /** Change its own name, metadata and attributes; as its policy says when left out. */
  canUpdateOwnMetadata?: boolean | null | undefined;
  /** Not to be seen by the others; needs the scope `livekit.admin`. */
  hidden?: boolean | null | undefined;
  /** The sources it may publish; as its policy says when left out. */
  publishSources?: Array<LiveKitTrackSource> | null | undefined;
  /** Govern the room by LiveKit’s own API; needs the scope `livekit.admin`. */
  roomAdmin?: boolean | null | undefined;
};

/** How LiveKit sets up the room, if the participant is the first to come. */
export type LiveKitRoomConfigInput = {
  /** How many seconds the room stays open after the last one left. */
  departureTimeoutSeconds?: number | null | undefined;
  /** How many seconds the room stays open before anybody comes. */
  emptyTimeoutSeconds?: number | null | undefined;
  /** How many may be in it; 0 for any number. */
  maxParticipants?: number | null | undefined;
  /** The most delay of playing, in milliseconds. */
  maxPlayoutDelayMs?: number | null | undefined;
  /** The room's metadata, at most 64 KiB. */
  metadata?: string | null | undefined;
  /** The least delay of playing, in milliseconds. */
  minPlayoutDelayMs?: number | null | undefined;
  /** Whether the tracks of a participant are kept in step. */
  syncStreams?: boolean | null | undefined;
};

/** What `liveKitRoomToken` is to be good for. */
export type LiveKitRoomTokenInput = {
  /** Agents to send into the room, if it opens with this participant; into one that is open `dispatchLiveKitAgent` sends them. */
  agentDispatch?: Array<LiveKitAgentDispatchInput> | null | undefined;
  /** The same by keys, at most 64 KiB in all; each key once. */
  attributes?: Array<LiveKitAttributeInput> | null | undefined;
  /** What the participant is allowed; what the policy allows when left out. */
  grants?: LiveKitGrantsInput | null | undefined;
  /** The identity; one that nobody has when left out. LiveKit puts out whoever is in the room under the same identity, so an agent may not give another agent’s name, nor an identity that the gateway generated for others. */
  identity?: string | null | undefined;
  /** What everybody in the room can read of it, at most 64 KiB. */
  metadata?: string | null | undefined;
  /** The name to show, at most 256 bytes. */
  name?: string | null | undefined;
  /** The room, at most 256 bytes. */
  room: string;
  /** How to set up the room, if it opens with this participant. */
  roomConfig?: LiveKitRoomConfigInput | null | undefined;
  /** For how many seconds it opens the room, 60 to 21600; 15 minutes when left out. Whoever is in by then can stay. */
  ttlSeconds?: number | null | undefined;
};

/** What a participant's tracks can come from. */
export type LiveKitTrackSource =
  /** A camera. */
  | 'CAMERA'
  /** A microphone. */
  | 'MICROPHONE'
  /** A shared screen. */
  | 'SCREEN_SHARE'
  /** The sound of a shared screen. */
  | 'SCREEN_SHARE_AUDIO';

/** What a list shows of events that repeat. */
export type RecurringEvents =
  /** Every instance on its own, in the order of their beginning. */
  | 'INSTANCES'
  /** Each series once, with its rule, and the instances that differ. */
  | 'SERIES';

/** How a reminder arrives. */
export type ReminderMethod =
  /** By e-mail. */
  | 'EMAIL'
  /** In the calendar’s own program. */
  | 'POPUP';

/** What `respondToCalendarEvent` answers. */
export type RespondToCalendarEventInput = {
  /** The calendar; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** What to add to it. */
  comment?: string | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** The event: a series’ own id answers for all of it, an instance’s for that one. */
  id: string | number;
  /** Whom Google tells by e-mail. */
  notify?: AttendeeNotification | null | undefined;
  /** The answer. */
  response: AttendeeResponse;
};

/** What sort of free time is looked for. */
export type SuggestTimesInput = {
  /** Minutes that must be free before and after, too, 0 to 240. */
  bufferMinutes?: number | null | undefined;
  /** The calendars that must be free, up to 200: ids, or the addresses of people. The account’s own when left out. */
  calendars?: Array<string | number> | null | undefined;
  /** The connection to use; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** How long, in minutes, 1 to 1440. */
  durationMinutes: number;
  /** How many, 1 to 50. */
  first?: number | null | undefined;
  /** From when on; now when left out. */
  since?: string | null | undefined;
  /** Times begin at multiples of so many minutes past the hour: 5, 10, 15, 30 or 60. */
  stepMinutes?: number | null | undefined;
  /** The IANA time zone of the working hours and of the answer. */
  timeZone: string;
  /** Until when, at most 92 days after `since`; 14 days after it when left out. */
  until?: string | null | undefined;
  /** The hours to look at; all of them when left out. */
  workingHours?: WorkingHoursInput | null | undefined;
};

/** When an event begins and ends, by the clocks of a zone. */
export type TimedTimeInput = {
  /** When it ends, without offset. */
  endLocal: string;
  /** When it begins, without offset, for example `2030-03-25T09:00:00`. */
  startLocal: string;
  /** The IANA time zone by whose clocks it is planned and repeated. */
  timeZone: string;
};

/** What `updateCalendarEvent` changes: what is left out stays, null takes it away. */
export type UpdateCalendarEventInput = {
  /** Whether to add a Google Meet video call. */
  addConference?: boolean | null | undefined;
  /** Everybody to be invited, up to 200; who is left out is not, or not any more. */
  attendees?: Array<CalendarAttendeeInput> | null | undefined;
  /** The calendar; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** Google’s number of its colour. */
  colorId?: string | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** Its text, up to 8192 characters. */
  description?: string | null | undefined;
  /** The `etag` that was read: if the event was changed since, the answer is `CONFLICT` and nothing is done. */
  etag?: string | null | undefined;
  /** The event: an instance, a series, or one that stands alone. */
  id: string | number;
  /** Where it is. */
  location?: string | null | undefined;
  /** Whom Google tells by e-mail. */
  notify?: AttendeeNotification | null | undefined;
  /** What makes it repeat: one RRULE of RFC 5545, and EXDATE or RDATE lines, for example `RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=10`. Empty for an event that stands alone. */
  recurrence?: Array<string> | null | undefined;
  /** What reminds of it; the calendar’s own reminders when null. */
  reminders?: CalendarRemindersInput | null | undefined;
  /** How much of a series is meant. */
  scope?: CalendarEventScope | null | undefined;
  /** Its title, up to 1024 characters. */
  summary?: string | null | undefined;
  /** When it is to be. For a whole series by one of its instances: when that instance is to be; the others move by as much. */
  time?: EventTimeInput | null | undefined;
  /** Whether it takes the time it covers. */
  transparency?: CalendarEventTransparency | null | undefined;
  /** Who sees what it is about. */
  visibility?: CalendarEventVisibility | null | undefined;
};

/** A day of the week. */
export type Weekday =
  /** Friday. */
  | 'FRIDAY'
  /** Monday. */
  | 'MONDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Thursday. */
  | 'THURSDAY'
  /** Tuesday. */
  | 'TUESDAY'
  /** Wednesday. */
  | 'WEDNESDAY';

/** The hours in which something may be planned. */
export type WorkingHoursInput = {
  /** The days; Monday to Friday when left out. */
  days?: Array<Weekday> | null | undefined;
  /** Until when; not after `startTime` means of the next day. */
  endTime: string;
  /** From when on, for example `09:00`. */
  startTime: string;
};

export type ToolEventFragment = { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, summary: string | null, description: string | null, location: string | null, recurrence: Array<string>, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
    | { __typename: 'AllDayTime', startDate: string, endDate: string }
    | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
   | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, comment: string | null }> };

export type ToolScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type ToolScopesQuery = { viewer: { scopes: Array<string> } };

export type ToolCalendarsQueryVariables = Exact<{
  account?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ToolCalendarsQuery = { calendars: { account: string, nodes: Array<{ id: string, name: string, description: string | null, timeZone: string, role: CalendarRole, primary: boolean, selected: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ToolEventsQueryVariables = Exact<{
  account?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
  filter?: CalendarEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ToolEventsQuery = { calendarEvents: { account: string, nodes: Array<{ id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, summary: string | null, description: string | null, location: string | null, recurrence: Array<string>, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, comment: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ToolEventByIdQueryVariables = Exact<{
  account?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
  id: string | number;
}>;


export type ToolEventByIdQuery = { calendarEvent: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, summary: string | null, description: string | null, location: string | null, recurrence: Array<string>, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
      | { __typename: 'AllDayTime', startDate: string, endDate: string }
      | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
     | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, comment: string | null }> } | null };

export type ToolFreeBusyQueryVariables = Exact<{
  account?: string | number | null | undefined;
  calendars?: Array<string | number> | string | number | null | undefined;
  since: string;
  until: string;
}>;


export type ToolFreeBusyQuery = { freeBusy: { account: string, calendars: Array<{ calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string, endAt: string }> }> } };

export type ToolSuggestedTimesQueryVariables = Exact<{
  input: SuggestTimesInput;
}>;


export type ToolSuggestedTimesQuery = { suggestTimes: { account: string, slots: Array<{ startAt: string, endAt: string, timeZone: string }>, unavailable: Array<{ calendarId: string, unavailableReason: string | null }> } };

export type ToolCreateEventMutationVariables = Exact<{
  input: CreateCalendarEventInput;
}>;


export type ToolCreateEventMutation = { createCalendarEvent: { created: boolean, event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, summary: string | null, description: string | null, location: string | null, recurrence: Array<string>, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, comment: string | null }> } } };

export type ToolUpdateEventMutationVariables = Exact<{
  input: UpdateCalendarEventInput;
}>;


export type ToolUpdateEventMutation = { updateCalendarEvent: { event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, summary: string | null, description: string | null, location: string | null, recurrence: Array<string>, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, comment: string | null }> } } };

export type ToolDeleteEventMutationVariables = Exact<{
  input: DeleteCalendarEventInput;
}>;


export type ToolDeleteEventMutation = { deleteCalendarEvent: { account: string, deletedId: string } };

export type ToolRespondToEventMutationVariables = Exact<{
  input: RespondToCalendarEventInput;
}>;


export type ToolRespondToEventMutation = { respondToCalendarEvent: { event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, summary: string | null, description: string | null, location: string | null, recurrence: Array<string>, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, comment: string | null }> } } };

export type ToolJoinRoomMutationVariables = Exact<{
  input: LiveKitRoomTokenInput;
}>;


export type ToolJoinRoomMutation = { liveKitRoomToken: { serverUrl: string, roomToken: string, room: string, identity: string, expiresAt: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ToolEventFragmentDoc = new TypedDocumentString(`
    fragment ToolEvent on CalendarEvent {
  id
  calendarId
  account
  etag
  seriesId
  status
  summary
  description
  location
  time {
    __typename
    ... on AllDayTime {
      startDate
      endDate
    }
    ... on TimedTime {
      startAt
      endAt
      timeZone
    }
  }
  recurrence
  organizer {
    email
    displayName
    self
  }
  attendees {
    email
    displayName
    response
    optional
    self
    comment
  }
  conferenceUrl
  htmlLink
  updatedAt
}
    `, {"fragmentName":"ToolEvent"}) as unknown as TypedDocumentString<ToolEventFragment, unknown>;
export const ToolScopesDocument = new TypedDocumentString(`
    query ToolScopes {
  viewer {
    scopes
  }
}
    `) as unknown as TypedDocumentString<ToolScopesQuery, ToolScopesQueryVariables>;
export const ToolCalendarsDocument = new TypedDocumentString(`
    query ToolCalendars($account: ID, $after: String) {
  calendars(connection: $account, first: 200, after: $after) {
    account
    nodes {
      id
      name
      description
      timeZone
      role
      primary
      selected
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<ToolCalendarsQuery, ToolCalendarsQueryVariables>;
export const ToolEventsDocument = new TypedDocumentString(`
    query ToolEvents($account: ID, $calendar: ID, $filter: CalendarEventFilter, $first: Int, $after: String) {
  calendarEvents(
    connection: $account
    calendar: $calendar
    filter: $filter
    first: $first
    after: $after
  ) {
    account
    nodes {
      ...ToolEvent
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ToolEvent on CalendarEvent {
  id
  calendarId
  account
  etag
  seriesId
  status
  summary
  description
  location
  time {
    __typename
    ... on AllDayTime {
      startDate
      endDate
    }
    ... on TimedTime {
      startAt
      endAt
      timeZone
    }
  }
  recurrence
  organizer {
    email
    displayName
    self
  }
  attendees {
    email
    displayName
    response
    optional
    self
    comment
  }
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolEventsQuery, ToolEventsQueryVariables>;
export const ToolEventByIdDocument = new TypedDocumentString(`
    query ToolEventById($account: ID, $calendar: ID, $id: ID!) {
  calendarEvent(connection: $account, calendar: $calendar, id: $id) {
    ...ToolEvent
  }
}
    fragment ToolEvent on CalendarEvent {
  id
  calendarId
  account
  etag
  seriesId
  status
  summary
  description
  location
  time {
    __typename
    ... on AllDayTime {
      startDate
      endDate
    }
    ... on TimedTime {
      startAt
      endAt
      timeZone
    }
  }
  recurrence
  organizer {
    email
    displayName
    self
  }
  attendees {
    email
    displayName
    response
    optional
    self
    comment
  }
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolEventByIdQuery, ToolEventByIdQueryVariables>;
export const ToolFreeBusyDocument = new TypedDocumentString(`
    query ToolFreeBusy($account: ID, $calendars: [ID!], $since: DateTime!, $until: DateTime!) {
  freeBusy(
    connection: $account
    calendars: $calendars
    since: $since
    until: $until
  ) {
    account
    calendars {
      calendarId
      busy {
        startAt
        endAt
      }
      unavailableReason
    }
  }
}
    `) as unknown as TypedDocumentString<ToolFreeBusyQuery, ToolFreeBusyQueryVariables>;
export const ToolSuggestedTimesDocument = new TypedDocumentString(`
    query ToolSuggestedTimes($input: SuggestTimesInput!) {
  suggestTimes(input: $input) {
    account
    slots {
      startAt
      endAt
      timeZone
    }
    unavailable {
      calendarId
      unavailableReason
    }
  }
}
    `) as unknown as TypedDocumentString<ToolSuggestedTimesQuery, ToolSuggestedTimesQueryVariables>;
export const ToolCreateEventDocument = new TypedDocumentString(`
    mutation ToolCreateEvent($input: CreateCalendarEventInput!) {
  createCalendarEvent(input: $input) {
    created
    event {
      ...ToolEvent
    }
  }
}
    fragment ToolEvent on CalendarEvent {
  id
  calendarId
  account
  etag
  seriesId
  status
  summary
  description
  location
  time {
    __typename
    ... on AllDayTime {
      startDate
      endDate
    }
    ... on TimedTime {
      startAt
      endAt
      timeZone
    }
  }
  recurrence
  organizer {
    email
    displayName
    self
  }
  attendees {
    email
    displayName
    response
    optional
    self
    comment
  }
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolCreateEventMutation, ToolCreateEventMutationVariables>;
export const ToolUpdateEventDocument = new TypedDocumentString(`
    mutation ToolUpdateEvent($input: UpdateCalendarEventInput!) {
  updateCalendarEvent(input: $input) {
    event {
      ...ToolEvent
    }
  }
}
    fragment ToolEvent on CalendarEvent {
  id
  calendarId
  account
  etag
  seriesId
  status
  summary
  description
  location
  time {
    __typename
    ... on AllDayTime {
      startDate
      endDate
    }
    ... on TimedTime {
      startAt
      endAt
      timeZone
    }
  }
  recurrence
  organizer {
    email
    displayName
    self
  }
  attendees {
    email
    displayName
    response
    optional
    self
    comment
  }
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolUpdateEventMutation, ToolUpdateEventMutationVariables>;
export const ToolDeleteEventDocument = new TypedDocumentString(`
    mutation ToolDeleteEvent($input: DeleteCalendarEventInput!) {
  deleteCalendarEvent(input: $input) {
    account
    deletedId
  }
}
    `) as unknown as TypedDocumentString<ToolDeleteEventMutation, ToolDeleteEventMutationVariables>;
export const ToolRespondToEventDocument = new TypedDocumentString(`
    mutation ToolRespondToEvent($input: RespondToCalendarEventInput!) {
  respondToCalendarEvent(input: $input) {
    event {
      ...ToolEvent
    }
  }
}
    fragment ToolEvent on CalendarEvent {
  id
  calendarId
  account
  etag
  seriesId
  status
  summary
  description
  location
  time {
    __typename
    ... on AllDayTime {
      startDate
      endDate
    }
    ... on TimedTime {
      startAt
      endAt
      timeZone
    }
  }
  recurrence
  organizer {
    email
    displayName
    self
  }
  attendees {
    email
    displayName
    response
    optional
    self
    comment
  }
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolRespondToEventMutation, ToolRespondToEventMutationVariables>;
export const ToolJoinRoomDocument = new TypedDocumentString(`
    mutation ToolJoinRoom($input: LiveKitRoomTokenInput!) {
  liveKitRoomToken(input: $input) {
    serverUrl
    roomToken
    room
    identity
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<ToolJoinRoomMutation, ToolJoinRoomMutationVariables>;