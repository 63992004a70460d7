/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
interface DocumentTypeDecoration<TResult, TVariables> {
  __apiType?: (variables: TVariables) => TResult;
}
/** When an event is that lasts for whole days. */
export type AllDayTimeInput = {
  /** The day after the last, as in RFC 5545. When left out a new event is one day long, and a changed one has as many days as before. */
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

/** Which invitations Google declines by itself. */
export type AutoDeclineMode =
  /** All that overlap, those that were accepted as well. */
  | 'DECLINE_ALL_CONFLICTING_INVITATIONS'
  /** None. */
  | 'DECLINE_NONE'
  /** Those that overlap and arrive from now on. */
  | 'DECLINE_ONLY_NEW_CONFLICTING_INVITATIONS';

/** Somebody to invite. */
export type CalendarAttendeeInput = {
  /** The name. */
  displayName?: string | null | undefined;
  /** The e-mail address. */
  email: string;
  /** Whether it can take place without them. When left out, as it is so far; not for somebody new. */
  optional?: boolean | null | undefined;
};

/** The colour of an event, as Google Calendar names it. */
export type CalendarEventColor =
  /** Yellow. */
  | 'BANANA'
  /** Green. */
  | 'BASIL'
  /** Blue. */
  | 'BLUEBERRY'
  /** Pink. */
  | 'FLAMINGO'
  /** Purple. */
  | 'GRAPE'
  /** Grey. */
  | 'GRAPHITE'
  /** Pale blue. */
  | 'LAVENDER'
  /** Turquoise. */
  | 'PEACOCK'
  /** Pale green. */
  | 'SAGE'
  /** Orange. */
  | 'TANGERINE'
  /** Red. */
  | 'TOMATO';

/** Which events to answer with; all that is said must hold. */
export type CalendarEventFilter = {
  /** Only events of these sorts; of every sort when left out or empty. */
  eventTypes?: Array<CalendarEventType> | null | undefined;
  /** Whether to leave out invitations that the account has declined. */
  excludeDeclined?: boolean | null | undefined;
  /** Whether to show cancelled events as well. */
  includeCancelled?: boolean | null | undefined;
  /** What to show of events that repeat. */
  recurring?: RecurringEvents | null | undefined;
  /** Only invitations that the account has answered so. */
  responses?: Array<AttendeeResponse> | null | undefined;
  /** Only events with these words in their title, text, place or people. */
  search?: string | null | undefined;
  /** Only events that end after this instant. */
  since?: string | null | undefined;
  /** Only events of these statuses; `CANCELLED` shows cancelled events. */
  statuses?: Array<CalendarEventStatus> | null | undefined;
  /** Only events that begin before this instant. */
  until?: string | null | undefined;
  /** Only events changed since this instant, deleted ones too. */
  updatedSince?: string | null | undefined;
};

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

/** What sort of entry of a calendar an event is. */
export type CalendarEventType =
  /** A birthday, or another day of every year. */
  | 'BIRTHDAY'
  /** An event; also one of a sort that is not known here. */
  | 'DEFAULT'
  /** Time in which somebody wants to work undisturbed. */
  | 'FOCUS_TIME'
  /** An event that Google has made of an e-mail, such as a flight. */
  | 'FROM_GMAIL'
  /** Time in which somebody is away. */
  | 'OUT_OF_OFFICE'
  /** Where somebody works. */
  | 'WORKING_LOCATION';

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

/** What Google Chat shows of the account’s owner. */
export type ChatStatus =
  /** Available. */
  | 'AVAILABLE'
  /** Not to be disturbed. */
  | 'DO_NOT_DISTURB';

/** What `createCalendarEvent` makes. */
export type CreateCalendarEventInput = {
  /** Whether to add a Google Meet video call; one that is there stays. */
  addConference?: boolean | null | undefined;
  /** Everybody to be invited, up to 200; who is left out is not, or not any more. Who stays keeps their answer, and what is not said of them. */
  attendees?: Array<CalendarAttendeeInput> | null | undefined;
  /** Which invitations Google declines meanwhile: for focus time and out-of-office events; none when left out of a new one. */
  autoDeclineMode?: AutoDeclineMode | null | undefined;
  /** The calendar, by its id or its name; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** What Google Chat shows meanwhile: for focus time. */
  chatStatus?: ChatStatus | null | undefined;
  /** Its colour by name, in place of `colorId`; the calendar’s own when null. */
  color?: CalendarEventColor | null | undefined;
  /** Google’s number of its colour. */
  colorId?: string | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** What is answered to those invitations, up to 1024 characters. */
  declineMessage?: string | null | undefined;
  /** Its text, up to 8192 characters. */
  description?: string | null | undefined;
  /** What kind of event it is, once and for all. */
  eventType?: NewCalendarEventType | null | undefined;
  /** Whether guests may invite others; Google’s default is true. */
  guestsCanInviteOthers?: boolean | null | undefined;
  /** Whether guests may change the event; Google’s default is false. */
  guestsCanModify?: boolean | null | undefined;
  /** Whether guests see who else is invited; Google’s default is true. */
  guestsCanSeeOtherGuests?: boolean | null | undefined;
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
  /** Where the account’s owner works: required of a new working location. */
  workingLocation?: WorkingLocationInput | null | undefined;
};

/** When an event is; exactly one of the two. */
export type EventTimeInput = {
  /** For whole days. */
  allDay?: AllDayTimeInput | null | undefined;
  /** From one time to another. */
  timed?: TimedTimeInput | null | undefined;
};

/** What `generateToken` makes, and for whom. */
export type GenerateTokenInput = {
  /** The agent: 1 to 100 characters out of `A-Z a-z 0-9 . _ -`. An unknown one is registered. */
  agent: string;
  /** A remark for people, at most 500 characters. */
  note?: string | null | undefined;
  /** How many seconds the agent's present token stays good, never past its own expiry; 300 when left out, and 0 revokes it at once. */
  overlapSeconds?: number | null | undefined;
  /** The provider that the agent belongs to. */
  provider: IntegrationProvider;
  /** What it may be used for; the provider's default when left out. */
  scopes?: Array<string> | null | undefined;
  /** The lifetime in seconds, 60 to 31622400; 30 days when left out. */
  ttlSeconds?: number | null | undefined;
};

/** A system whose agents carry integration tokens. */
export type IntegrationProvider =
  /** MCP servers for Google Calendar; their tokens travel in the `X-Google-MCP-Token` header. */
  | 'GOOGLE_CALENDAR_MCP'
  /** LiveKit voice agents; their tokens travel in the `X-LiveKit-Token` header. */
  | 'LIVEKIT';

/** Where a token stands at the moment of the answer. */
export type IntegrationTokenStatus =
  /** Good, and its agent's current token. */
  | 'ACTIVE'
  /** Past its `expiresAt`, and refused. */
  | 'EXPIRED'
  /** Good until its `expiresAt`; another token has taken its place. */
  | 'RETIRING'
  /** Ended before its time, and refused. */
  | 'REVOKED';

/** A LiveKit agent that is to be sent into a room that opens. */
export type LiveKitAgentDispatchInput = {
  /** The name under which its workers are registered; the workers without one if left out or empty. */
  agentName?: string | null | undefined;
  /** What it is told by keys, at most 64 KiB in all; each key once. */
  attributes?: Array<LiveKitAttributeInput> | null | undefined;
  /** Which of its deployments, where it has several. */
  deployment?: string | null | undefined;
  /** What it is told, within the 256 KiB of a request. */
  metadata?: string | null | undefined;
};

/** An attribute: a key and its value. */
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
  /** Create and delete rooms by LiveKit’s own API, any room of the project; needs the scope `livekit.admin`, and `*` among the rooms of the policy. `createLiveKitRoom` needs no such grant. */
  roomCreate?: boolean | null | undefined;
};

