import fc, { type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { coerceInput } from '../../../src/mcp/input/coerce.js';
import { tools } from '../../../src/mcp/tools.js';
import { looseMembers, valueOf } from '../../support/loose-input.js';

describe.each(tools)('$name', ({ input }) => {
  const said = valueOf(input) as Arbitrary<object>;

  test('what fits its schema is read as it is', () => {
    fc.assert(
      fc.property(said, (value) => {
        expect(input.safeParse(value).error).toBeUndefined();
        expect(coerceInput(input, value)).toMatchObject({ input: value, problems: [] });
        expect(coerceInput(input, value).input).toEqual(value);
      }),
    );
  });

  test('what is typed loosely is read as the same', () => {
    const both = said.chain((value) =>
      looseMembers(input, value).map((written) => ({ value, written })),
    );
    fc.assert(
      fc.property(both, ({ value, written }) => {
        const { input: read, problems } = coerceInput(input, written);
        expect([read, problems]).toEqual([value, []]);
      }),
    );
  });
});

test('whatever is sent is read without an error, and text is never made anything else', () => {
  const schema = z.strictObject({ text: z.string(), list: z.array(z.string()).optional() });
  fc.assert(
    fc.property(fc.anything(), (value) => {
      coerceInput(schema, value);
      for (const { input } of tools) coerceInput(input, value);
    }),
  );
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(coerceInput(schema, { text }).input).toEqual({ text });
    }),
  );
});
