import type { Redact } from '../secrets/redact.js';

/**
 * What is kept of a longer message: its start, which names the place, and its end, which says why.
 */
const START_CHARACTERS = 400;
const END_CHARACTERS = 100;

/** Half of a surrogate pair, left where a text was cut. */
const CUT_PAIR = /[\ud800-\udbff]$|^[\udc00-\udfff]/;

/**
 * Returns an error's message as callers are shown it: without secrets, and of a few hundred
 * characters at most, since many messages repeat what the caller sent.
 */
export function shownMessage(message: string, redact: Redact): string {
  const redacted = redact(message);
  if (redacted.length <= START_CHARACTERS + END_CHARACTERS) return redacted;
  const start = redacted.slice(0, START_CHARACTERS).replace(CUT_PAIR, '');
  const end = redacted.slice(-END_CHARACTERS).replace(CUT_PAIR, '');
  return `${start} … ${end}`;
}
