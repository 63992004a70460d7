/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Where an agent key stands at the moment of the answer. */
export type AgentKeyStatus =
  /** It is accepted. */
  | 'ACTIVE'
  /** Past its `expiresAt`, and refused. */
  | 'EXPIRED'
  /** It is accepted, and expires within a week. */
  | 'EXPIRES_SOON'
  /** Ended before its time, and refused. */
  | 'REVOKED';

/** Who issues an agent's next token. */
export type AgentRenewal =
  /** The gateway, when the agent asks from `refreshAt` on. */
  | 'AUTOMATIC'
  /** A superuser, by `generateToken` or `rotateToken`. */
  | 'MANUAL';

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

/** Which subject is to stand for which agent. */
export type BindAgentSubjectInput = {
  /** The agent's name. */
  agent: string;
  /** The `sub` of the JWTs to accept, to the letter, for example `system:serviceaccount:voice:livekit-agent`; 1 to 500 characters. */
  subject: string;
};

/** Which agents `bindGoogleConnection` allows to work with what. */
export type BindGoogleConnectionInput = {
  /** The agents, beside those that may already. */
  agents: Array<string>;
  /** The connection’s id, or the account’s e-mail address. */
  connection: string | number;
};

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

/** How much of a series a change is about. */
export type CalendarEventScope =
  /** The whole series, whichever of its instances the id names. */
  | 'ALL'
  /** The instance that the id names and all behind it, which become their own series. */
  | 'FOLLOWING'
  /** The one event that the id names, which is never a whole series. */
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

/** What Google Chat shows of the account’s owner. */
export type ChatStatus =
  /** Available. */
  | 'AVAILABLE'
  /** Not to be disturbed. */
  | 'DO_NOT_DISTURB';

/** What `connectGoogleAccount` asks consent for. */
export type ConnectGoogleAccountInput = {
  /** The agents that may work with the account then; the list may be empty. */
  agents: Array<string>;
  /** The e-mail address of the account; the consent of any other is refused. */
  loginHint?: string | null | undefined;
  /** `calendar.read`, `calendar.write`, or Google’s own scopes such as `https://www.googleapis.com/auth/calendar.events`; the first two when left out. */
  scopes?: Array<string> | null | undefined;
};

/** Whom `createAgentKey` makes a key for. */
export type CreateAgentKeyInput = {
  /** The agent; it may have several keys. */
  agent: string;
  /** The key's lifetime in seconds, 60 to 31622400; the key does not expire when left out. */
  ttlSeconds?: number | null | undefined;
};

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

/** What `createCalendarEvents` makes. */
export type CreateCalendarEventsInput = {
  /** The calendar, by its id or its name; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** The events, 1 to 50. */
  events: Array<NewCalendarEventInput>;
  /** A word of your own for these events, up to 200 characters: sending it again with the same events makes those that are missing, and none a second time. */
  idempotencyKey: string;
  /** Whom Google tells by e-mail. */
  notify?: AttendeeNotification | null | undefined;
};

/** Which agent `deleteAgent` deletes. */
export type DeleteAgentInput = {
  /** The agent's name. */
  agent: string;
};

