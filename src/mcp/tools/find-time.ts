import { z } from 'zod';

import {
  ToolFreeBusyDocument,
  ToolSuggestedTimesDocument,
  type ToolBusyFragment,
} from '../../generated/graphql.js';
import { shownZone } from '../events/event.js';
import { lookedAt } from '../events/looked-at.js';
import { rangeOf } from '../events/read.js';
import { shown, spokenTime, writtenTime } from '../events/times.js';
import { hoursOf, workingHours } from '../events/working-hours.js';
import { CALENDAR_ICON } from '../icons.js';
import { accounts, calendarList, timeMax, timeMin, timeZone } from '../inputs.js';
import { defineTool, READS } from '../tool.js';
import { reasonWord, spokenUnavailable, unavailable, type Unavailable } from '../unavailable.js';

const span = z.object({ start: z.string(), end: z.string() });

/** When calendars are busy. */
export const getFreeBusy = defineTool({
  name: 'get-freebusy',
  title: 'Get free and busy times',
  icon: CALENDAR_ICON,
  description:
    'Says when calendars, people or groups are busy. suggest-time finds when all are free.',
  field: { type: 'Query', name: 'freeBusy', scope: 'calendar.read' },
  input: z.strictObject({
    account: accounts,
    calendars: calendarList,
    timeMin: writtenTime.describe('2030-03-25T09:00:00.'),
    timeMax: writtenTime.describe('2030-03-25T18:00:00.'),
    timeZone,
  }),
  output: z.object({
    account: z.string(),
    timeZone: shownZone,
    calendars: z.array(
      z.object({
        account: z.string().optional(),
        calendarId: z.string(),
        memberOf: z.string().optional().describe('The group that was asked for.'),
        busy: z.array(span),
      }),
    ),
    unavailable,
  }),
  annotations: READS,
  run: async (input, call) => {
    const { asked, isOfSeveral, beyond, clocks } = await lookedAt(call, input);
    const { since, until } = rangeOf(input, clocks.timeZone);
    const { freeBusy } = await call.query(ToolFreeBusyDocument, {
      accounts: asked,
      calendars: input.calendars,
      since,
      until,
    });
    const known = freeBusy.calendars.flatMap((one) =>
      (one.members ?? [one])
        .filter(({ unavailableReason }) => unavailableReason === null)
        .map((calendar) => ({
          ...showBusy(calendar, clocks.timeZone, isOfSeveral),
          ...(one.members && { memberOf: one.calendarId }),
        })),
    );
    const unknown = [...unavailableOf(freeBusy.calendars, isOfSeveral), ...beyond];
    return {
      content: {
        account: freeBusy.account,
        timeZone: clocks.timeZone,
        calendars: known,
        unavailable: unknown,
      },
      spoken: busyWords(known, unknown) + spokenUnavailable(unknown),
    };
  },
});

/** When calendars are free. */
export const suggestTime = defineTool({
  name: 'suggest-time',
  title: 'Suggest a time',
  icon: CALENDAR_ICON,
  description:
    'Finds the first times at which all calendars, people or groups are free, within working hours.',
  field: { type: 'Query', name: 'suggestTimes', scope: 'calendar.read' },
  input: z.strictObject({
    account: accounts,
    calendars: calendarList,
    durationMinutes: z.int().min(1).max(1440),
    timeMin: timeMin.describe('Now if left out.'),
    timeMax: timeMax.describe('Two weeks later if left out.'),
    timeZone,
    bufferMinutes: z.int().min(0).max(240).optional().describe('Free before and after.'),
    workingHours,
    anyHour: z.boolean().default(false).describe('Outside working hours too.'),
    maxResults: z.int().min(1).max(50).default(5),
  }),
  output: z.object({
    account: z.string(),
    timeZone: shownZone,
    hours: z.string().describe('The hours that were looked at.'),
    suggestions: z.array(span),
    freeForAll: z.boolean().describe('false where something in unavailable may be busy then.'),
    unavailable,
  }),
  annotations: READS,
  run: async (input, call) => {
    const { asked, isOfSeveral, beyond, clocks } = await lookedAt(call, input);
    const { since, until } = rangeOf(input, clocks.timeZone);
    const hours = hoursOf(input.workingHours, input.anyHour);
    const { suggestTimes } = await call.query(ToolSuggestedTimesDocument, {
      input: {
        connections: asked,
        calendars: input.calendars,
        durationMinutes: input.durationMinutes,
        bufferMinutes: input.bufferMinutes,
        since,
        until,
        timeZone: clocks.timeZone,
        first: input.maxResults,
        workingHours: hours.asked,
      },
    });
    const suggestions = suggestTimes.slots.map(({ startAt, endAt }) => ({
      start: shown(startAt, clocks.timeZone),
      end: shown(endAt, clocks.timeZone),
    }));
    const [first] = suggestions;
    const unknown = [...unavailableOf(suggestTimes.unavailable, isOfSeveral), ...beyond];
    const found = first
      ? `The first free time is ${spokenTime(first.start, clocks)}.${hours.note}`
      : hours.nothing;
    return {
      content: {
        account: suggestTimes.account,
        timeZone: clocks.timeZone,
        hours: hours.words,
        suggestions,
        freeForAll: suggestTimes.freeForAll && beyond.length === 0,
        unavailable: unknown,
      },
      spoken: found + unsureWords(first !== undefined, unknown),
    };
  },
});

type Busy = Omit<ToolBusyFragment, 'members'>;

function showBusy({ account, calendarId, busy }: Busy, timeZone: string, isOfSeveral: boolean) {
  return {
    ...(isOfSeveral && { account }),
    calendarId,
    busy: busy.map(({ startAt, endAt }) => ({
      start: shown(startAt, timeZone),
      end: shown(endAt, timeZone),
    })),
  };
}

interface Looked {
  readonly account?: string;
  readonly calendarId: string;
  readonly unavailableReason: string | null;
  readonly members?: readonly Looked[] | null;
}

/** What is not known: of a group that was looked into, its members that are not. */
function unavailableOf(calendars: readonly Looked[], isOfSeveral: boolean): Unavailable[] {
  return calendars.flatMap(({ account, calendarId, unavailableReason: reason, members }) => {
    if (reason === null) return [];
    const unknown = members?.filter((member) => member.unavailableReason !== null) ?? [];
    const named = isOfSeveral && account !== undefined ? { account } : {};
    if (unknown.length === 0) return [{ ...named, calendarId, reason: reasonWord(reason) }];
    return unknown.map((member) => ({
      ...named,
      calendarId: member.calendarId,
      reason: reasonWord(member.unavailableReason ?? ''),
    }));
  });
}

function busyWords(known: readonly { busy: readonly unknown[] }[], unknown: readonly unknown[]) {
  const times = known.reduce((sum, { busy }) => sum + busy.length, 0);
  if (times > 0) return times === 1 ? 'There is 1 busy time.' : `There are ${times} busy times.`;
  if (unknown.length === 0) return 'Nothing is planned in that time.';
  return known.length === 0
    ? 'Whether anything is planned in that time is not known.'
    : 'Nothing is planned in that time, as far as is known.';
}

function unsureWords(isFound: boolean, unknown: readonly Unavailable[]): string {
  if (unknown.length === 0) return '';
  const doubt = isFound ? ' It may not be free for all.' : '';
  return `${doubt}${spokenUnavailable(unknown)}`;
}
