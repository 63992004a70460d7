import { isRecord } from '../../platform/is-record.js';

/** What Google says of attendees and nobody can set. */
const READ_ONLY = new Set([
  ...['id', 'self', 'organizer', 'resource', 'responseStatus', 'comment', 'additionalGuests'],
]);

/**
 * Reads an attendee that was written as `a@example.com` or `Maya <a@example.com>`, or as Google or
 * an answer of ours shows it.
 */
export function readAttendee(written: unknown): unknown {
  if (typeof written === 'string') return addressOf(written);
  if (!isRecord(written)) return written;
  const said = Object.entries(written).filter(([name]) => !READ_ONLY.has(name));
  const { email, ...rest } = Object.fromEntries(said);
  return typeof email === 'string' ? { ...addressOf(email), ...rest } : { email, ...rest };
}

/** Reads an address that was written as an attendee may be. */
export function readAddress(written: unknown): unknown {
  const read = readAttendee(written);
  return isRecord(read) ? read['email'] : read;
}

/** The people of a text, `a@example.com, Maya <b@example.com>`; `undefined` if it is not plain. */
export function splitPeople(text: string): readonly string[] | undefined {
  const parts: string[] = [];
  let part = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && /[,;\n]/.test(character)) {
      parts.push(part);
      part = '';
    } else {
      part += character;
    }
  }
  const people = [...parts, part].map((one) => one.trim()).filter((one) => one !== '');
  return people.length > 0 && people.every((one) => one.includes('@')) ? people : undefined;
}

function addressOf(text: string): { email: string; displayName?: string } {
  const written = text.trim();
  const opening = written.lastIndexOf('<');
  if (opening < 0 || !written.endsWith('>')) return { email: withoutScheme(written) };
  const email = withoutScheme(written.slice(opening + 1, -1).trim());
  const displayName = written.slice(0, opening).trim().replace(/^"|"$/g, '').trim();
  return displayName === '' ? { email } : { email, displayName };
}

function withoutScheme(address: string): string {
  return address.replace(/^mailto:/i, '');
}
