import type { Redact } from './redact.js';

/** How often an encoding is undone: what was encoded more often was hidden on purpose. */
const MOST_ROUNDS = 8;

/**
 * Percent-encoding (RFC 3986 section 2.1), the escapes of JSON and JavaScript, and those of HTML.
 */
const ESCAPED =
  /%([0-9a-f]{2})|\\u([0-9a-f]{4})|\\x([0-9a-f]{2})|&#x([0-9a-f]{1,5});|&#([0-9]{1,6});/gi;

/** The shortest run of characters that can be an encoded secret. */
const BASE64_RUN = /[\w+/-]{20,}/g;
const HEXADECIMAL_RUN = /[0-9a-f]{32,}/gi;

/** What a JWT begins with; so does JSON in base64, such as an id or a cursor. */
const JWT_LIKE = /eyJ[\w.-]*/g;

/** What a refresh token of Google begins with, in the middle of a path. */
const REFRESH_TOKEN_LIKE = /(?<=[\w/])1\/\/0[\w-]*/g;
/** Google's refresh tokens have about a hundred characters. */
const SHORTEST_IN_PATH = 60;

/**
 * Whether a text holds something that `redact` takes out: as it is, or percent-encoded, escaped, in
 * base64 or in hexadecimal. It is more exact than `redact`, which may take too much out of a log:
 * JSON in base64 is no JWT, and neither is a path with an empty segment a token.
 */
export function holdsSecret(text: string, redact: Redact): boolean {
  const isSecret = (reading: string): boolean => {
    const checked = withoutLookalikes(reading);
    return redact(checked) !== checked;
  };
  let reading = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (isSecret(reading)) return true;
    const unescaped = withoutEscapes(reading);
    if (unescaped === reading) break;
    reading = unescaped;
  }
  return isInRun(text, isSecret) || (reading !== text && isInRun(reading, isSecret));
}

function withoutEscapes(text: string): string {
  return text.replace(ESCAPED, (_whole, ...groups: (string | undefined)[]) => {
    const [percent, unicode, byte, html, decimal] = groups;
    const hex = percent ?? unicode ?? byte ?? html;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

/**
 * Looks into what may be base64 or hexadecimal, from each place at which a group of digits can
 * begin.
 */
function isInRun(text: string, isSecret: (reading: string) => boolean): boolean {
  const decodes = (runs: RegExp, encoding: 'base64' | 'hex', offsets: readonly number[]) =>
    (text.match(runs) ?? []).some((run) =>
      offsets.some((offset) =>
        isSecret(Buffer.from(run.slice(offset), encoding).toString('latin1')),
      ),
    );
  return decodes(BASE64_RUN, 'base64', [0, 1, 2, 3]) || decodes(HEXADECIMAL_RUN, 'hex', [0, 1]);
}

function withoutLookalikes(text: string): string {
  return text
    .replace(JWT_LIKE, (run) => (isJwt(run) ? run : ' '))
    .replace(REFRESH_TOKEN_LIKE, (run) => (run.length < SHORTEST_IN_PATH ? ' ' : run));
}

/**
 * A signed JWT has three parts (RFC 7515 section 7.1); one without its signature still tells its
 * claims.
 */
function isJwt(run: string): boolean {
  const [, payload = '', signature] = run.split('.', 3);
  return payload.startsWith('eyJ') || (payload !== '' && signature !== undefined);
}
