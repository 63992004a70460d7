import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

import type { GoogleEvent } from '../google/resource.js';
import type { EventTime } from '../time/event-time.js';
import { excluded } from './moves.js';
import { zonedStart } from './recurrence.js';
import { dateLineOf, localOf, seriesStart, zoneOf } from './stamps.js';
import { timeOf } from './time.js';

/**
 * Whether a series has an event before one of its instances: none where that is the first, or all
 * before it are left out or were deleted.
 *
 * @param cut - where the instance stands in the series
 * @param cancelled - where instances were deleted
 */
export function hasEventsBefore(
  { recurrence, ...event }: GoogleEvent,
  cut: EventTime,
  cancelled: readonly Temporal.PlainDateTime[],
): boolean {
  const lines = recurrence ?? [];
  const time = timeOf(event);
  const series = seriesStart(time);
  const { local: end } = seriesStart(cut);
  const gone = [...cancelled, ...lines.flatMap((line) => excluded(line, series))];
  const isBefore = (local: Temporal.PlainDateTime) =>
    Temporal.PlainDateTime.compare(local, end) < 0;
  const isThere = (local: Temporal.PlainDateTime) =>
    isBefore(local) && !gone.some((one) => one.equals(local));
  const besides = lines.flatMap((line) => datesBesides(line, series));
  if ([series.local, ...besides].some(isThere)) return true;
  const rule = lines.find((line) => line.startsWith('RRULE:'));
  if (rule === undefined) return false;
  let isFound = false;
  new RRuleTemporal({ rruleString: rule, dtstart: zonedStart(time), includeDtstart: true }).all(
    (instance) => {
      const local = Temporal.PlainDateTime.from(instance.toPlainDateTime().toString());
      const day = series.isAllDay ? local.toPlainDate().toPlainDateTime() : local;
      isFound ||= isThere(day);
      return isBefore(day) && !isFound;
    },
  );
  return isFound;
}

function datesBesides(line: string, series: ReturnType<typeof seriesStart>) {
  const dates = dateLineOf(line);
  if (dates?.name !== 'RDATE') return [];
  return dates.values.flatMap(
    (value) => localOf(value.split('/')[0] ?? '', series, zoneOf(dates)) ?? [],
  );
}
