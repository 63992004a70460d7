import { z } from 'zod';

import type {
  CalendarRemindersInput,
  CreateCalendarEventInput,
  EventTimeInput,
} from '../../generated/graphql.js';
import { badUserInput } from '../../platform/errors.js';
import { checkTimeZone, namedZone } from '../../platform/time-zone.js';
import { COLORS, readColor } from '../input/color.js';
import { readReminder, readReminders } from '../input/reminders.js';
import { writtenForms } from '../input/written-form.js';
import { guests, timeZone } from '../inputs.js';
import type { ToolCall } from '../tool.js';
import { hasOffset, instantOf, isDay, localTimeOf, writtenTime, writtenZone } from './times.js';
import { zoneFor, type ZoneInput } from './zone.js';

interface SaidReminders {
  readonly useDefault?: boolean | undefined;
  readonly overrides?: readonly { method: 'email' | 'popup'; minutes: number }[] | undefined;
}

/** Neither says nothing, and Google refuses both. */
function saysOneOf({ useDefault, overrides }: SaidReminders): boolean {
  if (useDefault === undefined) return overrides !== undefined;
  return !useDefault || (overrides ?? []).length === 0;
}

/** What can be said of an event when it is made or changed, but for when it is. */
export const eventFields = {
  description: z.string().optional(),
  location: z.string().optional(),
  attendees: guests.describe('All; who is left out is not invited.'),
  recurrence: z
    .array(z.string().register(writtenForms, { read: readRule }))
    .register(writtenForms, { split: (text) => text.split(/\r?\n|\\n/) })
    .optional()
    .describe('RFC 5545: ["RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=10"].'),
  reminders: z
    .strictObject({
      useDefault: z.boolean().optional(),
      overrides: z
        .array(
          z
            .strictObject({
              method: z.enum(['email', 'popup']),
              minutes: z.int().min(0).max(40_320).describe('Before it begins.'),
            })
            .register(writtenForms, { read: readReminder }),
        )
        .optional()
        .describe('Its own; empty: none.'),
    })
    .register(writtenForms, {
      read: readReminders,
      example: { overrides: [{ method: 'popup', minutes: 10 }] },
    })
    .refine(saysOneOf, 'must have useDefault: true or overrides, one of the two')
    .optional(),
  color: z.enum(COLORS).register(writtenForms, { read: readColor }).optional(),
  transparency: z.enum(['opaque', 'transparent']).optional().describe('opaque: busy.'),
  visibility: z.enum(['default', 'public', 'private', 'confidential']).optional(),
  addConference: z.boolean().optional().describe('Adds Google Meet.'),
  guestPermissions: z
    .array(z.enum(['modify', 'inviteOthers', 'seeOtherGuests']))
    .optional()
    .describe('All that guests may do; empty for nothing.'),
};

/** When an event is to be. */
export const eventTimes = {
  start: writtenTime.describe('2030-03-25T09:00:00, with offset if that comes twice; or a day.'),
  end: writtenTime.optional().describe('As start; of days, the day after the last.'),
  timeZone: timeZone.describe("IANA; else the calendar's."),
  endTimeZone: writtenZone.optional(),
};

const METHODS = { email: 'EMAIL', popup: 'POPUP' } as const;
const COLOR_NAMES = {
  lavender: 'LAVENDER',
  sage: 'SAGE',
  grape: 'GRAPE',
  flamingo: 'FLAMINGO',
  banana: 'BANANA',
  tangerine: 'TANGERINE',
  peacock: 'PEACOCK',
  graphite: 'GRAPHITE',
  blueberry: 'BLUEBERRY',
  basil: 'BASIL',
  tomato: 'TOMATO',
} as const;
const TRANSPARENCIES = { opaque: 'OPAQUE', transparent: 'TRANSPARENT' } as const;
const VISIBILITIES = {
  default: 'DEFAULT',
  public: 'PUBLIC',
  private: 'PRIVATE',
  confidential: 'CONFIDENTIAL',
} as const;

/** What was said of an event. */
export type SaidFields = {
  readonly [Name in keyof typeof eventFields]?: z.output<(typeof eventFields)[Name]>;
} & { readonly summary?: string | undefined };

/** What was said of when an event is to be. */
export interface SaidTimes {
  readonly start: string;
  readonly end?: string | undefined;
  readonly endTimeZone?: string | undefined;
}

