import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { test } from 'vitest';

import type {
  CalendarEventFieldsFragment,
  CreateCalendarEventInput,
  CalendarEventFilter,
} from '../generated/graphql.js';
import { CreateCalendarEventMutation, CalendarEventsQuery } from './calendar-operations.js';
import { stopWith } from './fixture-end.js';
import type { Answer, GatewayOptions } from './gateway.js';
import { connect, startGoogleGateway, type GoogleGateway } from './google-gateway.js';
import type { GoogleEmulator } from './google/google-emulator.js';
import type { GoogleEvent } from './google/recurrence.js';
import { generateToken, providerHeader, registerAgent } from './tokens.js';

/** A gateway whose agent works with an emulated Google account. */
export interface CalendarGateway extends GoogleGateway {
  /** The agent's name. */
  readonly agent: string;
  /** Its token, in its provider's header. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sends an operation as the agent. */
  ask<T, V>(document: TypedDocumentNode<T, V>, variables: V): Promise<Answer<T>>;
  /** Sends an operation as the agent, and fails the test where it is not answered. */
  get<T, V>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
}

/** Starts a gateway and a Google, connects its account, and binds a new agent to it. */
export async function startCalendarGateway(
  options: GatewayOptions & { google?: GoogleEmulator } = {},
): Promise<CalendarGateway> {
  const gateway = await startGoogleGateway(options);
  const provider = 'GOOGLE_CALENDAR_MCP';
  const agent = await registerAgent(gateway, { provider });
  const { token } = await generateToken(gateway, { provider, agent });
  const page = await connect(gateway, { agents: [agent] });
  if (page.status !== 200) throw new Error(page.text);
  const headers = providerHeader(provider, token);
  const ask: CalendarGateway['ask'] = (document, variables) =>
    gateway.send(document, variables, headers);
  return {
    ...gateway,
    agent,
    headers,
    ask,
    get: async (document, variables) => {
      const { data, errors } = await ask(document, variables);
      if (!data || errors.length > 0) throw new Error(JSON.stringify(errors));
      return data;
    },
  };
}

/** `gatewayTest` with an agent that works with an emulated Google account. */
export function calendarTest(options: GatewayOptions = {}) {
  return test.extend('gateway', { scope: 'file' }, ({}, end) =>
    stopWith(end, startCalendarGateway(options)),
  );
}

/** An hour on a morning in Berlin, as an event's input has it. */
export function morning(date = '2030-03-25', hour = 9): CreateCalendarEventInput['time'] {
  const at = (hours: number) => `${date}T${String(hours).padStart(2, '0')}:00:00`;
  return { timed: { startLocal: at(hour), endLocal: at(hour + 1), timeZone: 'Europe/Berlin' } };
}

/** Makes an event as the agent. */
export async function createEvent(
  gateway: CalendarGateway,
  input: Partial<CreateCalendarEventInput> = {},
): Promise<CalendarEventFieldsFragment> {
  const { createCalendarEvent } = await gateway.get(CreateCalendarEventMutation, {
    input: { summary: 'Planning', time: morning(), ...input },
  });
  return createCalendarEvent.event;
}

/** The events of a calendar, as the agent sees them. */
export async function eventsOf(
  gateway: CalendarGateway,
  filter: CalendarEventFilter = {},
): Promise<readonly CalendarEventFieldsFragment[]> {
  return (await gateway.get(CalendarEventsQuery, { filter })).calendarEvents.nodes;
}

/** What clocks showed when an event began. */
export function startOf({ time }: CalendarEventFieldsFragment): string | undefined {
  if (time?.__typename === 'TimedTime') return time.startLocal;
  return time?.startDate;
}

/** An event that is put into the account's calendar behind the gateway's back. */
export function seedEvent(
  { google }: GoogleGateway,
  event: Partial<GoogleEvent>,
  calendar = 'maya@example.com',
): GoogleEvent {
  return google.events.insert(
    calendar,
    {
      summary: 'Seeded',
      start: { dateTime: '2030-03-25T09:00:00+01:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2030-03-25T10:00:00+01:00', timeZone: 'Europe/Berlin' },
      ...event,
    },
    calendar,
  );
}
