import { z } from 'zod';

const FIELD_NAME = /^[A-Za-z_]{1,30}$/;

/** A number as JSON spells it. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Protobuf's JSON of a number: it may stand in a text. */
export const protobufNumber = z
  .union([z.number(), z.string().regex(NUMBER).transform(Number)], 'must be a number')
  .refine(Number.isFinite, 'must be a number');

/**
 * Protobuf's JSON of a message. Each field has two names, that of the schema (`room_name`) and the
 * same in camel case, and may be given once. An unknown field is refused, since ignoring it would
 * change what was asked, unless it is empty: many writers put in every field there is.
 *
 * @param fields - by their names in the schema
 * @see https://protobuf.dev/programming-guides/json/
 */
export function protobufMessage<S extends z.ZodRawShape>(fields: S) {
  const byName = new Map(
    Object.keys(fields).flatMap((name) => [
      [name, name],
      [camelCase(name), name],
    ]),
  );
  return z.preprocess(
    (value, context) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      const read = new Map<string, unknown>();
      const refuse = (path: string, message: string): void => {
        context.issues.push({ code: 'custom', message, path: [path], input: value });
      };
      for (const [key, item] of Object.entries(value)) {
        const name = byName.get(key);
        if (name === undefined) {
          if (!isEmpty(item)) refuse(shownName(key), 'is not accepted by this endpoint');
        } else if (read.has(name)) {
          refuse(name, `must be given once, and is also given as ${camelCase(name)}`);
        } else {
          read.set(name, item);
        }
      }
      return Object.fromEntries(read);
    },
    z.object(fields, 'must be a JSON object'),
  );
}

/** Whether a value is that of a field which nobody has set, or the first of an enumeration. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === '' || value === 0 || value === false) return true;
  if (value === 'JRP_ON_FAILURE' || value === '0') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whatever else stands there could be anything, a secret included. */
function shownName(key: string): string {
  return FIELD_NAME.test(key) ? key : 'one field';
}
