import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

/** What texts of a certain form are, by the words that describe or refuse them. */
const FORMS: readonly (readonly [RegExp, Arbitrary<string>])[] = [
  [/etag/i, fc.stringMatching(/^"[0-9a-z]{1,16}"$/)],
  [/2030-03-2/, fc.constantFrom('2030-03-25T09:00:00', '2030-03-25', '2030-03-25T09:00:00+01:00')],
  [/RFC 5545/, fc.constantFrom('RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20300325T090000Z')],
  [/IANA/, fc.constantFrom('Europe/Berlin', 'UTC')],
  [
    /Which of several|By e-mail|An id,|Ids,|From list-events|A calendar, with/,
    fc.constantFrom('primary', 'a@example.com', 'Team', '50', 'true', 'abc_20300325T080000Z'),
  ],
  [/09:00|17:00/, fc.constantFrom('09:00', '17:30')],
];
const ADDRESS = fc.constantFrom('a@example.com', 'maya.b+c@example.org', 'team@group.example.com');
const TEXT = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20 }),
  fc.constantFrom('true', '50', '[1]', '{"a": 1}', 'null', ' ', 'a, b', 'Maya <a@example.com>'),
);

/** Any value that fits a schema, without what it need not have. */
export function valueOf(schema: z.core.$ZodType, hint = ''): Arbitrary<unknown> {
  const words = `${hint} ${z.globalRegistry.get(schema)?.description ?? ''}`;
  if (isWrapper(schema)) return valueOf(schema.unwrap(), words);
  if (schema instanceof z.ZodObject) return objectOf(schema);
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    return fc.array(valueOf(element, words), { minLength: 1, maxLength: 3 });
  }
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) {
    return fc.integer({ min: schema.minValue ?? 0, max: Math.min(schema.maxValue ?? 99, 99_999) });
  }
  return textOf(schema, words);
}

/** A value, typed in some of the ways in which models type it. */
function loosened(schema: z.core.$ZodType, value: unknown): Arbitrary<unknown> {
  if (isWrapper(schema)) return loosened(schema.unwrap(), value);
  if (schema instanceof z.ZodObject) return looseForms(schema, value as object);
  if (schema instanceof z.ZodArray) return looseList(schema, value as readonly unknown[]);
  if (schema instanceof z.ZodEnum) {
    const word = String(value);
    const parts = word.replace(/[A-Z]/g, (letter) => `_${letter}`);
    return fc.constantFrom(
      ...[word, word.toUpperCase(), parts.toUpperCase(), parts.replaceAll('_', ' ')],
      ...[parts.replaceAll('_', '-'), [word]],
    );
  }
  if (schema instanceof z.ZodBoolean) {
    return fc.constantFrom<unknown>(value, String(value), value ? 'True' : 'False', [value]);
  }
  if (schema instanceof z.ZodNumber) {
    return fc.constantFrom<unknown>(
      value,
      String(value),
      `${Number(value)}.0`,
      ` ${Number(value)} `,
      [value],
    );
  }
  return fc.constantFrom<unknown>(value, [value]);
}

function looseEtag(value: unknown): Arbitrary<unknown> {
  const [quoted, bare] = [String(value), String(value).slice(1, -1)];
  return fc.constantFrom(quoted, bare, `W/${quoted}`, `\\"${bare}\\"`);
}

/** An object, or one in a list, as JSON text, or as the one text that it is about. */
function looseForms(schema: z.ZodObject, value: object): Arbitrary<unknown> {
  const object = looseMembers(schema, value);
  const forms = [object, object.map((one) => JSON.stringify(one)), object.map((one) => [one])];
  const { id, email, displayName, ...others } = value as Readonly<Record<string, string>>;
  const text = id ?? email;
  if (text !== undefined && Object.keys(others).length === 0) {
    const isPlain = displayName === undefined || /^[\w ]*\w$/.test(displayName.trimStart());
    const name = displayName?.trim() === displayName && isPlain ? displayName : undefined;
    if (name !== undefined)
      forms.push(fc.constant(`${name} <${text}>`), fc.constant(`"${name}"<${text}>`));
    else if (displayName === undefined) forms.push(fc.constant(text));
  }
  return fc.oneof(...forms);
}

/** An object whose members are typed loosely, and say nothing in several ways. */
export function looseMembers(schema: z.ZodObject, value: object): Arbitrary<unknown> {
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  const said = value as Readonly<Record<string, unknown>>;
  const members = Object.entries(shape).map(([name, member]) => {
    const nothing = fc.constantFrom<unknown>(undefined, null, '');
    if (said[name] === undefined) return [name, nothing] as const;
    const isEtag = name.toLowerCase().endsWith('etag');
    return [name, isEtag ? looseEtag(said[name]) : loosened(member, said[name])] as const;
  });
  return fc.record(Object.fromEntries(members));
}

function looseList(schema: z.ZodArray, value: readonly unknown[]): Arbitrary<unknown> {
  const items = fc.tuple(...value.map((item) => loosened(schema.element, item)));
  const asJson = items.map((list) => JSON.stringify(list));
  const withNothing = items.map((list) => [null, ...list, '']);
  const forms: Arbitrary<unknown>[] = [items, asJson, withNothing];
  const [first] = value;
  const isPlain = typeof first !== 'string' || !/[,;\n]|^\s*(?:[[{]|$)|^null$/.test(first);
  if (value.length === 1 && isPlain) {
    forms.push(items.map(([one]) => (Array.isArray(one) ? first : one)));
  }
  if (schema.element instanceof z.ZodEnum) forms.push(fc.constant(value.join(', ')));
  return fc.oneof(...forms);
}

function objectOf(schema: z.ZodObject): Arbitrary<object> {
  const shape = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  const needed = Object.keys(shape).filter((name) => !isWrapper(shape[name]));
  const members = Object.entries(shape).map(([name, member]) => [name, valueOf(member, name)]);
  return fc
    .record(Object.fromEntries(members) as Record<string, Arbitrary<unknown>>, {
      requiredKeys: needed,
    })
    .filter((value) => schema.safeParse(value).success);
}

function textOf(schema: z.core.$ZodType, words: string): Arbitrary<string> {
  if (schema instanceof z.ZodEmail) return ADDRESS;
  const [, form] = FORMS.find(([pattern]) => pattern.test(words + messageOf(schema))) ?? [];
  const text = form ?? (/calendar/i.test(words) ? ADDRESS : TEXT);
  return text.filter((one) => z.safeParse(schema, one).success);
}

/** What a schema says of text that does not fit it. */
function messageOf(schema: z.core.$ZodType): string {
  return z.safeParse(schema, '\u0000').error?.issues[0]?.message ?? '';
}

function isWrapper(schema: unknown): schema is z.ZodOptional | z.ZodDefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
}
