/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** What can have been done. */
export type AuditAction =
  /** Somebody with a credential was refused by a rule. */
  | 'ACCESS_REFUSED'
  /** A client got an access token for an issuer's assertion about its user. */
  | 'ACCESS_TOKEN_ISSUED'
  /** A client ended an access token before its time. */
  | 'ACCESS_TOKEN_REVOKED'
  /** An agent without a history was deleted. */
  | 'AGENT_DELETED'
  /** An agent got a key. */
  | 'AGENT_KEY_CREATED'
  /** An agent's key was ended. */
  | 'AGENT_KEY_REVOKED'
  /** An agent came into being. */
  | 'AGENT_REGISTERED'
  /** A subject of the OIDC issuer was bound to an agent. */
  | 'AGENT_SUBJECT_BOUND'
  /** A subject of the OIDC issuer was released from an agent. */
  | 'AGENT_SUBJECT_UNBOUND'
  /** An agent was changed, disabled or enabled. */
  | 'AGENT_UPDATED'
  /** Events older than their retention were removed from the log. */
  | 'AUDIT_PRUNED'
  /** An invitation to an event of a Google calendar was answered. */
  | 'CALENDAR_EVENT_ANSWERED'
  /** An event was made in a Google calendar. */
  | 'CALENDAR_EVENT_CREATED'
  /** An event of a Google calendar was deleted. */
  | 'CALENDAR_EVENT_DELETED'
  /** An event was moved to another Google calendar. */
  | 'CALENDAR_EVENT_MOVED'
  /** An event of a Google calendar was changed. */
  | 'CALENDAR_EVENT_UPDATED'
  /** A new encryption key was put in front of the others. */
  | 'ENCRYPTION_KEY_ADDED'
  /** Stored secrets were encrypted anew under the first encryption key. */
  | 'ENCRYPTION_KEY_ROTATED'
  /** Somebody was handed Google's access token of an account. */
  | 'GOOGLE_ACCESS_TOKEN_READ'
  /** The gateway fetched the next access token of a Google account. */
  | 'GOOGLE_ACCESS_TOKEN_REFRESHED'
  /** A Google account was connected, or connected anew. */
  | 'GOOGLE_ACCOUNT_CONNECTED'
  /** A Google account was disconnected. */
  | 'GOOGLE_ACCOUNT_DISCONNECTED'
  /** Google refused to go on; the account needs a new consent. */
  | 'GOOGLE_ACCOUNT_REFUSED'
  /** An agent was allowed to work with a Google account. */
  | 'GOOGLE_CONNECTION_BOUND'
  /** An agent was forbidden to work with a Google account. */
  | 'GOOGLE_CONNECTION_UNBOUND'
  /** A consent to use a Google account was asked for. */
  | 'GOOGLE_CONSENT_REQUESTED'
  /** Somebody was handed a token for LiveKit's API. */
  | 'LIVEKIT_API_TOKEN_ISSUED'
  /** A LiveKit agent was sent into a room. */
  | 'ROOM_AGENT_DISPATCHED'
  /** A LiveKit agent was taken out of a room again. */
  | 'ROOM_AGENT_DISPATCH_DELETED'
  /** A room was created, or was open already, as the details say. */
  | 'ROOM_CREATED'
  /** A room was closed and everybody in it was removed. */
  | 'ROOM_DELETED'
  /** Somebody was handed a room's key for end-to-end encryption. */
  | 'ROOM_E2EE_KEY_READ'
  /** Somebody was excluded from LiveKit’s rooms, or for longer. */
  | 'ROOM_EXCLUSION_CREATED'
  /** An exclusion from LiveKit’s rooms was ended before its time. */
  | 'ROOM_EXCLUSION_ENDED'
  /** LiveKit told that a room ended. */
  | 'ROOM_FINISHED'
  /** A room's metadata was replaced. */
  | 'ROOM_METADATA_UPDATED'
  /** LiveKit told that a participant joined a room. */
  | 'ROOM_PARTICIPANT_JOINED'
  /** LiveKit told that a participant left a room. */
  | 'ROOM_PARTICIPANT_LEFT'
  /** A participant was removed from a room. */
  | 'ROOM_PARTICIPANT_REMOVED'
  /** A participant's name, metadata, attributes or rights were changed. */
  | 'ROOM_PARTICIPANT_UPDATED'
  /** Somebody was handed a room token, with which a participant can join a room. */
  | 'ROOM_TOKEN_ISSUED'
  /** A track of a participant was muted or unmuted. */
  | 'ROOM_TRACK_MUTED'
  /** A superuser was made. */
  | 'SUPERUSER_CREATED'
  /** A superuser's key was ended. */
  | 'SUPERUSER_REVOKED'
  /** A superuser or the operator made a new token. */
  | 'TOKEN_ISSUED'
  /** A token or key was ended because somebody reported that it had leaked. */
  | 'TOKEN_LEAK_REPORTED'
  /** Somebody was handed the secret of a token that they did not show. */
  | 'TOKEN_READ'
  /** The gateway issued the next token of an agent whose renewal is automatic. */
  | 'TOKEN_RENEWED'
  /** A token was ended before its time. */
  | 'TOKEN_REVOKED'
  /** A superuser or the operator replaced a token. */
  | 'TOKEN_ROTATED'
  /** A verifier was made. */
  | 'VERIFIER_CREATED'
  /** A verifier's key was ended. */
  | 'VERIFIER_REVOKED';

/** Which events to answer with; all that is said must hold. */
export type AuditEventFilter = {
  /** Only this action. */
  action?: AuditAction | null | undefined;
  /** Only what this actor did. */
  actor?: string | null | undefined;
  /** Only what was done to this agent. */
  agent?: string | null | undefined;
  /** Only from this instant on. */
  since?: string | null | undefined;
  /** Only before this instant. */
  until?: string | null | undefined;
};

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

