import { parseEncryptionKeys } from './encryption-keys.js';

/**
 * How many different bytes, or steps between bytes, a random key has at least, as a share of all.
 */
const LEAST_VARIETY = 0.5;
/**
 * How many characters of the printable part of ASCII a random key has at most, as a share of all.
 */
const MOST_TEXT = 0.9;
/** A random key of 32 bytes repeats a byte this often in a row once in 10^10. */
const LONGEST_RUN = 5;
/** A random text of 32 hexadecimal digits has fewer characters once in 10^9. */
const LEAST_CHARACTERS = 7;
/** The same for its differences from character to character. */
const LEAST_STEPS = 6;

const HEX = /^(?:[0-9a-f]{2}){16,}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{22,}={0,2}$/;
const PLACEHOLDER = /change.?me|placeholder/i;

/**
 * Whether a key of bytes is certainly not random: a repeated pattern, a progression, mostly text,
 * or a long run of one byte. Of a billion random keys of 32 bytes, about one looks like that.
 */
function isWeakKey(key: Uint8Array): boolean {
  const bytes = [...key];
  const text = bytes.filter((byte) => byte >= 0x20 && byte < 0x7f);
  return (
    variety(bytes) <= LEAST_VARIETY * bytes.length ||
    variety(steps(bytes)) <= LEAST_VARIETY * (bytes.length - 1) ||
    text.length > MOST_TEXT * bytes.length ||
    longestRun(bytes) > LONGEST_RUN
  );
}

/**
 * Whether a secret of printable characters is certainly not random: a repeated pattern, a
 * progression, a placeholder, or the hexadecimal or base64 form of a key that {@link isWeakKey}.
 */
export function isWeakSecret(secret: string | undefined): boolean {
  if (secret === undefined) return false;
  const codes = Array.from(secret, (character) => character.charCodeAt(0));
  const bytes = bytesOf(secret);
  return (
    variety(codes) < LEAST_CHARACTERS ||
    variety(steps(codes)) < LEAST_STEPS ||
    isPeriodic(secret) ||
    PLACEHOLDER.test(secret) ||
    (bytes !== undefined && isWeakKey(bytes))
  );
}

function bytesOf(secret: string): Buffer | undefined {
  if (HEX.test(secret)) return Buffer.from(secret, 'hex');
  return BASE64.test(secret) ? Buffer.from(secret, 'base64') : undefined;
}

function variety(values: readonly number[]): number {
  return new Set(values).size;
}

/** From each value to the next, as in bytes. */
function steps(values: readonly number[]): number[] {
  return values.slice(1).map((value, at) => (value - (values[at] ?? 0) + 256) % 256);
}

function longestRun(values: readonly number[]): number {
  let [longest, run] = [0, 0];
  for (const [at, value] of values.entries()) {
    run = value === values[at - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Whether a text is a shorter one over and over, the last time perhaps cut off. */
function isPeriodic(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    if (text.startsWith(text.slice(length))) return true;
  }
  return false;
}

/** What is wrong with such a secret in production. */
export const WEAK_SECRET =
  'must be random when NODE_ENV is production, and this one follows a pattern';

/** Returns the settings whose secrets anybody could guess, which production refuses. */
export function weakSecrets(
  present: Readonly<Record<string, string | undefined>>,
): [name: string, problem: string][] {
  if (present['NODE_ENV'] !== 'production') return [];
  const names = ['SUPERUSER_KEY', 'LIVEKIT_API_SECRET'].filter((name) =>
    isWeakSecret(present[name]),
  );
  const keys = parseEncryptionKeys(present['TOKEN_ENCRYPTION_KEYS'] ?? '') ?? [];
  if (keys.some(({ key }) => isWeakKey(key))) names.push('TOKEN_ENCRYPTION_KEYS');
  return names.map((name) => [name, WEAK_SECRET]);
}
