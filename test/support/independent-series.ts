import ICAL from 'ical.js';

/** A series as RFC 5545 has it. */
export interface WrittenSeries {
  /** What clocks show when it begins, as `2030-03-25T09:00:00`; a date for whole days. */
  readonly start: string;
  /** Undefined for whole days. */
  readonly timeZone: string | undefined;
  readonly recurrence: readonly string[];
}

/**
 * What clocks show at the instances of a series, by a library that the gateway does not have.
 * It is told local times alone; zones are left to `Intl`, so that no code is shared.
 *
 * @param until - what clocks show where to stop
 */
export function instancesElsewhere(series: WrittenSeries, until: string): string[] {
  const { start, timeZone, recurrence } = series;
  const isAllDay = timeZone === undefined;
  const lines = [
    `DTSTART${isAllDay ? ';VALUE=DATE' : ''}:${start.replace(/[-:]/g, '')}`,
    ...recurrence.map((line) => (isAllDay ? line : withoutZones(line, timeZone))),
  ];
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'];
  const event = ICAL.Component.fromString(text.join('\r\n')).getFirstSubcomponent('vevent');
  if (!event) throw new Error('The series cannot be read.');
  const iterator = new ICAL.Event(event).iterator();
  const found: string[] = [];
  for (;;) {
    // Typed as if it never ended.
    const next = iterator.next() as ICAL.Time | undefined;
    if (!next || next.toString() >= until) return found;
    found.push(next.toString());
  }
}

/** What clocks in a zone show at an instant, as `20300325T090000`. */
function stampIn(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const date = `${part('year')}${part('month')}${part('day')}`;
  return `${date}T${part('hour')}${part('minute')}${part('second')}`;
}

/** The instant at which clocks in a zone show a time that they show once. */
export function instantIn(local: string, timeZone: string): Date {
  const wantedMs = Date.parse(`${local}Z`);
  const closer = (ms: number) =>
    ms + wantedMs - Date.parse(`${extended(stampIn(new Date(ms), timeZone))}Z`);
  // The first guess may be on the other side of a change of the clocks.
  return new Date(closer(closer(wantedMs)));
}

/** A compact stamp as `2030-03-25T09:00:00`. */
function extended(stamp: string): string {
  return stamp.replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/,
    (_all, ...[y, m, d, h, min, s]: string[]) => `${y}-${m}-${d}T${h}:${min}:${s}`,
  );
}

/** A line whose moments are all by the series' own clocks. */
function withoutZones(line: string, timeZone: string): string {
  const [, zone] = /;TZID=([^:;]+)/.exec(line) ?? [];
  return line.replace(/;TZID=[^:;]+/, '').replace(/\d{8}T\d{6}(Z?)/g, (stamp, utc: string) => {
    if (utc === 'Z') return stampIn(new Date(`${extended(stamp.slice(0, -1))}Z`), timeZone);
    return zone === undefined ? stamp : stampIn(instantIn(extended(stamp), zone), timeZone);
  });
}
