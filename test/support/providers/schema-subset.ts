/** A JSON Schema, as a test reads it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  object: ['type', 'description', 'properties', 'required', 'additionalProperties'],
  array: ['type', 'description', 'items'],
  string: ['type', 'description', 'enum'],
  integer: ['type', 'description'],
  number: ['type', 'description'],
  boolean: ['type', 'description'],
};

/** How deep OpenAI's strict mode lets objects be. */
const DEEPEST = 10;

/**
 * What is wrong with a tool's schema for one provider or another, a line each. It knows the
 * keywords that all of them take, each with the type that it belongs to; any other one is wrong.
 *
 * @param io - inputs that are not required must take null, for OpenAI's strict mode
 */
export function outsideSubset(
  schema: unknown,
  io: 'input' | 'output',
  path = '$',
  depth = 0,
): string[] {
  if (!isObject(schema)) return [`${path} is no object`];
  if (depth > DEEPEST) return [`${path} is too deep`];
  if ('anyOf' in schema) {
    const variants = schema['anyOf'];
    const [value, other, ...more] = Array.isArray(variants) ? (variants as unknown[]) : [];
    const isNullable =
      isObject(other) && Object.keys(other).join() === 'type' && other['type'] === 'null';
    return [
      ...(Object.keys(schema).join() === 'anyOf' ? [] : [`${path} has more than anyOf`]),
      ...(isNullable && more.length === 0 ? [] : [`${path} is no value or null`]),
      ...(path === '$' ? ['$ is no object'] : outsideSubset(value, io, path, depth + 1)),
    ];
  }
  const type = String(schema['type']);
  const keywords = KEYWORDS[type];
  if (!keywords) return [`${path} has the type ${type}`];
  if (path === '$' && type !== 'object') return ['$ is no object'];
  const unknown = Object.keys(schema)
    .filter((keyword) => !keywords.includes(keyword))
    .map((keyword) => `${path} has ${keyword}`);
  if (type === 'object') return [...unknown, ...membersOutside(schema, io, path, depth)];
  if (type === 'array') {
    return [...unknown, ...outsideSubset(schema['items'], io, `${path}[]`, depth + 1)];
  }
  const words = schema['enum'] ?? ['one'];
  const isWords = Array.isArray(words) && words.length > 0 && words.every(isWord);
  return isWords ? unknown : [...unknown, `${path} has an enum of other than words`];
}

function membersOutside(
  schema: JsonSchema,
  io: 'input' | 'output',
  path: string,
  depth: number,
): string[] {
  const { properties, required = [], additionalProperties } = schema;
  // What is in a field of an answer says itself what it is.
  if (io === 'output' && path !== '$' && properties === undefined) return [];
  if (!isObject(properties)) return [`${path} has no properties`];
  const names = Object.keys(properties);
  const needed = required as readonly string[];
  // What is in an answer may have more than is published of it.
  const mayBeOpen = io === 'output' && additionalProperties === undefined;
  return [
    ...(additionalProperties === false || mayBeOpen ? [] : [`${path} is open`]),
    ...needed.filter((name) => !names.includes(name)).map((name) => `${path} lacks ${name}`),
    ...names.flatMap((name) => {
      const place = `${path}.${name}`;
      const property = properties[name];
      const isOptional = !needed.includes(name);
      const isNullable = isObject(property) && 'anyOf' in property;
      return [
        ...(/^[\w.-]{1,64}$/.test(name) ? [] : [`${place} has a name that is refused`]),
        ...(io === 'output' || isOptional === isNullable
          ? []
          : [`${place} takes null or is needed`]),
        ...outsideSubset(property, io, place, depth + 1),
      ];
    }),
  ];
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