/** The fields as the schema's inputs have them. */
export function fieldsOf(input: SaidFields): Omit<CreateCalendarEventInput, 'time'> {
  const { reminders, transparency, visibility, guestPermissions, ...rest } = input;
  const { summary, description, location, attendees, recurrence, color, addConference } = rest;
  return {
    summary,
    description,
    location,
    attendees,
    recurrence,
    color: color === 'default' ? null : color && COLOR_NAMES[color],
    addConference,
    transparency: transparency && TRANSPARENCIES[transparency],
    visibility: visibility && VISIBILITIES[visibility],
    reminders: reminders && remindersOf(reminders),
    guestsCanModify: guestPermissions?.includes('modify'),
    guestsCanInviteOthers: guestPermissions?.includes('inviteOthers'),
    guestsCanSeeOtherGuests: guestPermissions?.includes('seeOtherGuests'),
  };
}

/** Null is what the schema calls the calendar's own. */
function remindersOf({ useDefault, overrides = [] }: SaidReminders): CalendarRemindersInput | null {
  if (useDefault) return null;
  return {
    overrides: overrides.map(({ method, minutes }) => ({
      method: METHODS[method],
      minutesBefore: minutes,
    })),
  };
}

/** A rule of RFC 5545 without the name of its property, as some models write it. */
function readRule(written: unknown): unknown {
  return typeof written === 'string' && /^\s*FREQ=/i.test(written) ? `RRULE:${written}` : written;
}

/**
 * When an event is to be, as the schema wants it: by the clocks of the zone that the input names,
 * or of the calendar's own. A time with an offset keeps its instant.
 *
 * @param isNew - an event that is there already keeps how long it is where `end` is left out
 * @throws DomainError `BAD_USER_INPUT` naming `start`, `end`, `timeZone` or `endTimeZone`
 */
export function timeOf(
  call: ToolCall,
  input: ZoneInput & SaidTimes,
  isNew = false,
): Promise<EventTimeInput> {
  return timeBy(() => zoneFor(call, input), input, isNew);
}

/** The same as {@link timeOf}, by a zone that is asked for where it is needed. */
export async function timeBy(
  zoneOf: () => Promise<string>,
  input: SaidTimes,
  isNew: boolean,
): Promise<EventTimeInput> {
  const { start, end } = input;
  if (isDay(start)) {
    if (end !== undefined && !isDay(end)) throw badUserInput('end', 'must be a day, as start is');
    return { allDay: { startDate: start, endDate: end } };
  }
  if (end === undefined ? isNew : isDay(end)) {
    throw badUserInput('end', 'must be a time, for example 2030-03-25T10:00:00, as start is');
  }
  const zone = await zoneOf();
  const endZone =
    input.endTimeZone === undefined ? zone : checkTimeZone('endTimeZone', input.endTimeZone);
  const [startMoment, endMoment] = [
    momentOf('start', start, zone),
    end === undefined ? {} : momentOf('end', end, endZone),
  ];
  return {
    timed: {
      startLocal: startMoment.local,
      startAt: startMoment.at,
      endLocal: endMoment.local,
      endAt: endMoment.at,
      timeZone: namedZone(zone),
      endTimeZone: input.endTimeZone === undefined ? undefined : endZone,
    },
  };
}

/**
 * The end of a sentence, where times were read by other clocks than those of the answer and nobody
 * had said by which.
 */
export function readBy(
  { timeZone }: ZoneInput,
  time: EventTimeInput | undefined,
  shownZone: string,
): string {
  const { startLocal, timeZone: zone } = time?.timed ?? {};
  if (timeZone !== undefined || !startLocal || zone === undefined || zone === shownZone) return '';
  return ` Its times were read by the calendar's own clocks, ${zone}.`;
}

/** A written time as the schema takes it; by a zone that is an offset, it is an instant, too. */
function momentOf(
  argument: string,
  written: string,
  zone: string,
): { readonly local?: string; readonly at?: string } {
  return hasOffset(written) || isOffset(zone)
    ? { at: instantOf(argument, written, zone) }
    : { local: localTimeOf(argument, written) };
}

function isOffset(zone: string): boolean {
  return /^[+-]/.test(zone);
}