/** Which room `createLiveKitRoom` creates, and how it is set up. */
export type CreateLiveKitRoomInput = {
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
  /** Its name, at most 256 bytes. */
  name: string;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The name of one of the server's room configurations, which holds for what is left out here. LiveKit refuses a name that it does not know. */
  roomPreset?: string | null | undefined;
  /** Whether the tracks of a participant are kept in step. */
  syncStreams?: boolean | null | undefined;
  /** Tags of the room, at most 64 KiB in all; each name once. Only LiveKit Cloud uses them. */
  tags?: Array<LiveKitAttributeInput> | null | undefined;
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

/** Which dispatch `deleteLiveKitAgentDispatch` takes back. */
export type DeleteLiveKitAgentDispatchInput = {
  /** LiveKit’s id of the dispatch. */
  id: string | number;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room. */
  room: string;
};

/** Which room `deleteLiveKitRoom` closes. */
export type DeleteLiveKitRoomInput = {
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** Its name. */
  room: string;
};

/** Which account `disconnectGoogleAccount` ends. */
export type DisconnectGoogleAccountInput = {
  /** The connection’s id, or the account’s e-mail address. */
  connection: string | number;
};

/** Which agent `dispatchLiveKitAgent` sends, and where. */
export type DispatchLiveKitAgentInput = {
  /** The name under which its workers are registered; those without a name when left out or empty. */
  agentName?: string | null | undefined;
  /** What it is told by keys, at most 64 KiB in all; each key once. */
  attributes?: Array<LiveKitAttributeInput> | null | undefined;
  /** Which of its deployments, where it has several. */
  deployment?: string | null | undefined;
  /** What it is told, within the 256 KiB of a request. */
  metadata?: string | null | undefined;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room, which must be open. */
  room: string;
};

/** Which exclusion `endLiveKitExclusion` ends. */
export type EndLiveKitExclusionInput = {
  /** The id from `liveKitExclusions`. */
  id: string | number;
};

/** When an event is; exactly one of the two. */
export type EventTimeInput = {
  /** For whole days. */
  allDay?: AllDayTimeInput | null | undefined;
  /** From one time to another. */
  timed?: TimedTimeInput | null | undefined;
};

/** Whom `excludeFromLiveKit` excludes: one of `agent`, `identity` and `user`. */
export type ExcludeFromLiveKitInput = {
  /** An agent, with all that it would let in. */
  agent?: string | null | undefined;
  /** For how many seconds, 1 to 31622400; until it is ended if left out. */
  durationSeconds?: number | null | undefined;
  /** An identity, whoever asks for it; needs a `room`. */
  identity?: string | null | undefined;
  /** In which LiveKit project; in all if left out, in the default one if empty. */
  project?: string | null | undefined;
  /** Why, for people and the audit log; at most 500 characters. */
  reason?: string | null | undefined;
  /** Whether to take those out who are in a room by an earlier room token; false if left out. Doing it again tries those again that could not be removed. */
  removeFromRooms?: boolean | null | undefined;
  /** From which room; from all if left out. */
  room?: string | null | undefined;
  /** A user of an application. */
  user?: LiveKitUserInput | null | undefined;
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

/** What a token for LiveKit's API allows, in every room of the project. */
export type LiveKitApiGrant =
  /** Recordings and streams out of rooms; needs the scope `livekit.egress`. */
  | 'EGRESS'
  /** Streams into rooms; needs the scope `livekit.ingress`. */
  | 'INGRESS'
  /** The list of rooms; needs the scope `livekit.list`. */
  | 'ROOM_LIST'
  /** Trunks and dispatch rules of SIP; needs the scope `livekit.sip.admin`. */
  | 'SIP_ADMIN'
  /** Outgoing calls of SIP; needs the scope `livekit.sip.call`. */
  | 'SIP_CALL';

/** What a token of `liveKitApiToken` allows. */
export type LiveKitApiTokenInput = {
  /** One grant or more. */
  grants: Array<LiveKitApiGrant>;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** For how many seconds it is valid, 60 to 3600; 10 minutes when left out. */
  ttlSeconds?: number | null | undefined;
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

/** A participant's rights, within the policy of who changes them. */
export type LiveKitParticipantGrantsInput = {
  /** Publish tracks; unchanged when left out. */
  canPublish?: boolean | null | undefined;
  /** Send data messages; unchanged when left out. */
  canPublishData?: boolean | null | undefined;
  /** Receive tracks of others; unchanged when left out. */
  canSubscribe?: boolean | null | undefined;
  /** Change its own name, metadata and attributes; unchanged when left out. */
  canUpdateOwnMetadata?: boolean | null | undefined;
  /** Not to be seen by the others; unchanged when left out. */
  hidden?: boolean | null | undefined;
  /** The sources it may publish, none if empty; unchanged when left out. */
  publishSources?: Array<LiveKitTrackSource> | null | undefined;
};

/** What a participant is. */
export type LiveKitParticipantKind =
  /** A LiveKit agent. */
  | 'AGENT'
  /** A participant of another room. */
  | 'BRIDGE'
  /** A call of another service. */
  | 'CONNECTOR'
  /** A recording, or a stream that LiveKit sends out. */
  | 'EGRESS'
  /** A stream that LiveKit takes in. */
  | 'INGRESS'
  /** A telephone. */
  | 'SIP'
  /** Whoever joined by a room token. */
  | 'STANDARD'
  /** Something that this version of the gateway does not know. */
  | 'UNKNOWN';

/** How far a participant has come. */
export type LiveKitParticipantState =
  /** It can send and receive. */
  | 'ACTIVE'
  /** It is gone. */
  | 'DISCONNECTED'
  /** It has joined, and nothing flows yet. */
  | 'JOINED'
  /** Its connection is being made; nothing has been exchanged yet. */
  | 'JOINING';

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

/** What a track carries. */
export type LiveKitTrackKind =
  /** Sound. */
  | 'AUDIO'
  /** Data. */
  | 'DATA'
  /** Pictures. */
  | 'VIDEO';

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

/** A user of an application, as its JWTs say. */
export type LiveKitUserInput = {
  /** The `iss`; whichever it is if left out. */
  issuer?: string | null | undefined;
  /** The `sub`. */
  subject: string;
};

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

/** Which track `muteLiveKitTrack` mutes or unmutes. */
export type MuteLiveKitTrackInput = {
  /** The identity of the participant that publishes it. */
  identity: string;
  /** True to mute it. Unmuting must be turned on in the LiveKit project. */
  isMuted: boolean;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room. */
  room: string;
  /** LiveKit’s id of the track. */
  trackId: string | number;
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

/** Whom `removeLiveKitParticipant` removes. */
export type RemoveLiveKitParticipantInput = {
  /** For how many seconds it gets no new room token for the room, 1 to 31622400; it can come back at once if left out. */
  excludeSeconds?: number | null | undefined;
  /** The identity in it. */
  identity: string;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room. */
  room: string;
};

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

/** What `updateLiveKitParticipant` changes; what is left out stays as it is. */
export type UpdateLiveKitParticipantInput = {
  /** Attributes to set, each key once. An empty value deletes the attribute. */
  attributes?: Array<LiveKitAttributeInput> | null | undefined;
  /** Its rights. */
  grants?: LiveKitParticipantGrantsInput | null | undefined;
  /** The identity of the participant. */
  identity: string;
  /** What everybody in the room can read of it; not empty. */
  metadata?: string | null | undefined;
  /** The name to show. */
  name?: string | null | undefined;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room. */
  room: string;
};

/** Which metadata `updateLiveKitRoomMetadata` gives a room. */
export type UpdateLiveKitRoomMetadataInput = {
  /** Its metadata from now on; empty for none. */
  metadata: string;
  /** The LiveKit project. Superusers choose one by its name, the default one if left out. Everybody else has that of their policy, and can name no other. */
  project?: string | null | undefined;
  /** The room, which must be open. */
  room: string;
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

export type CalendarEventFieldsFragment = { id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
    | { __typename: 'AllDayTime', startDate: string, endDate: string }
    | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
   | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } };

export type CalendarsQueryVariables = Exact<{
  connection?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CalendarsQuery = { calendars: { account: string, edges: Array<{ cursor: string }>, nodes: Array<{ id: string, account: string, name: string, timeZone: string, role: CalendarRole, primary: boolean, selected: boolean }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type CalendarQueryVariables = Exact<{
  connection?: string | number | null | undefined;
  id?: string | number | null | undefined;
}>;


export type CalendarQuery = { calendar: { id: string, account: string, name: string, timeZone: string, role: CalendarRole, primary: boolean } | null };

export type EventByClocksQueryVariables = Exact<{
  id: string | number;
  zone?: string | null | undefined;
}>;


export type EventByClocksQuery = { calendarEvent: { time:
      | { startLocal: string, endLocal: string }
      | Record<PropertyKey, never>
     | null } | null };

export type CalendarEventsQueryVariables = Exact<{
  connection?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
  filter?: CalendarEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CalendarEventsQuery = { calendarEvents: { account: string, timeZone: string, edges: Array<{ cursor: string }>, nodes: Array<{ id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
       | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type CalendarEventQueryVariables = Exact<{
  connection?: string | number | null | undefined;
  calendar?: string | number | null | undefined;
  id: string | number;
}>;


export type CalendarEventQuery = { calendarEvent: { id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
      | { __typename: 'AllDayTime', startDate: string, endDate: string }
      | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
     | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } | null };

export type FreeBusyQueryVariables = Exact<{
  connections?: Array<string | number> | string | number | null | undefined;
  calendars?: Array<string | number> | string | number | null | undefined;
  since: string;
  until: string;
}>;


export type FreeBusyQuery = { freeBusy: { account: string, calendars: Array<{ calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string, endAt: string }> }> } };

export type GroupBusyQueryVariables = Exact<{
  calendars?: Array<string | number> | string | number | null | undefined;
  since: string;
  until: string;
}>;


export type GroupBusyQuery = { freeBusy: { calendars: Array<{ calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string }>, members: Array<{ calendarId: string, unavailableReason: string | null, busy: Array<{ startAt: string }> }> | null }> } };

export type SuggestTimesQueryVariables = Exact<{
  input: SuggestTimesInput;
}>;


export type SuggestTimesQuery = { suggestTimes: { account: string, freeForAll: boolean, slots: Array<{ startAt: string, endAt: string, timeZone: string, startLocal: string, endLocal: string }>, unavailable: Array<{ calendarId: string, unavailableReason: string | null }> } };

export type CreateCalendarEventMutationVariables = Exact<{
  input: CreateCalendarEventInput;
}>;


export type CreateCalendarEventMutation = { createCalendarEvent: { account: string, created: boolean, event: { id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
       | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } } };

export type UpdateCalendarEventMutationVariables = Exact<{
  input: UpdateCalendarEventInput;
}>;


export type UpdateCalendarEventMutation = { updateCalendarEvent: { account: string, changed: boolean, event: { id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
       | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } } };

export type DeleteCalendarEventMutationVariables = Exact<{
  input: DeleteCalendarEventInput;
}>;


export type DeleteCalendarEventMutation = { deleteCalendarEvent: { account: string, deletedId: string } };

export type RespondToCalendarEventMutationVariables = Exact<{
  input: RespondToCalendarEventInput;
}>;


export type RespondToCalendarEventMutation = { respondToCalendarEvent: { account: string, event: { id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
       | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } } };

export type CreateWithConflictsMutationVariables = Exact<{
  input: CreateCalendarEventInput;
}>;


export type CreateWithConflictsMutation = { createCalendarEvent: { created: boolean, event: { id: string, calendarId: string, status: CalendarEventStatus, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, guestsCanModify: boolean, guestsCanInviteOthers: boolean, guestsCanSeeOtherGuests: boolean }, conflicts: Array<{ id: string, summary: string | null }> | null } };

export type UpdateWithConflictsMutationVariables = Exact<{
  input: UpdateCalendarEventInput;
}>;


export type UpdateWithConflictsMutation = { updateCalendarEvent: { event: { id: string, guestsCanModify: boolean, guestsCanInviteOthers: boolean, guestsCanSeeOtherGuests: boolean }, conflicts: Array<{ id: string, summary: string | null }> | null } };

export type MoveCalendarEventMutationVariables = Exact<{
  input: MoveCalendarEventInput;
}>;


export type MoveCalendarEventMutation = { moveCalendarEvent: { account: string, moved: boolean, event: { id: string, account: string, calendarId: string, etag: string, seriesId: string | null, status: CalendarEventStatus, eventType: CalendarEventType, summary: string | null, description: string | null, descriptionText: string | null, location: string | null, recurrence: Array<string>, attendeesOmitted: boolean, ownResponse: AttendeeResponse | null, workingLocation: string | null, conferenceUrl: string | null, htmlLink: string | null, transparency: CalendarEventTransparency, visibility: CalendarEventVisibility, colorId: string | null, color: CalendarEventColor | null, updatedAt: string | null, time:
        | { __typename: 'AllDayTime', startDate: string, endDate: string }
        | { __typename: 'TimedTime', startAt: string, endAt: string, timeZone: string, endTimeZone: string, startLocal: string, endLocal: string }
       | null, organizer: { email: string | null, self: boolean } | null, attendees: Array<{ email: string | null, displayName: string | null, response: AttendeeResponse, optional: boolean, comment: string | null }>, reminders: { useDefault: boolean, overrides: Array<{ method: ReminderMethod, minutesBefore: number }> } } } };

export type CreateCalendarEventsMutationVariables = Exact<{
  input: CreateCalendarEventsInput;
}>;


export type CreateCalendarEventsMutation = { createCalendarEvents: { account: string, results: Array<{ created: boolean, event: { id: string, summary: string | null } | null, error: { code: string, reason: string | null, message: string, argument: string, retryable: boolean } | null, conflicts: Array<{ id: string, summary: string | null }> | null }> } };

export type GoogleAccountFieldsFragment = { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> };

export type ConnectGoogleAccountMutationVariables = Exact<{
  input: ConnectGoogleAccountInput;
}>;


export type ConnectGoogleAccountMutation = { connectGoogleAccount: { consentUrl: string, expiresAt: string } };

export type ImportGoogleConnectionMutationVariables = Exact<{
  input: ImportGoogleConnectionInput;
}>;


export type ImportGoogleConnectionMutation = { importGoogleConnection: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> } } };

export type ImportGoogleServiceAccountMutationVariables = Exact<{
  input: ImportGoogleServiceAccountInput;
}>;


export type ImportGoogleServiceAccountMutation = { importGoogleServiceAccount: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> } } };

export type DisconnectGoogleAccountMutationVariables = Exact<{
  input: DisconnectGoogleAccountInput;
}>;


export type DisconnectGoogleAccountMutation = { disconnectGoogleAccount: { revokedAtGoogle: boolean, message: string, connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> } } };

export type BindGoogleConnectionMutationVariables = Exact<{
  input: BindGoogleConnectionInput;
}>;


export type BindGoogleConnectionMutation = { bindGoogleConnection: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> } } };

export type UnbindGoogleConnectionMutationVariables = Exact<{
  input: UnbindGoogleConnectionInput;
}>;


export type UnbindGoogleConnectionMutation = { unbindGoogleConnection: { connection: { id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> } } };

export type GoogleConnectionsQueryVariables = Exact<{
  agent?: string | null | undefined;
  state?: GoogleAccountState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GoogleConnectionsQuery = { googleConnections: { totalCount: number, nodes: Array<{ id: string, kind: GoogleAccountKind, account: string, state: GoogleAccountState, agents: Array<string>, grantedScopes: Array<string>, neededScopes: Array<string>, missingScopes: Array<string>, consentExpiresAt: string | null, lastRefreshAt: string | null, lastError: string | null, warnings: Array<{ kind: GoogleAccountWarningKind, message: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GoogleAccessTokenQueryVariables = Exact<{
  connection?: string | number | null | undefined;
}>;


export type GoogleAccessTokenQuery = { googleAccessToken: { id: string, account: string, accessToken: string, expiresAt: string, grantedScopes: Array<string> } };

export type EndExclusionMutationVariables = Exact<{
  input: EndLiveKitExclusionInput;
}>;


export type EndExclusionMutation = { endLiveKitExclusion: { exclusion: { id: string } } };

export type RemoveAndExcludeMutationVariables = Exact<{
  input: RemoveLiveKitParticipantInput;
}>;


export type RemoveAndExcludeMutation = { removeLiveKitParticipant: { wasInRoom: boolean, exclusions: Array<{ id: string, agentName: string | null, identity: string | null, room: string | null, endsAt: string | null }> } };

export type UsageOfAgentsQueryVariables = Exact<{
  from: string;
  to: string;
}>;


export type UsageOfAgentsQuery = { agents: { nodes: Array<{ name: string, liveKitUsage: { roomTokenCount: number } | null }> } };

export type ExcludeMutationVariables = Exact<{
  input: ExcludeFromLiveKitInput;
}>;


export type ExcludeMutation = { excludeFromLiveKit: { exclusion: { id: string, agentName: string | null, identity: string | null, room: string | null, reason: string | null, createdBy: string, endsAt: string | null, user: { issuer: string | null, subject: string } | null }, roomRemovals: Array<{ room: string, identity: string, outcome: LiveKitRemovalOutcome }> | null } };

export type ExclusionsQueryVariables = Exact<{
  agent?: string | null | undefined;
  room?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExclusionsQuery = { liveKitExclusions: { totalCount: number, nodes: Array<{ id: string, agentName: string | null, identity: string | null, room: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UsageQueryVariables = Exact<{
  name: string;
  from: string;
  to: string;
}>;


export type UsageQuery = { agent: { liveKitUsage: { roomTokenCount: number, joinCount: number, connectedMinutes: number, days: Array<{ date: string, roomTokenCount: number, joinCount: number, connectedMinutes: number }> } | null } | null };

export type RoomTokenMutationVariables = Exact<{
  input: LiveKitRoomTokenInput;
}>;


export type RoomTokenMutation = { liveKitRoomToken: { serverUrl: string, roomToken: string, room: string, identity: string, issuedAt: string, expiresAt: string } };

export type RoomsQueryVariables = Exact<{
  project?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RoomsQuery = { liveKitRooms: { totalCount: number, nodes: Array<{ id: string, name: string, createdAt: string, participantCount: number, maxParticipants: number, emptyTimeoutSeconds: number, metadata: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ParticipantsQueryVariables = Exact<{
  project?: string | null | undefined;
  room: string;
}>;


export type ParticipantsQuery = { liveKitParticipants: { totalCount: number, nodes: Array<{ id: string, identity: string, name: string, kind: LiveKitParticipantKind, joinedAt: string, metadata: string, attributes: Array<{ name: string, value: string }>, tracks: Array<{ id: string, name: string, kind: LiveKitTrackKind, source: LiveKitTrackSource | null, isMuted: boolean }>, permissions: { canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, hidden: boolean } | null }> } };

export type ParticipantQueryVariables = Exact<{
  room: string;
  identity?: string | null | undefined;
}>;


export type ParticipantQuery = { liveKitParticipant: { identity: string, state: LiveKitParticipantState } | null };

export type RemoveParticipantMutationVariables = Exact<{
  input: RemoveLiveKitParticipantInput;
}>;


export type RemoveParticipantMutation = { removeLiveKitParticipant: { room: string, identity: string, roomTokensRefusedBefore: string } };

export type DispatchAgentMutationVariables = Exact<{
  input: DispatchLiveKitAgentInput;
}>;


export type DispatchAgentMutation = { dispatchLiveKitAgent: { isNew: boolean, dispatch: { id: string, room: string, agentName: string, metadata: string, deployment: string, createdAt: string | null, isOver: boolean, attributes: Array<{ name: string, value: string }> } } };

export type DispatchesQueryVariables = Exact<{
  room: string;
}>;


export type DispatchesQuery = { liveKitAgentDispatches: { totalCount: number, nodes: Array<{ id: string, agentName: string }> } };

export type DeleteDispatchMutationVariables = Exact<{
  input: DeleteLiveKitAgentDispatchInput;
}>;


export type DeleteDispatchMutation = { deleteLiveKitAgentDispatch: { room: string, id: string } };

export type RevokeWithRoomsMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeWithRoomsMutation = { revokeToken: { integrationToken: { status: IntegrationTokenStatus }, roomRemovals: Array<{ room: string, identity: string, outcome: LiveKitRemovalOutcome, roomTokensRefusedBefore: string | null, roomTokenExpiresAt: string, message: string }> | null } };

export type RevokeAllWithRoomsMutationVariables = Exact<{
  input: RevokeAgentTokensInput;
}>;


export type RevokeAllWithRoomsMutation = { revokeAgentTokens: { revokedCount: number, roomRemovals: Array<{ room: string, identity: string, outcome: LiveKitRemovalOutcome, message: string }> | null } };

export type LiveKitPolicyMutationVariables = Exact<{
  input: UpdateAgentInput;
}>;


export type LiveKitPolicyMutation = { updateAgent: { agent: { liveKitPolicy: { rooms: Array<string>, identities: Array<string>, canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, canConfigureRooms: boolean } | null } } };

export type CreateRoomMutationVariables = Exact<{
  input: CreateLiveKitRoomInput;
}>;


export type CreateRoomMutation = { createLiveKitRoom: { isNew: boolean, room: { id: string, name: string, maxParticipants: number, metadata: string, emptyTimeoutSeconds: number, departureTimeoutSeconds: number } } };

export type DeleteRoomMutationVariables = Exact<{
  input: DeleteLiveKitRoomInput;
}>;


export type DeleteRoomMutation = { deleteLiveKitRoom: { room: string } };

export type MuteTrackMutationVariables = Exact<{
  input: MuteLiveKitTrackInput;
}>;


export type MuteTrackMutation = { muteLiveKitTrack: { track: { id: string, isMuted: boolean } } };

export type UpdateParticipantMutationVariables = Exact<{
  input: UpdateLiveKitParticipantInput;
}>;


export type UpdateParticipantMutation = { updateLiveKitParticipant: { participant: { identity: string, name: string, metadata: string, attributes: Array<{ name: string, value: string }>, permissions: { canPublish: boolean, canSubscribe: boolean, canPublishData: boolean, canUpdateOwnMetadata: boolean, publishSources: Array<LiveKitTrackSource> | null, hidden: boolean } | null } } };

export type UpdateRoomMetadataMutationVariables = Exact<{
  input: UpdateLiveKitRoomMetadataInput;
}>;


export type UpdateRoomMetadataMutation = { updateLiveKitRoomMetadata: { room: { name: string, metadata: string } } };

export type ApiTokenMutationVariables = Exact<{
  input: LiveKitApiTokenInput;
}>;


export type ApiTokenMutation = { liveKitApiToken: { serverUrl: string, apiToken: string, grants: Array<LiveKitApiGrant>, issuedAt: string, expiresAt: string } };

export type RoomKeyMutationVariables = Exact<{
  input: LiveKitRoomTokenInput;
}>;


export type RoomKeyMutation = { liveKitRoomToken: { roomToken: string, expiresAt: string, e2eeKey: string | null } };

export type BindAgentSubjectMutationVariables = Exact<{
  input: BindAgentSubjectInput;
}>;


export type BindAgentSubjectMutation = { bindAgentSubject: { agentSubject: { id: string, agentName: string, issuer: string, subject: string, createdAt: string } } };

export type UnbindAgentSubjectMutationVariables = Exact<{
  input: UnbindAgentSubjectInput;
}>;


export type UnbindAgentSubjectMutation = { unbindAgentSubject: { agentSubject: { id: string, agentName: string } } };

export type AgentSubjectsQueryVariables = Exact<{
  name: string;
}>;


export type AgentSubjectsQuery = { agent: { subjects: Array<{ id: string, agentName: string, issuer: string, subject: string, createdAt: string }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { kind: ViewerKind, name: string | null, provider: IntegrationProvider | null, scopes: Array<string> } };

export type CurrentTokenQueryVariables = Exact<{
  agent: string;
}>;


export type CurrentTokenQuery = { currentToken: { agentName: string, provider: IntegrationProvider, header: string, token: string | null, expiresAt: string | null, refreshAt: string | null, valid: boolean, message: string } };

export type GenerateTokenMutationVariables = Exact<{
  input: GenerateTokenInput;
}>;


export type GenerateTokenMutation = { generateToken: { token: string, integrationToken: { id: string, provider: IntegrationProvider, agentName: string, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, issuedAt: string, issuedBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedReason: string | null, note: string | null } } };

export type IntegrationTokenFieldsFragment = { id: string, provider: IntegrationProvider, agentName: string, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, issuedAt: string, issuedBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedReason: string | null, note: string | null };

export type IntegrationTokensQueryVariables = Exact<{
  provider?: IntegrationProvider | null | undefined;
  agent?: string | null | undefined;
  status?: IntegrationTokenStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type IntegrationTokensQuery = { integrationTokens: { totalCount: number, edges: Array<{ cursor: string, node: { id: string } }>, nodes: Array<{ id: string, provider: IntegrationProvider, agentName: string, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, issuedAt: string, issuedBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedReason: string | null, note: string | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type IntegrationTokenQueryVariables = Exact<{
  id: string | number;
}>;


export type IntegrationTokenQuery = { integrationToken: { id: string, provider: IntegrationProvider, agentName: string, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, issuedAt: string, issuedBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedReason: string | null, note: string | null } | null };

export type RotateTokenMutationVariables = Exact<{
  input: RotateTokenInput;
}>;


export type RotateTokenMutation = { rotateToken: { token: string, integrationToken: { id: string, provider: IntegrationProvider, agentName: string, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, issuedAt: string, issuedBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedReason: string | null, note: string | null } } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken: { integrationToken: { id: string, provider: IntegrationProvider, agentName: string, hint: string, status: IntegrationTokenStatus, scopes: Array<string>, issuedAt: string, issuedBy: string, expiresAt: string, lastUsedAt: string | null, revokedAt: string | null, revokedReason: string | null, note: string | null } } };

export type RevokeAgentTokensMutationVariables = Exact<{
  input: RevokeAgentTokensInput;
}>;


export type RevokeAgentTokensMutation = { revokeAgentTokens: { revokedCount: number } };

export type RegisterAgentMutationVariables = Exact<{
  input: RegisterAgentInput;
}>;


export type RegisterAgentMutation = { registerAgent: { agent: { id: string, name: string, provider: IntegrationProvider, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, enabled: boolean } } };

export type DeleteAgentMutationVariables = Exact<{
  input: DeleteAgentInput;
}>;


export type DeleteAgentMutation = { deleteAgent: { agentName: string, deletedId: string } };

export type UpdateAgentMutationVariables = Exact<{
  input: UpdateAgentInput;
}>;


export type UpdateAgentMutation = { updateAgent: { agent: { name: string, renewal: AgentRenewal, ttlSeconds: number, overlapSeconds: number, scopes: Array<string>, enabled: boolean } } };

export type AgentsQueryVariables = Exact<{
  provider?: IntegrationProvider | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AgentsQuery = { agents: { totalCount: number, nodes: Array<{ name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AgentActivitiesQueryVariables = Exact<{ [key: string]: never; }>;


export type AgentActivitiesQuery = { agents: { nodes: Array<{ name: string, tokenExpiresAt: string | null, lastUsedAt: string | null, googleAccounts: Array<string> }> } };

export type AgentQueryVariables = Exact<{
  name: string;
}>;


export type AgentQuery = { agent: { id: string, name: string, enabled: boolean, keys: Array<{ id: string, hint: string, revokedAt: string | null }> } | null };

export type CreateAgentKeyMutationVariables = Exact<{
  input: CreateAgentKeyInput;
}>;


export type CreateAgentKeyMutation = { createAgentKey: { key: string, agentKey: { id: string, hint: string, expiresAt: string | null } } };

export type RevokeAgentKeyMutationVariables = Exact<{
  input: RevokeAgentKeyInput;
}>;


export type RevokeAgentKeyMutation = { revokeAgentKey: { agentKey: { id: string, revokedAt: string | null } } };

export type AuditEventsQueryVariables = Exact<{
  filter?: AuditEventFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditEventsQuery = { auditEvents: { totalCount: number, nodes: Array<{ id: string, at: string, action: AuditAction, actorKind: string, actorName: string | null, agentName: string | null, tokenId: string | null, address: string | null, requestId: string | null, details: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type GatewayStatusQueryVariables = Exact<{ [key: string]: never; }>;


export type GatewayStatusQuery = { gatewayStatus: { version: string, checkedAt: string, findings: Array<{ area: GatewayFindingArea, code: string, level: GatewayFindingLevel, subject: string | null, message: string, action: string | null }> } };

export type CurrentTokenChangedSubscriptionVariables = Exact<{
  agent: string;
}>;


export type CurrentTokenChangedSubscription = { currentTokenChanged: { agentName: string, provider: IntegrationProvider, changedAt: string, expiresAt: string, refreshAt: string, currentToken: { token: string | null, valid: boolean } } };

export const CalendarEventFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<CalendarEventFieldsFragment, unknown>;
export const GoogleAccountFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<GoogleAccountFieldsFragment, unknown>;
export const IntegrationTokenFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntegrationTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]} as unknown as DocumentNode<IntegrationTokenFieldsFragment, unknown>;
export const CalendarsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Calendars"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connection"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendars"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connection"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connection"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"primary"}},{"kind":"Field","name":{"kind":"Name","value":"selected"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<CalendarsQuery, CalendarsQueryVariables>;
export const CalendarDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Calendar"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connection"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendar"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connection"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connection"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"primary"}}]}}]}}]} as unknown as DocumentNode<CalendarQuery, CalendarQueryVariables>;
export const EventByClocksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EventByClocks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"zone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeZone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startLocal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"zone"}}}]},{"kind":"Field","name":{"kind":"Name","value":"endLocal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"zone"}}}]}]}}]}}]}}]}}]} as unknown as DocumentNode<EventByClocksQuery, EventByClocksQueryVariables>;
export const CalendarEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CalendarEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connection"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"calendar"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connection"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connection"}}},{"kind":"Argument","name":{"kind":"Name","value":"calendar"},"value":{"kind":"Variable","name":{"kind":"Name","value":"calendar"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CalendarEventFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<CalendarEventsQuery, CalendarEventsQueryVariables>;
export const CalendarEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CalendarEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connection"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"calendar"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connection"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connection"}}},{"kind":"Argument","name":{"kind":"Name","value":"calendar"},"value":{"kind":"Variable","name":{"kind":"Name","value":"calendar"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CalendarEventFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<CalendarEventQuery, CalendarEventQueryVariables>;
export const FreeBusyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FreeBusy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connections"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"calendars"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"until"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"freeBusy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connections"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connections"}}},{"kind":"Argument","name":{"kind":"Name","value":"calendars"},"value":{"kind":"Variable","name":{"kind":"Name","value":"calendars"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"until"},"value":{"kind":"Variable","name":{"kind":"Name","value":"until"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendars"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"busy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unavailableReason"}}]}}]}}]}}]} as unknown as DocumentNode<FreeBusyQuery, FreeBusyQueryVariables>;
export const GroupBusyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GroupBusy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"calendars"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"until"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"freeBusy"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"calendars"},"value":{"kind":"Variable","name":{"kind":"Name","value":"calendars"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}},{"kind":"Argument","name":{"kind":"Name","value":"until"},"value":{"kind":"Variable","name":{"kind":"Name","value":"until"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendars"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"busy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unavailableReason"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"busy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"unavailableReason"}}]}}]}}]}}]}}]} as unknown as DocumentNode<GroupBusyQuery, GroupBusyQueryVariables>;
export const SuggestTimesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SuggestTimes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SuggestTimesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"suggestTimes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}},{"kind":"Field","name":{"kind":"Name","value":"freeForAll"}},{"kind":"Field","name":{"kind":"Name","value":"unavailable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"unavailableReason"}}]}}]}}]}}]} as unknown as DocumentNode<SuggestTimesQuery, SuggestTimesQueryVariables>;
export const CreateCalendarEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCalendarEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CalendarEventFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<CreateCalendarEventMutation, CreateCalendarEventMutationVariables>;
export const UpdateCalendarEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateCalendarEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CalendarEventFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<UpdateCalendarEventMutation, UpdateCalendarEventMutationVariables>;
export const DeleteCalendarEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteCalendarEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}}]}}]} as unknown as DocumentNode<DeleteCalendarEventMutation, DeleteCalendarEventMutationVariables>;
export const RespondToCalendarEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RespondToCalendarEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RespondToCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"respondToCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CalendarEventFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<RespondToCalendarEventMutation, RespondToCalendarEventMutationVariables>;
export const CreateWithConflictsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateWithConflicts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"guestsCanModify"}},{"kind":"Field","name":{"kind":"Name","value":"guestsCanInviteOthers"}},{"kind":"Field","name":{"kind":"Name","value":"guestsCanSeeOtherGuests"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}}]}}]}}]} as unknown as DocumentNode<CreateWithConflictsMutation, CreateWithConflictsMutationVariables>;
export const UpdateWithConflictsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateWithConflicts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"guestsCanModify"}},{"kind":"Field","name":{"kind":"Name","value":"guestsCanInviteOthers"}},{"kind":"Field","name":{"kind":"Name","value":"guestsCanSeeOtherGuests"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateWithConflictsMutation, UpdateWithConflictsMutationVariables>;
export const MoveCalendarEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MoveCalendarEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MoveCalendarEventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"moveCalendarEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"moved"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CalendarEventFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CalendarEventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"calendarId"}},{"kind":"Field","name":{"kind":"Name","value":"etag"}},{"kind":"Field","name":{"kind":"Name","value":"seriesId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"eventType"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"descriptionText"}},{"kind":"Field","name":{"kind":"Name","value":"location"}},{"kind":"Field","name":{"kind":"Name","value":"time"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AllDayTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startDate"}},{"kind":"Field","name":{"kind":"Name","value":"endDate"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"TimedTime"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startAt"}},{"kind":"Field","name":{"kind":"Name","value":"endAt"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"endTimeZone"}},{"kind":"Field","name":{"kind":"Name","value":"startLocal"}},{"kind":"Field","name":{"kind":"Name","value":"endLocal"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"recurrence"}},{"kind":"Field","name":{"kind":"Name","value":"organizer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"self"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendees"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"response"}},{"kind":"Field","name":{"kind":"Name","value":"optional"}},{"kind":"Field","name":{"kind":"Name","value":"comment"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attendeesOmitted"}},{"kind":"Field","name":{"kind":"Name","value":"ownResponse"}},{"kind":"Field","name":{"kind":"Name","value":"workingLocation"}},{"kind":"Field","name":{"kind":"Name","value":"conferenceUrl"}},{"kind":"Field","name":{"kind":"Name","value":"htmlLink"}},{"kind":"Field","name":{"kind":"Name","value":"transparency"}},{"kind":"Field","name":{"kind":"Name","value":"visibility"}},{"kind":"Field","name":{"kind":"Name","value":"reminders"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"useDefault"}},{"kind":"Field","name":{"kind":"Name","value":"overrides"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"minutesBefore"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"colorId"}},{"kind":"Field","name":{"kind":"Name","value":"color"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}}]}}]} as unknown as DocumentNode<MoveCalendarEventMutation, MoveCalendarEventMutationVariables>;
export const CreateCalendarEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCalendarEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCalendarEventsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCalendarEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"argument"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conflicts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"summary"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateCalendarEventsMutation, CreateCalendarEventsMutationVariables>;
export const ConnectGoogleAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConnectGoogleAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConnectGoogleAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connectGoogleAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"consentUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<ConnectGoogleAccountMutation, ConnectGoogleAccountMutationVariables>;
export const ImportGoogleConnectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportGoogleConnection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportGoogleConnectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importGoogleConnection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GoogleAccountFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ImportGoogleConnectionMutation, ImportGoogleConnectionMutationVariables>;
export const ImportGoogleServiceAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportGoogleServiceAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ImportGoogleServiceAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importGoogleServiceAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GoogleAccountFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ImportGoogleServiceAccountMutation, ImportGoogleServiceAccountMutationVariables>;
export const DisconnectGoogleAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DisconnectGoogleAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DisconnectGoogleAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"disconnectGoogleAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GoogleAccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revokedAtGoogle"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<DisconnectGoogleAccountMutation, DisconnectGoogleAccountMutationVariables>;
export const BindGoogleConnectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BindGoogleConnection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BindGoogleConnectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bindGoogleConnection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GoogleAccountFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<BindGoogleConnectionMutation, BindGoogleConnectionMutationVariables>;
export const UnbindGoogleConnectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnbindGoogleConnection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnbindGoogleConnectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unbindGoogleConnection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"connection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GoogleAccountFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<UnbindGoogleConnectionMutation, UnbindGoogleConnectionMutationVariables>;
export const GoogleConnectionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GoogleConnections"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agent"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccountState"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"googleConnections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"agent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agent"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GoogleAccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GoogleAccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GoogleAccount"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"agents"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}},{"kind":"Field","name":{"kind":"Name","value":"neededScopes"}},{"kind":"Field","name":{"kind":"Name","value":"missingScopes"}},{"kind":"Field","name":{"kind":"Name","value":"consentExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastRefreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<GoogleConnectionsQuery, GoogleConnectionsQueryVariables>;
export const GoogleAccessTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GoogleAccessToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"connection"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"googleAccessToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"connection"},"value":{"kind":"Variable","name":{"kind":"Name","value":"connection"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"account"}},{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"grantedScopes"}}]}}]}}]} as unknown as DocumentNode<GoogleAccessTokenQuery, GoogleAccessTokenQueryVariables>;
export const EndExclusionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndExclusion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndLiveKitExclusionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endLiveKitExclusion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exclusion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<EndExclusionMutation, EndExclusionMutationVariables>;
export const RemoveAndExcludeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveAndExclude"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveLiveKitParticipantInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeLiveKitParticipant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"wasInRoom"}},{"kind":"Field","name":{"kind":"Name","value":"exclusions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}}]}}]}}]}}]} as unknown as DocumentNode<RemoveAndExcludeMutation, RemoveAndExcludeMutationVariables>;
export const UsageOfAgentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UsageOfAgents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"liveKitUsage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roomTokenCount"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UsageOfAgentsQuery, UsageOfAgentsQueryVariables>;
export const ExcludeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Exclude"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ExcludeFromLiveKitInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"excludeFromLiveKit"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"exclusion"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"issuer"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}}]}},{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"endsAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"roomRemovals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}}]}}]}}]}}]} as unknown as DocumentNode<ExcludeMutation, ExcludeMutationVariables>;
export const ExclusionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Exclusions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agent"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"room"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitExclusions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"agent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agent"}}},{"kind":"Argument","name":{"kind":"Name","value":"room"},"value":{"kind":"Variable","name":{"kind":"Name","value":"room"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"room"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<ExclusionsQuery, ExclusionsQueryVariables>;
export const UsageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Usage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Date"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitUsage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roomTokenCount"}},{"kind":"Field","name":{"kind":"Name","value":"joinCount"}},{"kind":"Field","name":{"kind":"Name","value":"connectedMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"days"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"roomTokenCount"}},{"kind":"Field","name":{"kind":"Name","value":"joinCount"}},{"kind":"Field","name":{"kind":"Name","value":"connectedMinutes"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UsageQuery, UsageQueryVariables>;
export const RoomTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RoomToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LiveKitRoomTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitRoomToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverUrl"}},{"kind":"Field","name":{"kind":"Name","value":"roomToken"}},{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<RoomTokenMutation, RoomTokenMutationVariables>;
export const RoomsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Rooms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitRooms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"participantCount"}},{"kind":"Field","name":{"kind":"Name","value":"maxParticipants"}},{"kind":"Field","name":{"kind":"Name","value":"emptyTimeoutSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<RoomsQuery, RoomsQueryVariables>;
export const ParticipantsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Participants"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"project"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"room"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitParticipants"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"project"},"value":{"kind":"Variable","name":{"kind":"Name","value":"project"}}},{"kind":"Argument","name":{"kind":"Name","value":"room"},"value":{"kind":"Variable","name":{"kind":"Name","value":"room"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"joinedAt"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"isMuted"}}]}},{"kind":"Field","name":{"kind":"Name","value":"permissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"canPublish"}},{"kind":"Field","name":{"kind":"Name","value":"canSubscribe"}},{"kind":"Field","name":{"kind":"Name","value":"canPublishData"}},{"kind":"Field","name":{"kind":"Name","value":"canUpdateOwnMetadata"}},{"kind":"Field","name":{"kind":"Name","value":"publishSources"}},{"kind":"Field","name":{"kind":"Name","value":"hidden"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<ParticipantsQuery, ParticipantsQueryVariables>;
export const ParticipantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Participant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"room"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"identity"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitParticipant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"room"},"value":{"kind":"Variable","name":{"kind":"Name","value":"room"}}},{"kind":"Argument","name":{"kind":"Name","value":"identity"},"value":{"kind":"Variable","name":{"kind":"Name","value":"identity"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}}]} as unknown as DocumentNode<ParticipantQuery, ParticipantQueryVariables>;
export const RemoveParticipantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveParticipant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveLiveKitParticipantInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeLiveKitParticipant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"roomTokensRefusedBefore"}}]}}]}}]} as unknown as DocumentNode<RemoveParticipantMutation, RemoveParticipantMutationVariables>;
export const DispatchAgentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DispatchAgent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DispatchLiveKitAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dispatchLiveKitAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dispatch"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"deployment"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"isOver"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isNew"}}]}}]}}]} as unknown as DocumentNode<DispatchAgentMutation, DispatchAgentMutationVariables>;
export const DispatchesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Dispatches"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"room"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitAgentDispatches"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"room"},"value":{"kind":"Variable","name":{"kind":"Name","value":"room"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<DispatchesQuery, DispatchesQueryVariables>;
export const DeleteDispatchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteDispatch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteLiveKitAgentDispatchInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteLiveKitAgentDispatch"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]} as unknown as DocumentNode<DeleteDispatchMutation, DeleteDispatchMutationVariables>;
export const RevokeWithRoomsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeWithRooms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"roomRemovals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"roomTokensRefusedBefore"}},{"kind":"Field","name":{"kind":"Name","value":"roomTokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeWithRoomsMutation, RevokeWithRoomsMutationVariables>;
export const RevokeAllWithRoomsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeAllWithRooms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeAgentTokensInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeAgentTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokedCount"}},{"kind":"Field","name":{"kind":"Name","value":"roomRemovals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"}},{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeAllWithRoomsMutation, RevokeAllWithRoomsMutationVariables>;
export const LiveKitPolicyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LiveKitPolicy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitPolicy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rooms"}},{"kind":"Field","name":{"kind":"Name","value":"identities"}},{"kind":"Field","name":{"kind":"Name","value":"canPublish"}},{"kind":"Field","name":{"kind":"Name","value":"canSubscribe"}},{"kind":"Field","name":{"kind":"Name","value":"canPublishData"}},{"kind":"Field","name":{"kind":"Name","value":"canUpdateOwnMetadata"}},{"kind":"Field","name":{"kind":"Name","value":"publishSources"}},{"kind":"Field","name":{"kind":"Name","value":"canConfigureRooms"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LiveKitPolicyMutation, LiveKitPolicyMutationVariables>;
export const CreateRoomDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateRoom"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateLiveKitRoomInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createLiveKitRoom"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"maxParticipants"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"emptyTimeoutSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"departureTimeoutSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isNew"}}]}}]}}]} as unknown as DocumentNode<CreateRoomMutation, CreateRoomMutationVariables>;
export const DeleteRoomDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteRoom"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteLiveKitRoomInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteLiveKitRoom"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"}}]}}]}}]} as unknown as DocumentNode<DeleteRoomMutation, DeleteRoomMutationVariables>;
export const MuteTrackDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MuteTrack"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MuteLiveKitTrackInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"muteLiveKitTrack"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"track"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"isMuted"}}]}}]}}]}}]} as unknown as DocumentNode<MuteTrackMutation, MuteTrackMutationVariables>;
export const UpdateParticipantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateParticipant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateLiveKitParticipantInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateLiveKitParticipant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"participant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identity"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"permissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"canPublish"}},{"kind":"Field","name":{"kind":"Name","value":"canSubscribe"}},{"kind":"Field","name":{"kind":"Name","value":"canPublishData"}},{"kind":"Field","name":{"kind":"Name","value":"canUpdateOwnMetadata"}},{"kind":"Field","name":{"kind":"Name","value":"publishSources"}},{"kind":"Field","name":{"kind":"Name","value":"hidden"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UpdateParticipantMutation, UpdateParticipantMutationVariables>;
export const UpdateRoomMetadataDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateRoomMetadata"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateLiveKitRoomMetadataInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateLiveKitRoomMetadata"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"room"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateRoomMetadataMutation, UpdateRoomMetadataMutationVariables>;
export const ApiTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApiToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LiveKitApiTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitApiToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverUrl"}},{"kind":"Field","name":{"kind":"Name","value":"apiToken"}},{"kind":"Field","name":{"kind":"Name","value":"grants"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<ApiTokenMutation, ApiTokenMutationVariables>;
export const RoomKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RoomKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LiveKitRoomTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveKitRoomToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"roomToken"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"e2eeKey"}}]}}]}}]} as unknown as DocumentNode<RoomKeyMutation, RoomKeyMutationVariables>;
export const BindAgentSubjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"BindAgentSubject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"BindAgentSubjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"bindAgentSubject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentSubject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"issuer"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}}]} as unknown as DocumentNode<BindAgentSubjectMutation, BindAgentSubjectMutationVariables>;
export const UnbindAgentSubjectDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnbindAgentSubject"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnbindAgentSubjectInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unbindAgentSubject"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentSubject"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}}]}}]}}]}}]} as unknown as DocumentNode<UnbindAgentSubjectMutation, UnbindAgentSubjectMutationVariables>;
export const AgentSubjectsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AgentSubjects"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subjects"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"issuer"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]}}]} as unknown as DocumentNode<AgentSubjectsQuery, AgentSubjectsQueryVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const CurrentTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CurrentToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agent"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"agent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agent"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"valid"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<CurrentTokenQuery, CurrentTokenQueryVariables>;
export const GenerateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntegrationTokenFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntegrationTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]} as unknown as DocumentNode<GenerateTokenMutation, GenerateTokenMutationVariables>;
export const IntegrationTokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IntegrationTokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationProvider"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agent"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationTokenStatus"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"integrationTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"agent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agent"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntegrationTokenFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntegrationTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]} as unknown as DocumentNode<IntegrationTokensQuery, IntegrationTokensQueryVariables>;
export const IntegrationTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IntegrationToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntegrationTokenFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntegrationTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]} as unknown as DocumentNode<IntegrationTokenQuery, IntegrationTokenQueryVariables>;
export const RotateTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RotateToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RotateTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rotateToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntegrationTokenFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntegrationTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]} as unknown as DocumentNode<RotateTokenMutation, RotateTokenMutationVariables>;
export const RevokeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeTokenInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"integrationToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IntegrationTokenFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IntegrationTokenFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationToken"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"issuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"issuedBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]} as unknown as DocumentNode<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const RevokeAgentTokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeAgentTokens"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeAgentTokensInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeAgentTokens"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokedCount"}}]}}]}}]} as unknown as DocumentNode<RevokeAgentTokensMutation, RevokeAgentTokensMutationVariables>;
export const RegisterAgentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RegisterAgent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"renewal"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"overlapSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}}]}}]}}]} as unknown as DocumentNode<RegisterAgentMutation, RegisterAgentMutationVariables>;
export const DeleteAgentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteAgent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}}]}}]} as unknown as DocumentNode<DeleteAgentMutation, DeleteAgentMutationVariables>;
export const UpdateAgentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateAgent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAgentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAgent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"renewal"}},{"kind":"Field","name":{"kind":"Name","value":"ttlSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"overlapSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateAgentMutation, UpdateAgentMutationVariables>;
export const AgentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Agents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"IntegrationProvider"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<AgentsQuery, AgentsQueryVariables>;
export const AgentActivitiesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AgentActivities"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tokenExpiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"googleAccounts"}}]}}]}}]}}]} as unknown as DocumentNode<AgentActivitiesQuery, AgentActivitiesQueryVariables>;
export const AgentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Agent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"keys"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]}}]}}]} as unknown as DocumentNode<AgentQuery, AgentQueryVariables>;
export const CreateAgentKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAgentKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAgentKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAgentKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"agentKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"hint"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]}}]} as unknown as DocumentNode<CreateAgentKeyMutation, CreateAgentKeyMutationVariables>;
export const RevokeAgentKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeAgentKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeAgentKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeAgentKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeAgentKeyMutation, RevokeAgentKeyMutationVariables>;
export const AuditEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEventFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"actorKind"}},{"kind":"Field","name":{"kind":"Name","value":"actorName"}},{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"tokenId"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"details"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}}]}}]}}]} as unknown as DocumentNode<AuditEventsQuery, AuditEventsQueryVariables>;
export const GatewayStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GatewayStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"gatewayStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"checkedAt"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"area"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"action"}}]}}]}}]}}]} as unknown as DocumentNode<GatewayStatusQuery, GatewayStatusQueryVariables>;
export const CurrentTokenChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"CurrentTokenChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agent"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currentTokenChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"agent"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agent"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agentName"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"refreshAt"}},{"kind":"Field","name":{"kind":"Name","value":"currentToken"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"valid"}}]}}]}}]}}]} as unknown as DocumentNode<CurrentTokenChangedSubscription, CurrentTokenChangedSubscriptionVariables>;