/** How LiveKit sets up the room if it opens; a room that is open stays as it is. */
export type LiveKitRoomConfigInput = {
  /** How many seconds the room stays open after the last one left. */
  departureTimeoutSeconds?: number | null | undefined;
  /** How many seconds the room stays open before anybody comes. */
  emptyTimeoutSeconds?: number | null | undefined;
  /** How many may be in it; 0 for any number. */
  maxParticipants?: number | null | undefined;
  /** The most delay of playing, in milliseconds. */
  maxPlayoutDelayMs?: number | null | undefined;
  /** The room's metadata, within the 256 KiB of a request. */
  metadata?: string | null | undefined;
  /** The least delay of playing, in milliseconds. */
  minPlayoutDelayMs?: number | null | undefined;
  /** The name of one of the server's room configurations, which holds for what is left out here. LiveKit refuses a name that it does not know. */
  roomPreset?: string | null | undefined;
  /** Whether the tracks of a participant are kept in step. */
  syncStreams?: boolean | null | undefined;
  /** Tags of the room, at most 64 KiB in all; each name once. Only LiveKit Cloud uses them. */
  tags?: Array<LiveKitAttributeInput> | null | undefined;
};

/** What a room token of `liveKitRoomToken` allows. */
export type LiveKitRoomTokenInput = {
  /** Agents to send into the room, if it opens with this participant. For a room that is open use `dispatchLiveKitAgent`. */
  agentDispatch?: Array<LiveKitAgentDispatchInput> | null | undefined;
  /** The same by keys, at most 64 KiB in all; each key once. */
  attributes?: Array<LiveKitAttributeInput> | null | undefined;
  /** What the participant is allowed; what the policy allows when left out. */
  grants?: LiveKitGrantsInput | null | undefined;
  /** The identity; a new one when left out. LiveKit disconnects a participant when another one joins with its identity, so an agent may not give another agent’s name, nor an identity that the gateway generated for others. */
  identity?: string | null | undefined;
  /** What everybody in the room can read of it, within the 256 KiB of a request. */
  metadata?: string | null | undefined;
  /** The name to show, at most 256 bytes. */
  name?: string | null | undefined;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room, at most 256 bytes. */
  room: string;
  /** How to set up the room, if it opens with this participant. */
  roomConfig?: LiveKitRoomConfigInput | null | undefined;
  /** For how many seconds it opens the room, 60 to 21600; 15 minutes when left out. Participants who have joined by then stay. */
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

/** What kind of event is made, once and for all. All but `DEFAULT` are for the account’s own calendar, and Google has them for accounts of Google Workspace alone. */
export type NewCalendarEventType =
  /** Any event that is none of the others. */
  | 'DEFAULT'
  /** Time to work undisturbed, from one hour to another. Nobody is invited. */
  | 'FOCUS_TIME'
  /** Time away, from one hour to another. Nobody is invited. */
  | 'OUT_OF_OFFICE'
  /** Where the account’s owner works, for a day or some hours; it takes no time. */
  | 'WORKING_LOCATION';

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

/** When an event begins and ends: by the clocks of a zone, or as instants, which say each of two hours where clocks are set back. */
export type TimedTimeInput = {
  /** When it ends, with an offset: in place of `endLocal`. */
  endAt?: string | null | undefined;
  /** When it ends, without offset. Required unless `endAt` is given; a change without either keeps how long the event is. */
  endLocal?: string | null | undefined;
  /** The IANA time zone by whose clocks it ends; `timeZone` when left out. */
  endTimeZone?: string | null | undefined;
  /** When it begins, with an offset: in place of `startLocal`. */
  startAt?: string | null | undefined;
  /** When it begins, without offset, for example `2030-03-25T09:00:00`. Required unless `startAt` is given. */
  startLocal?: string | null | undefined;
  /** The IANA time zone by whose clocks it is planned and repeated. */
  timeZone: string;
};

/** What sort of principal a request acts for. */
export type ViewerKind =
  /** An agent, by a live integration token. */
  | 'AGENT'
  /** Nobody in particular: the request carried no credential. */
  | 'ANONYMOUS'
  /** A client that acts for a user as an agent, by an access token of `/oauth/token`: at `/mcp` alone. */
  | 'DELEGATE'
  /** An agent, by its agent key or by a JWT of a subject bound to it: it may read its own current token. */
  | 'ENROLLED_AGENT'
  /** Somebody who governs tokens. */
  | 'SUPERUSER'
  /** A back end that may introspect tokens, and nothing else. */
  | 'VERIFIER';

/** Where somebody works. */
export type WorkingLocationInput = {
  /** What it is called; not for `HOME`. */
  label?: string | null | undefined;
  /** What kind of place it is. */
  place: Workplace;
};

/** What kind of place somebody works at. */
export type Workplace =
  /** Any other place. */
  | 'CUSTOM'
  /** Home. */
  | 'HOME'
  /** An office of the organization. */
  | 'OFFICE';

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: ViewerKind, name: string | null, provider: IntegrationProvider | null, scopes: Array<string>, expiresAt: string | null } };

