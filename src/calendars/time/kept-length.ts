import { Temporal } from 'temporal-polyfill';

import { badUserInput } from '../../platform/errors.js';
import { checkTimeZone, findTimeZone } from '../../platform/time-zone.js';
import type { GoogleEvent } from '../google/resource.js';
import { readEnd, readEventTime, type WantedTime, type WantedTimed } from './event-time.js';
import { zonedAt } from './zone.js';

/** A change of an event, as far as it is about its time. */
interface WithTime {
  readonly time?: WantedTime | null;
}

/** Whether a change says only when an event is to begin. */
export function lacksEnd({ time }: WithTime): boolean {
  const { allDay, timed } = time ?? {};
  if (timed) return !allDay && !timed.endAt && typeof timed.endLocal !== 'string';
  return allDay ? !allDay.endDate : false;
}

/**
 * A change with an end, so that an event stays as long as it is: by what passes if that is less
 * than a day, and otherwise by what clocks show.
 *
 * @param argument - the path of the time, for errors
 * @param read - reads the event; called where the change has no end
 * @throws DomainError `BAD_USER_INPUT` where an event of whole days is to begin at an hour
 */
export async function withLength<Change extends WithTime>(
  argument: string,
  change: Change,
  read: () => Promise<GoogleEvent>,
): Promise<Change> {
  if (!change.time || !lacksEnd(change)) return change;
  const { allDay, timed } = change.time;
  const known = readEventTime(await read());
  if (timed) {
    if (known?.kind === 'TIMED') {
      return { ...change, time: { timed: lengthened(argument, timed, known) } };
    }
    throw badUserInput(
      `${argument}.timed.endLocal`,
      'must be given, since the event had no hours so far',
    );
  }
  if (!allDay || known?.kind !== 'ALL_DAY') return change;
  const day = (date: string) => Temporal.PlainDate.from(date);
  const length = day(known.startDate).until(day(known.endDate), { largestUnit: 'day' });
  const startDate = day(allDay.startDate.toISOString().slice(0, 10));
  const endDate = new Date(`${startDate.add(length).toString()}T00:00:00Z`);
  return { ...change, time: { allDay: { ...allDay, endDate } } };
}

function lengthened(
  argument: string,
  timed: WantedTimed,
  known: Extract<ReturnType<typeof readEventTime>, { kind: 'TIMED' }>,
): WantedTimed {
  const path = `${argument}.timed`;
  const timeZone = checkTimeZone(`${path}.timeZone`, timed.timeZone);
  const start = zonedAt(readEnd(path, 'start', timed, timeZone), timeZone);
  const [first, last] = [
    zonedAt(known.startAt, known.timeZone),
    zonedAt(known.endAt, known.timeZone),
  ];
  const passed = first.until(last);
  const end =
    passed.total('hours') < 24
      ? start.add(passed)
      : start
          .toPlainDateTime()
          .add(first.toPlainDateTime().until(last.toPlainDateTime()))
          .toZonedDateTime(timeZone);
  // Somebody who flies still arrives by the clocks of another place.
  const arrival = known.endTimeZone === known.timeZone ? undefined : known.endTimeZone;
  const endTimeZone = timed.endTimeZone ?? findTimeZone(arrival ?? '') ?? null;
  return { ...timed, endAt: new Date(end.epochMilliseconds), endTimeZone };
}
