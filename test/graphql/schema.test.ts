import { readFileSync } from 'node:fs';

import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const connections = Object.keys(schema.getTypeMap()).filter((name) => name.endsWith('Connection'));

/** The type of a field, as the schema writes it. */
function typeOf(typeName: string, field: string): string {
  const type = schema.getType(typeName);
  return isObjectType(type) ? String(type.getFields()[field]?.type) : '';
}

describe('what a list pages through has an id, by which clients keep it', () => {
  test.each(connections)('%s', (name) => {
    const node = typeOf(name, 'nodes').replaceAll(/[![\]]/g, '');
    expect(typeOf(node, 'id')).toBe('ID!');
  });
});
