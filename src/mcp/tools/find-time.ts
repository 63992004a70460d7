import { z } from 'zod';

import { ToolFreeBusyDocument, ToolSuggestedTimesDocument } from '../../generated/graphql.js';
import { shownZone } from '../events/event.js';
import { rangeOf } from '../events/read.js';
import { shown, spokenTime, writtenTime } from '../events/times.js';
import { clocksOf, ownZone, zoneFor } from '../events/zone.js';
import { CALENDAR_ICON } from '../icons.js';
import { account, calendarList, timeMax, timeMin, timeZone } from '../inputs.js';
import { defineTool, READS } from '../tool.js';
import { spokenUnavailable, unavailable, type Unavailable } from '../unavailable.js';

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const span = z.object({ start: z.string(), end: z.string() });

const time = z.string().regex(/^\d\d:\d\d$/, 'must be a time, for example 09:00');

/** When calendars are busy. */
export const getFreeBusy = defineTool({
  name: 'get-freebusy',
  title: 'Get free and busy times',
  icon: CALENDAR_ICON,
  description:
    'Says when calendars or people are busy, without what they do then. To find a time at which all are free, use suggest-time.',
  field: { type: 'Query', name: 'freeBusy', scope: 'calendar.read' },
  input: z.strictObject({
    account,
    calendars: calendarList,
    timeMin: writtenTime.describe('From when on: 2030-03-25T09:00:00.'),
    timeMax: writtenTime.describe('Until when: 2030-03-25T18:00:00.'),
    timeZone,
  }),
  output: z.object({
    account: z.string(),
    timeZone: shownZone,
    calendars: z.array(z.object({ calendarId: z.string(), busy: z.array(span) })),
    unavailable,
  }),
  annotations: READS,
  run: async (input, call) => {
    const zone = await zoneFor(call, input);
    const { since, until } = rangeOf(input, zone);
    const { freeBusy } = await call.query(ToolFreeBusyDocument, {
      account: input.account,
      calendars: input.calendars?.map(({ id }) => id),
      since,
      until,
    });
    const known = freeBusy.calendars.filter((calendar) => calendar.unavailableReason === null);
    const calendars = known.map(({ calendarId, busy }) => ({
      calendarId,
      busy: busy.map(({ startAt, endAt }) => ({
        start: shown(startAt, zone),
        end: shown(endAt, zone),
      })),
    }));
    const times = calendars.reduce((sum, { busy }) => sum + busy.length, 0);
    const unknown = unavailableOf(freeBusy.calendars);
    return {
      content: { account: freeBusy.account, timeZone: zone, calendars, unavailable: unknown },
      spoken:
        (times === 0 ? 'Nothing is planned in that time.' : `There are ${times} busy times.`) +
        spokenUnavailable(unknown),
    };
  },
});

/** When calendars are free. */
export const suggestTime = defineTool({
  name: 'suggest-time',
  title: 'Suggest a time',
  icon: CALENDAR_ICON,
  description:
    'Finds the first times at which all calendars or people are free for so many minutes, for create-event.',
  field: { type: 'Query', name: 'suggestTimes', scope: 'calendar.read' },
  input: z.strictObject({
    account,
    calendars: calendarList,
    durationMinutes: z.int().min(1).max(1440).describe('How long.'),
    timeMin: timeMin.describe('From when on; now when left out.'),
    timeMax: timeMax.describe('Until when; two weeks later when left out.'),
    timeZone,
    bufferMinutes: z
      .int()
      .min(0)
      .max(240)
      .optional()
      .describe('Minutes that must be free before and after, too.'),
    workingHours: z
      .strictObject({
        start: time.describe('For example 09:00.'),
        end: time.describe('For example 17:00.'),
        days: z.array(z.enum(WEEKDAYS)).optional().describe('Monday to Friday when left out.'),
      })
      .optional()
      .describe('The hours to look at; all of them when left out.'),
    maxResults: z.int().min(1).max(50).default(5).describe('How many times to suggest.'),
  }),
  output: z.object({
    account: z.string(),
    timeZone: shownZone,
    suggestions: z.array(span),
    unavailable,
  }),
  annotations: READS,
  run: async (input, call) => {
    const zone = await zoneFor(call, input);
    const { since, until } = rangeOf(input, zone);
    const { workingHours: hours } = input;
    const asked = call.query(ToolSuggestedTimesDocument, {
      input: {
        connection: input.account,
        calendars: input.calendars?.map(({ id }) => id),
        durationMinutes: input.durationMinutes,
        bufferMinutes: input.bufferMinutes,
        since,
        until,
        timeZone: zone,
        first: input.maxResults,
        workingHours: hours && {
          startTime: hours.start,
          endTime: hours.end,
          days: hours.days?.map((day) => day.toUpperCase() as Uppercase<typeof day>),
        },
      },
    });
    const [{ suggestTimes }, own] = await Promise.all([
      asked,
      input.timeZone === undefined ? zone : ownZone(call, input.account),
    ]);
    const suggestions = suggestTimes.slots.map(({ startAt, endAt }) => ({
      start: shown(startAt, zone),
      end: shown(endAt, zone),
    }));
    const [first] = suggestions;
    const unknown = unavailableOf(suggestTimes.unavailable);
    return {
      content: {
        account: suggestTimes.account,
        timeZone: zone,
        suggestions,
        unavailable: unknown,
      },
      spoken:
        (first
          ? `The first free time is ${spokenTime(first.start, clocksOf(zone, own, zone))}.`
          : 'There is no such time. Ask for a shorter one, or for a longer range.') +
        spokenUnavailable(unknown),
    };
  },
});

type Looked = readonly { readonly calendarId: string; readonly unavailableReason: string | null }[];

function unavailableOf(calendars: Looked): Unavailable[] {
  return calendars.flatMap(({ calendarId, unavailableReason: reason }) =>
    reason === null ? [] : [{ calendarId, reason }],
  );
}
