import type { calendar_v3 } from 'googleapis/build/src/apis/calendar/v3.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';

import { GoogleFailure } from './google-failure.js';

/** An event as Google's API has it. */
export type GoogleEvent = calendar_v3.Schema$Event & { id: string };

/** When an event begins or ends, as Google's API has it. */
type Moment = calendar_v3.Schema$EventDateTime | undefined;

/** Milliseconds since 1970 of a moment; dates begin at midnight UTC. */
export function instantMs(moment: Moment): number {
  if (moment?.dateTime) {
    if (/(?:Z|[+-]\d\d:\d\d)$/.test(moment.dateTime)) return Date.parse(moment.dateTime);
    return Temporal.PlainDateTime.from(moment.dateTime).toZonedDateTime(moment.timeZone ?? 'UTC')
      .epochMilliseconds;
  }
  return Date.parse(`${moment?.date ?? ''}T00:00:00Z`);
}

/** How many instances one question may unfold. */
const MOST_INSTANCES = 1_000;

/** The instances of a series that touch a range, in order. */
export function instancesOf(series: GoogleEvent, fromMs: number, toMs: number): GoogleEvent[] {
  const isAllDay = typeof series.start?.date === 'string';
  const lengthMs = instantMs(series.end) - instantMs(series.start);
  const zone = isAllDay ? 'UTC' : zoneOf(series.start);
  const lines = (series.recurrence ?? []).map(withTimes);
  const found: GoogleEvent[] = [];
  let walked = 0;
  const dtstart = Temporal.Instant.fromEpochMilliseconds(
    instantMs(series.start),
  ).toZonedDateTimeISO(zone);
  const startLocal = dtstart
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace(/[-:]/g, '');
  new RRuleTemporal({
    // The library reads EXDATE and RDATE only behind a DTSTART in the same text.
    rruleString: [
      `DTSTART;TZID=${zone}:${startLocal}`,
      // A series may have dates alone, and the library wants a rule.
      ...(lines.some((line) => line.startsWith('RRULE')) ? [] : ['RRULE:FREQ=DAILY;COUNT=1']),
      ...lines,
    ].join('\n'),
    includeDtstart: true,
    temporal: Temporal,
  }).all((start) => {
    walked += 1;
    if (start.epochMilliseconds >= toMs || walked > MOST_INSTANCES) return false;
    if (start.epochMilliseconds + lengthMs > fromMs) {
      found.push(instanceAt(series, start.withTimeZone(zone), lengthMs, isAllDay));
    }
    return true;
  });
  return found;
}

/** The zone of a moment; where nobody knows its name, one of the same offset. */
function zoneOf(moment: Moment): string {
  const { timeZone, dateTime } = moment ?? {};
  try {
    return Temporal.Now.zonedDateTimeISO(timeZone ?? 'UTC').timeZoneId;
  } catch {
    const [, sign, hours = '0'] = /([+-])(\d\d):\d\d$/.exec(dateTime ?? '') ?? [];
    if (sign === undefined) return 'UTC';
    return `Etc/GMT${sign === '+' ? '-' : '+'}${String(Number(hours))}`;
  }
}

/** Days as the midnights that they are counted by here. */
function withTimes(line: string): string {
  if (!line.includes(';VALUE=DATE:')) return line;
  return line.replace(';VALUE=DATE', '').replace(/\d{8}/g, '$&T000000Z');
}

function instanceAt(
  series: GoogleEvent,
  start: Temporal.ZonedDateTime,
  lengthMs: number,
  isAllDay: boolean,
): GoogleEvent {
  const end = start.add({ milliseconds: lengthMs });
  const moment = (at: Temporal.ZonedDateTime) =>
    isAllDay
      ? { date: at.toPlainDate().toString() }
      : {
          dateTime: at.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
          timeZone: series.start?.timeZone ?? at.timeZoneId,
        };
  const { recurrence: _unused, ...rest } = series;
  const compact = start.toInstant().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  return {
    ...rest,
    id: `${series.id}_${isAllDay ? compact.slice(0, 8) : compact}`,
    recurringEventId: series.id,
    originalStartTime: moment(start),
    start: moment(start),
    end: moment(end),
  };
}

/** Refuses a series that Google would refuse. */
export function checkSeries(event: GoogleEvent): void {
  if (!event.recurrence?.length) return;
  if (event.start?.dateTime && !event.start.timeZone) {
    throw new GoogleFailure(400, 'required', 'Missing time zone definition for start time.');
  }
  if (!event.recurrence.every((line) => /^(?:RRULE|RDATE|EXDATE)[:;]/.test(line))) {
    throw new GoogleFailure(400, 'invalid', 'Invalid recurrence rule.');
  }
}
