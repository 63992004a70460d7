import { z } from 'zod';

import type { ToolAnswer } from '../tool.js';
import { spokenUnavailable, unavailable } from '../unavailable.js';
import { shownZone, showTime } from './event.js';
import { linesOf } from './lines.js';
import {
  commonOf,
  extrasOf,
  listedEvent,
  listEvents,
  type ListedField,
  type Room,
} from './listed.js';
import { localTimes } from './local-times.js';
import type { FoundEvents } from './read.js';
import { spokenList } from './spoken-list.js';
import { quoted, THIRD_PARTY_NOTE } from './third-party.js';

/** What a list of events may take of a model's context, as hosts forward it. */
const LEAST_BYTES = 19_000;
const BYTES_PER_EVENT = 356;

const ALL: Room['usual'] = ['response', 'guests', 'recurring'];

/** What there may be room for, from the most to the least. */
const ROOMS: readonly Room[] = [
  { summary: 200, location: 200, description: 500, usual: ALL },
  { summary: 120, location: 120, description: 300, usual: ALL },
  { summary: 120, location: 80, description: 160, usual: ALL },
  { summary: 100, location: 60, description: 80, usual: ALL },
  { summary: 100, location: 60, description: 0, usual: ALL },
  { summary: 80, location: 30, description: 0, usual: ALL },
  { summary: 60, location: 0, description: 0, usual: ALL },
  { summary: 60, location: 0, description: 0, usual: ['response', 'guests'] },
  { summary: 60, location: 0, description: 0, usual: ['response'] },
  { summary: 60, location: 0, description: 0, usual: [] },
  { summary: 30, location: 0, description: 0, usual: [] },
];

/** From how many events on the largest rooms are not tried, since they hardly ever fit. */
const MANY = 30;
const FIRST_ROOM_OF_MANY = 3;

/** What a list of events answers with. */
export const listOutput = z.object({
  timeZone: shownZone,
  note: z.string(),
  account: z.string().optional(),
  calendarId: z.string().optional(),
  events: z.array(listedEvent),
  shortened: z.array(z.string()).optional().describe('What get-event or fields has more of.'),
  hasMore: z.boolean().describe('Whether there are more: ask again from the last start on.'),
  unavailable,
});

/** A list of events, as much of each as there is room for, and what was asked for besides. */
export function listAnswer(
  found: FoundEvents,
  fields: readonly ListedField[],
): ToolAnswer<z.input<typeof listOutput>> {
  const { clocks, hasMore, events } = found;
  const { timeZone } = clocks;
  const common = commonOf(events);
  const at = localTimes(timeZone);
  const times = events.map(({ time }) => showTime(time, at));
  const extras = fields.length === 0 ? [] : events.map((event) => extrasOf(event, fields));
  const most = Math.max(LEAST_BYTES, BYTES_PER_EVENT * events.length);
  const make = (room: Room, besides: typeof extras) => {
    const listed = listEvents(events, times, common, room);
    const shortened = listed.shortened.filter((name) => !fields.includes(name as ListedField));
    const content = {
      timeZone,
      note: THIRD_PARTY_NOTE,
      ...common,
      events: listed.events.map((event, index) => ({ ...event, ...besides[index] })),
      ...(shortened.length > 0 && { shortened }),
      hasMore,
      unavailable: [...found.unavailable],
    };
    const lines = linesOf(listed.events, besides);
    return { content, text: textOf(content, lines), listed: listed.events };
  };
  const rooms = ROOMS.slice(events.length > MANY ? FIRST_ROOM_OF_MANY : 0);
  let place = 0;
  let answer = make(rooms[place] as Room, []);
  while (bytesOf(answer) > most && place < rooms.length - 1) {
    answer = make(rooms[(place += 1)] as Room, []);
  }
  const { content, text, listed } =
    extras.length === 0 ? answer : make(rooms[place] as Room, extras);
  return {
    content,
    text,
    spoken: spokenList(listed, clocks, hasMore) + spokenUnavailable(content.unavailable),
  };
}

function bytesOf({ content, text }: { readonly content: object; readonly text: string }): number {
  return Buffer.byteLength(JSON.stringify(content)) + Buffer.byteLength(JSON.stringify(text));
}

/** All of an answer, for a model that is shown nothing else. */
function textOf(
  content: Omit<z.input<typeof listOutput>, 'events'>,
  lines: readonly string[],
): string {
  const { account, calendarId, shortened, hasMore, timeZone, note } = content;
  const of = [
    calendarId === undefined ? '' : `calendar ${quoted(calendarId)}`,
    account === undefined ? '' : `account ${quoted(account)}`,
  ].filter((part) => part !== '');
  return [
    `Times by ${timeZone}. ${note}`,
    of.length > 0 ? `All of ${of.join(', ')}.` : '',
    ...lines,
    shortened ? `Shortened or left out: ${shortened.join(', ')}; get-event has all.` : '',
    hasMore ? 'There are more: ask again from the last start on.' : '',
    content.unavailable.length > 0 ? `Not read: ${quoted(content.unavailable)}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}
