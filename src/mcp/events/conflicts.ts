import { z } from 'zod';

import type { ToolPlannedEventFragment } from '../../generated/graphql.js';
import { cut } from './third-party.js';
import { shown } from './times.js';

const MOST_SHOWN = 5;
const LONGEST_SUMMARY = 200;
const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** An event in short. */
export const plannedEvent = z.object({
  id: z.string(),
  summary: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
});

/** What else takes time while an event takes place; left out where it is not known. */
export const conflicts = z
  .object({ count: z.int(), events: z.array(plannedEvent) })
  .optional()
  .describe('What it overlaps with in its calendar; the first five.');

type Found = readonly ToolPlannedEventFragment[] | null | undefined;

/** See {@link conflicts}. */
export function showConflicts(found: Found, timeZone: string): z.output<typeof conflicts> {
  if (!found) return undefined;
  const events = found.slice(0, MOST_SHOWN).map((one) => showPlanned(one, timeZone));
  return { count: found.length, events };
}

/** An event in short, by the clocks of a zone. */
export function showPlanned(
  { id, summary, time }: ToolPlannedEventFragment,
  timeZone: string,
): z.output<typeof plannedEvent> {
  const times =
    time?.__typename === 'AllDayTime'
      ? { start: time.startDate, end: time.endDate }
      : time && { start: shown(time.startAt, timeZone), end: shown(time.endAt, timeZone) };
  return { id, ...(summary !== null && { summary: cut(summary, LONGEST_SUMMARY) }), ...times };
}

/** The sentence that says how much an event overlaps with; empty where it does not. */
export function overlaps(found: Found): string {
  const count = found?.length ?? 0;
  if (count === 0) return '';
  if (count === 1) return ' It overlaps with another event.';
  return ` It overlaps with ${NUMBERS[count] ?? count} other events.`;
}
