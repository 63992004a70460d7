import {
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';

import type { AnswerFields } from '../answer-fields.js';

/** The shapes of the schema's scalars in JSON; that of all others is a text. */
const SCALARS: Readonly<Record<string, () => z.ZodType>> = {
  Boolean: () => z.boolean(),
  Int: () => z.int(),
  DateTime: () => z.iso.datetime(),
};

/** The shape of an answer with these fields of a type of the schema, in the schema's own words. */
export function shapeOf(
  schema: GraphQLSchema,
  typeName: string,
  fields: AnswerFields,
): z.ZodObject {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${typeName}.`);
  const known = type.getFields();
  return z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const found = known[field];
        if (!found) throw new Error(`The schema’s ${typeName} has no field ${field}.`);
        return [name, valueShape(found.type).meta({ description: found.description ?? '' })];
      }),
    ),
  );
}

function valueShape(type: GraphQLOutputType): z.ZodType {
  return isNonNullType(type) ? presentShape(type.ofType) : presentShape(type).nullable();
}

function presentShape(type: GraphQLOutputType): z.ZodType {
  if (isListType(type)) return z.array(valueShape(type.ofType as GraphQLOutputType));
  if (isEnumType(type)) return z.enum(type.getValues().map(({ name }) => name));
  return SCALARS[String(type)]?.() ?? z.string();
}
