import { crc32 } from 'node:zlib';

import type { RandomSource } from '../crypto.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = BigInt(ALPHABET.length);
const BODY_BYTES = 32;
const BODY_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const CUT_OFF = /^itg_[a-z]{2}_[0-9A-Za-z]{0,48}$/;
const SHAPE = /^itg_([a-z]{2})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** The prefixes of secrets that belong to no provider. */
export const SUPERUSER_KEY_PREFIX = 'su';
export const AGENT_KEY_PREFIX = 'ag';
export const VERIFIER_KEY_PREFIX = 've';
export const E2EE_KEY_PREFIX = 'ee';

/**
 * Makes a new secret: `itg_<prefix>_`, 43 base62 characters of 32 random bytes, and the base62
 * CRC-32 of those 43, left-padded to 6. The checksum lets a mistyped or truncated secret be
 * refused without a look-up; it is no protection by itself.
 */
export function createSecret(prefix: string, random: RandomSource): string {
  const body = toBase62(BigInt(`0x${random(BODY_BYTES).toString('hex')}`), BODY_LENGTH);
  return `itg_${prefix}_${body}${checksum(body)}`;
}

/**
 * The two-letter prefix of a well-formed secret whose checksum holds, or `undefined`. Touches no
 * database.
 */
export function secretPrefix(text: string): string | undefined {
  const [, prefix, body, sum] = SHAPE.exec(text) ?? [];
  if (prefix === undefined || body === undefined) return undefined;
  return checksum(body) === sum ? prefix : undefined;
}

/** Whether a text is the beginning of a secret, of which the end was lost, as by copying. */
export function isCutOff(text: string): boolean {
  return CUT_OFF.test(text);
}

/** What may be shown of a secret so that people can tell two apart: prefix and last four. */
export function secretHint(secret: string): string {
  return `${secret.slice(0, 'itg_xx_'.length)}…${secret.slice(-4)}`;
}

/** The {@link secretHint} of a text in the form of a secret, whatever its checksum. */
export function hintOf(text: string): string | undefined {
  return SHAPE.test(text) ? secretHint(text) : undefined;
}

/** Runs for every request: plain numbers, which are several times as fast as `toBase62`. */
function checksum(body: string): string {
  let text = '';
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / ALPHABET.length)) {
    text = (ALPHABET[rest % ALPHABET.length] ?? '') + text;
  }
  return text.padStart(CHECKSUM_LENGTH, '0');
}

function toBase62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= BASE) {
    text = (ALPHABET[Number(rest % BASE)] ?? '') + text;
  }
  return text.padStart(length, '0');
}
