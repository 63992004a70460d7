import { z } from 'zod';

import { coreOf, formOf, isEnum, isList, isObjectSchema, membersOf } from './zod-shape.js';

const SOME_NUMBER = 30;

/** The schema at a path of an input; `undefined` if there is none. */
export function schemaAt(
  root: z.core.$ZodType,
  path: readonly PropertyKey[],
): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = root;
  for (const key of path) {
    const core: z.core.$ZodType | undefined = schema && coreOf(schema);
    if (core && isList(core)) schema = core.element;
    else if (core && isObjectSchema(core)) schema = membersOf(core)[String(key)];
    else return undefined;
  }
  return schema;
}

/** How an input at a path is written, as JSON; `undefined` if its schema does not say. */
export function exampleAt(root: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  const schema = schemaAt(root, path);
  const example = schema && exampleOf(schema);
  return example === undefined ? undefined : JSON.stringify(example);
}

function exampleOf(schema: z.core.$ZodType): unknown {
  const core = coreOf(schema);
  const { example } = formOf(schema) ?? {};
  if (example !== undefined) return example;
  if (isEnum(core)) return core.options[0];
  if (core instanceof z.ZodNumber) {
    const { minValue, maxValue } = core;
    return Math.min(Math.max(SOME_NUMBER, minValue ?? SOME_NUMBER), maxValue ?? SOME_NUMBER);
  }
  if (core instanceof z.ZodBoolean) return true;
  if (isList(core)) {
    const item = exampleOf(core.element);
    return item === undefined ? undefined : [item];
  }
  return isObjectSchema(core) ? objectExample(core) : undefined;
}

/** An object of what it cannot be without. */
function objectExample(schema: z.ZodObject): unknown {
  const needed = Object.entries(membersOf(schema)).filter(
    ([, member]) => coreOf(member) === member,
  );
  const members = needed.map(([name, member]) => [name, exampleOf(member)] as const);
  const isWhole = members.length > 0 && members.every(([, example]) => example !== undefined);
  return isWhole ? Object.fromEntries(members) : undefined;
}
