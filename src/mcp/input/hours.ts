/** The days of the week as the tools name them. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const CLOCK = /^(\d{1,2})(?::([0-5]\d)(?::00)?)? ?([ap])\.?m\.?$/i;
const CLOCK_24 = /^(\d{1,2}):([0-5]\d)(?::00)?$/;
const RANGE = /^(\p{L}+)\s*(?:-|–|to)\s*(\p{L}+)$/iu;
const LONGEST = 100;
const SETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['weekday', WEEKDAYS.slice(0, 5)],
  ['workday', WEEKDAYS.slice(0, 5)],
  ['weekend', WEEKDAYS.slice(5)],
  ['everyday', [...WEEKDAYS]],
  ['daily', [...WEEKDAYS]],
]);

/** Reads a time of the day that can be one only, such as `9:00`, `17:00:00`, `5 pm` or `24:00`. */
export function readTimeOfDay(written: unknown): unknown {
  if (typeof written !== 'string') return written;
  const text = written.trim();
  const [, hour24, minute24 = ''] = CLOCK_24.exec(text) ?? [];
  if (hour24 !== undefined) {
    if (Number(hour24) < 24) return `${hour24.padStart(2, '0')}:${minute24}`;
    return hour24 === '24' && minute24 === '00' ? '00:00' : written;
  }
  const [, hour, minute = '00', half = ''] = CLOCK.exec(text) ?? [];
  if (hour === undefined || Number(hour) < 1 || Number(hour) > 12) return written;
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

/** Reads a day of the week that was written short: `Mon`, `TU`, `thurs`. */
export function readWeekday(written: unknown): unknown {
  return typeof written === 'string' ? (dayOf(written) ?? written) : written;
}

/** The days of one text: `Mon, Wed`, `Mon-Fri`, `weekdays`; `undefined` if not each is one. */
export function splitWeekdays(text: string): readonly string[] | undefined {
  if (text.length > LONGEST) return undefined;
  const set = SETS.get(text.toLowerCase().replace(/\s/g, '').replace(/s$/, ''));
  if (set) return set;
  const [, first, last] = RANGE.exec(text.trim()) ?? [];
  const [from, to] = [dayOf(first ?? ''), dayOf(last ?? '')];
  if (from && to) {
    const count = ((WEEKDAYS.indexOf(to) - WEEKDAYS.indexOf(from) + 7) % 7) + 1;
    return Array.from({ length: count }, (_unused, at) => {
      return WEEKDAYS[(WEEKDAYS.indexOf(from) + at) % 7] ?? from;
    });
  }
  const days = text.split(/[,;]|\band\b/i).filter((day) => day.trim() !== '');
  const read = days.flatMap((day) => dayOf(day) ?? []);
  return read.length === days.length ? read : undefined;
}

function dayOf(word: string): (typeof WEEKDAYS)[number] | undefined {
  const letters = word.trim().toLowerCase().replace(/\.$/, '');
  return letters.length < 2
    ? undefined
    : WEEKDAYS.find((day) => day.startsWith(letters) || `${day}s` === letters);
}