/** What `deleteCalendarEvent` deletes. */
export type DeleteCalendarEventInput = {
  /** The calendar, by its id or its name; the account’s own when left out. */
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

/** Which account `disconnectGoogleAccount` ends. */
export type DisconnectGoogleAccountInput = {
  /** The connection’s id, or the account’s e-mail address. */
  connection: string | number;
};

/** When an event is; exactly one of the two. */
export type EventTimeInput = {
  /** For whole days. */
  allDay?: AllDayTimeInput | null | undefined;
  /** From one time to another. */
  timed?: TimedTimeInput | null | undefined;
};

/** What a finding is about. */
export type GatewayFindingArea =
  /** Connected Google accounts. */
  | 'ACCOUNTS'
  /** Agents and their tokens. */
  | 'AGENTS'
  /** The clocks of the gateway, Google and LiveKit. */
  | 'CLOCK'
  /** The database, its migrations, and the feed of changes between replicas. */
  | 'DATABASE'
  /** What is on and what is off. */
  | 'FEATURES'
  /** The running gateway. */
  | 'GATEWAY'
  /** Keys of superusers, verifiers and agents, and encryption keys. */
  | 'KEYS'
  /** The gateway’s address, trusted networks, and proxies in front. */
  | 'NETWORK'
  /** The settings. */
  | 'SETTINGS';

/** Whether somebody has to do something. */
export type GatewayFindingLevel =
  /** Somebody has; `action` says what. */
  | 'ATTENTION'
  /** Nobody has, but it is worth knowing. */
  | 'NOTE'
  /** Nobody has. */
  | 'OK';

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

/** How the gateway acts for a Google account. */
export type GoogleAccountKind =
  /** By the key of a service account. */
  | 'SERVICE_ACCOUNT'
  /** By its owner’s consent. */
  | 'USER';

/** Where the connection of a Google account stands. */
export type GoogleAccountState =
  /** Google gives access tokens, as far as is known. */
  | 'ACTIVE'
  /** Google gives none any more: connect the account again. */
  | 'NEEDS_CONSENT'
  /** It was disconnected by `disconnectGoogleAccount`. */
  | 'REVOKED';

/** What may end a connection soon, or has ended it. */
export type GoogleAccountWarningKind =
  /** The owner consented for a limited time, nearly over. */
  | 'CONSENT_ENDS_SOON'
  /** The account consented so often that Google will drop its oldest grants. */
  | 'NEAR_TOKEN_LIMIT'
  /** The consent lasts seven days, as it does while a consent screen is in Testing. */
  | 'TESTING_MODE_SUSPECTED'
  /** Google ends a grant that lies idle for six months. */
  | 'UNUSED_LONG';

/** The refresh token that `importGoogleConnection` takes over. */
export type ImportGoogleConnectionInput = {
  /** The agents that may work with the account then; the list may be empty. */
  agents: Array<string>;
  /** The refresh token. It must be of the client that `GOOGLE_CLIENT_ID` names. */
  refreshToken: string;
  /** `calendar.read`, `calendar.write`, or Google’s own scopes such as `https://www.googleapis.com/auth/calendar.events`; the first two when left out. */
  scopes?: Array<string> | null | undefined;
};

/** The service account that `importGoogleServiceAccount` connects. */
export type ImportGoogleServiceAccountInput = {
  /** The agents that may work with the account then; the list may be empty. */
  agents: Array<string>;
  /** The JSON of its key file, as Google Cloud makes it. */
  keyFile: string;
  /** `calendar.read`, `calendar.write`, or Google’s own scopes such as `https://www.googleapis.com/auth/calendar.events`; the first two when left out. */
  scopes?: Array<string> | null | undefined;
  /** The e-mail address of the user for whom it acts by domain-wide delegation; for itself when left out. */
  subject?: string | null | undefined;
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

/** A LiveKit agent that may be dispatched, and what it is told. Workers tend to believe that, so the rule says it and not the caller. Templates have the placeholders `{{room}}`, `{{identity}}`, `{{agent}}` and, for users, `{{claims.…}}`. */
export type LiveKitDispatchRuleInput = {
  /** The name under which its workers are registered; empty for those without a name. */
  agentName: string;
  /** Whether the caller says what it is told. False if left out. */
  allowsAnyMetadata?: boolean | null | undefined;
  /** What it is told by keys; the values are templates. */
  attributes?: Array<LiveKitAttributeInput> | null | undefined;
  /** Which of its deployments is dispatched; its usual one when this is null. */
  deployment?: string | null | undefined;
  /** How many may be in one room, 1 to 10. One if left out. */
  maxPerRoom?: number | null | undefined;
  /** What it is told: a template. Where that is JSON, values are put into its texts and stay there. */
  metadata?: string | null | undefined;
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

/** The most that an agent's room tokens can be good for; what is left out stays. */
export type LiveKitPolicyInput = {
  /** The keys of attributes that participants may be given, in the same form as rooms. Those that LiveKit writes itself, `sip.` and `lk.`, need a pattern that begins so; `*` for a new agent. */
  attributes?: Array<string> | null | undefined;
  /** Whether a room token may configure its room; true for a new agent. */
  canConfigureRooms?: boolean | null | undefined;
  /** Whether tracks may be published; true for a new agent. */
  canPublish?: boolean | null | undefined;
  /** Whether data messages may be sent; true for a new agent. */
  canPublishData?: boolean | null | undefined;
  /** Whether tracks of others may be received; true for a new agent. */
  canSubscribe?: boolean | null | undefined;
  /** Whether participants may change their own name, metadata and attributes; false for a new agent. */
  canUpdateOwnMetadata?: boolean | null | undefined;
  /** Which LiveKit agents may be dispatched, with which metadata, and how many; null for every agent, with any metadata, as all agents had before there were rules; none for a new agent. */
  dispatchRules?: Array<LiveKitDispatchRuleInput> | null | undefined;
  /** The identities that participants may be given, in the same form; `*` for a new agent. */
  identities?: Array<string> | null | undefined;
  /** For how many seconds a room token may open its room; 21600 for a new agent. */
  maxTtlSeconds?: number | null | undefined;
  /** The LiveKit project of the rooms, by its name in `LIVEKIT_PROJECTS`; null for that of `LIVEKIT_URL`; null for a new agent. */
  project?: string | null | undefined;
  /** The sources that may be published; null for all of them; null for a new agent. */
  publishSources?: Array<LiveKitTrackSource> | null | undefined;
  /** The rooms: names, in which `*` stands for any run of characters; `*` for a new agent. */
  rooms?: Array<string> | null | undefined;
  /** Whether room tokens come with the room's key for end-to-end encryption; false for a new agent. */
  sharesE2eeKey?: boolean | null | undefined;
};

/** How it went to take somebody out of a room. */
export type LiveKitRemovalOutcome =
  /** It may still be in the room. Revoke or exclude once more to try again. */
  | 'FAILED'
  /** It was not in the room. Until `roomTokenExpiresAt` it can come by the room token it holds. */
  | 'NOT_IN_ROOM'
  /** It was in the room and is not any more. */
  | 'REMOVED';

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

/** What `moveCalendarEvent` moves. */
export type MoveCalendarEventInput = {
  /** The calendar, by its id or its name; the account’s own when left out. */
  calendar?: string | number | null | undefined;
  /** The connection to use, by id or account; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** The calendar to move it to. */
  destination: string | number;
  /** The `etag` that was read: if the event was changed since, the answer is `CONFLICT` and nothing is done. */
  etag?: string | null | undefined;
  /** The event: a series, or one that stands alone. */
  id: string | number;
  /** Whom Google tells by e-mail. */
  notify?: AttendeeNotification | null | undefined;
};

/** One of the events that `createCalendarEvents` makes. */
export type NewCalendarEventInput = {
  /** Whether to add a Google Meet video call; one that is there stays. */
  addConference?: boolean | null | undefined;
  /** Everybody to be invited, up to 200; who is left out is not, or not any more. Who stays keeps their answer, and what is not said of them. */
  attendees?: Array<CalendarAttendeeInput> | null | undefined;
  /** Which invitations Google declines meanwhile: for focus time and out-of-office events; none when left out of a new one. */
  autoDeclineMode?: AutoDeclineMode | null | undefined;
  /** What Google Chat shows meanwhile: for focus time. */
  chatStatus?: ChatStatus | null | undefined;
  /** Its colour by name, in place of `colorId`; the calendar’s own when null. */
  color?: CalendarEventColor | null | undefined;
  /** Google’s number of its colour. */
  colorId?: string | null | undefined;
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
  /** Where it is. */
  location?: string | null | undefined;
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

/** The agent that `registerAgent` makes. */
export type RegisterAgentInput = {
  /** The most that its room tokens can be good for, where that is not the default. */
  liveKitPolicy?: LiveKitPolicyInput | null | undefined;
  /** 1 to 100 characters out of `A-Z a-z 0-9 . _ -`. */
  name: string;
  /** How many seconds a replaced token stays good, 0 to 31622400; 300 when left out. */
  overlapSeconds?: number | null | undefined;
  /** The provider it belongs to for good. */
  provider: IntegrationProvider;
  /** Who issues its next token; `MANUAL` when left out. */
  renewal?: AgentRenewal | null | undefined;
  /** The most that its tokens are allowed; the provider's scopes when left out, without `calendar.access_token`. */
  scopes?: Array<string> | null | undefined;
  /** The lifetime of its tokens in seconds, 60 to 31622400; 30 days when left out. */
  ttlSeconds?: number | null | undefined;
};

/** How a reminder arrives. */
export type ReminderMethod =
  /** By e-mail. */
  | 'EMAIL'
  /** In the calendar’s own program. */
  | 'POPUP';

/** What `respondToCalendarEvent` answers. */
export type RespondToCalendarEventInput = {
  /** The calendar, by its id or its name; the account’s own when left out. */
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

/** Which key `revokeAgentKey` ends. */
export type RevokeAgentKeyInput = {
  /** The key's id, from `agent { keys }`. */
  id: string | number;
};

/** Whose tokens `revokeAgentTokens` ends. */
export type RevokeAgentTokensInput = {
  /** The agent. */
  agent: string;
  /** Why, for people and the audit log; at most 500 characters. */
  reason?: string | null | undefined;
  /** Whether to take those whom it let into LiveKit rooms out of them; false when left out. Doing it again, when it is revoked already, tries those again that could not be removed. */
  removeFromRooms?: boolean | null | undefined;
};

/** Which token `revokeToken` ends. */
export type RevokeTokenInput = {
  /** The id from `integrationTokens`. */
  id: string | number;
  /** Why, for people and the audit log; at most 500 characters. */
  reason?: string | null | undefined;
  /** Whether to take those whom it let into LiveKit rooms out of them; false when left out. Doing it again, when it is revoked already, tries those again that could not be removed. */
  removeFromRooms?: boolean | null | undefined;
};

/** Whose token `rotateToken` replaces, and how. */
export type RotateTokenInput = {
  /** The agent. */
  agent: string;
  /** How many seconds the present token stays good, never past its own expiry; the agent's own overlap when left out, and 0, for a leak, revokes it at once. */
  overlapSeconds?: number | null | undefined;
  /** Why, for people and the audit log; at most 500 characters. */
  reason?: string | null | undefined;
};

/** What sort of free time is looked for. */
export type SuggestTimesInput = {
  /** Minutes that must be free before and after, too, 0 to 240. */
  bufferMinutes?: number | null | undefined;
  /** The calendars that must be free, up to 200: ids or names, or the addresses of people or of groups. The account’s own when left out. */
  calendars?: Array<string | number> | null | undefined;
  /** The connection to use; may be left out by an agent that has one. */
  connection?: string | number | null | undefined;
  /** Several connections to use together, up to 10, in place of `connection`. */
  connections?: Array<string | number> | null | undefined;
  /** How long, in minutes, 1 to 1440. */
  durationMinutes: number;
  /** How many, 1 to 50. */
  first?: number | null | undefined;
  /** From when on; now when left out, or when it is over. */
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

/** Which subject is to stand for no agent any more. */
export type UnbindAgentSubjectInput = {
  /** The subject as it was bound, to the letter. */
  subject: string;
};

/** Which agents `unbindGoogleConnection` forbids to work with what. */
export type UnbindGoogleConnectionInput = {
  /** The agents. */
  agents: Array<string>;
  /** The connection’s id, or the account’s e-mail address. */
  connection: string | number;
};

/** What `updateAgent` changes; what is left out stays. */
export type UpdateAgentInput = {
  /** The agent. */
  agent: string;
  /** Whether its tokens and keys are accepted from now on. */
  enabled?: boolean | null | undefined;
  /** The most that room tokens can be good for that are issued from now on. */
  liveKitPolicy?: LiveKitPolicyInput | null | undefined;
  /** How many seconds a replaced token stays good, 0 to 31622400. */
  overlapSeconds?: number | null | undefined;
  /** Who issues its next token. */
  renewal?: AgentRenewal | null | undefined;
  /** The most that its tokens are allowed; narrows its live tokens too. */
  scopes?: Array<string> | null | undefined;
  /** The lifetime of its tokens in seconds, 60 to 31622400; of tokens issued from now on. */
  ttlSeconds?: number | null | undefined;
};

/** What `updateCalendarEvent` changes: what is left out stays, null takes it away. */
export type UpdateCalendarEventInput = {
  /** Guests to add, up to 200. For guests who are invited already, only what is given here changes. Not together with `attendees`. */
  addAttendees?: Array<CalendarAttendeeInput> | null | undefined;
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
  /** The `etag` that was read: if the event was changed since, the answer is `CONFLICT` and nothing is done. */
  etag?: string | null | undefined;
  /** Whether guests may invite others; Google’s default is true. */
  guestsCanInviteOthers?: boolean | null | undefined;
  /** Whether guests may change the event; Google’s default is false. */
  guestsCanModify?: boolean | null | undefined;
  /** Whether guests see who else is invited; Google’s default is true. */
  guestsCanSeeOtherGuests?: boolean | null | undefined;
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
  /** Who is not invited any more, by address, up to 200. Not together with `attendees`. */
  removeAttendees?: Array<string> | null | undefined;
  /** Whether to take the video call away. */
  removeConference?: boolean | null | undefined;
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
  /** Where the account’s owner works: required of a new working location. */
  workingLocation?: WorkingLocationInput | null | undefined;
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

export type ToolEventFragment = { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
    | { __typename: 'AllDayTime', startDate: string, endDate: string }
    | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
   | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } };

export type ToolPlannedEventFragment = { id: string, summary: string | null, time:
    | { __typename: 'AllDayTime', startDate: string, endDate: string }
    | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
   | null };

export type ToolScopesQueryVariables = Exact<{ [key: string]: never; }>;


export type ToolScopesQuery = { viewer: { scopes: Array<string> } };

export type ToolAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type ToolAccountsQuery = { viewer: { googleAccounts: Array<string> } };

export type ToolCalendarsQueryVariables = Exact<{
  account?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ToolCalendarsQuery = { calendars: { account: string, nodes: Array<{ id: string, name: string, description: string | null, timeZone: string, role: CalendarRole, primary: boolean, selected: boolean }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ToolCalendarZoneQueryVariables = Exact<{
  account?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
}>;


export type ToolCalendarZoneQuery = { calendar: { timeZone: string } | null };

export type ToolEventsQueryVariables = Exact<{
  account?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
  filter?: CalendarEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ToolEventsQuery = { calendarEvents: { account: string, timeZone: string, nodes: Array<{ iCalUid: string | null, id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ToolEventByIdQueryVariables = Exact<{
  account?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
  id: string | number;
}>;


export type ToolEventByIdQuery = { calendarEvent: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
      | { __typename: 'AllDayTime', startDate: string, endDate: string }
      | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
     | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } | null };

export type ToolBusyFragment = { account: string, calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string, endAt: string }> };

export type ToolFreeBusyQueryVariables = Exact<{
  accounts?: Array<string | number> | string | number | null | undefined;
  calendars?: Array<string | number> | string | number | null | undefined;
  since: string;
  until: string;
}>;


export type ToolFreeBusyQuery = { freeBusy: { account: string, calendars: Array<{ account: string, calendarId: string, unavailableReason: string | null, members: Array<{ account: string, calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string, endAt: string }> }> | null, busy: Array<{ startAt: string, endAt: string }> }> } };

export type ToolSuggestedTimesQueryVariables = Exact<{
  input: SuggestTimesInput;
}>;


export type ToolSuggestedTimesQuery = { suggestTimes: { account: string, freeForAll: boolean, slots: Array<{ startAt: string, endAt: string, timeZone: string }>, unavailable: Array<{ account: string, calendarId: string, unavailableReason: string | null, members: Array<{ calendarId: string, unavailableReason: string | null }> | null }> } };

export type ToolCreateEventMutationVariables = Exact<{
  input: CreateCalendarEventInput;
}>;


export type ToolCreateEventMutation = { createCalendarEvent: { created: boolean, event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } }, conflicts: Array<{ id: string, summary: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null }> | null } };

export type ToolCreateEventsMutationVariables = Exact<{
  input: CreateCalendarEventsInput;
}>;


export type ToolCreateEventsMutation = { createCalendarEvents: { account: string, results: Array<{ created: boolean, event: { id: string, summary: string | null, time:
          | { __typename: 'AllDayTime', startDate: string, endDate: string }
          | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
         | null } | null, error: { code: string, reason: string | null, message: string, argument: string, retryable: boolean } | null, conflicts: Array<{ id: string, summary: string | null, time:
          | { __typename: 'AllDayTime', startDate: string, endDate: string }
          | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
         | null }> | null }> } };

export type ToolUpdateEventMutationVariables = Exact<{
  input: UpdateCalendarEventInput;
  isMoved: boolean;
}>;


export type ToolUpdateEventMutation = { updateCalendarEvent: { changed: boolean, event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } }, conflicts?: Array<{ id: string, summary: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null }> | null } };

export type ToolMoveEventMutationVariables = Exact<{
  input: MoveCalendarEventInput;
}>;


export type ToolMoveEventMutation = { moveCalendarEvent: { moved: boolean, event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } } };

export type ToolDeleteEventMutationVariables = Exact<{
  input: DeleteCalendarEventInput;
}>;


export type ToolDeleteEventMutation = { deleteCalendarEvent: { account: string, deletedId: string } };

export type ToolRespondToEventMutationVariables = Exact<{
  input: RespondToCalendarEventInput;
}>;


export type ToolRespondToEventMutation = { respondToCalendarEvent: { event: { id: string, calendarId: string, account: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, color: CalendarEventColor | null, conferenceUrl: string | null, htmlLink: string | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string }
       | null, organizer: { email: string | null, displayName: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, self: boolean, resource: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } } };

export type ToolJoinedQueryVariables = Exact<{
  room: string;
  identity?: string | null | undefined;
}>;


export type ToolJoinedQuery = { liveKitParticipant: { identity: string } | null };

export type ToolJoinRoomMutationVariables = Exact<{
  input: LiveKitRoomTokenInput;
}>;


export type ToolJoinRoomMutation = { liveKitRoomToken: { serverUrl: string, roomToken: string, room: string, identity: string, expiresAt: string } };

export type CommandAgentFragment = { id: string, name: string, provider: IntegrationProvider, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, createdAt: string, disabledAt: string | null, enabled: boolean, liveKitPolicy: { rooms: Array<string>, identities: Array<string>, canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, canConfigureRooms: boolean, attributes: Array<string>, maxTtlSeconds: number, sharesE2eeKey: boolean, project: string | null, dispatchRules: Array<{ agentName: string, deployment: string | null, metadata: string | null, allowsAnyMetadata: boolean, maxPerRoom: number, attributes: Array<{ name: string, value: string }> }> | null } | null };

export type CommandAgentKeyFragment = { id: string, hint: string, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, status: AgentKeyStatus };

export type CommandSubjectFragment = { id: string, agentName: string, createdAt: string, issuer: string, subject: string };

export type CommandTokenFragment = { id: string, agentName: string, provider: IntegrationProvider, hint: string, scopes: Array<string>, issuedBy: string, issuedAt: string, ttlSeconds: number, expiresAt: string, revokedAt: string | null, revokedReason: string | null, lastUsedAt: string | null, note: string | null, status: IntegrationTokenStatus };

export type CommandRemovalFragment = { room: string, identity: string, outcome: LiveKitRemovalOutcome, roomTokensRefusedBefore: string | null, roomTokenExpiresAt: string, message: string };

export type CommandAccountFragment = { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> };

export type CommandActivityFragment = { tokenExpiresAt: string | null, lastUsedAt: string | null, googleAccounts: Array<string> };

export type CommandAgentsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CommandAgentsQuery = { agents: { nodes: Array<{ id: string, name: string, provider: IntegrationProvider, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, createdAt: string, disabledAt: string | null, enabled: boolean, tokenExpiresAt: string | null, lastUsedAt: string | null, googleAccounts: Array<string>, keys: Array<{ id: string, hint: string, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, status: AgentKeyStatus }>, liveKitPolicy: { rooms: Array<string>, identities: Array<string>, canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, canConfigureRooms: boolean, attributes: Array<string>, maxTtlSeconds: number, sharesE2eeKey: boolean, project: string | null, dispatchRules: Array<{ agentName: string, deployment: string | null, metadata: string | null, allowsAnyMetadata: boolean, maxPerRoom: number, attributes: Array<{ name: string, value: string }> }> | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CommandAgentQueryVariables = Exact<{
  name: string;
}>;


export type CommandAgentQuery = { agent: { id: string, name: string, provider: IntegrationProvider, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, createdAt: string, disabledAt: string | null, enabled: boolean, tokenExpiresAt: string | null, lastUsedAt: string | null, googleAccounts: Array<string>, keys: Array<{ id: string, hint: string, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, status: AgentKeyStatus }>, subjects: Array<{ id: string, agentName: string, createdAt: string, issuer: string, subject: string }>, liveKitPolicy: { rooms: Array<string>, identities: Array<string>, canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, canConfigureRooms: boolean, attributes: Array<string>, maxTtlSeconds: number, sharesE2eeKey: boolean, project: string | null, dispatchRules: Array<{ agentName: string, deployment: string | null, metadata: string | null, allowsAnyMetadata: boolean, maxPerRoom: number, attributes: Array<{ name: string, value: string }> }> | null } | null } | null };

export type CommandActiveTokenQueryVariables = Exact<{
  agent: string;
}>;


export type CommandActiveTokenQuery = { integrationTokens: { nodes: Array<{ id: string, agentName: string, provider: IntegrationProvider, hint: string, scopes: Array<string>, issuedBy: string, issuedAt: string, ttlSeconds: number, expiresAt: string, revokedAt: string | null, revokedReason: string | null, lastUsedAt: string | null, note: string | null, status: IntegrationTokenStatus }> } };

export type CommandRegisterAgentMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;


export type CommandRegisterAgentMutation = { registerAgent: { agent: { id: string, name: string, provider: IntegrationProvider, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, createdAt: string, disabledAt: string | null, enabled: boolean, liveKitPolicy: { rooms: Array<string>, identities: Array<string>, canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, canConfigureRooms: boolean, attributes: Array<string>, maxTtlSeconds: number, sharesE2eeKey: boolean, project: string | null, dispatchRules: Array<{ agentName: string, deployment: string | null, metadata: string | null, allowsAnyMetadata: boolean, maxPerRoom: number, attributes: Array<{ name: string, value: string }> }> | null } | null } } };

export type CommandUpdateAgentMutationVariables = Exact<{
  input: UpdateAgentInput;
}>;


export type CommandUpdateAgentMutation = { updateAgent: { agent: { id: string, name: string, provider: IntegrationProvider, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, createdAt: string, disabledAt: string | null, enabled: boolean, liveKitPolicy: { rooms: Array<string>, identities: Array<string>, canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, canConfigureRooms: boolean, attributes: Array<string>, maxTtlSeconds: number, sharesE2eeKey: boolean, project: string | null, dispatchRules: Array<{ agentName: string, deployment: string | null, metadata: string | null, allowsAnyMetadata: boolean, maxPerRoom: number, attributes: Array<{ name: string, value: string }> }> | null } | null } } };

export type CommandDeleteAgentMutationVariables = Exact<{
  input: DeleteAgentInput;
}>;


export type CommandDeleteAgentMutation = { deleteAgent: { agentName: string, deletedId: string } };

export type CommandCreateAgentKeyMutationVariables = Exact<{
  input: CreateAgentKeyInput;
}>;


export type CommandCreateAgentKeyMutation = { createAgentKey: { key: string, agentKey: { id: string, hint: string, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, status: AgentKeyStatus } } };

export type CommandRevokeAgentKeyMutationVariables = Exact<{
  input: RevokeAgentKeyInput;
}>;


export type CommandRevokeAgentKeyMutation = { revokeAgentKey: { agentKey: { id: string, hint: string, createdAt: string, expiresAt: string | null, revokedAt: string | null, lastUsedAt: string | null, status: AgentKeyStatus } } };

export type CommandBindSubjectMutationVariables = Exact<{
  input: BindAgentSubjectInput;
}>;


export type CommandBindSubjectMutation = { bindAgentSubject: { agentSubject: { id: string, agentName: string, createdAt: string, issuer: string, subject: string } } };

export type CommandUnbindSubjectMutationVariables = Exact<{
  input: UnbindAgentSubjectInput;
}>;


export type CommandUnbindSubjectMutation = { unbindAgentSubject: { agentSubject: { id: string, agentName: string, createdAt: string, issuer: string, subject: string } } };

export type CommandGenerateTokenMutationVariables = Exact<{
  input: GenerateTokenInput;
}>;


export type CommandGenerateTokenMutation = { generateToken: { token: string, integrationToken: { id: string, agentName: string, provider: IntegrationProvider, hint: string, scopes: Array<string>, issuedBy: string, issuedAt: string, ttlSeconds: number, expiresAt: string, revokedAt: string | null, revokedReason: string | null, lastUsedAt: string | null, note: string | null, status: IntegrationTokenStatus } } };

export type CommandRotateTokenMutationVariables = Exact<{
  input: RotateTokenInput;
}>;


export type CommandRotateTokenMutation = { rotateToken: { token: string, integrationToken: { id: string, agentName: string, provider: IntegrationProvider, hint: string, scopes: Array<string>, issuedBy: string, issuedAt: string, ttlSeconds: number, expiresAt: string, revokedAt: string | null, revokedReason: string | null, lastUsedAt: string | null, note: string | null, status: IntegrationTokenStatus } } };

export type CommandRevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type CommandRevokeTokenMutation = { revokeToken: { integrationToken: { id: string, agentName: string, provider: IntegrationProvider, hint: string, scopes: Array<string>, issuedBy: string, issuedAt: string, ttlSeconds: number, expiresAt: string, revokedAt: string | null, revokedReason: string | null, lastUsedAt: string | null, note: string | null, status: IntegrationTokenStatus }, roomRemovals: Array<{ room: string, identity: string, outcome: LiveKitRemovalOutcome, roomTokensRefusedBefore: string | null, roomTokenExpiresAt: string, message: string }> | null } };

export type CommandRevokeAgentTokensMutationVariables = Exact<{
  input: RevokeAgentTokensInput;
}>;


export type CommandRevokeAgentTokensMutation = { revokeAgentTokens: { revokedCount: number, roomRemovals: Array<{ room: string, identity: string, outcome: LiveKitRemovalOutcome, roomTokensRefusedBefore: string | null, roomTokenExpiresAt: string, message: string }> | null } };

export type CommandTokensQueryVariables = Exact<{
  provider?: IntegrationProvider | null | undefined;
  agent?: string | null | undefined;
  status?: IntegrationTokenStatus | null | undefined;
}>;


export type CommandTokensQuery = { integrationTokens: { nodes: Array<{ id: string, agentName: string, provider: IntegrationProvider, hint: string, scopes: Array<string>, issuedBy: string, issuedAt: string, ttlSeconds: number, expiresAt: string, revokedAt: string | null, revokedReason: string | null, lastUsedAt: string | null, note: string | null, status: IntegrationTokenStatus }> } };

export type CommandCurrentTokenQueryVariables = Exact<{
  agent: string;
}>;


export type CommandCurrentTokenQuery = { currentToken: { agentName: string, provider: IntegrationProvider, header: string, token: string | null, expiresAt: string | null, refreshAt: string | null, valid: boolean, message: string } };

export type CommandAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type CommandAccountsQuery = { googleConnections: { nodes: Array<{ id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> }> } };

export type CommandConnectAccountMutationVariables = Exact<{
  input: ConnectGoogleAccountInput;
}>;


export type CommandConnectAccountMutation = { connectGoogleAccount: { consentUrl: string, expiresAt: string } };

export type CommandImportAccountMutationVariables = Exact<{
  input: ImportGoogleConnectionInput;
}>;


export type CommandImportAccountMutation = { importGoogleConnection: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> } } };

export type CommandImportServiceAccountMutationVariables = Exact<{
  input: ImportGoogleServiceAccountInput;
}>;


export type CommandImportServiceAccountMutation = { importGoogleServiceAccount: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> } } };

export type CommandDisconnectAccountMutationVariables = Exact<{
  input: DisconnectGoogleAccountInput;
}>;


export type CommandDisconnectAccountMutation = { disconnectGoogleAccount: { revokedAtGoogle: boolean, message: string, connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> } } };

export type CommandBindAccountMutationVariables = Exact<{
  input: BindGoogleConnectionInput;
}>;


export type CommandBindAccountMutation = { bindGoogleConnection: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> } } };

export type CommandUnbindAccountMutationVariables = Exact<{
  input: UnbindGoogleConnectionInput;
}>;


export type CommandUnbindAccountMutation = { unbindGoogleConnection: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, stateChangedAt: string, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, connectedAt: string, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string, id: string }> } } };