export type CurrentTokenQueryVariables = Exact<{
  agent: string;
}>;


export type CurrentTokenQuery = { currentToken: { header: string, token: string | null, expiresAt: string | null, refreshAt: string | null, valid: boolean, message: string } };

export type IntegrationTokensQueryVariables = Exact<{
  provider?: IntegrationProvider | null | undefined;
  agent?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type IntegrationTokensQuery = { integrationTokens: { nodes: Array<{ id: string, agentName: string, provider: IntegrationProvider, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, expiresAt: string, lastUsedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GenerateTokenMutationVariables = Exact<{
  input: GenerateTokenInput;
}>;


export type GenerateTokenMutation = { generateToken: { token: string, integrationToken: { id: string, hint: string, status: IntegrationTokenStatus, expiresAt: string } } };

export type CalendarEventsQueryVariables = Exact<{
  calendar?: string | number | null | undefined;
  filter?: CalendarEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CalendarEventsQuery = { calendarEvents: { nodes: Array<{ id: string, summary: string | null, location: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FreeBusyQueryVariables = Exact<{
  calendars?: Array<string | number> | string | number | null | undefined;
  since: string;
  until: string;
}>;


export type FreeBusyQuery = { freeBusy: { calendars: Array<{ calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string, endAt: string }> }> } };

export type CreateCalendarEventMutationVariables = Exact<{
  input: CreateCalendarEventInput;
}>;


export type CreateCalendarEventMutation = { createCalendarEvent: { created: boolean, event: { id: string, htmlLink: string | null } } };

export type LiveKitRoomTokenMutationVariables = Exact<{
  input: LiveKitRoomTokenInput;
}>;


export type LiveKitRoomTokenMutation = { liveKitRoomToken: { serverUrl: string, roomToken: string, room: string, identity: string, expiresAt: string } };

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

export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    kind
    name
    provider
    scopes
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const CurrentTokenDocument = new TypedDocumentString(`
    query CurrentToken($agent: String!) {
  currentToken(agent: $agent) {
    header
    token
    expiresAt
    refreshAt
    valid
    message
  }
}
    `) as unknown as TypedDocumentString<CurrentTokenQuery, CurrentTokenQueryVariables>;
export const IntegrationTokensDocument = new TypedDocumentString(`
    query IntegrationTokens($provider: IntegrationProvider, $agent: String, $after: String) {
  integrationTokens(provider: $provider, agent: $agent, after: $after) {
    nodes {
      id
      agentName
      provider
      hint
      status
      scopes
      expiresAt
      lastUsedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<IntegrationTokensQuery, IntegrationTokensQueryVariables>;
export const GenerateTokenDocument = new TypedDocumentString(`
    mutation GenerateToken($input: GenerateTokenInput!) {
  generateToken(input: $input) {
    token
    integrationToken {
      id
      hint
      status
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<GenerateTokenMutation, GenerateTokenMutationVariables>;
export const CalendarEventsDocument = new TypedDocumentString(`
    query CalendarEvents($calendar: ID, $filter: CalendarEventFilter, $after: String) {
  calendarEvents(calendar: $calendar, filter: $filter, after: $after) {
    nodes {
      id
      summary
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
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<CalendarEventsQuery, CalendarEventsQueryVariables>;
export const FreeBusyDocument = new TypedDocumentString(`
    query FreeBusy($calendars: [ID!], $since: DateTime!, $until: DateTime!) {
  freeBusy(calendars: $calendars, since: $since, until: $until) {
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
    `) as unknown as TypedDocumentString<FreeBusyQuery, FreeBusyQueryVariables>;
export const CreateCalendarEventDocument = new TypedDocumentString(`
    mutation CreateCalendarEvent($input: CreateCalendarEventInput!) {
  createCalendarEvent(input: $input) {
    created
    event {
      id
      htmlLink
    }
  }
}
    `) as unknown as TypedDocumentString<CreateCalendarEventMutation, CreateCalendarEventMutationVariables>;
export const LiveKitRoomTokenDocument = new TypedDocumentString(`
    mutation LiveKitRoomToken($input: LiveKitRoomTokenInput!) {
  liveKitRoomToken(input: $input) {
    serverUrl
    roomToken
    room
    identity
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<LiveKitRoomTokenMutation, LiveKitRoomTokenMutationVariables>;