import { isRecord } from '../../platform/is-record.js';

/** Reads an id from the object that it was shown in. */
export function readId(written: unknown): unknown {
  return isRecord(written) && typeof written['id'] === 'string' ? written['id'] : written;
}

/** The ids and names of one text; `undefined` if no part can only be an id: names have commas. */
export function splitIds(text: string): readonly string[] | undefined {
  const ids = text.split(',').map((id) => id.trim());
  return ids.some((id) => id === 'primary' || /^[^\s@]+@[^\s@]+$/.test(id)) ? ids : undefined;
}

/** Reads an ETag that was written with or without its quotes, as a weak one, or as a number. */
export function readEtag(written: unknown): unknown {
  const text = Number.isSafeInteger(written) ? String(written) : written;
  if (typeof text !== 'string') return written;
  const [, word] = /^(?:W\/)?(?:\\?")?([^"\\\s]+)(?:\\?")?$/.exec(text.trim()) ?? [];
  return word === undefined ? written : `"${word}"`;
}
