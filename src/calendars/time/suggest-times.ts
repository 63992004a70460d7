import { Temporal } from 'temporal-polyfill';

/** A stretch of time. */
export interface Interval {
  readonly startAt: Date;
  readonly endAt: Date;
}

/** The hours of a day in which something may be planned, by the clocks of a zone. */
export interface WorkingHours {
  /** ISO days of the week: 1 is Monday, 7 is Sunday. */
  readonly days: readonly number[];
  /** As `09:00`. */
  readonly startTime: string;
  /** As `17:30`; not after `startTime` means of the next day. */
  readonly endTime: string;
}

/** What is looked for. */
export interface WantedSlots {
  readonly since: Date;
  readonly until: Date;
  readonly durationMinutes: number;
  /** Slots begin at multiples of so many minutes past the hour, by the zone's clocks. */
  readonly stepMinutes: number;
  /** How much time must be free before and after a slot beside the slot itself. */
  readonly bufferMinutes: number;
  readonly timeZone: string;
  /** Every hour of every day when left out. */
  readonly workingHours?: WorkingHours | undefined;
  readonly most: number;
}

const MINUTE_MS = 60_000;

/** A stretch of time in milliseconds since 1970; the end is not part of it. */
type Span = readonly [startMs: number, endMs: number];

/**
 * The first free slots, in order and without overlap. Durations are elapsed time: a slot of two
 * hours has 120 minutes on the day on which clocks are set, too.
 *
 * @param busy - in any order; may overlap
 */
export function suggestTimes(busy: readonly Interval[], wanted: WantedSlots): Interval[] {
  const durationMs = wanted.durationMinutes * MINUTE_MS;
  const found: Interval[] = [];
  for (const [startMs, endMs] of freeSpans(busy, wanted)) {
    let atMs = ceilToStep(startMs, wanted);
    while (atMs + durationMs <= endMs) {
      found.push({ startAt: new Date(atMs), endAt: new Date(atMs + durationMs) });
      if (found.length >= wanted.most) return found;
      atMs = ceilToStep(atMs + durationMs, wanted);
    }
  }
  return found;
}

/** What is left of the working hours when everything that is busy is taken out of them. */
function* freeSpans(busy: readonly Interval[], wanted: WantedSlots): Generator<Span> {
  const bufferMs = wanted.bufferMinutes * MINUTE_MS;
  const taken = busy
    .map(({ startAt, endAt }): Span => [startAt.getTime() - bufferMs, endAt.getTime() + bufferMs])
    .filter(([startMs, endMs]) => startMs < endMs)
    .sort((a, b) => a[0] - b[0]);
  for (const [startMs, endMs] of workingSpans(wanted)) {
    let freeFromMs = startMs;
    for (const [takenMs, untilMs] of taken) {
      if (takenMs >= endMs) break;
      if (takenMs > freeFromMs) yield [freeFromMs, takenMs];
      freeFromMs = Math.max(freeFromMs, untilMs);
    }
    if (freeFromMs < endMs) yield [freeFromMs, endMs];
  }
}

/** The working hours between `since` and `until`, in order; those that touch are one. */
function* workingSpans({ since, until, timeZone, workingHours }: WantedSlots): Generator<Span> {
  const [sinceMs, untilMs] = [since.getTime(), until.getTime()];
  if (!workingHours) {
    yield [sinceMs, untilMs];
    return;
  }
  const startTime = Temporal.PlainTime.from(workingHours.startTime);
  const endTime = Temporal.PlainTime.from(workingHours.endTime);
  const isOverMidnight = Temporal.PlainTime.compare(endTime, startTime) <= 0;
  // The hours of the day before may reach into the first one.
  let day = zonedAt(sinceMs, timeZone).toPlainDate().subtract({ days: 1 });
  let open: Span | undefined;
  for (; startOf(day, timeZone) < untilMs; day = day.add({ days: 1 })) {
    if (!workingHours.days.includes(day.dayOfWeek)) continue;
    const lastDay = isOverMidnight ? day.add({ days: 1 }) : day;
    const startMs = Math.max(sinceMs, edgeMs(day, startTime, timeZone));
    const endMs = Math.min(untilMs, edgeMs(lastDay, endTime, timeZone));
    if (startMs >= endMs) continue;
    if (open && startMs <= open[1]) {
      open = [open[0], Math.max(open[1], endMs)];
    } else {
      if (open) yield open;
      open = [startMs, endMs];
    }
  }
  if (open) yield open;
}

/** When clocks show a time on a day; when they leap over it, the moment at which they do. */
function edgeMs(day: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string): number {
  const plain = day.toPlainDateTime(time);
  const zoned = plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (zoned.toPlainDateTime().equals(plain)) return zoned.epochMilliseconds;
  // A change at this very moment counts as a previous one, too.
  const change = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return (change ?? zoned).epochMilliseconds;
}

function startOf(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The first instant from there on at which a slot may begin. */
function ceilToStep(
  instantMs: number,
  { stepMinutes, timeZone }: Pick<WantedSlots, 'stepMinutes' | 'timeZone'>,
): number {
  const stepMs = stepMinutes * MINUTE_MS;
  const localMs = instantMs + zonedAt(instantMs, timeZone).offsetNanoseconds / 1_000_000;
  const aheadMs = (stepMs - (localMs % stepMs)) % stepMs;
  // Where clocks are set by half an hour on the way, the multiple has moved.
  return aheadMs === 0 ? instantMs : ceilToStep(instantMs + aheadMs, { stepMinutes, timeZone });
}

function zonedAt(instantMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
}
