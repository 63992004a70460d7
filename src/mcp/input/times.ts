/** A day, a time and an offset, each with whatever may be between or around them. */
const LOOSE =
  /^(\d{4}-\d\d-\d\d)[Tt ] ?(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:([Zz]|UTC|GMT)|([+\u2212-]\d\d)(?::?(\d\d))?)?$/;

/**
 * Reads a time that was written with a space for its `T`, or with a short offset: `+0100`, `+01`,
 * `UTC`.
 */
export function readTime(written: unknown): unknown {
  if (typeof written !== 'string') return written;
  const text = unquoted(written);
  const [, day, time, utc, hours, minutes = '00'] = LOOSE.exec(text) ?? [];
  if (day === undefined || time === undefined) return text;
  const offset = hours === undefined ? '' : `${hours.replace('\u2212', '-')}:${minutes}`;
  return `${day}T${time}${utc === undefined ? offset : 'Z'}`;
}

/** Reads a zone that was written with spaces: `America/Los Angeles`. */
export function readZone(written: unknown): unknown {
  if (typeof written !== 'string') return written;
  const text = unquoted(written);
  return text.includes('/') ? text.replaceAll(' ', '_') : text;
}

function unquoted(written: string): string {
  return written.trim().replace(/^"([^"]*)"$/, '$1');
}
