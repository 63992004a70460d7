import { spokenStart } from './event.js';
import type { ListedEvent } from './listed.js';
import type { Clocks } from './zone.js';

/** What is no meeting, and is counted on its own; one of it, and several. */
const OTHERS = {
  cancelled: ['cancelled event', 'cancelled events'],
  declined: ['declined event', 'declined events'],
  workingLocation: ['working location', 'working locations'],
  birthday: ['birthday', 'birthdays'],
  focusTime: ['focus time', 'focus times'],
  outOfOffice: ['out-of-office time', 'out-of-office times'],
} as const;

type Other = keyof typeof OTHERS;

/** How many events there are, and when the first begins, to be said. */
export function spokenList(
  events: readonly ListedEvent[],
  clocks: Clocks,
  hasMore: boolean,
): string {
  if (events.length === 0) {
    return hasMore
      ? 'I found no such event in what I could read of that time.'
      : 'There is no such event in that time.';
  }
  const counts = new Map<Other, number>();
  const meetings = events.filter((event) => {
    const other = otherOf(event);
    if (other) counts.set(other, (counts.get(other) ?? 0) + 1);
    return !other;
  });
  const besides = [...counts].map(([other, count]) => counted(count, OTHERS[other])).join(', ');
  const [first] = meetings;
  if (!first) return `I found no events but ${besides}.${hasMore ? MORE : ''}`;
  const begins = `begins on ${spokenStart(first, clocks)}`;
  const head =
    meetings.length === 1
      ? `I found one event; it ${begins}.`
      : `I found ${meetings.length} events; the first ${begins}.`;
  return `${head}${besides === '' ? '' : ` Besides, ${besides}.`}${hasMore ? MORE : ''}`;
}

const MORE = ' There are more after these.';

function otherOf({ status, response, eventType }: ListedEvent): Other | undefined {
  if (status === 'cancelled') return 'cancelled';
  if (response === 'declined') return 'declined';
  return eventType !== undefined && Object.hasOwn(OTHERS, eventType)
    ? (eventType as Other)
    : undefined;
}

function counted(count: number, [one, several]: readonly [string, string]): string {
  return count === 1 ? `one ${one}` : `${count} ${several}`;
}
