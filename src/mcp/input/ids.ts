import { isRecord } from '../../platform/is-record.js';
import type { Reading } from './written-form.js';

/** By which names answers show the id of a calendar or of an event. */
const ID_NAMES = ['id', 'calendarId', 'email'];

/** Reads an id from the object that it was shown in, which may be JSON text. */
export function readId(written: unknown, { parse }: Reading): unknown {
  const text = typeof written === 'string' ? written.trim() : undefined;
  const value = text !== undefined && /^[[{"]/.test(text) ? (parse(text) ?? text) : written;
  const one = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  if (typeof one === 'string') return one.trim();
  if (Array.isArray(one)) return one;
  if (!isRecord(one)) return text ?? written;
  const id = ID_NAMES.map((name) => one[name]).find((named) => typeof named === 'string');
  return id ?? text ?? written;
}

/** The ids and names of one text; `undefined` if no part can only be an id: names have commas. */
export function splitIds(text: string): readonly string[] | undefined {
  const ids = text.split(/[,;]/).map((id) => id.trim());
  return ids.some((id) => id === 'primary' || /^[^\s@]+@[^\s@]+$/.test(id)) ? ids : undefined;
}

/** Reads an ETag that was written with or without its quotes, as a weak one, or as a number. */
export function readEtag(written: unknown): unknown {
  const text = Number.isSafeInteger(written) ? String(written) : written;
  if (typeof text !== 'string') return written;
  const [, word] = /^(?:W\/)?(?:\\?")?([^"\\\s]+)(?:\\?")?$/.exec(text.trim()) ?? [];
  return word === undefined ? written : `"${word}"`;
}
