import { z } from 'zod';

import { writtenForms, type WrittenForm } from './written-form.js';

/** A schema without what says that it may be left out. */
export function coreOf(schema: z.core.$ZodType): z.core.$ZodType {
  let core = schema;
  while (isWrapped(core)) core = core.unwrap();
  return core;
}

/** The further forms of a schema, said of it or of what it wraps. */
export function formOf(schema: z.core.$ZodType): WrittenForm | undefined {
  let core = schema;
  for (;;) {
    const form = writtenForms.get(core);
    if (form) return form;
    if (!isWrapped(core)) return undefined;
    core = core.unwrap();
  }
}

/** Whether a schema is a list's. */
export function isList(schema: z.core.$ZodType): schema is z.ZodArray {
  return schema instanceof z.ZodArray;
}

/** Whether a schema is an object's. */
export function isObjectSchema(schema: z.core.$ZodType): schema is z.ZodObject {
  return schema instanceof z.ZodObject;
}

/** The schemas of an object's members, by their names. */
export function membersOf(schema: z.ZodObject): Readonly<Record<string, z.core.$ZodType>> {
  return schema.shape;
}

/** Whether a schema is that of words to choose from. */
export function isEnum(schema: z.core.$ZodType): schema is z.ZodEnum {
  return schema instanceof z.ZodEnum;
}

function isWrapped(
  schema: z.core.$ZodType,
): schema is z.ZodOptional | z.ZodDefault | z.ZodNullable | z.ZodReadonly {
  return [z.ZodOptional, z.ZodDefault, z.ZodNullable, z.ZodReadonly].some(
    (wrapper) => schema instanceof wrapper,
  );
}
