import type { z } from 'zod';

import { isEnum } from './zod-shape.js';

/** As many digits as a number has without losing one. */
const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...([true, 'true', 'yes', 'on', '1', 1] as const).map((word) => [word, true] as const),
  ...([false, 'false', 'no', 'off', '0', 0] as const).map((word) => [word, false] as const),
]);

const LONGEST_WORD = 60;

/** Whether a value says nothing: models write these for what they leave out. */
export function isNothing(written: unknown): boolean {
  return written === undefined || written === null || written === '';
}

/** Whether a value is the word that JSON has for nothing, written as a text. */
export function isNullWord(written: unknown): boolean {
  return typeof written === 'string' && written.trim() === 'null';
}

/**
 * Reads a value that is neither a list nor an object: a number or a boolean that was written as
 * text, a number where text is wanted, and a word in another case or with other separators.
 */
export function readScalar(schema: z.core.$ZodType, written: unknown): unknown {
  const text = typeof written === 'string' ? written.trim() : undefined;
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- zod has more
  switch (schema._zod.def.type) {
    case 'number':
      if (text === '' || isNullWord(text)) return undefined;
      return text !== undefined && NUMBER.test(text) ? Number(text) : written;
    case 'boolean':
      if (text === '' || isNullWord(text)) return undefined;
      return BOOLEANS.get(text?.toLowerCase() ?? written) ?? written;
    case 'string':
      return typeof written === 'number' && isExact(written) ? String(written) : written;
    case 'enum':
      return text !== undefined && isEnum(schema) ? (wordIn(schema, text) ?? written) : written;
    default:
      return written;
  }
}

/** The word that is meant, if it is one: without regard to case and to what separates its parts. */
export function wordIn(schema: z.ZodEnum, written: string): string | undefined {
  if (written.length > LONGEST_WORD) return undefined;
  const options = schema.options.map(String);
  if (options.includes(written)) return written;
  const meant = options.filter((option) => lettersOf(option) === lettersOf(written));
  return meant.length === 1 ? meant[0] : undefined;
}

function lettersOf(word: string): string {
  return word.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}

/** A larger whole number may have lost digits before it came here. */
function isExact(number: number): boolean {
  return Number.isSafeInteger(number) || !Number.isInteger(number);
}