export type CommandStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type CommandStatusQuery = { gatewayStatus: { version: string, checkedAt: string, findings: Array<{ area: GatewayFindingArea, code: string, level: GatewayFindingLevel, subject: string | null, message: string, action: string | null }> } };

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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
  conferenceUrl
  htmlLink
  updatedAt
}
    `, {"fragmentName":"ToolEvent"}) as unknown as TypedDocumentString<ToolEventFragment, unknown>;
export const ToolPlannedEventFragmentDoc = new TypedDocumentString(`
    fragment ToolPlannedEvent on CalendarEvent {
  id
  summary
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
    `, {"fragmentName":"ToolPlannedEvent"}) as unknown as TypedDocumentString<ToolPlannedEventFragment, unknown>;
export const ToolBusyFragmentDoc = new TypedDocumentString(`
    fragment ToolBusy on CalendarBusy {
  account
  calendarId
  busy {
    startAt
    endAt
  }
  unavailableReason
}
    `, {"fragmentName":"ToolBusy"}) as unknown as TypedDocumentString<ToolBusyFragment, unknown>;
export const CommandAgentFragmentDoc = new TypedDocumentString(`
    fragment CommandAgent on Agent {
  id
  name
  provider
  renewal
  ttlSeconds
  overlapSeconds
  scopes
  createdAt
  disabledAt
  liveKitPolicy {
    rooms
    identities
    canPublish
    canSubscribe
    canPublishData
    canUpdateOwnMetadata
    publishSources
    canConfigureRooms
    dispatchRules {
      agentName
      deployment
      metadata
      attributes {
        name
        value
      }
      allowsAnyMetadata
      maxPerRoom
    }
    attributes
    maxTtlSeconds
    sharesE2eeKey
    project
  }
  enabled
}
    `, {"fragmentName":"CommandAgent"}) as unknown as TypedDocumentString<CommandAgentFragment, unknown>;
export const CommandAgentKeyFragmentDoc = new TypedDocumentString(`
    fragment CommandAgentKey on AgentKey {
  id
  hint
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
  status
}
    `, {"fragmentName":"CommandAgentKey"}) as unknown as TypedDocumentString<CommandAgentKeyFragment, unknown>;
export const CommandSubjectFragmentDoc = new TypedDocumentString(`
    fragment CommandSubject on AgentSubject {
  id
  agentName
  createdAt
  issuer
  subject
}
    `, {"fragmentName":"CommandSubject"}) as unknown as TypedDocumentString<CommandSubjectFragment, unknown>;
export const CommandTokenFragmentDoc = new TypedDocumentString(`
    fragment CommandToken on IntegrationToken {
  id
  agentName
  provider
  hint
  scopes
  issuedBy
  issuedAt
  ttlSeconds
  expiresAt
  revokedAt
  revokedReason
  lastUsedAt
  note
  status
}
    `, {"fragmentName":"CommandToken"}) as unknown as TypedDocumentString<CommandTokenFragment, unknown>;
export const CommandRemovalFragmentDoc = new TypedDocumentString(`
    fragment CommandRemoval on LiveKitRoomRemoval {
  room
  identity
  outcome
  roomTokensRefusedBefore
  roomTokenExpiresAt
  message
}
    `, {"fragmentName":"CommandRemoval"}) as unknown as TypedDocumentString<CommandRemovalFragment, unknown>;
export const CommandAccountFragmentDoc = new TypedDocumentString(`
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}
    `, {"fragmentName":"CommandAccount"}) as unknown as TypedDocumentString<CommandAccountFragment, unknown>;
export const CommandActivityFragmentDoc = new TypedDocumentString(`
    fragment CommandActivity on Agent {
  tokenExpiresAt
  lastUsedAt
  googleAccounts
}
    `, {"fragmentName":"CommandActivity"}) as unknown as TypedDocumentString<CommandActivityFragment, unknown>;
export const ToolScopesDocument = new TypedDocumentString(`
    query ToolScopes {
  viewer {
    scopes
  }
}
    `) as unknown as TypedDocumentString<ToolScopesQuery, ToolScopesQueryVariables>;
export const ToolAccountsDocument = new TypedDocumentString(`
    query ToolAccounts {
  viewer {
    googleAccounts
  }
}
    `) as unknown as TypedDocumentString<ToolAccountsQuery, ToolAccountsQueryVariables>;
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
export const ToolCalendarZoneDocument = new TypedDocumentString(`
    query ToolCalendarZone($account: ID, $calendar: ID) {
  calendar(connection: $account, id: $calendar) {
    timeZone
  }
}
    `) as unknown as TypedDocumentString<ToolCalendarZoneQuery, ToolCalendarZoneQueryVariables>;
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
    timeZone
    nodes {
      ...ToolEvent
      iCalUid
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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolEventByIdQuery, ToolEventByIdQueryVariables>;
export const ToolFreeBusyDocument = new TypedDocumentString(`
    query ToolFreeBusy($accounts: [ID!], $calendars: [ID!], $since: DateTime!, $until: DateTime!) {
  freeBusy(
    connections: $accounts
    calendars: $calendars
    since: $since
    until: $until
  ) {
    account
    calendars {
      ...ToolBusy
      members {
        account
        calendarId
        busy {
          startAt
          endAt
        }
        unavailableReason
      }
    }
  }
}
    fragment ToolBusy on CalendarBusy {
  account
  calendarId
  busy {
    startAt
    endAt
  }
  unavailableReason
}`) as unknown as TypedDocumentString<ToolFreeBusyQuery, ToolFreeBusyQueryVariables>;
export const ToolSuggestedTimesDocument = new TypedDocumentString(`
    query ToolSuggestedTimes($input: SuggestTimesInput!) {
  suggestTimes(input: $input) {
    account
    slots {
      startAt
      endAt
      timeZone
    }
    freeForAll
    unavailable {
      account
      calendarId
      unavailableReason
      members {
        calendarId
        unavailableReason
      }
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
    conflicts {
      ...ToolPlannedEvent
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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
  conferenceUrl
  htmlLink
  updatedAt
}
fragment ToolPlannedEvent on CalendarEvent {
  id
  summary
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
}`) as unknown as TypedDocumentString<ToolCreateEventMutation, ToolCreateEventMutationVariables>;
export const ToolCreateEventsDocument = new TypedDocumentString(`
    mutation ToolCreateEvents($input: CreateCalendarEventsInput!) {
  createCalendarEvents(input: $input) {
    account
    results {
      created
      event {
        ...ToolPlannedEvent
      }
      error {
        code
        reason
        message
        argument
        retryable
      }
      conflicts {
        ...ToolPlannedEvent
      }
    }
  }
}
    fragment ToolPlannedEvent on CalendarEvent {
  id
  summary
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
}`) as unknown as TypedDocumentString<ToolCreateEventsMutation, ToolCreateEventsMutationVariables>;
export const ToolUpdateEventDocument = new TypedDocumentString(`
    mutation ToolUpdateEvent($input: UpdateCalendarEventInput!, $isMoved: Boolean!) {
  updateCalendarEvent(input: $input) {
    changed
    event {
      ...ToolEvent
    }
    conflicts @include(if: $isMoved) {
      ...ToolPlannedEvent
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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
  conferenceUrl
  htmlLink
  updatedAt
}
fragment ToolPlannedEvent on CalendarEvent {
  id
  summary
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
}`) as unknown as TypedDocumentString<ToolUpdateEventMutation, ToolUpdateEventMutationVariables>;
export const ToolMoveEventDocument = new TypedDocumentString(`
    mutation ToolMoveEvent($input: MoveCalendarEventInput!) {
  moveCalendarEvent(input: $input) {
    moved
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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolMoveEventMutation, ToolMoveEventMutationVariables>;
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
  eventType
  summary
  descriptionText
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
    resource
    comment
  }
  attendeesOmitted
  ownResponse
  workingLocation
  transparency
  visibility
  reminders {
    useDefault
    overrides {
      method
      minutesBefore
    }
  }
  color
  conferenceUrl
  htmlLink
  updatedAt
}`) as unknown as TypedDocumentString<ToolRespondToEventMutation, ToolRespondToEventMutationVariables>;
export const ToolJoinedDocument = new TypedDocumentString(`
    query ToolJoined($room: String!, $identity: String) {
  liveKitParticipant(room: $room, identity: $identity) {
    identity
  }
}
    `) as unknown as TypedDocumentString<ToolJoinedQuery, ToolJoinedQueryVariables>;
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
export const CommandAgentsDocument = new TypedDocumentString(`
    query CommandAgents($after: String) {
  agents(first: 200, after: $after) {
    nodes {
      ...CommandAgent
      ...CommandActivity
      keys {
        ...CommandAgentKey
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment CommandAgent on Agent {
  id
  name
  provider
  renewal
  ttlSeconds
  overlapSeconds
  scopes
  createdAt
  disabledAt
  liveKitPolicy {
    rooms
    identities
    canPublish
    canSubscribe
    canPublishData
    canUpdateOwnMetadata
    publishSources
    canConfigureRooms
    dispatchRules {
      agentName
      deployment
      metadata
      attributes {
        name
        value
      }
      allowsAnyMetadata
      maxPerRoom
    }
    attributes
    maxTtlSeconds
    sharesE2eeKey
    project
  }
  enabled
}
fragment CommandAgentKey on AgentKey {
  id
  hint
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
  status
}
fragment CommandActivity on Agent {
  tokenExpiresAt
  lastUsedAt
  googleAccounts
}`) as unknown as TypedDocumentString<CommandAgentsQuery, CommandAgentsQueryVariables>;
export const CommandAgentDocument = new TypedDocumentString(`
    query CommandAgent($name: String!) {
  agent(name: $name) {
    ...CommandAgent
    ...CommandActivity
    keys {
      ...CommandAgentKey
    }
    subjects {
      ...CommandSubject
    }
  }
}
    fragment CommandAgent on Agent {
  id
  name
  provider
  renewal
  ttlSeconds
  overlapSeconds
  scopes
  createdAt
  disabledAt
  liveKitPolicy {
    rooms
    identities
    canPublish
    canSubscribe
    canPublishData
    canUpdateOwnMetadata
    publishSources
    canConfigureRooms
    dispatchRules {
      agentName
      deployment
      metadata
      attributes {
        name
        value
      }
      allowsAnyMetadata
      maxPerRoom
    }
    attributes
    maxTtlSeconds
    sharesE2eeKey
    project
  }
  enabled
}
fragment CommandAgentKey on AgentKey {
  id
  hint
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
  status
}
fragment CommandSubject on AgentSubject {
  id
  agentName
  createdAt
  issuer
  subject
}
fragment CommandActivity on Agent {
  tokenExpiresAt
  lastUsedAt
  googleAccounts
}`) as unknown as TypedDocumentString<CommandAgentQuery, CommandAgentQueryVariables>;
export const CommandActiveTokenDocument = new TypedDocumentString(`
    query CommandActiveToken($agent: String!) {
  integrationTokens(agent: $agent, status: ACTIVE, first: 1) {
    nodes {
      ...CommandToken
    }
  }
}
    fragment CommandToken on IntegrationToken {
  id
  agentName
  provider
  hint
  scopes
  issuedBy
  issuedAt
  ttlSeconds
  expiresAt
  revokedAt
  revokedReason
  lastUsedAt
  note
  status
}`) as unknown as TypedDocumentString<CommandActiveTokenQuery, CommandActiveTokenQueryVariables>;
export const CommandRegisterAgentDocument = new TypedDocumentString(`
    mutation CommandRegisterAgent($input: RegisterAgentInput!) {
  registerAgent(input: $input) {
    agent {
      ...CommandAgent
    }
  }
}
    fragment CommandAgent on Agent {
  id
  name
  provider
  renewal
  ttlSeconds
  overlapSeconds
  scopes
  createdAt
  disabledAt
  liveKitPolicy {
    rooms
    identities
    canPublish
    canSubscribe
    canPublishData
    canUpdateOwnMetadata
    publishSources
    canConfigureRooms
    dispatchRules {
      agentName
      deployment
      metadata
      attributes {
        name
        value
      }
      allowsAnyMetadata
      maxPerRoom
    }
    attributes
    maxTtlSeconds
    sharesE2eeKey
    project
  }
  enabled
}`) as unknown as TypedDocumentString<CommandRegisterAgentMutation, CommandRegisterAgentMutationVariables>;
export const CommandUpdateAgentDocument = new TypedDocumentString(`
    mutation CommandUpdateAgent($input: UpdateAgentInput!) {
  updateAgent(input: $input) {
    agent {
      ...CommandAgent
    }
  }
}
    fragment CommandAgent on Agent {
  id
  name
  provider
  renewal
  ttlSeconds
  overlapSeconds
  scopes
  createdAt
  disabledAt
  liveKitPolicy {
    rooms
    identities
    canPublish
    canSubscribe
    canPublishData
    canUpdateOwnMetadata
    publishSources
    canConfigureRooms
    dispatchRules {
      agentName
      deployment
      metadata
      attributes {
        name
        value
      }
      allowsAnyMetadata
      maxPerRoom
    }
    attributes
    maxTtlSeconds
    sharesE2eeKey
    project
  }
  enabled
}`) as unknown as TypedDocumentString<CommandUpdateAgentMutation, CommandUpdateAgentMutationVariables>;
export const CommandDeleteAgentDocument = new TypedDocumentString(`
    mutation CommandDeleteAgent($input: DeleteAgentInput!) {
  deleteAgent(input: $input) {
    agentName
    deletedId
  }
}
    `) as unknown as TypedDocumentString<CommandDeleteAgentMutation, CommandDeleteAgentMutationVariables>;
export const CommandCreateAgentKeyDocument = new TypedDocumentString(`
    mutation CommandCreateAgentKey($input: CreateAgentKeyInput!) {
  createAgentKey(input: $input) {
    key
    agentKey {
      ...CommandAgentKey
    }
  }
}
    fragment CommandAgentKey on AgentKey {
  id
  hint
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
  status
}`) as unknown as TypedDocumentString<CommandCreateAgentKeyMutation, CommandCreateAgentKeyMutationVariables>;
export const CommandRevokeAgentKeyDocument = new TypedDocumentString(`
    mutation CommandRevokeAgentKey($input: RevokeAgentKeyInput!) {
  revokeAgentKey(input: $input) {
    agentKey {
      ...CommandAgentKey
    }
  }
}
    fragment CommandAgentKey on AgentKey {
  id
  hint
  createdAt
  expiresAt
  revokedAt
  lastUsedAt
  status
}`) as unknown as TypedDocumentString<CommandRevokeAgentKeyMutation, CommandRevokeAgentKeyMutationVariables>;
export const CommandBindSubjectDocument = new TypedDocumentString(`
    mutation CommandBindSubject($input: BindAgentSubjectInput!) {
  bindAgentSubject(input: $input) {
    agentSubject {
      ...CommandSubject
    }
  }
}
    fragment CommandSubject on AgentSubject {
  id
  agentName
  createdAt
  issuer
  subject
}`) as unknown as TypedDocumentString<CommandBindSubjectMutation, CommandBindSubjectMutationVariables>;
export const CommandUnbindSubjectDocument = new TypedDocumentString(`
    mutation CommandUnbindSubject($input: UnbindAgentSubjectInput!) {
  unbindAgentSubject(input: $input) {
    agentSubject {
      ...CommandSubject
    }
  }
}
    fragment CommandSubject on AgentSubject {
  id
  agentName
  createdAt
  issuer
  subject
}`) as unknown as TypedDocumentString<CommandUnbindSubjectMutation, CommandUnbindSubjectMutationVariables>;
export const CommandGenerateTokenDocument = new TypedDocumentString(`
    mutation CommandGenerateToken($input: GenerateTokenInput!) {
  generateToken(input: $input) {
    token
    integrationToken {
      ...CommandToken
    }
  }
}
    fragment CommandToken on IntegrationToken {
  id
  agentName
  provider
  hint
  scopes
  issuedBy
  issuedAt
  ttlSeconds
  expiresAt
  revokedAt
  revokedReason
  lastUsedAt
  note
  status
}`) as unknown as TypedDocumentString<CommandGenerateTokenMutation, CommandGenerateTokenMutationVariables>;
export const CommandRotateTokenDocument = new TypedDocumentString(`
    mutation CommandRotateToken($input: RotateTokenInput!) {
  rotateToken(input: $input) {
    token
    integrationToken {
      ...CommandToken
    }
  }
}
    fragment CommandToken on IntegrationToken {
  id
  agentName
  provider
  hint
  scopes
  issuedBy
  issuedAt
  ttlSeconds
  expiresAt
  revokedAt
  revokedReason
  lastUsedAt
  note
  status
}`) as unknown as TypedDocumentString<CommandRotateTokenMutation, CommandRotateTokenMutationVariables>;
export const CommandRevokeTokenDocument = new TypedDocumentString(`
    mutation CommandRevokeToken($input: RevokeTokenInput!) {
  revokeToken(input: $input) {
    integrationToken {
      ...CommandToken
    }
    roomRemovals {
      ...CommandRemoval
    }
  }
}
    fragment CommandToken on IntegrationToken {
  id
  agentName
  provider
  hint
  scopes
  issuedBy
  issuedAt
  ttlSeconds
  expiresAt
  revokedAt
  revokedReason
  lastUsedAt
  note
  status
}
fragment CommandRemoval on LiveKitRoomRemoval {
  room
  identity
  outcome
  roomTokensRefusedBefore
  roomTokenExpiresAt
  message
}`) as unknown as TypedDocumentString<CommandRevokeTokenMutation, CommandRevokeTokenMutationVariables>;
export const CommandRevokeAgentTokensDocument = new TypedDocumentString(`
    mutation CommandRevokeAgentTokens($input: RevokeAgentTokensInput!) {
  revokeAgentTokens(input: $input) {
    revokedCount
    roomRemovals {
      ...CommandRemoval
    }
  }
}
    fragment CommandRemoval on LiveKitRoomRemoval {
  room
  identity
  outcome
  roomTokensRefusedBefore
  roomTokenExpiresAt
  message
}`) as unknown as TypedDocumentString<CommandRevokeAgentTokensMutation, CommandRevokeAgentTokensMutationVariables>;
export const CommandTokensDocument = new TypedDocumentString(`
    query CommandTokens($provider: IntegrationProvider, $agent: String, $status: IntegrationTokenStatus) {
  integrationTokens(
    provider: $provider
    agent: $agent
    status: $status
    first: 200
  ) {
    nodes {
      ...CommandToken
    }
  }
}
    fragment CommandToken on IntegrationToken {
  id
  agentName
  provider
  hint
  scopes
  issuedBy
  issuedAt
  ttlSeconds
  expiresAt
  revokedAt
  revokedReason
  lastUsedAt
  note
  status
}`) as unknown as TypedDocumentString<CommandTokensQuery, CommandTokensQueryVariables>;
export const CommandCurrentTokenDocument = new TypedDocumentString(`
    query CommandCurrentToken($agent: String!) {
  currentToken(agent: $agent) {
    agentName
    provider
    header
    token
    expiresAt
    refreshAt
    valid
    message
  }
}
    `) as unknown as TypedDocumentString<CommandCurrentTokenQuery, CommandCurrentTokenQueryVariables>;
export const CommandAccountsDocument = new TypedDocumentString(`
    query CommandAccounts {
  googleConnections(first: 200) {
    nodes {
      ...CommandAccount
    }
  }
}
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}`) as unknown as TypedDocumentString<CommandAccountsQuery, CommandAccountsQueryVariables>;
export const CommandConnectAccountDocument = new TypedDocumentString(`
    mutation CommandConnectAccount($input: ConnectGoogleAccountInput!) {
  connectGoogleAccount(input: $input) {
    consentUrl
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<CommandConnectAccountMutation, CommandConnectAccountMutationVariables>;
export const CommandImportAccountDocument = new TypedDocumentString(`
    mutation CommandImportAccount($input: ImportGoogleConnectionInput!) {
  importGoogleConnection(input: $input) {
    connection {
      ...CommandAccount
    }
  }
}
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}`) as unknown as TypedDocumentString<CommandImportAccountMutation, CommandImportAccountMutationVariables>;
export const CommandImportServiceAccountDocument = new TypedDocumentString(`
    mutation CommandImportServiceAccount($input: ImportGoogleServiceAccountInput!) {
  importGoogleServiceAccount(input: $input) {
    connection {
      ...CommandAccount
    }
  }
}
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}`) as unknown as TypedDocumentString<CommandImportServiceAccountMutation, CommandImportServiceAccountMutationVariables>;
export const CommandDisconnectAccountDocument = new TypedDocumentString(`
    mutation CommandDisconnectAccount($input: DisconnectGoogleAccountInput!) {
  disconnectGoogleAccount(input: $input) {
    connection {
      ...CommandAccount
    }
    revokedAtGoogle
    message
  }
}
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}`) as unknown as TypedDocumentString<CommandDisconnectAccountMutation, CommandDisconnectAccountMutationVariables>;
export const CommandBindAccountDocument = new TypedDocumentString(`
    mutation CommandBindAccount($input: BindGoogleConnectionInput!) {
  bindGoogleConnection(input: $input) {
    connection {
      ...CommandAccount
    }
  }
}
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}`) as unknown as TypedDocumentString<CommandBindAccountMutation, CommandBindAccountMutationVariables>;
export const CommandUnbindAccountDocument = new TypedDocumentString(`
    mutation CommandUnbindAccount($input: UnbindGoogleConnectionInput!) {
  unbindGoogleConnection(input: $input) {
    connection {
      ...CommandAccount
    }
  }
}
    fragment CommandAccount on GoogleAccount {
  id
  kind
  account
  state
  stateChangedAt
  agents
  grantedScopes
  neededScopes
  missingScopes
  connectedAt
  consentExpiresAt
  lastRefreshAt
  lastError
  warnings {
    kind
    message
    id
  }
}`) as unknown as TypedDocumentString<CommandUnbindAccountMutation, CommandUnbindAccountMutationVariables>;
export const CommandStatusDocument = new TypedDocumentString(`
    query CommandStatus {
  gatewayStatus {
    version
    checkedAt
    findings {
      area
      code
      level
      subject
      message
      action
    }
  }
}
    `) as unknown as TypedDocumentString<CommandStatusQuery, CommandStatusQueryVariables>;