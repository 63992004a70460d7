import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/v3.js';

/** What Google's Calendar API answers with and is sent, by the names this folder has for it. */
export type GoogleEvent = calendar_v3.Schema$Event;
/** See {@link GoogleEvent}. */
export type GoogleEventPage = calendar_v3.Schema$Events;
/** See {@link GoogleEvent}. */
export type GoogleCalendarEntry = calendar_v3.Schema$CalendarListEntry;
/** See {@link GoogleEvent}. */
export type GoogleCalendarPage = calendar_v3.Schema$CalendarList;
/** See {@link GoogleEvent}. */
export type GoogleFreeBusy = calendar_v3.Schema$FreeBusyResponse;
/** See {@link GoogleEvent}. */
export type GoogleFreeBusyQuestion = calendar_v3.Schema$FreeBusyRequest;

/** Whom Google tells of a change by e-mail. */
export type SendUpdates = 'all' | 'externalOnly' | 'none';
