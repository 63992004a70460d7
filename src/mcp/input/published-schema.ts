import { z } from 'zod';

import { writtenForms } from './written-form.js';

/** A JSON Schema of the subset that every provider of models takes. */
export interface PublishedSchema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, PublishedSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: PublishedSchema;
  readonly enum?: readonly string[];
  /** A value or null, and nothing else: an input that may be left out. */
  readonly anyOf?: readonly [PublishedSchema, { readonly type: 'null' }];
}

/** A root, as MCP wants it. */
export type PublishedObject = PublishedSchema & { readonly type: 'object' };

type Full = z.core.JSONSchema.JSONSchema;

/**
 * Returns what is published of a tool's schema: types, descriptions and words to choose from.
 * Bounds and defaults are said in the descriptions, because one provider or another refuses the
 * keyword or drops it: Gemini `$schema`, `default` and most formats, OpenAI's strict mode
 * `default`, Anthropic the bounds of numbers and lists.
 *
 * An input that may be left out may be null as well, since OpenAI's strict mode knows no other way.
 * Its description stands beside the type: Gemini refuses `anyOf` with any other keyword.
 *
 * Of an answer only its own fields' names and types are published, and not that there is no more:
 * what it says is plain from its words, and what it may have grows.
 *
 * @throws TypeError for a schema that the subset cannot express
 */
export function publishedSchema(schema: z.ZodObject, io: 'input' | 'output'): PublishedObject {
  const full = z.toJSONSchema(schema, {
    ...{ io, target: 'draft-7', reused: 'inline' },
    override: ({ zodSchema, jsonSchema }) => {
      shorten(jsonSchema, writtenForms.get(zodSchema)?.published);
    },
  });
  if (io === 'output') return { type: 'object', properties: outline(full) };
  return { type: 'object', ...objectOf(full) };
}

/** What a schema may say that is published, is put into words, or stays the gateway's own check. */
const READ = new Set([
  ...['type', 'description', 'properties', 'required', 'additionalProperties', 'items', 'enum'],
  ...['minimum', 'maximum', 'minItems', 'maxItems', 'default'],
  ...['minLength', 'maxLength', 'pattern', 'format'],
]);

/** Takes out of an object's schema what is not published of it. */
function shorten(full: Full, shown: readonly string[] | 'text' | undefined): void {
  if (shown === undefined) return;
  if (shown === 'text') {
    full.type = 'string';
    delete full.properties;
    delete full.required;
    delete full.additionalProperties;
    return;
  }
  const { properties = {} } = full;
  full.properties = Object.fromEntries(
    Object.entries(properties).filter(([name]) => shown.includes(name)),
  );
}

function published(full: Full): PublishedSchema {
  const { type } = full;
  const unread = Object.keys(full).find((keyword) => !READ.has(keyword));
  if (unread !== undefined) throw new TypeError(`${unread} cannot be published: ${nameOf(full)}.`);
  switch (type) {
    case 'object':
      return { type, ...described(full), ...objectOf(full) };
    case 'array':
      return { type, ...described(full), items: published(child(full.items)) };
    case 'string':
      return { type, ...described(full), ...(full.enum && { enum: full.enum as string[] }) };
    case 'integer':
    case 'number':
    case 'boolean':
      return { type, ...described(full) };
    case 'null':
    case undefined:
    default:
      throw new TypeError(`A value of no single type cannot be published: ${nameOf(full)}.`);
  }
}

/** The names and types of an answer's own fields: what is in them says itself what it is. */
function outline({ properties = {} }: Full): Readonly<Record<string, PublishedSchema>> {
  const typeOf = (full: Full): PublishedSchema => ({
    type: full.type as 'object',
    ...(full.type === 'array' && { items: typeOf(child(full.items)) }),
  });
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => [name, typeOf(child(field))]),
  );
}

function nameOf(full: Full): string {
  return full.description ?? JSON.stringify(full);
}

function objectOf(full: Full): Omit<PublishedSchema, 'type'> {
  const { properties = {}, required = [] } = full;
  return {
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        const value = published(child(property));
        const isLeftOut = !required.includes(name);
        return [name, isLeftOut ? { anyOf: [value, { type: 'null' }] as const } : value];
      }),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function child(schema: z.core.JSONSchema._JSONSchema | Full['items']): Full {
  if (typeof schema === 'object' && !Array.isArray(schema)) return schema;
  throw new TypeError('Only a list of one type, and an object of known fields, can be published.');
}

/** The description, and after it whatever is checked and has no keyword. */
function described(full: Full): { description?: string } {
  const said = [full.description, boundsOf(full), defaultOf(full)].filter(Boolean).join(' ');
  return said === '' ? {} : { description: said };
}

/** How long a list may be is left to the error: few ever get there. */
function boundsOf({ minimum, maximum }: Full): string | undefined {
  const highest = isBound(maximum) ? maximum : undefined;
  if (isBound(minimum) && highest !== undefined) return `${minimum} to ${highest}.`;
  if (highest !== undefined) return `At most ${highest}.`;
  return isBound(minimum) ? `At least ${minimum}.` : undefined;
}

/** What zod gives every whole number is none. */
function isBound(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) !== Number.MAX_SAFE_INTEGER;
}

function defaultOf({ default: value }: Full): string | undefined {
  if (value === undefined) return undefined;
  const words = [value]
    .flat()
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)));
  return `Default: ${words.join(', ')}.`;
}
