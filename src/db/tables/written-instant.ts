import { EARLIEST_INSTANT, LATEST_INSTANT, showableInstant } from '../../platform/instants.js';

/** As `DateStyle` ISO writes it; offsets of old times have seconds, and years may be longer. */
const ISO =
  /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/;

/**
 * Reads an instant as PostgreSQL writes it with its offset. It holds more than a `Date` and RFC
 * 3339 can say, such as `infinity`: the answer is then the nearest that can be shown.
 *
 * Nothing else is read. In the forms of other settings of `DateStyle` a day and a month can change
 * places, and the name of a zone can stand for several.
 *
 * @throws Error when the text has another form
 */
export function readInstant(text: string): Date {
  if (text === 'infinity') return LATEST_INSTANT;
  if (text === '-infinity') return EARLIEST_INSTANT;
  const parts = ISO.exec(text);
  if (!parts) throw unreadable(text);
  const year = Number(parts[1]);
  // `Date` reads the years 1 to 99 as those of another century.
  if (parts[12] !== undefined || year < 100) return EARLIEST_INSTANT;
  const at = (part: number): number => Number(parts[part] ?? 0);
  const ms = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = Date.UTC(year, at(2) - 1, at(3), at(4), at(5), at(6), ms);
  const offsetMs = ((at(9) * 60 + at(10)) * 60 + at(11)) * 1_000;
  const instant = new Date(parts[8] === '-' ? local + offsetMs : local - offsetMs);
  // Further away than `Date` reaches.
  return Number.isNaN(instant.getTime()) ? LATEST_INSTANT : showableInstant(instant);
}

function unreadable(text: string): Error {
  return new Error(
    `The database wrote an instant as "${text}", which may mean several. Only the form of DateStyle ISO ` +
      'is read, which every connection of the gateway asks for: something on the way to PostgreSQL ' +
      'drops that setting or changes it.',
  );
}
