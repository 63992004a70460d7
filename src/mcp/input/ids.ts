import { isRecord } from '../../platform/is-record.js';

/** What list-calendars says of a calendar besides its id. */
const SHOWN = new Set(['summary', 'description', 'timeZone', 'accessRole', 'primary', 'selected']);

/** Reads an id from the object that it was shown in. */
export function readId(written: unknown): unknown {
  return isRecord(written) && typeof written['id'] === 'string' ? written['id'] : written;
}

/** Reads a calendar that was written as its id, or as list-calendars shows it. */
export function readCalendar(written: unknown): unknown {
  if (typeof written === 'string') return { id: written };
  if (!isRecord(written)) return written;
  return Object.fromEntries(Object.entries(written).filter(([name]) => !SHOWN.has(name)));
}

/** The ids of one text; `undefined` if not each part can only be an id. */
export function splitIds(text: string): readonly string[] | undefined {
  const ids = text.split(',').map((id) => id.trim());
  return ids.every((id) => id === 'primary' || /^[^\s@]+@[^\s@]+$/.test(id)) ? ids : undefined;
}

/** Reads an ETag that was written with or without its quotes, or as a weak one. */
export function readEtag(written: unknown): unknown {
  if (typeof written !== 'string') return written;
  const [, word] = /^(?:W\/)?(?:\\?")?([^"\\\s]+)(?:\\?")?$/.exec(written.trim()) ?? [];
  return word === undefined ? written : `"${word}"`;
}
