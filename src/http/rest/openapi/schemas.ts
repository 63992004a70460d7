import { z } from 'zod';

import type { AnswerDescription, AnswerName } from './answers.js';

type Schema = Record<string, unknown>;

/** Where a schema of that name is in the description. */
export const schemaRef = (name: AnswerName): string => `#/components/schemas/${name}`;

/** A shape in JSON Schema's words: what comes out of it, since forms and queries begin as texts. */
function jsonSchema(shape: z.ZodType): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'output' });
  return schema;
}

/** The schemas of answers by name. */
export function answerSchemas(
  answers: Readonly<Record<AnswerName, AnswerDescription>>,
): Record<string, Schema> {
  return Object.fromEntries(
    Object.entries(answers).map(([name, { description, shape }]) => [
      name,
      { description, ...jsonSchema(shape) },
    ]),
  );
}

/** What a path or a query string can carry. */
export function parametersOf(place: 'path' | 'query', shape: z.ZodObject): Schema[] {
  return Object.entries(shape.shape as Record<string, z.ZodType>).map(([name, field]) => {
    const { description, examples, ...schema } = jsonSchema(field);
    return {
      name,
      in: place,
      required: !field.safeParse(undefined).success,
      description,
      schema: examples === undefined ? schema : { ...schema, examples },
    };
  });
}

/** A body, in both forms in which it is taken. */
export function bodyOf(shape: z.ZodObject): Schema {
  // Fields that the shape does not know are ignored.
  const { additionalProperties: _, ...schema } = jsonSchema(shape);
  const media = { schema, example: exampleOf(shape) };
  return {
    required: true,
    content: { 'application/json': media, 'application/x-www-form-urlencoded': media },
  };
}

function exampleOf(shape: z.ZodObject): Schema {
  const { properties = {} } = z.toJSONSchema(shape, { io: 'output' });
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      const [example] = typeof property === 'object' ? (property.examples ?? []) : [];
      return example === undefined ? [] : [[name, example]];
    }),
  );
}
