import type { ListedEvent } from './listed.js';
import { quoted } from './third-party.js';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const PLAIN_ID = /^[\w.@-]+$/;

/** What is said of an event that is not as usual, and of how it was answered. */
const WORDS: Readonly<Record<string, string>> = {
  needsAction: 'unanswered',
  tentative: 'tentative',
  transparent: 'free',
  focusTime: 'focus time',
  fromGmail: 'from Gmail',
  outOfOffice: 'out of office',
  workingLocation: 'working location',
};

/**
 * Events as lines under their days, for a model that is shown nothing else. Words of other people
 * are JSON strings, so that none of them can end its line or pass for one of ours.
 *
 * @param extras - what was asked for of each besides
 */
export function linesOf(
  events: readonly ListedEvent[],
  extras: readonly Readonly<Record<string, unknown>>[],
): readonly string[] {
  const lines: string[] = [];
  let day: string | undefined;
  let offset = '';
  events.forEach((event, index) => {
    const { start } = event;
    const date = start?.slice(0, 10);
    if (date !== day || index === 0) {
      day = date;
      const timed = events.find((one) => one.start?.startsWith(date ?? '-') && isTimed(one.start));
      offset = offsetOf(timed?.start);
      lines.push(headingOf(date, offset));
    }
    lines.push(lineOf(event, offset, extras[index] ?? {}));
  });
  return lines;
}

function headingOf(date: string | undefined, offset: string): string {
  if (date === undefined) return 'Unknown day';
  const weekday = DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
  return `${weekday} ${date}${offset === '' ? '' : ` (${offset})`}`;
}

function lineOf(
  event: ListedEvent,
  offset: string,
  extra: Readonly<Record<string, unknown>>,
): string {
  const { id, summary, location, description, calendarId, alsoOn, account } = event;
  const marks = marksOf(event);
  const more = Object.keys(extra).length > 0;
  return [
    `- ${timesOf(event, offset)}`,
    summary === undefined ? 'untitled' : quoted(summary),
    marks.length > 0 ? `[${marks.join(', ')}]` : '',
    location === undefined || 'location' in extra ? '' : `at ${quoted(location)}`,
    description === undefined || 'description' in extra ? '' : `about ${quoted(description)}`,
    calendarId === undefined ? '' : `calendar ${plain(calendarId)}`,
    alsoOn === undefined ? '' : `also on ${alsoOn.map(plain).join(', ')}`,
    account === undefined ? '' : `account ${plain(account)}`,
    `id ${plain(id)}`,
    more ? quoted(extra) : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function marksOf(event: ListedEvent): string[] {
  const { status, response, guests, visibility, recurring, attendeesOmitted } = event;
  const said = [status, event.eventType, response, event.transparency, visibility];
  return [
    ...new Set(said.flatMap((word) => (word === undefined ? [] : [WORDS[word] ?? word]))),
    ...(guests === undefined ? [] : [guests === 1 ? '1 guest' : `${guests} guests`]),
    ...(attendeesOmitted ? ['guests not shown'] : []),
    ...(recurring ? ['series'] : []),
  ];
}

function timesOf({ start, end }: ListedEvent, offset: string): string {
  if (start === undefined || end === undefined) return 'unknown time';
  if (!isTimed(start)) {
    const last = new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10);
    return last > start ? `all day until ${last}` : 'all day';
  }
  const day = start.slice(0, 10) === end.slice(0, 10) ? '' : `${end.slice(0, 10)} `;
  return `${hourOf(start, offset)}-${day}${hourOf(end, offset)}`;
}

/** An hour, with its offset where it is not that of its day: clocks show some of them twice. */
function hourOf(time: string, offset: string): string {
  const hour = time.slice(11, time.slice(17, 19) === '00' ? 16 : 19);
  return offsetOf(time) === offset ? hour : hour + offsetOf(time);
}

function offsetOf(time: string | undefined): string {
  return time?.slice(19) ?? '';
}

function isTimed(time: string): boolean {
  return time.includes('T');
}

function plain(id: string): string {
  return PLAIN_ID.test(id) ? id : quoted(id);
}
