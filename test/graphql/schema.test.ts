import { readFileSync } from 'node:fs';

import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const connections = Object.keys(schema.getTypeMap()).filter((name) => name.endsWith('Connection'));

/** What a field of a type answers with. */
function typeOf(type: unknown, field: string) {
  return isObjectType(type) ? type.getFields()[field]?.type : undefined;
}

describe('what a list pages through has an id, by which clients keep it', () => {
  test.each(connections)('%s', (name) => {
    const node = getNamedType(typeOf(schema.getType(name), 'nodes'));
    expect(String(typeOf(node, 'id'))).toBe('ID!');
  });
});
