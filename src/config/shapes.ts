import { z } from 'zod';

import { wholeNumberRule } from '../platform/checks.js';

/** A whole number within bounds. */
export function wholeNumber(least: number, most: number) {
  const problem = wholeNumberRule({ least, most });
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .refine((value) => value >= least && value <= most, problem);
}

const secrets = new WeakSet<z.ZodType>();

/**
 * Makes the shape of a secret from that of its text. It may be unset, and `NAME_FILE` may name a
 * file that holds it.
 */
export function secret<T extends z.ZodType>(text: T): z.ZodOptional<T> {
  const shape = text.optional();
  secrets.add(shape);
  return shape;
}

/** Whether a shape was made by {@link secret}. */
export function isSecret(shape: z.ZodType): boolean {
  return secrets.has(shape);
}

/** A switch. */
export const onOrOff = z
  .string()
  .regex(/^(on|off|true|false|1|0)$/i, 'must be on or off')
  .transform((text) => /^(on|true|1)$/i.test(text));

/** How many proxies are believed. */
export const proxyHops = z
  .string()
  .regex(/^(off|false|\d{1,2})$/i, 'must be off or the number of proxies in front, 1 to 99')
  .transform((text) => (/^\d+$/.test(text) ? Number(text) : 0));

/** Items separated by commas, each of which must be accepted; an empty text has none. */
export function list(accepts: (item: string) => boolean, problem: string) {
  return z
    .string()
    .transform((text) => (text === '' ? [] : text.split(',').map((item) => item.trim())))
    .refine((items) => items.every(accepts), `${problem}, separated by commas`);
}

/** Whether a text is a URL of one of these protocols, as in `https:`. */
export function hasProtocol(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** Whether every `%` starts an escape that can be read. */
export function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
